use super::{Demo, Size, files};
use crate::{
    App, Context, Error, Result,
    asset::{
        AssetChange, CoverageDay, DependencyChange, DependencyDraft, keep_coverage, keep_days, list_coverage,
        put_assets, put_dependencies,
    },
};
use bavn_core::{
    asset::{
        AssetFacts, Coverage, DependencyKind, Grade, Hosting, Kind, LifeCycle, Mfa, Necessity, PersonalData, field,
    },
    ids::{AssetId, PersonId, UnitId},
};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use time::Duration;

const FILE: &str = "demo/assets.toml";

/// `demo/assets.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AssetsFile {
    #[serde(rename = "asset")]
    assets: Vec<AssetTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AssetTable {
    key: String,
    unit: Option<String>,
    supplier: Option<String>,
    owner: Option<String>,
    /// The own type.
    #[serde(rename = "type")]
    own_type: Option<String>,
    /// Values of own fields by their keys.
    #[serde(default)]
    own: BTreeMap<String, String>,
    /// The other fields, as they are typed in a form.
    fields: BTreeMap<String, String>,
    #[serde(default)]
    needs: Vec<NeedTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NeedTable {
    on: String,
    kind: String,
    necessity: String,
    hours: Option<i64>,
    group: Option<i64>,
}

pub(super) async fn load(app: &App, ctx: &Context, demo: &mut Demo, size: Size) -> Result<()> {
    let file: AssetsFile = files::read(FILE)?;
    let ctx = demo.coordinator_on(ctx, ctx.today());
    let mut assets = Vec::with_capacity(file.assets.len());
    for table in &file.assets {
        assets.push(facts(demo, table)?);
    }
    let mut links = Vec::new();
    for (at, table) in file.assets.iter().enumerate() {
        for need in &table.needs {
            let wrong = || Error::Content(format!("{FILE}: {}: {}", table.key, need.on));
            let on = file.assets.iter().position(|other| other.key == need.on).ok_or_else(wrong)?;
            let kind = DependencyKind::from_key(&need.kind).ok_or_else(wrong)?;
            let necessity = Necessity::from_parts(&need.necessity, need.hours).ok_or_else(wrong)?;
            links.push(ManyLink { asset: at, on, kind, necessity, alternative_group: need.group });
        }
    }
    if size == Size::Reference {
        grow(&ctx, demo, &mut assets, &mut links);
    }
    let changes = assets.into_iter().map(AssetChange::Create).collect();
    let ids: Vec<AssetId> = put_assets(app, &ctx, changes).await?.iter().map(|asset| asset.id).collect();
    demo.assets = file.assets.iter().map(|table| table.key.clone()).zip(ids.iter().copied()).collect();
    demo.grown.1 = ids.iter().skip(file.assets.len()).take(SYSTEMS).copied().collect();
    let changes = links.into_iter().map(|link| {
        DependencyChange::Put(DependencyDraft {
            asset: ids[link.asset],
            on: ids[link.on],
            kind: link.kind,
            necessity: link.necessity,
            alternative_group: link.alternative_group,
            note: String::new(),
        })
    });
    put_dependencies(app, &ctx, changes.collect()).await?;
    keep_coverage(app, ctx.today()).await?;
    let now = list_coverage(app, &ctx).await?;
    let Some(now) = now.last() else { return Ok(()) };
    let days: Vec<CoverageDay> = (1..=MONTHS).filter_map(|months| months_before(now, months)).collect();
    keep_days(app, &days).await
}

/// Months for which the demonstration knows how the coverage stood.
const MONTHS: usize = 12;

/// The coverage so many months ago: a little less of it was in order for each.
fn months_before(now: &CoverageDay, months: usize) -> Option<CoverageDay> {
    let day = now.day.checked_sub(Duration::days(30 * i64::try_from(months).ok()?))?;
    let earlier = |coverage: Coverage| {
        let good = coverage.good * (2 * MONTHS - months) / (2 * MONTHS);
        Coverage { good, unknown: coverage.unknown + coverage.good - good, ..coverage }
    };
    Some(CoverageDay { day, coverage: now.coverage.map(earlier) })
}

/// A dependency between assets by their places.
struct ManyLink {
    asset: usize,
    on: usize,
    kind: DependencyKind,
    necessity: Necessity,
    alternative_group: Option<i64>,
}

fn facts(demo: &Demo, table: &AssetTable) -> Result<AssetFacts> {
    let wrong = |what: &str| Error::Content(format!("{FILE}: {}: {what}", table.key));
    let mut map = AssetFacts::default().to_map();
    for (key, text) in &table.fields {
        let value = field(key).ok_or_else(|| wrong(key))?.parse(text).map_err(|_| wrong(text))?;
        map.insert(key.clone(), value);
    }
    let id = |id: Option<String>| id.map_or(Value::Null, Value::String);
    let unit = table.unit.as_deref().map(|unit| demo.unit(unit)).transpose()?;
    let owner = table.owner.as_deref().map(|owner| demo.person(owner)).transpose()?;
    let supplier = match &table.supplier {
        Some(key) => Some(*demo.suppliers.get(key).ok_or_else(|| wrong(key))?),
        None => None,
    };
    map.insert("supplier".into(), id(supplier.map(|id| id.to_string())));
    map.insert("unit".into(), id(unit.map(|id| id.to_string())));
    map.insert("owner".into(), id(owner.map(|id| id.to_string())));
    let facts = AssetFacts::from_map(map).map_err(|error| wrong(&error.to_string()))?;
    let own_type = match &table.own_type {
        Some(key) => Some(*demo.asset_types.get(key).ok_or_else(|| wrong(key))?),
        None => None,
    };
    Ok(AssetFacts { type_id: own_type, own: table.own.clone(), ..facts })
}

/// Systems of the reference municipality.
const SYSTEMS: usize = 600;
/// Devices of the reference municipality.
const DEVICES: usize = 8_000;
/// Dependencies of the reference municipality.
const LINKS: usize = 2_500;

/// Adds systems, devices and dependencies up to the size of the reference municipality; the same each time.
fn grow(ctx: &Context, demo: &Demo, assets: &mut Vec<AssetFacts>, links: &mut Vec<ManyLink>) {
    let own = assets.len();
    let units: Vec<UnitId> = demo.units.values().copied().collect();
    let suppliers = &demo.grown.0;
    let people: Vec<PersonId> = demo.people.values().copied().collect();
    let names = ["Fagsystem", "Selvbetjening", "Register", "Arkiv", "Planlægning", "Sagsstyring", "Måling", "Booking"];
    for number in 0..SYSTEMS {
        let some = |numbers: &[i64]| numbers[number % numbers.len()];
        assets.push(AssetFacts {
            name: format!("{} {:03}", names[number % names.len()], number + 1),
            kind: if number % 9 == 0 { Kind::SharedSolution } else { Kind::System },
            unit: Some(units[number * 7 % units.len()]),
            owner: (number % 4 != 0).then(|| people[number % people.len()]),
            supplier: (number % 8 != 0).then(|| suppliers.get(number * 3 % suppliers.len().max(1)).copied()).flatten(),
            criticality: Grade::from_i64(some(&[1, 2, 3, 2, 4, 1, 2])).ok().filter(|_| number % 11 != 0),
            hosting: Hosting::ALL[number % Hosting::ALL.len()],
            mfa: Mfa::ALL[number % 5 % Mfa::ALL.len()],
            log_connected: [Some(true), None, Some(false)][number % 3],
            last_restore_test_on: (number % 3 == 0).then(|| ctx.today() - Duration::days(some(&[40, 200, 390, 700]))),
            supported_until: (number % 5 != 0).then(|| ctx.today() + Duration::days(some(&[-400, 90, 800, 1_500, 30]))),
            personal_data: [PersonalData::ALL[number % PersonalData::ALL.len()]].into(),
            life_cycle: if number % 37 == 0 { LifeCycle::PhasingOut } else { LifeCycle::InUse },
            cost_yearly: Some(some(&[45_000, 120_000, 310_000, 900_000])),
            ..AssetFacts::default()
        });
    }
    for number in 0..DEVICES {
        let kind = [Kind::Computer, Kind::Computer, Kind::Mobile, Kind::Printer][number % 4];
        assets.push(AssetFacts {
            name: format!("{}-{:05}", ["PC", "PC", "MOB", "PRN"][number % 4], number + 1),
            kind,
            unit: Some(units[number % units.len()]),
            criticality: Grade::from_i64(1).ok(),
            endpoint_protection: Some(number % 10 != 0),
            encryption: Some(number % 6 != 0),
            supported_until: Some(ctx.today() + Duration::days([-60, 300, 900, 1_200][number % 4])),
            external_source: "intune".into(),
            external_id: format!("{:08x}", number * 2_654_435 + 17),
            ..AssetFacts::default()
        });
    }
    // Systems stand on the infrastructure of the file and on systems before them; never twice on the same.
    let mut number = 0;
    while links.len() < LINKS {
        let asset = own + number % SYSTEMS;
        let round = number / SYSTEMS;
        let on = if round < 2 || asset == own { (number * 13 + round) % own } else { own + (asset - own) * round / 5 };
        number += 1;
        if on == asset || links.iter().rev().take(SYSTEMS * 4).any(|link| (link.asset, link.on) == (asset, on)) {
            continue;
        }
        let kind = DependencyKind::ALL[number % 4];
        let necessity = [Necessity::StopsAtOnce, Necessity::Degraded, Necessity::StopsAfter(8)][number % 3];
        links.push(ManyLink { asset, on, kind, necessity, alternative_group: None });
    }
}
