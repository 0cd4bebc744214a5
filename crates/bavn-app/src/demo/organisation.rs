use super::{Demo, PASSWORD, Size, files};
use crate::{
    App, Context, Error, Result,
    identity::{AccountDraft, AccountGrant, create_accounts_with_one_password},
    organisation::{ManyPerson, ManyUnit, MunicipalityChange, create_municipality, create_organisation},
};
use bavn_core::{access::Role, lang::Lang, organisation::UnitKind};

pub(super) async fn load(app: &App, ctx: &Context, demo: &mut Demo, size: Size) -> Result<()> {
    let file = files::organisation()?;
    let municipality = MunicipalityChange {
        name: file.municipality.name,
        code: String::new(),
        cvr: String::new(),
        address: file.municipality.address,
        sender: file.municipality.sender,
        primary_colour: file.municipality.primary_colour,
        accent_colour: file.municipality.accent_colour,
        logo: None,
        lang: Lang::Da,
    };
    create_municipality(app, ctx, municipality).await?;
    let place = |key: &str| {
        let found = file.units.iter().position(|unit| unit.key == key);
        found.ok_or_else(|| Error::Content(format!("demo: the unit {key} does not exist")))
    };
    let (mut units, mut people) = (Vec::new(), Vec::new());
    for unit in &file.units {
        let parent = unit.parent.as_deref().map(place).transpose()?;
        units.push(ManyUnit { parent, kind: unit.kind, name: unit.name.clone() });
    }
    for person in &file.people {
        let unit = Some(place(&person.unit)?);
        let (name, title, email) = (person.name.clone(), person.title.clone(), person.email.clone());
        people.push(ManyPerson { unit, name, title, email });
    }
    if size == Size::Reference {
        grow(&mut units, &mut people);
    }
    let (unit_ids, person_ids) = create_organisation(app, ctx, units, people).await?;
    demo.units = file.units.iter().map(|unit| unit.key.clone()).zip(unit_ids).collect();
    demo.people = file.people.iter().map(|person| person.key.clone()).zip(person_ids).collect();

    let mut drafts = Vec::with_capacity(file.accounts.len());
    for account in &file.accounts {
        let mut grants = Vec::with_capacity(account.roles.len());
        for grant in &account.roles {
            let unit_id = grant.unit.as_deref().map(|unit| demo.unit(unit)).transpose()?;
            grants.push(AccountGrant { role: grant.role, unit_id });
        }
        let person_id = demo.person(&account.person)?;
        let username = account.username.clone();
        drafts.push(AccountDraft { person_id, username, password: String::new(), keep_password: true, grants });
    }
    let ids = create_accounts_with_one_password(app, ctx, PASSWORD, &drafts).await?;
    for (draft, id) in drafts.iter().zip(ids) {
        let Some(role) = draft.grants.first().map(|grant| grant.role) else { continue };
        demo.sign_ins.push((draft.username.clone(), role));
        let person = file.people.iter().find(|person| demo.people.get(&person.key) == Some(&draft.person_id));
        let actor = || person.map(|person| super::with_role(role, id, draft.person_id, &person.name));
        match role {
            Role::Coordinator => demo.coordinator = actor(),
            Role::Director => demo.director = actor(),
            _ => {}
        }
    }
    Ok(())
}

/// Units of the reference municipality.
const UNITS: usize = 120;
/// People of the reference municipality.
const PEOPLE: usize = 5_000;

/// Adds units below the departments, down to the fourth level, and people in all of them.
fn grow(units: &mut Vec<ManyUnit>, people: &mut Vec<ManyPerson>) {
    let administrations = units.iter().filter(|unit| unit.parent.is_none()).count();
    let departments = units.len() - administrations;
    let mut parent = administrations;
    while units.len() < UNITS {
        let name = format!("{}, team {}", units[parent].name.split(',').next().unwrap_or_default(), units.len());
        units.push(ManyUnit { parent: Some(parent), kind: UnitKind::Department, name });
        // First a team below each department, then one below each of those teams, and over again.
        parent += 1;
        if parent == administrations + 2 * departments {
            parent = administrations;
        }
    }
    for number in people.len()..PEOPLE {
        let title = ["Sagsbehandler", "Social- og sundhedsassistent", "Lærer", "Pædagog", "Konsulent"][number % 5];
        people.push(ManyPerson {
            unit: Some(number % units.len()),
            name: format!("Medarbejder {number:04}"),
            title: title.to_owned(),
            email: format!("medarbejder{number:04}@kommune-x.example"),
        });
    }
}
