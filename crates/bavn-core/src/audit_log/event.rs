use crate::{
    access::{Action, Permit, Resource},
    ids::UnitId,
};
use serde_json::Value;
use uuid::Uuid;

/// A change to be written in the log in the same transaction as the change itself.
#[derive(Clone, Debug)]
pub struct AuditEvent {
    action: Action,
    verb: &'static str,
    object_kind: &'static str,
    object_id: Option<Uuid>,
    unit: Option<UnitId>,
    /// As JSON text.
    before: Option<String>,
    after: Option<String>,
}

impl AuditEvent {
    /// A change made under a permit.
    ///
    /// `verb` is what was done (`create`, `update`, `archive`, `approve`, `record`, `import` …), `object_kind` the noun as the code
    /// names it (`measure`, `answer` …).
    #[must_use]
    pub const fn new(permit: &Permit, verb: &'static str, object_kind: &'static str, object_id: Option<Uuid>) -> Self {
        let unit = match permit.resource() {
            Resource::Unit(unit) => Some(unit),
            Resource::Owned { unit, .. } => unit,
            Resource::Municipality | Resource::Any => None,
        };
        Self { action: permit.action(), verb, object_kind, object_id, unit, before: None, after: None }
    }

    /// The object as it was.
    #[must_use]
    pub fn before(mut self, value: impl Into<Option<Value>>) -> Self {
        self.before = value.into().map(|value| value.to_string());
        self
    }

    /// The object as it was, as JSON text.
    #[must_use]
    pub fn before_text(mut self, json: String) -> Self {
        self.before = Some(json);
        self
    }

    /// The object as it became.
    #[must_use]
    pub fn after(mut self, value: impl Into<Option<Value>>) -> Self {
        self.after = value.into().map(|value| value.to_string());
        self
    }

    /// The object as it became, as JSON text.
    #[must_use]
    pub fn after_text(mut self, json: String) -> Self {
        self.after = Some(json);
        self
    }

    /// The permission it was done under.
    #[must_use]
    pub const fn action(&self) -> Action {
        self.action
    }

    /// What was done.
    #[must_use]
    pub const fn verb(&self) -> &'static str {
        self.verb
    }

    /// To what kind of object.
    #[must_use]
    pub const fn object_kind(&self) -> &'static str {
        self.object_kind
    }

    /// To which object.
    #[must_use]
    pub const fn object_id(&self) -> Option<Uuid> {
        self.object_id
    }

    /// The unit it belongs to.
    #[must_use]
    pub const fn unit(&self) -> Option<UnitId> {
        self.unit
    }

    /// The object as it was and as it became, as JSON texts.
    #[must_use]
    pub fn into_texts(self) -> (Option<String>, Option<String>) {
        (self.before, self.after)
    }
}
