//! Lists of critical tasks and of what they stand on: out, and in again, on each engine.

use super::continuity::{asset, home_care, named, task};
use bavn_app::{
    Context, Error,
    audit_log::verify_log,
    continuity::{TaskFilter, TaskKeys, TaskSort, find_tasks},
    import_export::{
        ListFormat, NeedColumn, NeedKind, TaskAction, TaskColumn, TaskTexts, TaskWords, export_task_list,
        export_task_template, import_tasks, keep_task_file, list_imports, preview_task_file, remove_task_file,
        take_task_file, task_file, task_files,
    },
    page::PageRequest,
    supplier::{SupplierDraft, create_supplier},
};
use bavn_core::{
    continuity::task::{CriticalTask, Dimension, Field, FieldKind, NeedEffect, NeedOn},
    lang::Lang,
    supplier::SupplierFacts,
    text::fold,
};
use bavn_testkit::{Actors, TestApp, engines, test_app};
use serde_json::Value;

fn words() -> TaskWords {
    TaskWords {
        headings: TaskColumn::all().map(|column| (fold(column.key()), column)).collect(),
        needs: NeedColumn::ALL.map(|column| (fold(column.key()), column)).into(),
        months: [("januar".to_owned(), 1)].into(),
        kinds: NeedKind::ALL.map(|kind| (kind.key().to_owned(), kind)).into(),
        effects: NeedEffect::ALL.iter().map(|effect| (effect.key().to_owned(), *effect)).collect(),
    }
}

async fn file(test: &TestApp, ctx: &Context, is_template: bool) -> Vec<u8> {
    let field = |field: &Field| field.key.to_owned();
    let value = |names: &bavn_app::continuity::TaskNames, field: &Field, value: &Value| match field.kind {
        FieldKind::Unit => names.unit(value.as_str().and_then(|id| id.parse().ok())).to_owned(),
        FieldKind::Person => names.person(value.as_str().and_then(|id| id.parse().ok())).to_owned(),
        _ => field.text(value),
    };
    let dimension = |dimension: Dimension| dimension.key().to_owned();
    let texts = TaskTexts {
        lang: Lang::En,
        title: "tasks".into(),
        needs: "needs".into(),
        number: "number".into(),
        field: &field,
        value: &value,
        dimension: &dimension,
        need: &|column| column.key().to_owned(),
        kind: &|kind| kind.key().to_owned(),
        effect: &|effect| effect.key().to_owned(),
        length: &|minutes| format!("{minutes} minutes"),
    };
    if is_template {
        return export_task_template(ctx, ListFormat::Xlsx, &texts).unwrap();
    }
    let all = TaskFilter::default();
    export_task_list(&test.app, ctx, &all, TaskSort::Number, ListFormat::Xlsx, &texts).await.unwrap()
}

#[tokio::test]
async fn what_is_written_as_a_list_is_read_again() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        task(&test, &ctx, home_care(&actors)).await;
        let bytes = file(&test, &ctx, false).await;
        let same = import_tasks(&test.app, &ctx, &bytes, &words(), false).await.unwrap();
        assert_eq!((same.faults.as_slice(), same.count(TaskAction::Same)), ([].as_slice(), 1));
        let empty = file(&test, &ctx, true).await;
        assert_eq!(import_tasks(&test.app, &ctx, &empty, &words(), false).await.unwrap().rows, []);

        let csv = "number;name;unit;citizens;rto_minutes;peak_months;law;else\n\
                   O-1;Hjemmepleje;;950;6 hours;januar, 12;0 1 2 3 3 4;x\n\
                   ;Mad;;300;2 døgn;;;\n";
        let trial = import_tasks(&test.app, &ctx, csv.as_bytes(), &words(), true).await.unwrap();
        assert_eq!(trial.faults, []);
        assert_eq!((trial.count(TaskAction::Create), trial.count(TaskAction::Update)), (1, 1));
        assert_eq!((trial.unknown, trial.is_stored), (vec!["else".to_owned()], false));
        assert_eq!(find_tasks(&test.app, &ctx, &TaskKeys::InUse).await.unwrap().len(), 1);
        assert!(import_tasks(&test.app, &ctx, csv.as_bytes(), &words(), false).await.unwrap().is_stored);
        let stored = find_tasks(&test.app, &ctx, &TaskKeys::InUse).await.unwrap();
        let changed = &stored[0].facts;
        assert_eq!((changed.unit, changed.rto_minutes, changed.citizens), (None, Some(360), Some(950)));
        assert_eq!((changed.impact.of(Dimension::Law)[5], changed.mtpd_minutes), (Some(4), Some(1_440)));
        assert_eq!(stored[1].facts.rto_minutes, Some(2_880));
    }
}

