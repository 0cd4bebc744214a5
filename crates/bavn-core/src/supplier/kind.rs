use crate::words::words;
use serde::{Deserialize, Serialize};

words! {
    /// What sort of supplier it is.
    SupplierKind {
        #[default]
        /// A private company.
        Company = "company",
        /// A public authority or institution.
        Public = "public",
        /// A company or partnership owned by municipalities.
        SharedMunicipal = "shared_municipal",
    }
}

words! {
    /// How a contract stands to a security requirement.
    ClauseState {
        #[default]
        /// Nobody has looked.
        Unknown = "unknown",
        /// It is in the contract.
        In = "in",
        /// It is missing.
        Missing = "missing",
        /// This contract does not need it.
        NotRelevant = "not_relevant",
    }
}

words! {
    /// What is kept on file about a supplier.
    RecordKind {
        #[default]
        /// A data-processing agreement (*databehandleraftale*, GDPR art. 28(3)).
        Agreement = "agreement",
        /// An audit statement (*revisionserklæring*).
        Statement = "statement",
        /// An assessment of the supplier's security by the municipality.
        Assessment = "assessment",
    }
}

words! {
    /// Where a processor handles personal data, and on what ground they leave the EU and EEA (GDPR chapter V).
    DataLocation {
        #[default]
        /// Nobody has said.
        Unknown = "unknown",
        /// Within the EU and EEA only.
        Eea = "eea",
        /// In a country found adequate (GDPR art. 45).
        Adequate = "adequate",
        /// Elsewhere, with appropriate safeguards (GDPR art. 46).
        Safeguards = "safeguards",
    }
}

words! {
    /// What the oversight of a processor found.
    OversightResult {
        #[default]
        /// There has been none.
        Unknown = "unknown",
        /// Nothing to remark.
        Satisfactory = "satisfactory",
        /// Remarks that are followed up.
        Remarks = "remarks",
        /// The agreement is not kept.
        Critical = "critical",
    }
}

words! {
    /// The standard behind an audit statement.
    AuditStandard {
        #[default]
        /// ISAE 3402: controls at a service organisation, as they matter for accounts.
        Isae3402 = "isae3402",
        /// ISAE 3000: assurance on something else, in Denmark most often data protection or information security.
        Isae3000 = "isae3000",
        /// A certificate to ISO/IEC 27001.
        Iso27001 = "iso27001",
        /// SOC 2.
        Soc2 = "soc2",
        /// Another one.
        Other = "other",
    }
}

words! {
    /// Whether a statement covers a day or a period.
    AuditType {
        #[default]
        /// Does not apply, or is not known.
        Unknown = "unknown",
        /// Type 1: design of the controls on a day.
        Type1 = "type1",
        /// Type 2: how the controls worked through a period.
        Type2 = "type2",
    }
}

words! {
    /// What the auditor concludes.
    Conclusion {
        #[default]
        /// Not read yet.
        Unknown = "unknown",
        /// Without qualifications.
        Unqualified = "unqualified",
        /// With qualifications (*forbehold*).
        Qualified = "qualified",
        /// The controls are found not to work (*afkræftende*).
        Adverse = "adverse",
        /// The auditor could not conclude.
        Disclaimer = "disclaimer",
    }
}
