//! Enums that are words in databases and files.

/// Makes an enum of words that are stored and sent, in `snake_case`. Where it is used, `serde::{Deserialize, Serialize}` are in scope.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $key:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$variant_doc])* #[serde(rename = $key)] $variant,)+ }

        impl $name {
            /// All of them, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// Their stable words, in the same order.
            pub const KEYS: &'static [&'static str] = &[$($key),+];

            /// The stable word for databases and files.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }

            /// The one with a stable word.
            #[must_use]
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.key() == key)
            }
        }
    };
}
pub(crate) use words;
