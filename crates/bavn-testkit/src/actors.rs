use crate::TestApp;
use bavn_app::{
    Context,
    identity::{AccountDraft, AccountGrant, create_account},
    organisation::{MunicipalityChange, PersonDraft, UnitDraft, create_municipality, create_person, create_unit},
};
use bavn_core::{
    access::{Actor, Role},
    ids::{AccountId, PersonId, UnitId},
    lang::Lang,
    organisation::UnitKind,
};
use std::collections::BTreeMap;
use time::{
    Date, OffsetDateTime,
    macros::{date, datetime},
};
use uuid::Uuid;

/// The moment at which tests happen: Monday 2 November 2026, 9.00 in Denmark.
#[must_use]
pub const fn clock() -> OffsetDateTime {
    datetime!(2026-11-02 08:00 UTC)
}

const TODAY: Date = date!(2026 - 11 - 02);

/// A context for an actor at [`clock`], in Danish.
#[must_use]
pub fn context(actor: Actor) -> Context {
    Context::new(actor, clock(), TODAY, Lang::Da, Uuid::from_u128(1))
}

/// The same context at another moment.
#[must_use]
pub fn at(ctx: &Context, now: OffsetDateTime) -> Context {
    Context::new(ctx.actor().clone(), now, now.date(), ctx.lang(), ctx.request_id())
}

/// A context for somebody with access to the machine.
#[must_use]
pub fn operator() -> Context {
    context(Actor::operator("test"))
}

/// A small municipality: two administrations, a department in each, and an account for each role.
///
/// User names are the keys of the roles, such as `coordinator`, and `limited_owner`, a system owner in the first administration only.
#[derive(Clone, Debug)]
pub struct Actors {
    /// The first administration, "Sundhed og Omsorg".
    pub health: UnitId,
    /// A department in it.
    pub home_care: UnitId,
    /// The second administration, "Børn og Skole".
    pub school: UnitId,
    /// A department in it.
    pub library: UnitId,
    /// The accounts by user name.
    pub accounts: BTreeMap<String, (AccountId, PersonId)>,
    actors: BTreeMap<String, Actor>,
}

impl Actors {
    /// The password of every account.
    pub const PASSWORD: &'static str = "fire gule heste på taget";

    /// Makes the municipality in a test database.
    ///
    /// # Panics
    /// If it cannot be made.
    #[expect(clippy::unwrap_used, reason = "a test that cannot have its municipality stops here")]
    pub async fn create(test: &TestApp) -> Self {
        use bavn_core::access::{Grant, Reach};
        let ctx = operator();
        let app = &test.app;
        let municipality = MunicipalityChange {
            name: "Ærø Prøvekommune".into(),
            code: "0492".into(),
            cvr: String::new(),
            address: "Torvet 1\n5970 Prøveby".into(),
            sender: "Digitalisering og It".into(),
            primary_colour: "#12293d".into(),
            accent_colour: "#c2410c".into(),
            logo: None,
            lang: Lang::Da,
        };
        create_municipality(app, &ctx, municipality).await.unwrap();
        let mut units = Vec::new();
        for (kind, name, parent) in [
            (UnitKind::Administration, "Sundhed og Omsorg", None),
            (UnitKind::Department, "Hjemmepleje", Some(0)),
            (UnitKind::Administration, "Børn og Skole", None),
            (UnitKind::Department, "Bibliotek", Some(2)),
        ] {
            let parent_id = parent.map(|place: usize| units[place]);
            units.push(create_unit(app, &ctx, UnitDraft { parent_id, kind, name: name.into() }).await.unwrap());
        }
        let (mut accounts, mut actors) = (BTreeMap::new(), BTreeMap::new());
        let all = Role::ALL.map(|role| (role.key(), role, None)).into_iter().chain([(
            "limited_owner",
            Role::SystemOwner,
            Some(units[0]),
        )]);
        for (name, role, unit_id) in all {
            let person = create_person(
                app,
                &ctx,
                PersonDraft {
                    unit_id,
                    name: format!("Prøve {name}"),
                    title: "Prøveperson".into(),
                    ..PersonDraft::default()
                },
            )
            .await
            .unwrap();
            let draft = AccountDraft {
                person_id: person,
                username: name.into(),
                password: Self::PASSWORD.into(),
                keep_password: true,
                grants: vec![AccountGrant { role, unit_id }],
            };
            let account = create_account(app, &ctx, draft).await.unwrap();
            accounts.insert(name.to_owned(), (account, person));
            let reach = unit_id.map_or(Reach::Municipality, |_| Reach::Units([units[0], units[1]].into()));
            actors.insert(
                name.to_owned(),
                Actor::account(account, person, format!("Prøve {name}"), vec![Grant { role, reach }]),
            );
        }
        Self { health: units[0], home_care: units[1], school: units[2], library: units[3], accounts, actors }
    }

    /// A context for an account, by user name.
    ///
    /// # Panics
    /// If there is no such account.
    #[must_use]
    pub fn ctx(&self, name: &str) -> Context {
        context(self.actors[name].clone())
    }
}
