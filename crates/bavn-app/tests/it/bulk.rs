//! The same values for many assets at once, and taking that back, on each engine.

use bavn_app::{
    Error,
    asset::{
        Asset, AssetChange, AssetFilter, AssetKeys, AssetSort, AssetViewDraft, BulkPick, DependencyDraft, Merge,
        SolutionState, add_asset_file, add_shared_solutions, archive_asset, archive_asset_file, asset_history,
        create_dependency, find_assets, get_asset, get_asset_file, keep_asset_view, keep_coverage, list_asset_files,
        list_asset_views, list_coverage, list_duplicates, list_neighbours, list_shared_solutions, merge_assets,
        pick_assets, plan_bulk, put_assets, remove_asset_view, restore_asset, set_first_asset_view, update_asset,
    },
    audit_log::verify_log,
    counted,
    import_export::{change_assets, undo_import},
};
use bavn_core::{
    asset::{AssetFacts, BULK_MOST, DependencyKind, Grade, Mfa, Necessity},
    ids::AssetId,
    lang::Lang,
};
use bavn_testkit::{Actors, engines, test_app};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

fn system(name: &str) -> AssetFacts {
    AssetFacts { name: name.into(), ..AssetFacts::default() }
}

fn set(pairs: &[(&str, Value)]) -> Map<String, Value> {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect()
}

fn versions(assets: &[Asset]) -> Vec<(AssetId, i32)> {
    assets.iter().map(|asset| (asset.id, asset.version)).collect()
}

#[tokio::test]
async fn many_assets_get_the_same_values_and_are_as_before_when_it_is_taken_back() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let made = ["Løn", "Omsorg", "Journal"].map(|name| AssetChange::Create(system(name)));
        let made = put_assets(&test.app, &ctx, made.into()).await.unwrap();
        let done = AssetFacts { mfa: Mfa::All, criticality: Grade::from_i64(4).ok(), ..system("Journal") };
        update_asset(&test.app, &ctx, made[2].id, 1, done).await.unwrap();
        let all = BulkPick::Filter(AssetFilter::default(), AssetSort::Number);
        let before = pick_assets(&test.app, &ctx, &all).await.unwrap().assets;

        let values = set(&[("mfa", json!("all")), ("criticality", json!(4))]);
        let plan = plan_bulk(&test.app, &ctx, before.clone(), &values).await.unwrap();
        assert_eq!((plan.lines.len(), plan.unchanged.len()), (2, 1));
        let import = change_assets(&test.app, &ctx, &versions(&before), &values).await.unwrap().unwrap();
        assert_eq!((import.counts.updated, import.counts.unchanged, import.source.as_str()), (2, 1, "bulk"));
        let after = pick_assets(&test.app, &ctx, &all).await.unwrap().assets;
        assert!(after.iter().all(|asset| asset.facts.mfa == Mfa::All));
        assert_eq!(after.iter().map(|asset| asset.version).collect::<Vec<_>>(), [2, 2, 2]);
        // The same again changes nothing and keeps nothing.
        assert_eq!(change_assets(&test.app, &ctx, &versions(&after), &values).await.unwrap(), None);

        // What somebody has changed since stays.
        let mine = AssetFacts { note: "Min".into(), ..after[1].facts.clone() };
        update_asset(&test.app, &ctx, after[1].id, 2, mine).await.unwrap();
        let report = undo_import(&test.app, &ctx, import.id).await.unwrap();
        assert_eq!((report.undone, report.refused), (1, 1));
        let last = pick_assets(&test.app, &ctx, &all).await.unwrap().assets;
        assert_eq!(last[0].facts, before[0].facts);
        assert_eq!((last[1].facts.mfa, last[1].facts.note.as_str()), (Mfa::All, "Min"));
        verify_log(&test.app, &ctx).await.unwrap();
    }
}

