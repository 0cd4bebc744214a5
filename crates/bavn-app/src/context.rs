use crate::Result;
use bavn_core::{
    access::{Action, Actor, Denied, Permit, Resource, authorize},
    instant::to_micros,
    lang::Lang,
};
use bavn_db::ChangeInfo;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

/// Who asks, when, in which language and as part of what. Every operation takes one.
#[derive(Clone, Debug)]
pub struct Context {
    actor: Actor,
    now: OffsetDateTime,
    today: Date,
    lang: Lang,
    request_id: Uuid,
}

impl Context {
    /// A context for one request.
    ///
    /// `now` is cut to microseconds; `today` is the date in Europe/Copenhagen at that moment.
    #[must_use]
    pub fn new(actor: Actor, now: OffsetDateTime, today: Date, lang: Lang, request_id: Uuid) -> Self {
        Self { actor, now: to_micros(now), today, lang, request_id }
    }

    /// Who asks.
    #[must_use]
    pub const fn actor(&self) -> &Actor {
        &self.actor
    }

    /// When, UTC.
    #[must_use]
    pub const fn now(&self) -> OffsetDateTime {
        self.now
    }

    /// The date where the municipality is.
    #[must_use]
    pub const fn today(&self) -> Date {
        self.today
    }

    /// In which language.
    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// The request it is part of.
    #[must_use]
    pub const fn request_id(&self) -> Uuid {
        self.request_id
    }

    /// What a write transaction wants to know.
    #[must_use]
    pub const fn change(&self) -> ChangeInfo {
        ChangeInfo { at: self.now, request_id: self.request_id }
    }

    /// Asks permission.
    ///
    /// # Errors
    /// [`Denied`], which becomes [`crate::Error::Forbidden`]; use [`Self::authorize_read`] where the answer must be "not found".
    pub fn authorize(&self, action: Action, resource: Resource) -> std::result::Result<Permit, Denied> {
        authorize(&self.actor, action, resource)
    }

    /// Asks permission to read something that those who may not read it may not know of.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] if denied.
    pub fn authorize_read(&self, action: Action, resource: Resource, kind: &'static str) -> Result<Permit> {
        authorize(&self.actor, action, resource).map_err(|_| crate::Error::NotFound { kind })
    }

    /// Whether the actor may; for showing or hiding what leads to it.
    #[must_use]
    pub fn may(&self, action: Action, resource: Resource) -> bool {
        authorize(&self.actor, action, resource).is_ok()
    }

    /// The same request by another actor.
    #[must_use]
    pub fn with_actor(&self, actor: Actor) -> Self {
        Self { actor, ..self.clone() }
    }

    /// A new identifier of any kind.
    ///
    /// # Errors
    /// The operating system gave no randomness.
    pub fn new_id<T: From<Uuid>>(&self) -> Result<T> {
        let mut random = [0; 10];
        getrandom::fill(&mut random)?;
        Ok(bavn_core::ids::uuid_v7(self.now, random).into())
    }
}
