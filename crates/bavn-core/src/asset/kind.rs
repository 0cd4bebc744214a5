use crate::words::words;
use serde::{Deserialize, Serialize};

words! {
    /// What sort of thing an asset is.
    Kind {
        #[default]
        /// An it system, such as a line-of-business system (*fagsystem*).
        System = "system",
        /// A solution shared by the municipalities, run for all of them.
        SharedSolution = "shared_solution",
        /// A server, physical or virtual.
        Server = "server",
        /// Network: switch, firewall, line between buildings, wireless network.
        Network = "network",
        /// Storage.
        Storage = "storage",
        /// A cloud service that systems run on.
        CloudService = "cloud_service",
        /// A service by which people or machines prove who they are.
        Identity = "identity",
        /// A backup service.
        Backup = "backup",
        /// A computer that somebody works at.
        Computer = "computer",
        /// A telephone or tablet.
        Mobile = "mobile",
        /// A printer or copier.
        Printer = "printer",
        /// Operational technology: what steers or measures in the physical world.
        Ot = "ot",
        /// A set of data.
        DataSet = "data_set",
        /// A place: building, server room.
        Location = "location",
        /// Power supply.
        Power = "power",
        /// Water supply.
        Water = "water",
        /// Heat supply.
        Heat = "heat",
        /// Gas supply.
        Gas = "gas",
        /// Connection to the internet.
        Internet = "internet",
        /// Telephony.
        Telecom = "telecom",
        /// A team.
        Team = "team",
        /// A role that a person fills.
        Role = "role",
        /// Something of a type of the municipality's own.
        Own = "own",
    }
}

words! {
    /// A coarser sort of asset, for lists and maps.
    KindGroup {
        #[default]
        /// Systems.
        System = "system",
        /// Solutions shared by the municipalities.
        SharedSolution = "shared_solution",
        /// Servers, network, storage, cloud services, identity and backup.
        Infrastructure = "infrastructure",
        /// Computers, telephones, printers and operational technology.
        Equipment = "equipment",
        /// Data sets.
        DataSet = "data_set",
        /// Places.
        Location = "location",
        /// Power, water, heat, gas, internet and telephony.
        Utility = "utility",
        /// Teams and roles.
        People = "people",
        /// Own types.
        Own = "own",
    }
}

impl Kind {
    /// The coarser sort that it belongs to.
    #[must_use]
    pub const fn group(self) -> KindGroup {
        match self {
            Self::System => KindGroup::System,
            Self::SharedSolution => KindGroup::SharedSolution,
            Self::Server | Self::Network | Self::Storage | Self::CloudService | Self::Identity | Self::Backup => {
                KindGroup::Infrastructure
            }
            Self::Computer | Self::Mobile | Self::Printer | Self::Ot => KindGroup::Equipment,
            Self::DataSet => KindGroup::DataSet,
            Self::Location => KindGroup::Location,
            Self::Power | Self::Water | Self::Heat | Self::Gas | Self::Internet | Self::Telecom => KindGroup::Utility,
            Self::Team | Self::Role => KindGroup::People,
            Self::Own => KindGroup::Own,
        }
    }

    /// Whether people sign in to it, so that multi-factor authentication is asked about.
    #[must_use]
    pub const fn has_sign_in(self) -> bool {
        matches!(self.group(), KindGroup::System | KindGroup::SharedSolution)
            || matches!(self, Self::CloudService | Self::Identity)
    }

    /// Whether it keeps data of its own, so that backup is asked about.
    #[must_use]
    pub const fn keeps_data(self) -> bool {
        matches!(
            self,
            Self::System
                | Self::Server
                | Self::Storage
                | Self::CloudService
                | Self::Identity
                | Self::Backup
                | Self::DataSet
        )
    }

    /// Whether it writes logs that can be gathered.
    #[must_use]
    pub const fn writes_logs(self) -> bool {
        matches!(self.group(), KindGroup::System | KindGroup::SharedSolution | KindGroup::Infrastructure)
    }

    /// Whether it is or runs software that its maker supports until a day.
    #[must_use]
    pub const fn is_software(self) -> bool {
        matches!(
            self.group(),
            KindGroup::System | KindGroup::SharedSolution | KindGroup::Infrastructure | KindGroup::Equipment
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_agree_with_json() {
        for kind in Kind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.key());
            assert_eq!(Kind::from_key(kind.key()), Some(*kind));
        }
        assert_eq!(Kind::from_key("toaster"), None);
    }

    #[test]
    fn every_group_has_a_kind() {
        for group in KindGroup::ALL {
            assert!(Kind::ALL.iter().any(|kind| kind.group() == *group), "{}", group.key());
        }
    }
}
