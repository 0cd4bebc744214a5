//! Lists that come a page at a time.

/// Which page of a list, from 1, and how many rows on each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageRequest {
    number: u64,
    size: u64,
}

impl PageRequest {
    /// Most rows on a page.
    pub const MAX_SIZE: u64 = 200;
    /// Most pages to leaf through.
    const MAX_NUMBER: u64 = 1_000_000;

    /// A page; the number and size are brought within their bounds.
    #[must_use]
    pub fn new(number: u64, size: u64) -> Self {
        Self { number: number.clamp(1, Self::MAX_NUMBER), size: size.clamp(1, Self::MAX_SIZE) }
    }

    /// The page, from 1.
    #[must_use]
    pub const fn number(self) -> u64 {
        self.number
    }

    /// Rows on a page.
    #[must_use]
    pub const fn size(self) -> u64 {
        self.size
    }

    /// Rows before this page.
    #[must_use]
    pub const fn offset(self) -> u64 {
        (self.number - 1) * self.size
    }
}

impl Default for PageRequest {
    fn default() -> Self {
        Self { number: 1, size: 50 }
    }
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// How many there are on all pages.
    pub total: u64,
    /// Which page it is.
    pub request: PageRequest,
}

impl<T> Page<T> {
    /// How many pages there are; at least one.
    #[must_use]
    pub fn pages(&self) -> u64 {
        self.total.div_ceil(self.request.size()).max(1)
    }
}
