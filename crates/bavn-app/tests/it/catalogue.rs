//! The catalogue: loading it, and what the municipality decides for itself.

use bavn_app::{
    Error,
    catalogue::{AreaWeight, ControlWeight, get_catalogue, load_content, update_weights},
    counted,
};
use bavn_core::gap_analysis::{Level, Weight};
use bavn_testkit::{Actors, TestApp, engines, operator, test_app};
use sea_orm::{ConnectionTrait as _, Statement};

fn weight(number: i64) -> Weight {
    Weight::from_i64(number).unwrap()
}

fn level(number: i64) -> Level {
    Level::from_i64(number).unwrap()
}

/// Makes the content look like that of an older program.
async fn forget_content(test: &TestApp) {
    let conn = test.app.db().housekeeping();
    conn.execute_raw(Statement::from_string(
        conn.get_database_backend(),
        "UPDATE content_version SET digest = 'older'",
    ))
    .await
    .unwrap();
}

#[tokio::test]
async fn loading_again_changes_nothing() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let before = get_catalogue(&test.app, &actors.ctx("employee")).await.unwrap();
        let report = load_content(&test.app, &operator()).await.unwrap();
        assert!(report.changed_files.is_empty() && report.controls == before.controls.len());
        let after = get_catalogue(&test.app, &actors.ctx("employee")).await.unwrap();
        assert_eq!(after.revision, before.revision);
        assert!(matches!(load_content(&test.app, &actors.ctx("administrator")).await, Err(Error::Forbidden(_))));
    }
}

#[tokio::test]
async fn a_weight_of_the_municipality_survives_new_content() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let before = get_catalogue(&test.app, &ctx).await.unwrap();
        let control = before.control_by_code("ad-03").unwrap();
        let area = before.area_of(control);
        let other = weight(if control.default_weight == weight(1) { 2 } else { 1 });
        let controls = [ControlWeight { id: control.id, version: control.version, weight: other, target: level(5) }];
        let areas = [AreaWeight {
            id: area.id,
            version: area.version,
            weight: weight(if area.default_weight == weight(2) { 3 } else { 2 }),
        }];
        assert_eq!(update_weights(&test.app, &ctx, &areas, &controls).await.unwrap(), 2);
        forget_content(&test).await;
        let report = load_content(&test.app, &operator()).await.unwrap();
        assert!(!report.changed_files.is_empty());
        let after = get_catalogue(&test.app, &ctx).await.unwrap();
        let same = after.control_by_code("AD-03").unwrap();
        assert_eq!((same.id, same.weight, same.target), (control.id, other, level(5)));
        assert_eq!(after.area_of(same).weight, areas[0].weight);
        assert_eq!(
            (after.controls.len(), after.requirements.len()),
            (before.controls.len(), before.requirements.len())
        );
        let ids = |view: &bavn_app::catalogue::CatalogueView| {
            view.controls.iter().map(|control| control.id).collect::<Vec<_>>()
        };
        assert_eq!(ids(&after), ids(&before), "controls keep their identifiers");
    }
}

#[tokio::test]
async fn weights_are_taken_all_or_none() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let before = get_catalogue(&test.app, &ctx).await.unwrap();
        let change = |place: usize, version: i32| {
            let control = &before.controls[place];
            let other = if control.weight == weight(5) { 4 } else { 5 };
            ControlWeight {
                id: control.id,
                version: control.version + version,
                weight: weight(other),
                target: control.target,
            }
        };
        let refused = update_weights(&test.app, &ctx, &[], &[change(0, 0), change(1, 7)]).await;
        assert!(matches!(refused, Err(Error::Conflict { kind: "control", .. })), "{refused:?}");
        let after = get_catalogue(&test.app, &ctx).await.unwrap();
        assert_eq!(after.controls[0].weight, before.controls[0].weight);
        for name in ["administrator", "head_of_it", "director", "auditor", "limited_owner"] {
            let refused = update_weights(&test.app, &actors.ctx(name), &[], &[change(0, 0)]).await;
            assert!(matches!(refused, Err(Error::Forbidden(_))), "{name}");
        }
    }
}

#[tokio::test]
async fn the_catalogue_is_read_once() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("employee");
        get_catalogue(&test.app, &ctx).await.unwrap();
        let (view, statements) = counted(get_catalogue(&test.app, &ctx)).await;
        assert!(view.is_ok() && statements == 1, "{statements} statements");
    }
}
