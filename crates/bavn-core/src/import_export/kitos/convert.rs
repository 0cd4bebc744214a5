//! What is sent to plain records.

use super::{
    KitosAgreement, KitosAsset, KitosContract, KitosDeletion, KitosDependency, KitosEntity, KitosRecords,
    KitosSupplier,
    choice::{CONCLUDED, Choice, HOSTING, LIFE_CYCLE, OVERSIGHT, PERSONAL, SENSITIVITY, TRACKED, YES_NO},
    shapes::{Contract, Organization, Registration, RoleAssignment, System, Tracked, Usage},
};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use time::Date;
use uuid::Uuid;

pub(super) fn records(
    systems: &[System],
    usages: &[Usage],
    contracts: &[Contract],
    registrations: &[Registration],
    deleted: &[Tracked],
) -> KitosRecords {
    let catalogue: HashMap<Uuid, &System> = systems.iter().filter_map(|system| Some((system.uuid?, system))).collect();
    let by_contract: HashMap<Uuid, Uuid> =
        contracts.iter().filter_map(|contract| Some((contract.uuid?, contract.supplier.organization.uuid?))).collect();
    let assets = usages.iter().filter_map(|usage| asset(usage, &catalogue, &by_contract));
    let agreements = registrations.iter().filter_map(agreement);
    let mut records = KitosRecords {
        assets: unique(assets, |asset| asset.id),
        suppliers: suppliers(systems, usages, contracts, registrations),
        contracts: unique(contracts.iter().filter_map(contract), |contract| contract.id),
        agreements: unique(agreements, |agreement| agreement.id),
        dependencies: unique(usages.iter().flat_map(dependencies), |dependency| dependency.id),
        deletions: deleted.iter().filter_map(deletion).collect(),
    };
    records.deletions.sort_by_key(|deletion| (deletion.entity, deletion.id));
    records.deletions.dedup();
    records
}

/// Each once, the last one sent, in the order of identifiers.
fn unique<T>(records: impl Iterator<Item = T>, id: impl Fn(&T) -> Uuid) -> Vec<T> {
    let by_id: BTreeMap<Uuid, T> = records.map(|record| (id(&record), record)).collect();
    by_id.into_values().collect()
}

fn asset(usage: &Usage, catalogue: &HashMap<Uuid, &System>, contracts: &HashMap<Uuid, Uuid>) -> Option<KitosAsset> {
    let general = &usage.general;
    let system = usage.system.uuid.and_then(|id| catalogue.get(&id).copied());
    let said = |choice: &Choice| match choice.word(&YES_NO) {
        "Yes" => Some(true),
        "No" => Some(false),
        _ => None,
    };
    let critical = [said(&general.business_critical), said(&general.socially_critical)];
    let name = [&usage.system.name, &general.call_name].into_iter().find(|name| !name.trim().is_empty());
    let name = name.or(system.map(|system| &system.name)).map(|name| line(name)).unwrap_or_default();
    let from_contract = general.main_contract.uuid.and_then(|id| contracts.get(&id).copied());
    Some(KitosAsset {
        id: usage.uuid?,
        local_id: line(&general.local_id),
        alias: line(&general.call_name),
        description: lines(system.map_or(general.purpose.as_str(), |system| &system.description)),
        note: lines(&general.notes),
        owner: role(&usage.roles, &["systemejer", "system owner", "ejer"]),
        responsible: role(&usage.roles, &["systemansvarlig", "systemforvalter", "responsible", "ansvarlig"]),
        unit: line(&usage.organization.responsible.name),
        criticality: line(&general.criticality.name),
        is_critical: if critical.contains(&Some(true)) { Some(true) } else { critical.into_iter().flatten().next() },
        hosting: match general.hosted_at.word(&HOSTING) {
            "OnPremise" => "own",
            "External" | "Hybrid" => "supplier",
            _ => "unknown",
        },
        life_cycle: match general.validity.life_cycle.word(&LIFE_CYCLE) {
            "NotInUse" => "ended",
            "PhasingIn" | "Pilot" => "planned",
            "PhasingOut" => "phasing_out",
            _ => "in_use",
        },
        ends_on: day(&general.validity.valid_to),
        personal_data: personal_data(usage),
        purpose: lines(&usage.gdpr.purpose),
        record_url: line(&usage.gdpr.documentation.url),
        kle: kle(usage, system),
        supplier: from_contract.or_else(|| system.and_then(|system| system.rights_holder.uuid)),
        name,
    })
}

