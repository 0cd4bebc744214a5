use super::Role;
use serde::Serialize;

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $key:literal, $change:literal, [$($role:ident),*];)+) => {
        /// Something that an operation does, named for what the code does; the policy of who may stands beside it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub enum Action { $($(#[$doc])* $name),+ }

        impl Action {
            /// Every action.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The key it is written under in the audit log and the role matrix.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key),+ }
            }

            /// Whether it changes something. A read-only token and an auditor never may.
            #[must_use]
            pub const fn is_change(self) -> bool {
                match self { $(Self::$name => $change),+ }
            }

            /// The roles that may do it, each within its reach.
            #[must_use]
            pub const fn roles(self) -> &'static [Role] {
                match self { $(Self::$name => &[$(Role::$role),*]),+ }
            }
        }
    };
}

actions! {
    /// Read one's own account, sessions and tokens.
    OwnAccountRead = "own_account.read", false, [Administrator, Coordinator, HeadOfIt, SystemOwner, Director, Employee, Auditor];
    /// Change one's own password, language and tokens; sign out.
    OwnAccountChange = "own_account.change", true, [Administrator, Coordinator, HeadOfIt, SystemOwner, Director, Employee, Auditor];
    /// Read municipality, units and people.
    OrganisationRead = "organisation.read", false, [Administrator, Coordinator, HeadOfIt, SystemOwner, Director, Auditor];
    /// Change municipality, units and people.
    OrganisationChange = "organisation.change", true, [Administrator, Coordinator];
    /// Read accounts and roles.
    AccountRead = "account.read", false, [Administrator, Auditor];
    /// Create accounts, give and take roles, reset passwords.
    AccountChange = "account.change", true, [Administrator];
    /// Read the audit log.
    AuditLogRead = "audit_log.read", false, [Administrator, Coordinator, Auditor];
    /// Read the control set and the frameworks.
    CatalogueRead = "catalogue.read", false, [Administrator, Coordinator, HeadOfIt, SystemOwner, Director, Employee, Auditor];
    /// Change weights, targets, own controls and mappings; take in frameworks.
    CatalogueChange = "catalogue.change", true, [Coordinator];
    /// See what new content of the program changes, and take it.
    ContentUpdate = "catalogue.update", true, [Administrator, Coordinator];
    /// Read the assessments of which frameworks apply.
    ApplicabilityRead = "applicability.read", false, [Administrator, Coordinator, HeadOfIt, SystemOwner, Director, Auditor];
    /// Assess whether a framework applies, and decide.
    ApplicabilityChange = "applicability.change", true, [Coordinator, HeadOfIt];
    /// Read assets and what they depend on.
    AssetRead = "asset.read", false, [Administrator, Coordinator, HeadOfIt, SystemOwner, Director, Auditor];
    /// Create, change and archive assets and what they depend on.
    AssetChange = "asset.change", true, [Coordinator, HeadOfIt, SystemOwner];
    /// Change many assets at once, merge them, make own types and fields.
    AssetAdminister = "asset.administer", true, [Coordinator, HeadOfIt];
    /// Read suppliers, contracts and what is on file about them.
    SupplierRead = "supplier.read", false, [Administrator, Coordinator, HeadOfIt, SystemOwner, Director, Auditor];
    /// Create, change and archive suppliers, contracts and what is on file about them.
    SupplierChange = "supplier.change", true, [Coordinator, HeadOfIt, SystemOwner];
    /// Read critical tasks, what they need, recovery teams and recovery steps.
    ContinuityRead = "continuity.read", false, [Administrator, Coordinator, HeadOfIt, SystemOwner, Director, Auditor];
    /// Create, change and archive critical tasks; system owners their own and those of their units.
    ContinuityChange = "continuity.change", true, [Coordinator, HeadOfIt, SystemOwner];
    /// Change recovery teams; take in tables of critical tasks.
    ContinuityAdminister = "continuity.administer", true, [Coordinator, HeadOfIt];
    /// Approve the impact analysis of a critical task as its manager.
    ContinuityApprove = "continuity.approve", true, [Director];
    /// Read scenarios, recovery orders and recovery plans.
    RecoveryRead = "recovery.read", false, [Administrator, Coordinator, HeadOfIt, SystemOwner, Director, Auditor];
    /// Make and change scenarios, compute recovery orders, keep recovery plans.
    RecoveryChange = "recovery.change", true, [Coordinator, HeadOfIt];
    /// Approve a recovery plan.
    RecoveryApprove = "recovery.approve", true, [Director, HeadOfIt];
    /// Read gap analyses, answers and evidence.
    AnalysisRead = "gap_analysis.read", false, [Administrator, Coordinator, HeadOfIt, SystemOwner, Director, Auditor];
    /// Start, describe, complete and reopen a gap analysis; import into it.
    AnalysisChange = "gap_analysis.change", true, [Coordinator, HeadOfIt];
    /// Answer controls and add evidence.
    AnswerRecord = "gap_analysis.answer", true, [Coordinator, HeadOfIt, SystemOwner];
    /// Read the action plan.
    PlanRead = "action_plan.read", false, [Administrator, Coordinator, HeadOfIt, SystemOwner, Director, Auditor];
    /// Create and change plans and measures.
    PlanChange = "action_plan.change", true, [Coordinator, HeadOfIt];
    /// Report progress and state on a measure.
    MeasureProgress = "measure.progress", true, [Coordinator, HeadOfIt, SystemOwner];
    /// Read reports.
    ReportRead = "report.read", false, [Administrator, Coordinator, HeadOfIt, Director, Auditor];
    /// Write reports and keep versions.
    ReportChange = "report.change", true, [Coordinator, HeadOfIt];
    /// Approve a report or a plan as the management body.
    ReportApprove = "report.approve", true, [Director];
    /// Make a backup, restore, migrate: with access to the machine only.
    InstallationOperate = "installation.operate", true, [];
}
