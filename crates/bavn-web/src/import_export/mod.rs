//! Gap analyses out to spreadsheets and files, and back in.

mod pages;
mod texts;

pub use pages::routes;
pub use texts::{expected_text, file_error_text, scope_text, template_texts};