#[tokio::test]
async fn what_cannot_be_changed_is_refused_whole() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let made = ["Løn", "Omsorg"].map(|name| AssetChange::Create(system(name)));
        let made = put_assets(&test.app, &ctx, made.into()).await.unwrap();
        let all = versions(&made);
        for (key, value) in [("name", json!("Ens")), ("toaster", json!(1)), ("mfa", json!("perhaps"))] {
            let refused = change_assets(&test.app, &ctx, &all, &set(&[(key, value)])).await;
            assert!(matches!(refused, Err(Error::Invalid(_))), "{key}: {refused:?}");
        }
        let own = plan_bulk(&test.app, &ctx, made.clone(), &set(&[("kind", json!("own"))])).await;
        let Err(Error::Invalid(faults)) = own else { panic!("{own:?}") };
        assert_eq!(faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), ["type_and_kind"]);
        let many = vec![made[0].id; BULK_MOST + 1];
        assert!(matches!(pick_assets(&test.app, &ctx, &BulkPick::Ids(many)).await, Err(Error::Invalid(_))));

        let mfa = set(&[("mfa", json!("all"))]);
        let late = [all[0], (all[1].0, 7)];
        let conflict = change_assets(&test.app, &ctx, &late, &mfa).await;
        assert!(matches!(conflict, Err(Error::Conflict { current: 1, .. })));
        archive_asset(&test.app, &ctx, made[1].id, 1).await.unwrap();
        let closed = change_assets(&test.app, &ctx, &[all[0], (all[1].0, 2)], &mfa).await;
        assert!(matches!(closed, Err(Error::Closed { reason: "archived", .. })));
        let now = find_assets(&test.app, &ctx, &AssetKeys::Ids(vec![made[0].id])).await.unwrap();
        assert_eq!((now[0].facts.mfa, now[0].version), (Mfa::Unknown, 1));
    }
}

#[tokio::test]
async fn a_system_owner_changes_own_systems_only() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (ctx, owner) = (actors.ctx("coordinator"), actors.ctx("limited_owner"));
        let person = actors.accounts["limited_owner"].1;
        let mine = AssetFacts { owner: Some(person), ..system("Mit") };
        let changes = vec![AssetChange::Create(mine), AssetChange::Create(system("Andres"))];
        let made = put_assets(&test.app, &ctx, changes).await.unwrap();
        let ids = made.iter().map(|asset| asset.id).collect();
        let picked = pick_assets(&test.app, &owner, &BulkPick::Ids(ids)).await.unwrap();
        assert_eq!((picked.assets.len(), picked.left_out), (1, 1));
        assert_eq!(picked.assets[0].facts.name, "Mit");
        let mfa = set(&[("mfa", json!("all"))]);
        let both = change_assets(&test.app, &owner, &versions(&made), &mfa).await;
        assert!(matches!(both, Err(Error::NotFound { .. })));
        change_assets(&test.app, &owner, &versions(&made[..1]), &mfa).await.unwrap().unwrap();
        for who in ["auditor", "director", "employee"] {
            let denied = change_assets(&test.app, &actors.ctx(who), &versions(&made), &mfa).await;
            assert!(matches!(denied, Err(Error::Forbidden(_) | Error::NotFound { .. })), "{who}");
        }
    }
}

#[tokio::test]
async fn the_number_of_statements_grows_by_hundreds_of_assets() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let many = (0..900).map(|at| AssetChange::Create(system(&format!("System {at:03}")))).collect();
        let made = put_assets(&test.app, &ctx, many).await.unwrap();
        let mfa = set(&[("mfa", json!("all"))]);
        let (few, small) = counted(change_assets(&test.app, &ctx, &versions(&made[..10]), &mfa)).await;
        few.unwrap().unwrap();
        let (rest, large) = counted(change_assets(&test.app, &ctx, &versions(&made[10..]), &mfa)).await;
        rest.unwrap().unwrap();
        assert!(large <= small + 40, "{small} for 10, {large} for 890");
    }
}

