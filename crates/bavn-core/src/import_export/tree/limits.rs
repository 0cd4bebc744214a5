/// What a foreign file may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TreeLimits {
    /// The most bytes of the file.
    pub bytes: usize,
    /// How deep values may lie in values.
    pub depth: usize,
    /// The most values in all, those counted that an alias repeats.
    pub nodes: usize,
    /// The most bytes of text that aliases repeat.
    pub repeated_bytes: usize,
    /// The most digits and signs of one number.
    pub number_length: usize,
    /// The most findings that are kept; those beyond are only counted.
    pub findings: usize,
}

impl TreeLimits {
    /// 50 MB, 100 levels, two million values.
    pub const DEFAULT: Self = Self {
        bytes: 50 * 1024 * 1024,
        depth: 100,
        nodes: 2_000_000,
        repeated_bytes: 50 * 1024 * 1024,
        number_length: 400,
        findings: 500,
    };

    /// For what we wrote ourselves.
    pub(super) const UNBOUND: Self = Self {
        bytes: usize::MAX,
        depth: 250,
        nodes: usize::MAX,
        repeated_bytes: usize::MAX,
        number_length: usize::MAX,
        findings: usize::MAX,
    };
}

impl Default for TreeLimits {
    fn default() -> Self {
        Self::DEFAULT
    }
}
