use crate::{Error, Result};
use argon2::{Argon2, PasswordHasher as _, PasswordVerifier as _, password_hash::phc::PasswordHash};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Hashes passwords with Argon2id (19 MiB, two passes, one lane: the OWASP minimum for memory-bound sign-in), a few at a time.
#[derive(Clone, Debug)]
pub struct PasswordHasher(Arc<Semaphore>);

/// The hash of a password nobody has, so that an unknown user name takes as long as a wrong password.
const DUMMY: &str = "$argon2id$v=19$m=19456,t=2,p=1$Y29uc3RhbnRzYWx0$5a2cSvmGpYZTIbuKb0gPJpIWt6hmdwHXp2bRkYQKNb4";

impl PasswordHasher {
    pub(crate) fn new(concurrent: usize) -> Self {
        Self(Arc::new(Semaphore::new(concurrent.max(1))))
    }

    /// A hash to store.
    ///
    /// # Errors
    /// The operating system gave no randomness.
    pub async fn hash(&self, password: &str) -> Result<String> {
        let password = password.to_owned();
        self.run(move || {
            let hash = Argon2::default().hash_password(password.as_bytes());
            hash.map(|hash| hash.to_string())
                .map_err(|error| Error::System { what: "password hash", message: error.to_string() })
        })
        .await?
    }

    /// Whether a password gives a stored hash; with no hash it takes as long and is wrong.
    ///
    /// # Errors
    /// The work was cut off.
    pub async fn verify(&self, password: &str, stored: Option<&str>) -> Result<bool> {
        let password = password.to_owned();
        let is_known = stored.is_some();
        let stored = stored.unwrap_or(DUMMY).to_owned();
        self.run(move || {
            PasswordHash::new(&stored)
                .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
                && is_known
        })
        .await
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let _turn = self
            .0
            .acquire()
            .await
            .map_err(|error| Error::System { what: "password hash", message: error.to_string() })?;
        Ok(tokio::task::spawn_blocking(work).await?)
    }
}