#[tokio::test]
async fn shared_solutions_are_recognised_and_made_once() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let facts = bavn_core::supplier::SupplierFacts { name: "Kombit".into(), ..Default::default() };
        let supplier = bavn_app::supplier::SupplierDraft { facts, ..Default::default() };
        let supplier = bavn_app::supplier::create_supplier(&test.app, &ctx, supplier).await.unwrap();
        put_assets(&test.app, &ctx, vec![AssetChange::Create(system("FMK"))]).await.unwrap();
        let here = |states: &[SolutionState]| states.iter().filter(|state| state.asset.is_some()).count();
        let (states, statements) = counted(list_shared_solutions(&test.app, &actors.ctx("auditor"))).await;
        assert_eq!((here(&states.unwrap()), statements), (1, 1));
        // Who may not read the asset is told that it is here, and not which it is.
        let states = list_shared_solutions(&test.app, &actors.ctx("limited_owner")).await.unwrap();
        assert_eq!((here(&states), states.iter().filter(|state| state.is_here).count()), (0, 1));
        let keys: BTreeSet<String> = ["aula", "fmk", "mitid"].map(str::to_owned).into();
        let made = add_shared_solutions(&test.app, &ctx, &keys, Lang::Da).await.unwrap();
        let names: Vec<&str> = made.iter().map(|asset| asset.facts.name.as_str()).collect();
        assert_eq!(names, ["Aula", "MitID og NemLog-in"]);
        assert_eq!((made[0].facts.supplier, made[1].facts.supplier), (Some(supplier), None));
        assert_eq!(here(&list_shared_solutions(&test.app, &ctx).await.unwrap()), 3);
        assert_eq!(add_shared_solutions(&test.app, &ctx, &keys, Lang::Da).await.unwrap(), []);
        let other = add_shared_solutions(&test.app, &ctx, &["toaster".to_owned()].into(), Lang::Da).await;
        assert!(matches!(other, Err(Error::Invalid(_))));
        let denied = add_shared_solutions(&test.app, &actors.ctx("system_owner"), &keys, Lang::Da).await;
        assert!(matches!(denied, Err(Error::Forbidden(_))));
    }
}

fn needs(asset: AssetId, on: AssetId) -> DependencyDraft {
    let (kind, necessity) = (DependencyKind::RunsOn, Necessity::StopsAtOnce);
    DependencyDraft { asset, on, kind, necessity, alternative_group: None, note: String::new() }
}

#[tokio::test]
async fn two_assets_become_one_with_what_hangs_on_them() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, actors.ctx("coordinator"));
        let graded = AssetFacts { criticality: Grade::from_i64(4).ok(), ..system("Pension (KP)") };
        let changes = ["KP", "Server", "Portal"].map(|name| AssetChange::Create(system(name)));
        let mut made = put_assets(app, &ctx, changes.into()).await.unwrap();
        made.extend(put_assets(app, &ctx, vec![AssetChange::Create(graded)]).await.unwrap());
        let [keep, server, portal, gone] = [0, 1, 2, 3].map(|at| made[at].id);
        // Both run on the server; the portal stands on the one that goes, which stands on the one that stays.
        for (asset, on) in [(keep, server), (gone, server), (portal, gone), (gone, keep)] {
            create_dependency(app, &ctx, needs(asset, on)).await.unwrap();
        }
        let (groups, count) = list_duplicates(app, &ctx).await.unwrap();
        assert_eq!((count, groups[0].assets.clone()), (1, vec![keep, gone]));

        let merge = Merge { keep: (keep, 1), gone: (gone, 1), take: ["criticality".to_owned()].into() };
        for who in ["system_owner", "auditor"] {
            let denied = merge_assets(app, &actors.ctx(who), &merge).await;
            assert!(matches!(denied, Err(Error::Forbidden(_))), "{who}");
        }
        let late = Merge { gone: (gone, 9), ..merge.clone() };
        assert!(matches!(merge_assets(app, &ctx, &late).await, Err(Error::Conflict { .. })));
        let unknown = Merge { take: ["toaster".to_owned()].into(), ..merge.clone() };
        assert!(matches!(merge_assets(app, &ctx, &unknown).await, Err(Error::Invalid(_))));
        let itself = Merge { gone: (keep, 1), ..merge.clone() };
        assert!(matches!(merge_assets(app, &ctx, &itself).await, Err(Error::Invalid(_))));

        let one = merge_assets(app, &ctx, &merge).await.unwrap();
        assert_eq!(
            (one.id, one.facts.criticality, one.facts.alias.as_str()),
            (keep, Grade::from_i64(4).ok(), "Pension (KP)")
        );
        let around = list_neighbours(app, &ctx, keep).await.unwrap();
        let names = |links: &[(bavn_app::asset::Link, Asset)]| {
            links.iter().map(|(_, asset)| asset.facts.name.clone()).collect::<Vec<_>>()
        };
        assert_eq!((names(&around.needs), names(&around.needed_by)), (vec!["Server".into()], vec!["Portal".into()]));
        let left = get_asset(app, &ctx, gone).await.unwrap();
        assert_eq!((left.merged_into, left.archived_at.is_some(), left.version), (Some(keep), true, 2));
        let back = restore_asset(app, &ctx, gone, 2).await;
        assert!(matches!(back, Err(Error::Closed { reason: "merged", .. })));
        let events = asset_history(app, &ctx, &one, 50).await.unwrap();
        assert!(events.iter().any(|event| event.verb == "merge"));
        assert_eq!(events.iter().filter(|event| event.verb == "create").count(), 2);
        assert_eq!(list_duplicates(app, &ctx).await.unwrap().1, 0);
        verify_log(app, &ctx).await.unwrap();
    }
}