#[tokio::test]
async fn faults_are_told_by_cell_and_nothing_is_stored() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let csv = "number;name;owner;rto_minutes;law;citizens\n\
                   O-9;Pleje;;4 timer;0 1 2;mange\n\
                   ;Mad;Ingen Kendt;-4 timer;3 2 2 2 2 2;1\n\
                   ;;;4 timer;3 2 2 2 2 2;1\n";
        let found = import_tasks(&test.app, &ctx, csv.as_bytes(), &words(), false).await.unwrap();
        let cells: Vec<_> = found.faults.iter().map(|one| (one.cell.as_str(), one.fault.code)).collect();
        let expected = [
            ("A2", "no_such_task"),
            ("E2", "six_levels"),
            ("F2", "whole_number"),
            ("C3", "nobody_named"),
            ("D3", "negative_time"),
            ("B4", "required"),
            ("E4", "level_falls"),
        ];
        assert_eq!((cells.as_slice(), found.is_stored), (expected.as_slice(), false));
        let owner = actors.ctx("system_owner");
        let refused = import_tasks(&test.app, &owner, csv.as_bytes(), &words(), true).await;
        assert!(matches!(refused, Err(Error::Forbidden(_))));
        let nameless = import_tasks(&test.app, &ctx, b"number;citizens\nO-1;2\n", &words(), true).await.unwrap();
        assert_eq!(nameless.faults[0].fault.code, "no_name");
    }
}

/// A hospital bed's worth of things to stand on: two assets of one name, a supplier, and two tasks.
async fn things(test: &TestApp, ctx: &Context, actors: &Actors) {
    for name in ["Omsorg", "Nødstrøm", "Nødstrøm"] {
        asset(test, ctx, named(name)).await;
    }
    let facts = SupplierFacts { name: "Nordlys Data".into(), ..SupplierFacts::default() };
    create_supplier(&test.app, ctx, SupplierDraft { facts, ..SupplierDraft::default() }).await.unwrap();
    task(test, ctx, home_care(actors)).await;
    task(test, ctx, CriticalTask { name: "Madudbringning".into(), ..home_care(actors) }).await;
}

#[tokio::test]
async fn what_tasks_stand_on_is_written_and_read() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        things(&test, &ctx, &actors).await;
        let csv = "task_number;task;kind;on_number;on;effect;after_minutes;alternative_group;note\n\
                   O-1;;;;Omsorg;;;1;\n\
                   O-1;;;A-2;;;;1;Aggregatet i kælderen\n\
                   ;madudbringning;supplier;;nordlys data;worse;;;\n\
                   2;;task;1;;stops;2 timer;;\n";
        let trial = import_tasks(&test.app, &ctx, csv.as_bytes(), &words(), true).await.unwrap();
        assert_eq!((trial.faults.as_slice(), trial.needs_changed(), trial.touched()), ([].as_slice(), 2, 2));
        assert!(import_tasks(&test.app, &ctx, csv.as_bytes(), &words(), false).await.unwrap().is_stored);
        let stored = find_tasks(&test.app, &ctx, &TaskKeys::InUse).await.unwrap();
        let groups: Vec<_> = stored[0].needs.iter().map(|need| need.alternative_group).collect();
        assert_eq!((groups, stored[0].needs[1].note.as_str()), (vec![Some(1); 2], "Aggregatet i kælderen"));
        assert_eq!(stored[1].needs[0].effect, NeedEffect::Worse);
        let waits = &stored[1].needs[1];
        assert_eq!((waits.on, waits.after_minutes), (NeedOn::Task(stored[0].id), Some(120)));

        let bytes = file(&test, &ctx, false).await;
        let same = import_tasks(&test.app, &ctx, &bytes, &words(), false).await.unwrap();
        assert_eq!((same.faults.as_slice(), same.touched(), same.needs.len()), ([].as_slice(), 0, 2));
    }
}

