//! What follows when two assets become one: slices above the register keep what they say of assets themselves, and move it themselves.

use crate::{Context, Result};
use bavn_core::{access::Permit, ids::AssetId};
use bavn_db::WriteTx;
use std::pin::Pin;

/// Two assets that became one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Merged {
    /// The asset that stays.
    pub(crate) keep: AssetId,
    /// The asset that goes.
    pub(crate) gone: AssetId,
}

/// What a slice does inside the transaction of the merge.
pub(crate) type Following<'a> = Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

/// How a slice moves what it says of the asset that goes to the one that stays, each change with its record in the log. Both assets have their
/// new versions already.
pub(crate) type Follow = for<'a> fn(&'a mut WriteTx, &'a Context, &'a Permit, Merged) -> Following<'a>;