/// The names of those in a role, by the role's name: roles are named by each municipality.
fn role(roles: &[RoleAssignment], names: &[&str]) -> String {
    let named = |name: &str| {
        let is_it = move |one: &&RoleAssignment| one.role.name.trim().to_lowercase() == name;
        roles.iter().find(is_it).or_else(|| roles.iter().find(|one| one.role.name.to_lowercase().starts_with(name)))
    };
    names.iter().find_map(|name| named(name)).map(|one| line(&one.user.name)).unwrap_or_default()
}

fn personal_data(usage: &Usage) -> Vec<&'static str> {
    let mut kinds = BTreeSet::new();
    for level in &usage.gdpr.levels {
        match level.word(&SENSITIVITY) {
            "PersonData" => kinds.insert("ordinary"),
            "SensitiveData" => kinds.insert("special"),
            "LegalData" => kinds.insert("criminal"),
            _ => false,
        };
    }
    if usage.gdpr.specific.iter().any(|one| one.word(&PERSONAL) == "CprNumber") {
        kinds.insert("cpr");
    }
    let says_none = usage.gdpr.levels.iter().any(|level| level.word(&SENSITIVITY) == "None");
    if kinds.is_empty() && says_none {
        kinds.insert("none");
    }
    kinds.into_iter().collect()
}

fn kle(usage: &Usage, system: Option<&System>) -> Vec<String> {
    let removed: BTreeSet<&str> = usage.kle.removed.iter().map(|one| one.name.as_str()).collect();
    let national = system.map(|system| system.kle.as_slice()).unwrap_or_default();
    let kept = national.iter().filter(|one| !removed.contains(one.name.as_str()));
    let numbers: BTreeSet<String> = kept.chain(&usage.kle.added).map(|one| line(&one.name)).collect();
    numbers.into_iter().filter(|number| !number.is_empty()).collect()
}

fn dependencies(usage: &Usage) -> impl Iterator<Item = KitosDependency> {
    usage.relations.iter().filter_map(|relation| {
        let (from, to) = (usage.uuid?, relation.to.uuid?);
        let dependency = KitosDependency { id: relation.uuid?, from, to, note: lines(&relation.description) };
        (from != to).then_some(dependency)
    })
}

fn suppliers(
    systems: &[System],
    usages: &[Usage],
    contracts: &[Contract],
    registrations: &[Registration],
) -> Vec<KitosSupplier> {
    let mut found: BTreeMap<Uuid, KitosSupplier> = BTreeMap::new();
    let mut add = |organization: &Organization, contact: Option<[&str; 3]>| {
        let Some(id) = organization.uuid else { return };
        let one = found.entry(id).or_insert_with(|| KitosSupplier {
            id,
            name: line(&organization.name),
            cvr: String::new(),
            contact_name: String::new(),
            contact_phone: String::new(),
            contact_email: String::new(),
        });
        let cvr = organization.cvr.trim();
        if one.cvr.is_empty() && cvr.len() == 8 && cvr.bytes().all(|byte| byte.is_ascii_digit()) {
            cvr.clone_into(&mut one.cvr);
        }
        if let Some([name, phone, email]) = contact
            && one.contact_name.is_empty()
        {
            (one.contact_name, one.contact_phone, one.contact_email) = (line(name), line(phone), line(email));
        }
    };
    let used: BTreeSet<Uuid> = usages.iter().filter_map(|usage| usage.system.uuid).collect();
    for contract in contracts {
        let supplier = &contract.supplier;
        add(&supplier.organization, Some([&supplier.contact, &supplier.phone, &supplier.email]));
    }
    // A whole national catalogue may be sent: only what the municipality uses counts.
    for system in systems.iter().filter(|system| system.uuid.is_some_and(|id| used.contains(&id))) {
        add(&system.rights_holder, None);
    }
    for registration in registrations {
        registration.general.processors.iter().for_each(|one| add(one, None));
        registration.general.sub_processors.iter().for_each(|one| add(&one.organization, None));
    }
    found.into_values().filter(|supplier| !supplier.name.is_empty()).collect()
}

