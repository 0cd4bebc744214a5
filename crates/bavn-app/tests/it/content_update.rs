//! New content of the program: shown first, taken when somebody says so.

use bavn_app::{
    Error,
    catalogue::{
        ChangeKind, ConflictReason, ControlDraft, ControlWeight, ItemKind, begin_content, create_control,
        get_catalogue, get_content_update, remove_mapping, take_content_update, update_weights,
    },
};
use bavn_core::{
    catalogue::{Level, Weight},
    lang::Localized,
};
use bavn_testkit::{Actors, TestApp, empty_place, engines, operator, test_app};

/// Makes the stored content look like that of an older program: AD-03 had another title and weight, AD-04 another code, AD-05 one
/// mapping less, and a requirement another title.
async fn make_older(test: &TestApp) {
    test.execute(&[
        "UPDATE content_version SET digest = 'older', version = '0.0.9'",
        "UPDATE control SET title_da = 'Gammel titel', default_weight = 1, weight = 1 WHERE code = 'AD-03'",
        "UPDATE control SET code = 'ZZ-99' WHERE code = 'AD-04'",
        "DELETE FROM control_mapping WHERE control_id = (SELECT id FROM control WHERE code = 'AD-05')",
        "UPDATE requirement SET title_da = 'Gammelt krav' WHERE ref = '21(2)(j)'",
    ])
    .await;
}

#[tokio::test]
async fn a_difference_is_shown_before_it_is_taken_and_own_things_stay() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, &actors.ctx("coordinator"));
        make_older(&test).await;
        assert!(begin_content(app, &operator()).await.unwrap().is_none(), "a filled database keeps what it has");
        let before = get_catalogue(app, ctx).await.unwrap();
        assert!(before.update_waits && before.control_by_code("ZZ-99").is_some());
        let open = before.control_by_code("AD-03").unwrap();
        let (four, five) = (Weight::from_i64(4).unwrap(), Level::MAX);
        let change = ControlWeight { id: open.id, version: open.version, weight: four, target: five };
        update_weights(app, ctx, &[], &[change]).await.unwrap();
        let text = |text: &str| Localized { da: text.to_owned(), en: String::new() };
        let own = ControlDraft {
            area: "AD".into(),
            code: "ad-04".into(),
            title: text("Egen"),
            statement: text("Noget er sandt."),
            purpose: text(""),
            levels: Default::default(),
            evidence: Vec::new(),
            finding: text(""),
            weight: four,
            target: five,
        };
        create_control(app, ctx, own).await.unwrap();

        let shown = get_content_update(app, ctx).await.unwrap().unwrap();
        assert!(!shown.is_empty() && shown.from == "0.0.9");
        let find = |item, key: &str| shown.items.iter().find(|one| one.item == item && one.key == key);
        let control = find(ItemKind::Control, "AD-03").unwrap();
        assert_eq!(
            (control.change, control.texts.len(), control.texts[0].field.as_str()),
            (ChangeKind::Changed, 1, "title")
        );
        assert_eq!(control.texts[0].old.da, "Gammel titel");
        assert_eq!(find(ItemKind::Control, "ZZ-99").unwrap().change, ChangeKind::Gone);
        assert!(find(ItemKind::Control, "AD-04").is_none());
        assert_eq!(find(ItemKind::Requirement, "nis2 21(2)(j)").unwrap().texts[0].old.da, "Gammelt krav");
        assert!(shown.mappings.iter().all(|one| one.control == "AD-05" && one.change == ChangeKind::New));
        assert!(!shown.mappings.is_empty());
        let weights: Vec<_> =
            shown.weights.iter().map(|one| (one.code.as_str(), one.field, one.old, one.own)).collect();
        assert_eq!(weights, [("AD-03", "weight", 1, Some(4))]);
        let conflicts: Vec<_> = shown.conflicts.iter().map(|one| (one.key.as_str(), one.reason)).collect();
        assert_eq!(conflicts, [("AD-04", ConflictReason::OwnControl)]);
        assert_eq!(get_catalogue(app, ctx).await.unwrap().revision, shown.revision, "nothing is changed by looking");

        // Somebody changes the catalogue after it was shown.
        let mapped = before.control_by_code("AD-06").unwrap();
        let requirement = before.requirements[mapped.mappings[0].requirement].id;
        remove_mapping(app, ctx, mapped.id, requirement, mapped.version).await.unwrap();
        let stale = take_content_update(app, ctx, Some(shown.revision)).await;
        assert!(matches!(stale, Err(Error::Conflict { .. })), "{stale:?}");
        for role in ["head_of_it", "director", "auditor", "employee", "system_owner"] {
            let ctx = actors.ctx(role);
            assert!(matches!(get_content_update(app, &ctx).await, Err(Error::NotFound { .. })), "{role}");
            assert!(matches!(take_content_update(app, &ctx, None).await, Err(Error::Forbidden(_))), "{role}");
        }
        let admin = actors.ctx("administrator");
        let shown = get_content_update(app, &admin).await.unwrap().unwrap();
        let taken = take_content_update(app, &admin, Some(shown.revision)).await.unwrap().unwrap();
        assert_eq!(taken.items, shown.items);

        let after = get_catalogue(app, ctx).await.unwrap();
        let now = after.control_by_code("AD-03").unwrap();
        assert_eq!((now.id, now.weight, now.target), (open.id, four, five));
        assert!(now.default_weight > Weight::MIN && now.title.da != "Gammel titel");
        assert!(after.control_by_code("ZZ-99").is_none() && !after.update_waits);
        assert_eq!(after.control_by_code("AD-04").unwrap().origin, "own");
        assert!(!after.control_by_code("AD-05").unwrap().mappings.is_empty());
        assert_eq!(after.control_by_code("AD-06").unwrap().mappings.len(), mapped.mappings.len() - 1);
        assert!(take_content_update(app, &admin, None).await.unwrap().is_none());
        assert!(get_content_update(app, &admin).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn an_empty_database_gets_the_content_at_once() {
    use bavn_app::{App, Limits};
    use bavn_db::{Database, OpenOptions, migration};
    for engine in engines() {
        let place = empty_place(engine).await;
        let options = OpenOptions { connections: 2, create: true };
        let db = Database::connect(&place.location, &options).await.unwrap();
        migration::migrate(&db).await.unwrap();
        let app = App::new(db, Limits::default(), None);
        assert!(begin_content(&app, &operator()).await.unwrap().is_some());
        let view = get_catalogue(&app, &operator()).await.unwrap();
        assert!(!view.controls.is_empty() && !view.update_waits);
        assert!(get_content_update(&app, &operator()).await.unwrap().is_none());
    }
}
