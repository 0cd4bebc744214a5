//! Many assets changed at once: fields are chosen, what would happen is shown, and then it is stored.

use crate::{
    asset::{
        Choices, Shown, Wanted, choices, field_name, field_text, own_change, own_input, own_label, own_name, shown,
        value_fault,
    },
    kit::{Access, Faults, Layout, PageError, PageResult, Place, Routes, SecureForm, Tr, User, html, redirect},
};
use askama::Template;
use axum::{extract::Query, http::StatusCode, response::IntoResponse as _};
use bavn_app::{
    Error, FieldFault,
    asset::{Asset, BulkPick, BulkPicked, BulkPlan, Names, asset_names, pick_assets, plan_bulk},
    import_export::change_assets,
};
use bavn_core::{
    access::{Action, Resource},
    asset::{AssetFacts, Field, FieldKind, OWN, OwnField, OwnType, Section, bulk_field, bulk_fields},
    ids::{AssetId, AssetTypeId, PersonId, SupplierId},
};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn routes() -> Routes {
    let may = Access::May(Action::AssetChange);
    Routes::new().get("/aktiver/ret", may, choose).post("/aktiver/ret", may, preview).post(
        "/aktiver/ret/gem",
        may,
        store,
    )
}

/// The fields that are changed most; the others are folded away.
const USUAL: [&str; 9] = [
    "unit",
    "owner",
    "responsible",
    "supplier",
    "criticality",
    "life_cycle",
    "mfa",
    "backup_interval_hours",
    "log_connected",
];
/// Assets named, and rows shown, at most.
const SHOWN: usize = 200;

type Typed = BTreeMap<String, Value>;

/// A field, and whether it is to be changed.
struct FieldRow {
    key: String,
    name: String,
    is_chosen: bool,
    input: Shown,
}

#[derive(Template)]
#[template(path = "import_export/bulk_choose.html")]
struct ChoosePage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    heading: String,
    assets: String,
    /// Name and address of those picked, as far as they are listed.
    names: Vec<(String, String)>,
    count: usize,
    more: usize,
    left_out: usize,
    usual: Vec<FieldRow>,
    /// The own type that all are of, and its fields.
    own: Option<(String, Vec<FieldRow>)>,
    sections: Vec<(&'static str, bool, Vec<FieldRow>)>,
}

/// An asset and what becomes of it: what each field was and is to be.
struct PreviewRow {
    name: String,
    code: String,
    path: String,
    fields: Vec<Option<(String, String)>>,
}

#[derive(Template)]
#[template(path = "import_export/bulk_preview.html")]
struct PreviewPage {
    layout: Layout,
    t: Tr,
    heading: String,
    is_conflict: bool,
    assets: String,
    /// Field and text, as they were typed.
    values: Vec<(String, String)>,
    fields: Vec<String>,
    /// What all get: field and value in words.
    given: Vec<String>,
    rows: Vec<PreviewRow>,
    changes: usize,
    more: usize,
    unchanged: usize,
}

