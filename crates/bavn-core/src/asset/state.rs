use crate::words::words;
use serde::{Deserialize, Serialize};

words! {
    /// Where an asset is in its life.
    LifeCycle {
        /// It is to come.
        Planned = "planned",
        #[default]
        /// It is in use.
        InUse = "in_use",
        /// It is being taken out of use.
        PhasingOut = "phasing_out",
        /// It is out of use.
        Ended = "ended",
    }
}

words! {
    /// Where it runs.
    Hosting {
        #[default]
        /// Nobody has said.
        Unknown = "unknown",
        /// In the municipality's own server room.
        Own = "own",
        /// At an operating company shared by municipalities.
        Shared = "shared",
        /// At the supplier.
        Supplier = "supplier",
        /// In a cloud within the EU or EEA.
        CloudEu = "cloud_eu",
        /// In a cloud outside the EU and EEA.
        CloudOutside = "cloud_outside",
    }
}

words! {
    /// How much of the sign-in asks for more than one factor (NIS2 art. 21(2)(j)).
    Mfa {
        #[default]
        /// Nobody has said.
        Unknown = "unknown",
        /// Nowhere.
        None = "none",
        /// For some users or ways in.
        Partly = "partly",
        /// Everywhere.
        All = "all",
    }
}

words! {
    /// Kinds of personal data, by the article that governs them.
    PersonalData {
        #[default]
        /// There is no personal data; excludes the others.
        None = "none",
        /// Ordinary personal data (GDPR art. 6).
        Ordinary = "ordinary",
        /// Civil registration numbers (Danish Data Protection Act § 11).
        Cpr = "cpr",
        /// Special categories (GDPR art. 9).
        Special = "special",
        /// Criminal convictions and offences (GDPR art. 10, Danish Data Protection Act § 8).
        Criminal = "criminal",
    }
}