#[tokio::test]
async fn views_are_kept_shared_and_seen_first() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx, auditor) = (&test.app, actors.ctx("coordinator"), actors.ctx("auditor"));
        let draft = |name: &str, query: &str, is_shared, is_first| AssetViewDraft {
            name: name.into(),
            query: query.into(),
            is_shared,
            is_first,
        };
        let mine = keep_asset_view(app, &ctx, draft("Åbne", "vis=mfa", false, false)).await.unwrap();
        let shared = keep_asset_view(app, &ctx, draft("Kritiske", "vis=critical", true, true)).await.unwrap();
        let again = keep_asset_view(app, &ctx, draft(" Åbne ", "vis=logging", false, false)).await.unwrap();
        assert_eq!(again, mine);
        let (views, statements) = counted(list_asset_views(app, &ctx)).await;
        let views = views.unwrap();
        let seen: Vec<(&str, &str, bool)> =
            views.iter().map(|view| (view.name.as_str(), view.query.as_str(), view.is_first)).collect();
        assert_eq!(seen, [("Kritiske", "vis=critical", true), ("Åbne", "vis=logging", false)]);
        assert_eq!(statements, 2);
        // Kept again it comes first only if that is said again.
        keep_asset_view(app, &ctx, draft("Åbne", "vis=logging", false, false)).await.unwrap();
        assert!(list_asset_views(app, &ctx).await.unwrap()[0].is_first, "another one stays first");
        keep_asset_view(app, &ctx, draft("Kritiske", "vis=critical", true, false)).await.unwrap();
        assert!(list_asset_views(app, &ctx).await.unwrap().iter().all(|view| !view.is_first));
        // Others see what is shared, choose what they see first, and take away only their own.
        let views = list_asset_views(app, &auditor).await.unwrap();
        assert_eq!((views.len(), views[0].is_own, views[0].is_first), (1, false, false));
        set_first_asset_view(app, &auditor, Some(shared)).await.unwrap();
        assert!(matches!(set_first_asset_view(app, &auditor, Some(mine)).await, Err(Error::NotFound { .. })));
        assert!(matches!(remove_asset_view(app, &auditor, mine).await, Err(Error::NotFound { .. })));
        assert!(matches!(remove_asset_view(app, &auditor, shared).await, Err(Error::Forbidden(_))));
        let share = keep_asset_view(app, &auditor, draft("Min", "", true, false)).await;
        assert!(matches!(share, Err(Error::Forbidden(_))));
        let nameless = keep_asset_view(app, &ctx, draft(" ", "", false, false)).await;
        assert!(matches!(nameless, Err(Error::Invalid(_))));
        remove_asset_view(app, &actors.ctx("head_of_it"), shared).await.unwrap();
        assert_eq!(list_asset_views(app, &auditor).await.unwrap(), []);
        set_first_asset_view(app, &ctx, None).await.unwrap();
        verify_log(app, &ctx).await.unwrap();
    }
}

