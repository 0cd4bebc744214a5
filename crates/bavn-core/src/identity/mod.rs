//! Signing in: what a password must be, how long a session lasts, when an account is locked.

mod password;
mod session;

pub use password::{MAX_LENGTH, MIN_LENGTH, PasswordFault, check_password};
pub use session::{AuthLevel, SessionTimes, SessionVerdict, lock_after_failure};