async fn choose(user: User, Query(wanted): Query<Wanted>, Query(pairs): Query<Vec<(String, String)>>) -> PageResult {
    let _ = user.ctx.authorize(Action::AssetChange, Resource::Any).map_err(Error::from)?;
    let is_all = pairs.iter().any(|(name, value)| name == "alle" && !value.is_empty());
    let pick = if is_all {
        BulkPick::Filter(wanted.filter(), wanted.sort())
    } else {
        let ids: BTreeSet<AssetId> =
            pairs.iter().filter(|(name, _)| name == "id").filter_map(|(_, id)| id.parse().ok()).collect();
        BulkPick::Ids(ids.into_iter().collect())
    };
    match pick_assets(&user.app, &user.ctx, &pick).await {
        Ok(picked) => choose_page(&user, picked, &Typed::new(), Faults::default()).await,
        Err(Error::Invalid(faults)) => {
            let none = BulkPicked { assets: Vec::new(), left_out: 0 };
            choose_page(&user, none, &Typed::new(), Faults::new(user.t, &faults)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// A field that is to be changed.
enum Chosen {
    /// One that every asset has.
    Usual(&'static Field),
    /// The key of an own field.
    Own(String),
}

impl Chosen {
    /// Its name in the form.
    fn name(&self) -> String {
        match self {
            Self::Usual(field) => field.key.to_owned(),
            Self::Own(key) => format!("{OWN}{key}"),
        }
    }

    /// What it is called.
    fn label(&self, t: Tr, names: &Names, own: Option<AssetTypeId>) -> String {
        match self {
            Self::Usual(field) => field_name(t, field),
            Self::Own(key) => own_change(t, names, own, key).label(),
        }
    }

    /// Its value among the facts of an asset.
    fn value(&self, map: &Map<String, Value>) -> Option<Value> {
        match self {
            Self::Usual(field) => map.get(field.key).cloned(),
            Self::Own(key) => map.get("own")?.get(key).cloned(),
        }
    }

    /// A value in words.
    fn text(&self, t: Tr, names: &Names, own: Option<AssetTypeId>, value: Option<&Value>) -> String {
        let value = value.unwrap_or(&Value::Null);
        match self {
            Self::Usual(field) => {
                let text = field_text(t, names, field, value);
                if text.is_empty() { t.get("asset-not-said") } else { text.chars().take(120).collect() }
            }
            Self::Own(key) => own_change(t, names, own, key).text(value),
        }
    }
}

/// The fields that are to be changed.
fn chosen(form: &Typed) -> Vec<Chosen> {
    let keys = form.get("ret").map(Field::text).unwrap_or_default();
    let usual = bulk_fields().filter(|field| keys.split(' ').any(|key| key == field.key)).map(Chosen::Usual);
    let own = keys.split(' ').filter_map(|key| key.strip_prefix(OWN)).map(|key| Chosen::Own(key.to_owned()));
    usual.chain(own).collect()
}

/// The own type that all of some assets are of.
fn common_type<'a>(assets: impl IntoIterator<Item = &'a Asset>) -> Option<AssetTypeId> {
    let mut types = assets.into_iter().map(|asset| asset.facts.type_id);
    let first = types.next()??;
    types.all(|other| other == Some(first)).then_some(first)
}

fn typed_text(form: &Typed, key: &str) -> String {
    form.get(key).map(Field::text).unwrap_or_default()
}

async fn choose_page(user: &User, picked: BulkPicked, form: &Typed, faults: Faults) -> PageResult {
    let t = user.t;
    let usual = AssetFacts::default().to_map();
    let chosen: BTreeSet<String> = chosen(form).iter().map(Chosen::name).collect();
    let text = |field: &Field| match form.contains_key("assets") {
        true => typed_text(form, field.key),
        false => usual.get(field.key).map(Field::text).unwrap_or_default(),
    };
    let mut typed: BTreeMap<String, String> = bulk_fields().map(|field| (field.key.to_owned(), text(field))).collect();
    let own = form.iter().filter(|(key, _)| key.starts_with(OWN));
    typed.extend(own.map(|(key, value)| (key.clone(), Field::text(value))));
    let choices = choices(user, &typed).await?;
    let own = choices.names.own_type(common_type(&picked.assets));
    let own_row = |field: &OwnField| FieldRow {
        key: own_name(field),
        name: own_label(field),
        is_chosen: chosen.contains(&own_name(field)),
        input: Shown::One(Box::new(own_input(t, field, &typed, &faults).optional())),
    };
    let own = own.map(|own: &OwnType| (own.name.clone(), own.in_use().map(own_row).collect::<Vec<_>>()));
    let row = |field: &'static Field| row(t, field, &typed, &choices, &faults, &chosen);
    let sections = Section::ALL.into_iter().map(|section| {
        let fields = bulk_fields().filter(|field| field.section == section && !USUAL.contains(&field.key));
        let rows: Vec<FieldRow> = fields.filter_map(row).collect();
        (section.key(), rows.iter().any(|row| row.is_chosen), rows)
    });
    let count = picked.assets.len();
    let page = ChoosePage {
        layout: user.layout(Place::Assets, t.n("bulk-heading", count)),
        t,
        heading: t.n("bulk-heading", count),
        assets: picked.assets.iter().map(|asset| asset.id.to_string()).collect::<Vec<_>>().join(" "),
        names: picked.assets.iter().take(SHOWN).map(named).collect(),
        count,
        more: count.saturating_sub(SHOWN),
        left_out: picked.left_out,
        usual: USUAL.iter().filter_map(|key| bulk_field(key)).filter_map(row).collect(),
        sections: sections.filter(|(_, _, rows)| !rows.is_empty()).collect(),
        own: own.filter(|(_, rows)| !rows.is_empty()),
        faults,
    };
    let status = if page.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, html(&page)?).into_response())
}

fn row(
    t: Tr,
    field: &'static Field,
    typed: &BTreeMap<String, String>,
    choices: &Choices,
    faults: &Faults,
    chosen: &BTreeSet<String>,
) -> Option<FieldRow> {
    let input = shown(t, field, typed, choices, faults)?;
    Some(FieldRow {
        key: field.key.to_owned(),
        name: field_name(t, field),
        is_chosen: chosen.contains(field.key),
        input,
    })
}

fn named(asset: &Asset) -> (String, String) {
    (format!("{} {}", asset.code(), asset.facts.name), format!("/aktiver/{}", asset.id))
}

/// The assets of a form, with the versions that were looked at when it holds them.
fn sent_assets(form: &Typed) -> PageResult<Vec<(AssetId, Option<i32>)>> {
    let broken = || PageError::Form("the assets cannot be read".into());
    let one = |word: &str| {
        let (id, version) = word.split_once(':').map_or((word, None), |(id, version)| (id, Some(version)));
        let version = version.map(|version| version.parse().map_err(|_| broken())).transpose()?;
        Ok((id.parse().map_err(|_| broken())?, version))
    };
    typed_text(form, "assets").split_whitespace().map(one).collect()
}

/// The values of a form by field, or every fault.
fn values(fields: &[Chosen], form: &Typed) -> Result<Map<String, Value>, Vec<FieldFault>> {
    let (mut values, mut faults) = (Map::new(), Vec::new());
    for field in fields {
        let name = field.name();
        let text = typed_text(form, &name);
        let Chosen::Usual(field) = field else {
            values.insert(name, text.into());
            continue;
        };
        match field.parse(&text) {
            Ok(value) => {
                values.insert(field.key.to_owned(), value);
            }
            Err(fault) => faults.push(value_fault(field, &text, fault)),
        }
    }
    if fields.is_empty() {
        faults.push(FieldFault::new("fields", "choose_a_field", ""));
    }
    if faults.is_empty() { Ok(values) } else { Err(faults) }
}

async fn preview(SecureForm { user, form }: SecureForm<Typed>) -> PageResult {
    look(&user, &form, false).await
}

/// What would happen, or the form again with what is wrong.
async fn look(user: &User, form: &Typed, is_conflict: bool) -> PageResult {
    let (app, ctx) = (&user.app, &user.ctx);
    let ids = sent_assets(form)?.into_iter().map(|(id, _)| id).collect();
    let picked = pick_assets(app, ctx, &BulkPick::Ids(ids)).await?;
    let fields = chosen(form);
    let planned = match values(&fields, form) {
        Ok(values) => plan_bulk(app, ctx, picked.assets.clone(), &values).await.map(|plan| (values, plan)),
        Err(faults) => Err(Error::Invalid(faults)),
    };
    let (values, plan) = match planned {
        Ok(found) => found,
        Err(Error::Invalid(faults)) => {
            return choose_page(user, picked, form, Faults::new(user.t, &faults)).await;
        }
        Err(error) => return Err(error.into()),
    };
    let page = preview_page(user, form, &fields, &values, &plan, is_conflict).await?;
    let status = if is_conflict { StatusCode::CONFLICT } else { StatusCode::OK };
    Ok((status, html(&page)?).into_response())
}

async fn preview_page(
    user: &User,
    form: &Typed,
    fields: &[Chosen],
    values: &Map<String, Value>,
    plan: &BulkPlan,
    is_conflict: bool,
) -> PageResult<PreviewPage> {
    let t = user.t;
    let names = names_of(user, fields, values, plan).await?;
    let own = common_type(plan.lines.iter().map(|line| &line.asset).chain(&plan.unchanged));
    let text = |field: &Chosen, value: Option<&Value>| field.text(t, &names, own, value);
    let rows = plan.lines.iter().take(SHOWN).map(|line| {
        let (before, after) = (line.asset.facts.to_map(), line.becomes.to_map());
        let change = |field: &Chosen| {
            let (was, is) = (field.value(&before), field.value(&after));
            (was != is).then(|| (text(field, was.as_ref()), text(field, is.as_ref())))
        };
        PreviewRow {
            name: line.asset.facts.name.clone(),
            code: line.asset.code(),
            path: format!("/aktiver/{}", line.asset.id),
            fields: fields.iter().map(change).collect(),
        }
    });
    let versions = plan.lines.iter().map(|line| format!("{}:{}", line.asset.id, line.asset.version));
    let changes = plan.lines.len();
    let heading = t.n("bulk-preview-heading", changes);
    Ok(PreviewPage {
        layout: user.layout(Place::Assets, heading.clone()),
        t,
        heading,
        is_conflict,
        assets: versions.collect::<Vec<_>>().join(" "),
        values: fields.iter().map(|field| (field.name(), typed_text(form, &field.name()))).collect(),
        fields: fields.iter().map(|field| field.label(t, &names, own)).collect(),
        given: fields
            .iter()
            .map(|field| format!("{}: {}", field.label(t, &names, own), text(field, values.get(&field.name()))))
            .collect(),
        rows: rows.collect(),
        changes,
        more: changes.saturating_sub(SHOWN),
        unchanged: plan.unchanged.len(),
    })
}

/// The names of whom and what the fields name, before and after.
async fn names_of(user: &User, fields: &[Chosen], values: &Map<String, Value>, plan: &BulkPlan) -> PageResult<Names> {
    let (mut people, mut suppliers) = (BTreeSet::<PersonId>::new(), BTreeSet::<SupplierId>::new());
    let befores: Vec<Map<String, Value>> =
        plan.lines.iter().take(SHOWN).map(|line| line.asset.facts.to_map()).collect();
    for field in fields {
        let Chosen::Usual(field) = field else { continue };
        let all = befores.iter().chain(std::iter::once(values)).filter_map(|map| map.get(field.key)?.as_str());
        match field.kind {
            FieldKind::Person => people.extend(all.filter_map(|id| id.parse::<PersonId>().ok())),
            FieldKind::Supplier => suppliers.extend(all.filter_map(|id| id.parse::<SupplierId>().ok())),
            _ => {}
        }
    }
    Ok(asset_names(&user.app, &user.ctx, people, suppliers).await?)
}

async fn store(SecureForm { user, form }: SecureForm<Typed>) -> PageResult {
    let fields = chosen(&form);
    let Ok(values) = values(&fields, &form) else { return look(&user, &form, false).await };
    let assets = sent_assets(&form)?.into_iter().map(|(id, version)| Some((id, version?)));
    let Some(assets) = assets.collect::<Option<Vec<_>>>() else { return look(&user, &form, false).await };
    match change_assets(&user.app, &user.ctx, &assets, &values).await {
        Ok(Some(import)) => Ok(redirect(&format!("/registre/import/{}", import.id), "saved")),
        Ok(None) => Ok(redirect("/aktiver", "unchanged")),
        // Somebody has changed or archived one of them meanwhile: what would happen now is shown, and nothing was stored.
        Err(Error::Conflict { .. } | Error::Closed { .. }) => look(&user, &form, true).await,
        Err(Error::Invalid(_)) => look(&user, &form, false).await,
        Err(error) => Err(error.into()),
    }
}
