//! Kitos: the sample as records, older and newer shapes, hostile files.

use bavn_core::import_export::kitos::{KitosEntity, KitosFault, KitosFiles, read_kitos};
use proptest::prelude::*;
use time::macros::date;

fn sample() -> KitosFiles {
    KitosFiles {
        systems: include_bytes!("data/kitos/it-systems.json").to_vec(),
        usages: include_bytes!("data/kitos/it-system-usages.json").to_vec(),
        contracts: include_bytes!("data/kitos/it-contracts.json").to_vec(),
        registrations: include_bytes!("data/kitos/data-processing-registrations.json").to_vec(),
        deleted: include_bytes!("data/kitos/deleted-entities.json").to_vec(),
    }
}

fn usages(json: &str) -> KitosFiles {
    KitosFiles { usages: json.as_bytes().to_vec(), ..KitosFiles::default() }
}

#[test]
fn the_sample_gives_its_records() {
    let records = read_kitos(&sample()).unwrap();
    let counts = [records.assets.len(), records.contracts.len(), records.agreements.len(), records.deletions.len()];
    assert_eq!(counts, [6, 3, 1, 1]);
    assert_eq!(records.deletions[0].entity, KitosEntity::Usage);
    let journal = records.assets.iter().find(|asset| asset.local_id == "SYS-0001").unwrap();
    assert_eq!((journal.name.as_str(), journal.alias.as_str()), ("Omsorgsjournalen", "Journalen"));
    assert_eq!((journal.owner.as_str(), journal.responsible.as_str()), ("Åse Sørensen", "Bjørn Ærø"));
    assert_eq!((journal.hosting, journal.life_cycle, journal.is_critical), ("supplier", "in_use", Some(true)));
    assert_eq!(journal.personal_data, ["cpr", "ordinary", "special"]);
    assert_eq!(journal.unit, "Ældre og Sundhed");
    let contract = records.contracts.iter().find(|contract| contract.number == "K-2021-17").unwrap();
    assert_eq!((contract.starts_on, contract.ends_on), (Some(date!(2022 - 01 - 01)), Some(date!(2027 - 12 - 31))));
    assert_eq!((contract.notice_months, contract.assets.len()), (Some(6), 2));
    assert_eq!(journal.supplier, contract.supplier);
    let supplier = records.suppliers.iter().find(|supplier| Some(supplier.id) == contract.supplier).unwrap();
    assert_eq!((supplier.name.as_str(), supplier.cvr.as_str()), ("Opdigtet Leverandør A/S", "22222222"));
    let agreement = &records.agreements[0];
    assert_eq!((agreement.is_concluded, agreement.oversight_months), (Some(true), Some(12)));
    assert_eq!(agreement.overseen_on, Some(date!(2026 - 03 - 01)));
    assert_eq!((agreement.processors.len(), agreement.sub_processors.len()), (1, 1));
    assert!(records.dependencies.iter().any(|one| one.from == journal.id && one.note == "Overfører data"));
    assert_eq!(read_kitos(&sample()).unwrap(), records);
}

#[test]
fn words_are_read_as_texts_and_as_numbers_and_unknown_fields_are_left_out() {
    let json = |hosting: &str, cycle: &str| {
        format!(
            r#"[{{"uuid":"dfc06e47-eb9c-5d64-b683-7e2c922a93a0","new":[1],"lastModified":"2023-02-22T11:29:43.0255828Z",
            "general":{{"hostedAt":{hosting},"isBusinessCritical":1,"validity":{{"lifeCycleStatus":{cycle},
            "validTo":"2023-02-22T11:29:43.0255828Z"}}}},"systemContext":null,"roles":null}}]"#
        )
    };
    let by_word = read_kitos(&usages(&json("\"OnPremise\"", "\"PhasingOut\""))).unwrap();
    let by_number = read_kitos(&usages(&json("1", "4"))).unwrap();
    assert_eq!(by_word, by_number);
    let asset = &by_word.assets[0];
    assert_eq!((asset.hosting, asset.life_cycle, asset.is_critical), ("own", "phasing_out", Some(true)));
    assert_eq!(asset.ends_on, Some(date!(2023 - 02 - 22)));
    let strange = read_kitos(&usages(&json("99", "\"Sleeping\""))).unwrap();
    assert_eq!((strange.assets[0].hosting, strange.assets[0].life_cycle), ("unknown", "in_use"));
}

#[test]
fn an_identifier_is_all_that_must_be_there() {
    let records = read_kitos(&usages(r#"[{"uuid":"dfc06e47-eb9c-5d64-b683-7e2c922a93a0"}]"#)).unwrap();
    assert_eq!(records.assets.len(), 1);
    let missing = read_kitos(&usages(r#"[{"uuid":"dfc06e47-eb9c-5d64-b683-7e2c922a93a0"},{}]"#));
    assert_eq!(missing, Err(KitosFault::NoIdentifier { list: "it-system-usages", record: 2 }));
    let shape = read_kitos(&usages("[\n{\"uuid\": 7}]"));
    assert!(matches!(shape, Err(KitosFault::Shape { list: "it-system-usages", line: 2, .. })), "{shape:?}");
    assert!(read_kitos(&KitosFiles::default()).unwrap().assets.is_empty());
    assert!(matches!(read_kitos(&usages(&"[".repeat(100_000))), Err(KitosFault::Shape { .. })));
}

proptest! {
    #[test]
    fn any_damage_comes_back(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut files = sample();
        let at = at.index(files.usages.len());
        files.usages[at] = byte;
        let _ = read_kitos(&files);
    }
}
