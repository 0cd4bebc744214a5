use super::{Tr, format};
use bavn_app::Context;
use bavn_core::{
    access::{Action, Resource},
    lang::Lang,
};
use time::Date;

/// A place in the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// What waits for me, where do we stand.
    Overview,
    /// Gap analyses.
    GapAnalysis,
    /// The action plan.
    ActionPlan,
    /// The control set and the frameworks.
    Catalogue,
    /// Assets and what they stand on.
    Assets,
    /// Suppliers and contracts.
    Suppliers,
    /// Critical tasks and their impact analysis.
    Continuity,
    /// Scenarios, recovery orders and recovery plans.
    Recovery,
    /// Reports.
    Reports,
    /// Municipality, units, people.
    Organisation,
    /// Accounts and roles.
    Accounts,
    /// The audit log.
    AuditLog,
    /// The program itself.
    About,
    /// One's own account; not in the menu.
    OwnAccount,
}

/// A heading of the menu with its entries.
#[derive(Clone, Debug)]
pub struct MenuGroup {
    /// The key of its text; none for the first.
    pub heading: Option<&'static str>,
    /// Place, address and key of the text of each entry.
    pub entries: Vec<(Place, &'static str, &'static str)>,
}

/// The frame of a page.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The language.
    pub lang: Lang,
    /// Texts.
    pub t: Tr,
    /// The title of the browser's window, before the program's name.
    pub title: String,
    /// Where it stands in the menu.
    pub place: Option<Place>,
    /// The municipality's name.
    pub municipality: String,
    /// Who is signed in.
    pub user_name: Option<String>,
    /// What a form must send back.
    pub csrf: String,
    /// The address of the page, for paper.
    pub address: String,
    /// Path and query of the page.
    pub path: String,
    /// The date, for paper.
    pub today: Date,
    /// The menu, with what this person may open.
    pub menu: Vec<MenuGroup>,
    /// The key of a notice to show once, such as `saved`.
    pub notice: Option<String>,
}

impl Layout {
    /// A frame with nothing in it.
    #[must_use]
    pub fn bare(lang: Lang) -> Self {
        Self {
            lang,
            t: Tr::new(lang),
            title: String::new(),
            place: None,
            municipality: String::new(),
            user_name: None,
            csrf: String::new(),
            address: String::new(),
            path: "/".into(),
            today: Date::MIN,
            menu: Vec::new(),
            notice: None,
        }
    }

    /// The version of the program.
    #[must_use]
    pub const fn version(&self) -> &'static str {
        env!("CARGO_PKG_VERSION")
    }

    /// The other language.
    #[must_use]
    pub const fn other_lang(&self) -> Lang {
        match self.lang {
            Lang::Da => Lang::En,
            Lang::En => Lang::Da,
        }
    }

    /// The date, for paper.
    #[must_use]
    pub fn printed(&self) -> String {
        format::date(self.lang, self.today)
    }

    /// Whether a menu entry is where the page stands.
    #[must_use]
    pub fn is_at(&self, place: &Place) -> bool {
        self.place == Some(*place)
    }

    /// The address of an asset, with its version so that it can be kept.
    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        crate::assets::address(name)
    }
}

/// The notices that an address may ask for; anything else is ignored.
const NOTICES: [&str; 13] = [
    "saved",
    "created",
    "archived",
    "approved",
    "deleted",
    "imported",
    "completed",
    "reopened",
    "password",
    "signed-out",
    "unchanged",
    "updated",
    "revoked",
];

pub(super) fn notice(query: Option<&str>) -> Option<String> {
    let wanted = query?.split('&').find_map(|pair| pair.strip_prefix("besked="))?;
    NOTICES.contains(&wanted).then(|| wanted.to_owned())
}

/// Place, address, key of the text, and what one must be allowed to do for it to be shown.
type Entry = (Place, &'static str, &'static str, Option<Action>);

pub(super) fn menu(ctx: &Context) -> Vec<MenuGroup> {
    let all: [(Option<&'static str>, &[Entry]); 6] = [
        (None, &[(Place::Overview, "/", "menu-overview", None)]),
        (
            Some("menu-govern"),
            &[
                (Place::GapAnalysis, "/gap-analyse", "menu-gap-analysis", Some(Action::AnalysisRead)),
                (Place::ActionPlan, "/handleplan", "menu-action-plan", Some(Action::PlanRead)),
                (Place::Catalogue, "/krav", "menu-catalogue", Some(Action::CatalogueRead)),
            ],
        ),
        (
            Some("menu-registers"),
            &[
                (Place::Assets, "/aktiver", "menu-assets", Some(Action::AssetRead)),
                (Place::Suppliers, "/leverandoerer", "menu-suppliers", Some(Action::SupplierRead)),
            ],
        ),
        (
            Some("menu-preparedness"),
            &[
                (Place::Continuity, "/konsekvensanalyse", "menu-continuity", Some(Action::ContinuityRead)),
                (Place::Recovery, "/genopretning", "menu-recovery", Some(Action::RecoveryRead)),
            ],
        ),
        (Some("menu-management"), &[(Place::Reports, "/rapporter", "menu-reports", Some(Action::ReportRead))]),
        (
            Some("menu-settings"),
            &[
                (Place::Organisation, "/organisation", "menu-organisation", Some(Action::OrganisationRead)),
                (Place::Accounts, "/brugere", "menu-accounts", Some(Action::AccountRead)),
                (Place::AuditLog, "/revisionslog", "menu-audit-log", Some(Action::AuditLogRead)),
                (Place::About, "/om", "menu-about", None),
            ],
        ),
    ];
    all.into_iter()
        .map(|(heading, entries)| MenuGroup {
            heading,
            entries: entries
                .iter()
                .filter(|(.., action)| action.is_none_or(|action| ctx.may(action, Resource::Any)))
                .map(|(place, path, text, _)| (*place, *path, *text))
                .collect(),
        })
        .filter(|group| !group.entries.is_empty())
        .collect()
}