#[tokio::test]
async fn files_hang_on_assets_for_those_who_may_see_them() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx, owner) = (&test.app, actors.ctx("coordinator"), actors.ctx("limited_owner"));
        let made = put_assets(app, &ctx, vec![AssetChange::Create(system("Vandværk"))]).await.unwrap()[0].id;
        add_asset_file(app, &ctx, made, "", ("tegning.txt", "rør".as_bytes())).await.unwrap();
        let report = add_asset_file(app, &ctx, made, " Rapport ", ("rapport.pdf", b"%PDF-1.7")).await.unwrap();
        let asset = get_asset(app, &ctx, made).await.unwrap();
        let (files, statements) = counted(list_asset_files(app, &ctx, &asset)).await;
        let files = files.unwrap();
        // Both were attached at the same moment: which comes first is left to chance.
        let found = files.iter().find(|file| file.title == "Rapport").unwrap();
        assert_eq!((files.len(), found.file.media_type.as_str(), statements), (2, "application/pdf", 2));
        assert_eq!(get_asset_file(app, &actors.ctx("auditor"), report).await.unwrap().1, b"%PDF-1.7");
        assert!(matches!(get_asset_file(app, &owner, report).await, Err(Error::NotFound { .. })));
        assert!(matches!(list_asset_files(app, &owner, &asset).await, Err(Error::NotFound { .. })));
        let empty = add_asset_file(app, &ctx, made, "", ("tom.txt", b"")).await;
        assert!(matches!(empty, Err(Error::Invalid(_))));
        let denied = archive_asset_file(app, &actors.ctx("auditor"), report).await;
        assert!(matches!(denied, Err(Error::Forbidden(_))));
        archive_asset_file(app, &ctx, report).await.unwrap();
        assert!(matches!(get_asset_file(app, &ctx, report).await, Err(Error::NotFound { .. })));
        let drawing = files.iter().find(|file| file.title == "tegning.txt").unwrap().id;
        let both = tokio::join!(archive_asset_file(app, &ctx, drawing), archive_asset_file(app, &ctx, drawing));
        let both = [both.0, both.1];
        assert_eq!(both.iter().filter(|one| one.is_ok()).count(), 1, "{both:?}");
        assert!(both.iter().any(|one| matches!(one, Err(Error::NotFound { .. }))), "{both:?}");
        archive_asset(app, &ctx, made, 1).await.unwrap();
        let closed = add_asset_file(app, &ctx, made, "", ("sen.txt", b"sen")).await;
        assert!(matches!(closed, Err(Error::Closed { .. })));
        verify_log(app, &ctx).await.unwrap();
    }
}

#[tokio::test]
async fn the_coverage_is_kept_by_day_and_told_by_month() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, actors.ctx("coordinator"));
        let critical = AssetFacts { criticality: Grade::from_i64(4).ok(), ..system("Nødkald") };
        let made = put_assets(app, &ctx, vec![AssetChange::Create(critical.clone())]).await.unwrap()[0].id;
        let today = ctx.today();
        keep_coverage(app, today - time::Duration::days(70)).await.unwrap();
        keep_coverage(app, today).await.unwrap();
        update_asset(app, &ctx, made, 1, AssetFacts { mfa: Mfa::All, ..critical }).await.unwrap();
        keep_coverage(app, today).await.unwrap();
        let (days, statements) = counted(list_coverage(app, &ctx)).await;
        let days = days.unwrap();
        let percents: Vec<Option<usize>> = days.iter().map(|day| day.coverage[0].percent()).collect();
        assert_eq!((percents, statements), (vec![Some(0), Some(100)], 1));
        assert_eq!(list_coverage(app, &actors.ctx("limited_owner")).await.unwrap(), []);
    }
}
