//! Signing in, sessions, accounts and their roles, tokens for the HTTP API.

mod accounts;
mod bulk;
mod entity;
mod hasher;
mod own_account;
mod sessions;
mod setup;
mod sign_in;
mod tokens;

pub(crate) use entity::account;

pub use accounts::{
    Account, AccountDraft, AccountGrant, create_account, list_accounts, reset_password, update_account,
};
pub use bulk::create_accounts_with_one_password;
pub use hasher::PasswordHasher;
pub use own_account::{change_password, set_language};
pub use sessions::{
    ADDRESS_KEPT, OwnSession, SignedIn, end_other_sessions, end_session, find_session, forget_addresses,
    list_own_sessions,
};
pub use setup::{FirstAdministrator, set_up};
pub use sign_in::{NewSession, SignIn, sign_in, sign_out};
pub use tokens::{ApiToken, NewApiToken, TokenDraft, create_token, find_token_actor, list_own_tokens, revoke_token};
