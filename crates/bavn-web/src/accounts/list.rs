use crate::kit::{Layout, PageResult, Place, Tr, User, format, html};
use askama::Template;
use bavn_app::{
    identity::{self, Account},
    organisation,
};
use bavn_core::{
    access::{Action, Resource, Role},
    ids::UnitId,
};

#[derive(Template)]
#[template(path = "accounts/list.html")]
struct ListPage {
    layout: Layout,
    t: Tr,
    heading: String,
    may_change: bool,
    rows: Vec<Row>,
    roles: [Role; 7],
}

struct Row {
    id: String,
    username: String,
    name: String,
    grants: Vec<String>,
    last: Option<String>,
    state: &'static str,
    pill: &'static str,
    until: Option<String>,
}

pub(super) async fn show(user: User) -> PageResult {
    let t = user.t;
    let accounts = identity::list_accounts(&user.app, &user.ctx).await?;
    let units = organisation::list_units(&user.app, &user.ctx).await?;
    let unit_name = |id: UnitId| {
        units
            .iter()
            .find(|unit| unit.id == id)
            .map(|unit| unit.name.clone())
            .unwrap_or_else(|| t.get("accounts-archived-unit"))
    };
    let row = |account: Account| {
        let is_locked = account.locked_until.is_some_and(|until| until > user.ctx.now());
        let (state, pill) = match (account.is_active, is_locked) {
            (false, _) => ("closed", "dropped"),
            (true, true) => ("locked", "late"),
            (true, false) => ("active", "plain"),
        };
        let grant = |role: Role, unit: Option<UnitId>| match unit {
            Some(unit) => t.s2("accounts-grant", "role", t.of("role", role.key()), "unit", unit_name(unit)),
            None => t.of("role", role.key()),
        };
        Row {
            id: account.id.to_string(),
            name: account.name,
            username: account.username,
            grants: account.grants.iter().map(|given| grant(given.role, given.unit_id)).collect(),
            last: account.last_sign_in_at.map(|at| format::moment(t.lang(), at)),
            until: account.locked_until.filter(|_| is_locked).map(|at| format::clock(t.lang(), at)),
            state,
            pill,
        }
    };
    html(&ListPage {
        layout: user.layout(Place::Accounts, t.get("menu-accounts")),
        t,
        heading: t.n("accounts-heading", accounts.len()),
        may_change: user.ctx.may(Action::AccountChange, Resource::Municipality),
        rows: accounts.into_iter().map(row).collect(),
        roles: Role::ALL,
    })
}
