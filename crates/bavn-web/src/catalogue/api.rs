//! The control set, the frameworks and the weights for other programs.

mod applicability;
mod controls;
mod crosswalk;
mod frameworks;
mod own;
mod update;
mod weights;

use crate::kit::Routes;
use bavn_core::lang::Localized;
use serde::Serialize;
use utoipa::ToSchema;

/// The routes of the API of this slice.
pub(super) fn routes() -> Routes {
    Routes::new()
        .merge(applicability::routes())
        .merge(controls::routes())
        .merge(crosswalk::routes())
        .merge(frameworks::routes())
        .merge(own::routes())
        .merge(update::routes())
        .merge(weights::routes())
}

/// A text in both languages.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct TextBody {
    /// Danish.
    da: String,
    /// English.
    en: String,
}

impl From<&Localized> for TextBody {
    fn from(text: &Localized) -> Self {
        Self { da: text.da.clone(), en: text.en.clone() }
    }
}
