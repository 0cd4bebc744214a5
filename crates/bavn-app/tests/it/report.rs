//! Reports: drafts, frozen versions, approval, who may.

use bavn_app::{
    Context, Error, audit_log, counted,
    gap_analysis::{AnalysisDraft, AnswerEdit, create_analysis, get_analysis, record_answer},
    page::PageRequest,
    report::{
        NewReport, ReportContent, ReportFigures, approve_version, archive_report, create_report, get_report,
        get_version, keep_version, latest_report, list_reports, list_versions, update_draft,
    },
};
use bavn_core::{
    gap_analysis::Level,
    ids::{AnalysisId, ReportId},
    lang::Lang,
    report::{MemoContent, ReportKind},
};
use bavn_testkit::{Actors, Engine, TestApp, engines, test_app};
use time::macros::date;

const MEMO: NewReport = NewReport { kind: ReportKind::Memo, analysis: None, plan: None, lang: Lang::Da };

async fn answer(test: &TestApp, ctx: &Context, id: AnalysisId, code: &str, level: i64) {
    let view = get_analysis(&test.app, ctx, id).await.unwrap();
    let control = view.catalogue.control_by_code(code).unwrap().id;
    let version = view.answer(control).unwrap().version;
    let level = Some(Level::from_i64(level).unwrap());
    let edit = AnswerEdit::Levels { documentation: level, implementation: level };
    record_answer(&test.app, ctx, id, control, version, edit).await.unwrap();
}

async fn start(engine: Engine) -> (TestApp, Actors, AnalysisId, ReportId) {
    let test = test_app(engine).await;
    let actors = Actors::create(&test).await;
    let ctx = actors.ctx("coordinator");
    let draft = AnalysisDraft::new("Gap-analyse 2026", date!(2026 - 10 - 12));
    let analysis = create_analysis(&test.app, &ctx, draft).await.unwrap();
    answer(&test, &ctx, analysis, "AD-03", 1).await;
    let report = create_report(&test.app, &ctx, MEMO).await.unwrap();
    (test, actors, analysis, report)
}

fn memo(content: &ReportContent) -> MemoContent {
    match content {
        ReportContent::Memo(memo) => memo.clone(),
        ReportContent::Plan(_) => panic!("a memo was expected"),
    }
}

fn total(figures: &ReportFigures) -> Option<u8> {
    match figures {
        ReportFigures::Memo(figures) => figures.total,
        ReportFigures::Plan(_) => panic!("a memo was expected"),
    }
}

#[tokio::test]
async fn a_draft_is_written_from_the_latest_analysis() {
    for engine in engines() {
        let (test, actors, analysis, id) = start(engine).await;
        let report = get_report(&test.app, &actors.ctx("director"), id).await.unwrap();
        assert_eq!((report.analysis_id, report.plan_id, report.version), (Some(analysis), None, 1));
        let draft = memo(&report.draft);
        assert!(draft.background.contains("en modenhed på 1,0 af 5"), "{}", draft.background);
        assert!(draft.sender.ends_with("Ærø Prøvekommune"));
        assert_eq!(draft.findings.len(), 1);
        assert!(!draft.findings[0].text.is_empty());
    }
}

#[tokio::test]
async fn a_version_stays_as_it_was() {
    for engine in engines() {
        let (test, actors, analysis, id) = start(engine).await;
        let ctx = actors.ctx("coordinator");
        let (kept, statements) = counted(keep_version(&test.app, &ctx, id, 1, " Til møde ")).await;
        let kept = kept.unwrap();
        assert!(statements <= 20, "{statements} statements to keep a version");
        assert_eq!((kept.number, kept.remark.as_str(), total(&kept.figures)), (1, "Til møde", Some(10)));
        assert_eq!(kept.content.date(), Some(ctx.today()), "a version carries the day on which it was kept");

        answer(&test, &ctx, analysis, "AD-03", 3).await;
        let content = MemoContent { subject: "Nyt emne".into(), ..memo(&kept.content) };
        let changed = update_draft(&test.app, &ctx, id, 1, ReportContent::Memo(content)).await.unwrap();
        let second = keep_version(&test.app, &ctx, id, changed.version, "").await.unwrap();
        assert_eq!((second.number, total(&second.figures)), (2, Some(30)));
        assert_eq!(get_version(&test.app, &ctx, id, 1).await.unwrap(), kept);
        let numbers: Vec<i32> =
            list_versions(&test.app, &ctx, id).await.unwrap().iter().map(|version| version.number).collect();
        assert_eq!(numbers, [2, 1]);
        let latest = latest_report(&test.app, &ctx, ReportKind::Memo).await.unwrap().unwrap();
        assert_eq!(latest.latest.map(|version| version.number), Some(2));
    }
}