fn contract(contract: &Contract) -> Option<KitosContract> {
    let months: String = contract.termination.terms.months.name.chars().take_while(char::is_ascii_digit).collect();
    let sum = |amounts: Vec<&serde_json::Number>| {
        let whole = |number: &serde_json::Number| number.as_f64().filter(|number| number.abs() < 1e12);
        #[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
        let total: i64 = amounts.iter().filter_map(|number| whole(number)).map(|number| number.round() as i64).sum();
        (total > 0).then_some(total)
    };
    let payments = &contract.payments.external;
    Some(KitosContract {
        id: contract.uuid?,
        number: line(&contract.general.contract_id),
        title: line(&contract.name),
        supplier: contract.supplier.organization.uuid,
        parent: contract.parent.uuid,
        starts_on: day(&contract.general.validity.from),
        ends_on: day(&contract.general.validity.to),
        notice_months: months.parse().ok(),
        yearly_value: sum(payments.iter().filter_map(|payment| payment.operation.as_ref()).collect()),
        one_off_value: sum(payments.iter().filter_map(|payment| payment.acquisition.as_ref()).collect()),
        note: lines(&contract.general.notes),
        unit: line(&contract.responsible.unit.name),
        assets: contract.usages.iter().filter_map(|usage| usage.uuid).collect(),
    })
}

fn agreement(registration: &Registration) -> Option<KitosAgreement> {
    let general = &registration.general;
    let oversight = &registration.oversight;
    let done = |one: &super::shapes::OversightDate| Some((day(&one.completed_at)?, lines(&one.remark)));
    let last = oversight.dates.iter().filter_map(done).max_by_key(|(day, _)| *day);
    let (overseen_on, oversight_remark) = last.map_or((None, String::new()), |(day, remark)| (Some(day), remark));
    Some(KitosAgreement {
        id: registration.uuid?,
        title: line(&registration.name),
        is_concluded: match general.concluded.word(&CONCLUDED) {
            "Yes" => Some(true),
            "No" => Some(false),
            _ => None,
        },
        concluded_on: day(&general.concluded_at),
        processors: general.processors.iter().filter_map(|one| one.uuid).collect(),
        sub_processors: general.sub_processors.iter().filter_map(|one| one.organization.uuid).collect(),
        contract: general.main_contract.uuid,
        assets: registration.usages.iter().filter_map(|usage| usage.uuid).collect(),
        oversight_months: match oversight.interval.word(&OVERSIGHT) {
            "BiYearly" => Some(6),
            "Yearly" => Some(12),
            "EveryOtherYear" => Some(24),
            "EveryThirdYear" => Some(36),
            _ => None,
        },
        oversight_due: day(&oversight.next),
        overseen_on,
        oversight_remark,
    })
}

fn deletion(tracked: &Tracked) -> Option<KitosDeletion> {
    let entity = match tracked.kind.word(&TRACKED) {
        "ItSystemUsage" => KitosEntity::Usage,
        "ItContract" => KitosEntity::Contract,
        "DataProcessingRegistration" => KitosEntity::Agreement,
        _ => return None,
    };
    Some(KitosDeletion { entity, id: tracked.entity? })
}

/// The day of a moment in UTC, with or without a time and up to seven decimals of seconds. Kitos keeps days as moments at midnight UTC.
fn day(text: &str) -> Option<Date> {
    let format = time::macros::format_description!("[year]-[month]-[day]");
    Date::parse(text.get(..10)?, format).ok()
}

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(200).collect()
}

fn lines(text: &str) -> String {
    text.trim().replace("\r\n", "\n").chars().take(10_000).collect()
}
