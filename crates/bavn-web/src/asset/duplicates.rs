//! Assets that are likely to be the same thing, and making one of two.

use super::{
    own_fields::own_change,
    words::{field_name, field_text, kind_text},
};
use crate::kit::{
    Access, Faults, Layout, PageResult, Place, Routes, SecureForm, Tr, User,
    api::{ApiJson, ApiResult, ApiUser},
    form_version, html, redirect,
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::IntoResponse as _,
};
use bavn_app::{
    Error,
    asset::{
        Asset, AssetKeys, Merge, Names, asset_code, asset_names, find_assets, find_pair, list_duplicates,
        list_neighbours, merge_assets,
    },
};
use bavn_core::{
    access::{Action, Resource},
    asset::{Alike, AssetFacts, Field, FieldKind, OWN, differing, differing_own, says_nothing},
    ids::{AssetId, PersonId, SupplierId},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let (read, may) = (Access::May(Action::AssetRead), Access::May(Action::AssetAdminister));
    Routes::new()
        .get("/aktiver/dubletter", read, show)
        .get("/aktiver/dubletter/sammenlign", read, compare)
        .post("/aktiver/dubletter/sammenlign", may, merge)
        .api(read, routes!(list))
        .api(may, routes!(merge_two))
}

/// Assets of one group that are listed.
const LISTED: usize = 20;

/// An asset of a group in words.
struct Member {
    code: String,
    name: String,
    path: String,
    kind: String,
    unit: String,
    /// The comparison with the first of the group; none for the first.
    compare: Option<String>,
}

struct Group {
    heading: String,
    members: Vec<Member>,
    more: usize,
}

#[derive(Template)]
#[template(path = "asset/duplicates.html")]
struct DuplicatesPage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    heading: String,
    may_merge: bool,
    keep: String,
    gone: String,
    groups: Vec<Group>,
    more: usize,
}

async fn show(user: User) -> PageResult {
    page(&user, &Pair::default(), Faults::default()).await
}

async fn page(user: &User, pair: &Pair, faults: Faults) -> PageResult {
    let (app, ctx, t) = (&user.app, &user.ctx, user.t);
    let (groups, count) = list_duplicates(app, ctx).await?;
    let ids: Vec<AssetId> = groups.iter().flat_map(|group| group.assets.iter().take(LISTED).copied()).collect();
    let found = find_assets(app, ctx, &AssetKeys::Ids(ids)).await?;
    let assets: HashMap<AssetId, &Asset> = found.iter().map(|asset| (asset.id, asset)).collect();
    let names = asset_names(app, ctx, [], []).await?;
    let may_merge = ctx.may(Action::AssetAdminister, Resource::Any);
    let member = |first: AssetId, asset: &Asset| Member {
        code: asset.code(),
        name: asset.facts.name.clone(),
        path: format!("/aktiver/{}", asset.id),
        kind: kind_text(t, &names, asset.facts.kind, asset.facts.type_id),
        unit: names.unit(asset.facts.unit).to_owned(),
        compare: (asset.id != first)
            .then(|| format!("/aktiver/dubletter/sammenlign?behold={first}&fjern={}", asset.id)),
    };
    let rows = groups.iter().filter_map(|group| {
        let first = *group.assets.first()?;
        let key = match group.alike {
            Alike::External => "asset-alike-external",
            Alike::Name => "asset-alike-name",
        };
        let members = group.assets.iter().take(LISTED).filter_map(|id| Some(member(first, assets.get(id)?)));
        Some(Group {
            heading: t.s(key, "shared", &group.shared),
            members: members.collect(),
            more: group.assets.len().saturating_sub(LISTED),
        })
    });
    let page = DuplicatesPage {
        layout: user.layout(Place::Assets, t.get("asset-duplicates")),
        t,
        heading: t.n("asset-duplicates-heading", count),
        may_merge,
        keep: pair.behold.clone(),
        gone: pair.fjern.clone(),
        groups: rows.collect(),
        more: count.saturating_sub(groups.len()),
        faults,
    };
    let status = if page.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, html(&page)?).into_response())
}

/// Which two, by identifier or number.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Pair {
    behold: String,
    fjern: String,
}

/// A field in which two assets differ.
struct FieldRow {
    key: String,
    name: String,
    keep: String,
    gone: String,
    takes_gone: bool,
}

