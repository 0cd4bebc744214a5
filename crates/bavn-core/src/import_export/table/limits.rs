use crate::import_export::Limits;

/// What a foreign table may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableLimits {
    /// Bytes of the file.
    pub file_bytes: u64,
    /// Parts of a workbook's archive.
    pub parts: usize,
    /// Bytes of a workbook's parts, unpacked.
    pub unpacked_bytes: u64,
    /// Rows of a sheet, the headings not counted.
    pub rows: u32,
    /// Columns of a sheet.
    pub columns: u32,
    /// Characters of a cell; the spreadsheet programs' own limit.
    pub cell: usize,
    /// Faults and notices that are listed; all are counted.
    pub faults: usize,
}

impl Default for TableLimits {
    fn default() -> Self {
        Self {
            file_bytes: 50_000_000,
            parts: 1000,
            unpacked_bytes: 300_000_000,
            rows: 200_000,
            columns: 500,
            cell: 32_767,
            faults: 500,
        }
    }
}

impl TableLimits {
    /// The same for the guard of archives.
    pub(super) fn archive(&self) -> Limits {
        Limits {
            file_bytes: self.file_bytes,
            parts: self.parts,
            unpacked_bytes: self.unpacked_bytes,
            rows: self.rows,
            ..Limits::default()
        }
    }
}