#[tokio::test]
async fn faults_of_needs_are_told_by_sheet_row_and_column() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        things(&test, &ctx, &actors).await;
        let csv = "task_number;task;kind;on_number;on;effect;after_minutes;alternative_group\n\
                   O-9;;;;Omsorg;;;\n\
                   ;Ukendt;;;Omsorg;;;\n\
                   O-1;;;;Nødstrøm;;;\n\
                   O-1;;;A-9;;;;\n\
                   O-1;;hus;;Omsorg;;;\n\
                   O-1;;;;Findes ikke;måske;;\n\
                   O-1;;;;Omsorg;;-4 timer;to\n\
                   O-1;;;;Omsorg;;4;\n\
                   O-2;;;;Omsorg;;;\n\
                   O-2;;;A-1;;;;100\n\
                   O-2;;;O-2;;;;\n\
                   O-2;;;;;;;\n";
        let found = import_tasks(&test.app, &ctx, csv.as_bytes(), &words(), false).await.unwrap();
        let cells: Vec<_> = found.faults.iter().map(|one| (one.cell.as_str(), one.fault.code)).collect();
        let expected = [
            ("A2", "need_of_no_task"),
            ("B3", "need_of_no_task"),
            ("E4", "several_things_named"),
            ("D5", "no_such_number"),
            ("C6", "no_such_sort"),
            ("E7", "no_such_thing"),
            ("F7", "no_such_effect"),
            ("G8", "negative_time"),
            ("H8", "whole_number"),
            ("G9", "length_without_unit"),
            ("E11", "needed_already"),
            ("H11", "out_of_range"),
            ("E12", "task_on_itself"),
            ("E13", "required"),
        ];
        assert_eq!((cells.as_slice(), found.is_stored), (expected.as_slice(), false));
        let ring = "task_number;on\nO-1;Madudbringning\nO-2;O-1\n";
        let found = import_tasks(&test.app, &ctx, ring.as_bytes(), &words(), false).await.unwrap();
        let fault = &found.faults[0];
        assert_eq!((fault.cell.as_str(), fault.fault.code), ("B2", "task_circle"));
        assert!(fault.fault.params[0].1.contains("Madudbringning → "), "{:?}", fault.fault.params);
        assert!(find_tasks(&test.app, &ctx, &TaskKeys::InUse).await.unwrap()[0].needs.is_empty());
    }
}

#[tokio::test]
async fn a_file_waits_between_looking_and_taking_in() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        things(&test, &ctx, &actors).await;
        let csv = "name;rto_minutes\nMadudbringning;2 timer\nVagtplan;1 døgn\n";
        let keep =
            async |csv: &str| keep_task_file(&test.app, &ctx, "opgaver.csv", csv.into(), &words()).await.unwrap();
        let id = keep(csv).await;
        let seen = preview_task_file(&test.app, &ctx, id, &words()).await.unwrap();
        assert_eq!((seen.touched(), seen.is_stored), (2, false));
        assert_eq!(list_imports(&test.app, &ctx, PageRequest::default()).await.unwrap().total, 0);
        let taken = take_task_file(&test.app, &ctx, id, &words()).await.unwrap();
        assert!(taken.is_stored);
        let done = task_file(&test.app, &ctx, id).await.unwrap();
        assert_eq!((done.counts.created, done.counts.updated, done.finished_at.is_some()), (1, 1, true));
        let again = take_task_file(&test.app, &ctx, id, &words()).await;
        assert!(matches!(again, Err(Error::Closed { reason: "imported", .. })));
        assert!(matches!(remove_task_file(&test.app, &ctx, id).await, Err(Error::Closed { .. })));

        let faulty = keep("name;rto_minutes\nVagtplan;-1 time\n").await;
        let refused = take_task_file(&test.app, &ctx, faulty, &words()).await.unwrap();
        assert_eq!((refused.is_stored, refused.faults.len()), (false, 1));
        remove_task_file(&test.app, &ctx, faulty).await.unwrap();
        assert_eq!(task_files(&test.app, &ctx).await.unwrap().len(), 1);
        assert!(matches!(task_file(&test.app, &ctx, faulty).await, Err(Error::NotFound { .. })));
        let owner = actors.ctx("system_owner");
        assert!(matches!(task_files(&test.app, &owner).await, Err(Error::Forbidden(_))));
        verify_log(&test.app, &ctx).await.unwrap();
    }
}