/// One of the two in words.
struct Side {
    id: AssetId,
    version: i32,
    name: String,
    path: String,
    links: usize,
}

#[derive(Template)]
#[template(path = "asset/merge.html")]
struct MergePage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    heading: String,
    is_conflict: bool,
    may_merge: bool,
    keep: Side,
    gone: Side,
    swap: String,
    fields: Vec<FieldRow>,
}

async fn compare(user: User, Query(pair): Query<Pair>) -> PageResult {
    match find_pair(&user.app, &user.ctx, &pair.behold, &pair.fjern).await {
        Ok((keep, gone)) => merge_page(&user, &keep, &gone, None, Faults::default(), false).await,
        Err(Error::Invalid(mut faults)) => {
            for fault in &mut faults {
                fault.field = if fault.field == "keep" { "behold".into() } else { "fjern".into() };
            }
            page(&user, &pair, Faults::new(user.t, &faults)).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn merge_page(
    user: &User,
    keep: &Asset,
    gone: &Asset,
    take: Option<&BTreeSet<String>>,
    faults: Faults,
    is_conflict: bool,
) -> PageResult {
    let (app, ctx, t) = (&user.app, &user.ctx, user.t);
    let names = names_of(user, keep, gone).await?;
    let (one, other) = (keep.facts.to_map(), gone.facts.to_map());
    let text = |field: &Field, value: Option<&Value>| {
        let text = field_text(t, &names, field, value.unwrap_or(&Value::Null));
        if text.is_empty() { t.get("asset-not-said") } else { text.chars().take(300).collect() }
    };
    let fields = differing(&keep.facts, &gone.facts).into_iter().map(|field| FieldRow {
        key: field.key.to_owned(),
        name: field_name(t, field),
        keep: text(field, one.get(field.key)),
        gone: text(field, other.get(field.key)),
        // What says something is kept rather than what says nothing.
        takes_gone: match take {
            Some(take) => take.contains(field.key),
            None => says_nothing(&keep.facts, field),
        },
    });
    let own = differing_own(&keep.facts, &gone.facts).into_iter().map(|key| {
        let words = own_change(t, &names, keep.facts.type_id, key);
        let value = |facts: &AssetFacts| facts.own.get(key).map_or(Value::Null, |value| value.as_str().into());
        let name = format!("{OWN}{key}");
        FieldRow {
            name: words.label(),
            keep: words.text(&value(&keep.facts)),
            gone: words.text(&value(&gone.facts)),
            takes_gone: match take {
                Some(take) => take.contains(&name),
                None => !keep.facts.own.contains_key(key),
            },
            key: name,
        }
    });
    let links = [list_neighbours(app, ctx, keep.id).await?, list_neighbours(app, ctx, gone.id).await?]
        .map(|around| around.needs.len() + around.needed_by.len() + around.hidden);
    let side = |asset: &Asset, links: usize| Side {
        id: asset.id,
        version: asset.version,
        name: format!("{} {}", asset_code(asset.number), asset.facts.name),
        path: format!("/aktiver/{}", asset.id),
        links,
    };
    let page = MergePage {
        layout: user.layout(Place::Assets, t.get("asset-merge-title")),
        t,
        heading: t.s2("asset-merge-heading", "keep", &keep.facts.name, "gone", &gone.facts.name),
        is_conflict,
        may_merge: ctx.may(Action::AssetAdminister, Resource::Any),
        keep: side(keep, links[0]),
        gone: side(gone, links[1]),
        swap: format!("/aktiver/dubletter/sammenlign?behold={}&fjern={}", gone.id, keep.id),
        fields: fields.chain(own).collect(),
        faults,
    };
    let status = match (is_conflict, page.faults.is_empty()) {
        (true, _) => StatusCode::CONFLICT,
        (false, true) => StatusCode::OK,
        (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Ok((status, html(&page)?).into_response())
}

async fn names_of(user: &User, keep: &Asset, gone: &Asset) -> PageResult<Names> {
    let (mut people, mut suppliers) = (BTreeSet::<PersonId>::new(), BTreeSet::<SupplierId>::new());
    for field in differing(&keep.facts, &gone.facts) {
        for map in [keep.facts.to_map(), gone.facts.to_map()] {
            let Some(id) = map.get(field.key).and_then(Value::as_str) else { continue };
            match field.kind {
                FieldKind::Person => people.extend(id.parse::<PersonId>().ok()),
                FieldKind::Supplier => suppliers.extend(id.parse::<SupplierId>().ok()),
                _ => {}
            }
        }
    }
    Ok(asset_names(&user.app, &user.ctx, people, suppliers).await?)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct MergeForm {
    keep: String,
    keep_version: String,
    gone: String,
    gone_version: String,
    /// Each field that differs, as `f-` and its name, with the one that is right in it: `gone` or `keep`.
    #[serde(flatten)]
    choices: HashMap<String, Value>,
}

async fn merge(SecureForm { user, form }: SecureForm<MergeForm>) -> PageResult {
    let (keep, gone) = find_pair(&user.app, &user.ctx, &form.keep, &form.gone).await?;
    let of_gone = form.choices.iter().filter(|(_, value)| value.as_str() == Some("gone"));
    let take: BTreeSet<String> = of_gone.filter_map(|(key, _)| Some(key.strip_prefix("f-")?.to_owned())).collect();
    let wanted = Merge {
        keep: (keep.id, form_version(&form.keep_version)?),
        gone: (gone.id, form_version(&form.gone_version)?),
        take: take.clone(),
    };
    match merge_assets(&user.app, &user.ctx, &wanted).await {
        Ok(asset) => Ok(redirect(&format!("/aktiver/{}", asset.id), "saved")),
        Err(Error::Conflict { .. }) => {
            let (keep, gone) = find_pair(&user.app, &user.ctx, &form.keep, &form.gone).await?;
            merge_page(&user, &keep, &gone, Some(&take), Faults::default(), true).await
        }
        Err(Error::Invalid(faults)) => {
            merge_page(&user, &keep, &gone, Some(&take), Faults::new(user.t, &faults), false).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Assets that are likely to be the same thing.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct DuplicatesBody {
    /// Why: `external` (the same identifier in another register) or `name`.
    alike: &'static str,
    /// What they share.
    shared: String,
    /// The assets, in order of number.
    assets: Vec<Uuid>,
}

/// Assets in use that are likely to be the same thing, the first two hundred groups.
#[utoipa::path(get, path = "/api/v1/asset-duplicates", operation_id = "listAssetDuplicates", tag = "assets", responses((status = 200, description = "Groups of two or more.", body = Vec<DuplicatesBody>)))]
async fn list(user: ApiUser) -> ApiResult {
    let (groups, _) = list_duplicates(&user.app, &user.ctx).await?;
    let bodies = groups.into_iter().map(|group| DuplicatesBody {
        alike: group.alike.key(),
        shared: group.shared,
        assets: group.assets.iter().map(|id| id.0).collect(),
    });
    Ok(axum::Json(bodies.collect::<Vec<_>>()).into_response())
}

/// What is merged into an asset, and how.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AssetMergeInput {
    /// The version of the asset that stays.
    version: i32,
    /// The asset that goes.
    other: Uuid,
    /// Its version.
    other_version: i32,
    /// The fields in which the one that goes is right; own fields as `own.` and their key.
    #[serde(default)]
    #[schema(example = json!(["criticality", "owner"]))]
    take: BTreeSet<String>,
}

/// The asset that stayed.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct MergedBody {
    /// The asset.
    id: Uuid,
    /// Its version now.
    version: i32,
}

/// Merge another asset into this one: its dependencies, contracts and attachments move, and it goes out of use, pointing here.
#[utoipa::path(post, path = "/api/v1/assets/{id}/merge", operation_id = "mergeAssets", tag = "assets", params(("id" = Uuid, Path, description = "The asset that stays.")), request_body = AssetMergeInput, responses((status = 200, description = "The asset that stayed.", body = MergedBody)))]
async fn merge_two(user: ApiUser, Path(id): Path<Uuid>, ApiJson(input): ApiJson<AssetMergeInput>) -> ApiResult {
    let merge = Merge {
        keep: (AssetId(id), input.version),
        gone: (AssetId(input.other), input.other_version),
        take: input.take,
    };
    let asset = merge_assets(&user.app, &user.ctx, &merge).await?;
    Ok(axum::Json(MergedBody { id: asset.id.0, version: asset.version }).into_response())
}
