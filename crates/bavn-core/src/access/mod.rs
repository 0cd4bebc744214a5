//! Who may do what.
//!
//! An [`Actor`] holds [`Grant`]s: a [`Role`] for the whole municipality or for some units. [`authorize`] weighs them against
//! the [`Action`] and the [`Resource`] and gives a [`Permit`], without which no write transaction can be opened.

mod action;
mod actor;
mod decision;
mod role;

pub use action::Action;
pub use actor::{Actor, Grant, Identity, Reach};
pub use decision::{Denied, Permit, Resource, authorize};
pub use role::Role;
