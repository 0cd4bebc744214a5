//! Tables of any layout in: CSV and XLSX to rows, columns by name, values as people write them.
//!
//! Nothing in a foreign file is trusted: sizes are counted while it is read, a formula is never worked out, and every refusal names the
//! place and the reason.

mod assets;
mod cell;
mod columns;
mod contracts;
mod csv_rows;
mod encoding;
mod field;
mod file;
mod limits;
mod mapping;
mod neutral;
mod numbers;
mod reader;
mod suppliers;
mod value;
mod words;
mod xlsx_rows;

pub use cell::{Cell, TableRow};
pub use columns::{SuggestedColumn, Suggestion, suggest};
pub use encoding::Encoding;
pub use field::{FieldKind, ImportField, NOTE_LINE, OWN_FIELD, Register};
pub use file::{SheetInfo, TableFile, TableFormat};
pub use limits::TableLimits;
pub use mapping::{ColumnUse, Known, Mapping, MappingFault, Unknown};
pub use neutral::{Notice, NoticeKind};
pub use reader::{Read, Record, TableReader, register_number};
pub use value::{Value, own_value};
pub use words::{ImportWords, Preset, WordsError};