#[tokio::test]
async fn two_who_write_the_same_draft_are_told() {
    for engine in engines() {
        let (test, actors, _, id) = start(engine).await;
        let ctx = actors.ctx("head_of_it");
        let draft = memo(&get_report(&test.app, &ctx, id).await.unwrap().draft);
        let change = |subject: &str| ReportContent::Memo(MemoContent { subject: subject.into(), ..draft.clone() });
        let saved = update_draft(&test.app, &ctx, id, 1, change("Først")).await.unwrap();
        assert_eq!(saved.version, 2);
        let late = update_draft(&test.app, &ctx, id, 1, change("For sent")).await;
        assert!(matches!(late, Err(Error::Conflict { current: 2, .. })), "{late:?}");
        let same = update_draft(&test.app, &ctx, id, 2, change("Først")).await.unwrap();
        assert_eq!(same.version, 2, "what changes nothing is no change");
        let empty = update_draft(&test.app, &ctx, id, 2, change(" ")).await;
        assert!(matches!(empty, Err(Error::Invalid(faults)) if faults.len() == 1 && faults[0].field == "subject"));
    }
}

#[tokio::test]
async fn roles_decide_who_writes_and_who_approves() {
    for engine in engines() {
        let (test, actors, _, id) = start(engine).await;
        keep_version(&test.app, &actors.ctx("coordinator"), id, 1, "").await.unwrap();
        for name in ["employee", "system_owner", "limited_owner"] {
            let found = get_report(&test.app, &actors.ctx(name), id).await;
            assert!(matches!(found, Err(Error::NotFound { .. })), "{name}");
            assert!(list_reports(&test.app, &actors.ctx(name), None, PageRequest::default()).await.is_err(), "{name}");
        }
        for name in ["auditor", "director", "administrator"] {
            assert!(get_report(&test.app, &actors.ctx(name), id).await.is_ok(), "{name}");
            let written = create_report(&test.app, &actors.ctx(name), MEMO).await;
            assert!(matches!(written, Err(Error::Forbidden(_))), "{name}");
        }
        let own = approve_version(&test.app, &actors.ctx("coordinator"), id, 1).await;
        assert!(matches!(own, Err(Error::Forbidden(_))));
        let director = actors.ctx("director");
        approve_version(&test.app, &director, id, 1).await.unwrap();
        let again = approve_version(&test.app, &director, id, 1).await;
        assert!(matches!(again, Err(Error::Closed { reason: "approved", .. })));
        let version = get_version(&test.app, &director, id, 1).await.unwrap();
        assert_eq!(version.approved_by.as_deref(), Some("Prøve director"));
        let missing = approve_version(&test.app, &director, id, 9).await;
        assert!(matches!(missing, Err(Error::NotFound { .. })));
    }
}

#[tokio::test]
async fn an_archived_report_is_closed_and_leaves_the_list() {
    for engine in engines() {
        let (test, actors, _, id) = start(engine).await;
        let ctx = actors.ctx("coordinator");
        archive_report(&test.app, &ctx, id, 1).await.unwrap();
        assert_eq!(list_reports(&test.app, &ctx, None, PageRequest::default()).await.unwrap().total, 0);
        let kept = keep_version(&test.app, &ctx, id, 2, "").await;
        assert!(matches!(kept, Err(Error::Closed { reason: "archived", .. })), "{kept:?}");
        let filter = audit_log::LogFilter { object_kind: "report".into(), ..audit_log::LogFilter::default() };
        let log = audit_log::list_log(&test.app, &actors.ctx("auditor"), &filter, PageRequest::default()).await;
        let verbs: Vec<String> = log.unwrap().rows.into_iter().map(|event| event.verb).collect();
        assert_eq!(verbs, ["archive", "create"]);
    }
}

#[tokio::test]
async fn a_memo_needs_an_analysis() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let found = create_report(&test.app, &ctx, MEMO).await;
        assert!(matches!(found, Err(Error::NotFound { kind: "analysis" })), "{found:?}");
        let plan = create_report(&test.app, &ctx, NewReport { kind: ReportKind::Plan, ..MEMO }).await;
        assert!(matches!(plan, Err(Error::NotFound { kind: "plan" })), "{plan:?}");
    }
}
