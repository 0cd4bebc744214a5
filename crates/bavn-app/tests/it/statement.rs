//! The statement of applicability: what is drafted, who may say what, conflicts, and how many statements it takes.

use bavn_app::{
    Context, Error,
    audit_log::{self, LogFilter},
    counted,
    demo::{Size, load_demo},
    gap_analysis::{
        AnalysisDraft, AnswerEdit, DirectEdit, EvidenceDraft, EvidenceSource, Statement, StatementChange, add_evidence,
        create_analysis, get_analysis, get_statement, record_answer, record_requirement_answer, record_statement,
    },
    page::PageRequest,
};
use bavn_core::gap_analysis::{ImplementationState, Level, StatementEntry, StatementFault, StatementReason};
use bavn_testkit::{Actors, Engine, TestApp, engines, operator, test_app};
use time::macros::date;

const ISO: &str = "iso27001";

async fn start(engine: Engine) -> (TestApp, Actors, Context) {
    let test = test_app(engine).await;
    let actors = Actors::create(&test).await;
    let ctx = actors.ctx("coordinator");
    (test, actors, ctx)
}

fn change(reference: &str, version: i32, is_included: bool, reason: &str) -> StatementChange {
    let entry = StatementEntry { is_included, reason: reason.to_owned() };
    StatementChange { reference: reference.to_owned(), version: Some(version), entry }
}

async fn iso(test: &TestApp, ctx: &Context) -> Statement {
    get_statement(&test.app, ctx, ISO, None).await.unwrap()
}

#[tokio::test]
async fn what_nobody_wrote_is_drafted_from_the_catalogue() {
    for engine in engines() {
        let (test, _, ctx) = start(engine).await;
        let statement = iso(&test, &ctx).await;
        assert_eq!((statement.counts.requirements, statement.counts.excluded, statement.revision), (93, 0, 0));
        assert!(statement.analysis.is_none() && statement.last_change().is_none());
        let policies = statement.line("A.5.1").unwrap();
        assert_eq!(policies.row.reason, StatementReason::Law);
        assert!(statement.laws(policies).any(|(law, _)| law.key == "nis2"));
        assert_eq!(policies.row.state, Some(ImplementationState::NotAssessed));
        assert_eq!(statement.heading(policies).unwrap().reference, "A.5");
        assert!(statement.line("4.1").is_none(), "clauses cannot be left out");
        // Every requirement of the law itself is stated where there is no annex.
        let nis2 = get_statement(&test.app, &ctx, "nis2", None).await.unwrap();
        assert!(nis2.line("21(2)(j)").is_some());
        for missing in ["nsis", "no-such"] {
            let gone = get_statement(&test.app, &ctx, missing, None).await;
            assert!(matches!(gone, Err(Error::NotFound { kind: "framework" })), "{missing}");
        }
    }
}

#[tokio::test]
async fn levels_and_evidence_come_from_the_analysis() {
    for engine in engines() {
        let (test, _, ctx) = start(engine).await;
        let app = &test.app;
        let draft = AnalysisDraft::new("Gap-analyse 2026", date!(2026 - 10 - 12));
        let id = create_analysis(app, &ctx, draft).await.unwrap();
        let statement = iso(&test, &ctx).await;
        let (control, _) = statement.line("A.8.5").unwrap().controls[0];
        let five = Level::from_i64(5).unwrap();
        let both = AnswerEdit::Levels { documentation: Some(five), implementation: Some(five) };
        let version = get_analysis(app, &ctx, id).await.unwrap().answer(control).unwrap().version;
        record_answer(app, &ctx, id, control, version, both).await.unwrap();
        let source = EvidenceSource::Link("https://esdh.kommune.example/sag/1".into());
        let evidence = EvidenceDraft { title: "Beslutning om login".into(), dated_on: None, source };
        add_evidence(app, &ctx, id, control, evidence).await.unwrap();
        let irrelevant = statement.requirement(statement.line("A.8.33").unwrap()).id;
        let edit = DirectEdit::NotRelevant { reason: "Ingen test hos os.".into() };
        record_requirement_answer(app, &ctx, id, irrelevant, 0, edit).await.unwrap();

        let (statement, statements) = counted(get_statement(app, &ctx, ISO, Some(id))).await;
        let statement = statement.unwrap();
        assert!(statements <= 10, "{statements} statements for a statement of applicability");
        let login = statement.line("A.8.5").unwrap();
        assert_eq!(login.row.state, Some(ImplementationState::Implemented));
        assert_eq!(login.evidence, ["Beslutning om login"]);
        assert_eq!(statement.controls(login).next().unwrap().1, Some(five));
        let testing = statement.line("A.8.33").unwrap();
        assert_eq!(testing.row.fault, Some(StatementFault::NotRelevantInAnalysis));
        assert_eq!(statement.analysis.unwrap().id, id);
    }
}

#[tokio::test]
async fn one_row_or_many_are_said_at_once_and_logged() {
    for engine in engines() {
        let (test, _, ctx) = start(engine).await;
        let app = &test.app;
        let out = change("A.8.30", 0, false, " Ingen bestilt udvikling.\r\nTages op igen. ");
        let said = record_statement(app, &ctx, ISO, None, std::slice::from_ref(&out)).await.unwrap();
        assert_eq!((said.changed.len(), said.unchanged.len()), (1, 0));
        let statement = iso(&test, &ctx).await;
        let line = statement.line("A.8.30").unwrap();
        assert_eq!(line.row.reason, StatementReason::Own("Ingen bestilt udvikling.\nTages op igen.".into()));
        assert_eq!((line.row.state, line.version(), statement.counts.excluded), (None, 1, 1));

        // Somebody else read nothing there, and says something else.
        let late = record_statement(app, &ctx, ISO, None, &[change("A.8.30", 0, true, "Jo.")]).await;
        assert!(matches!(late, Err(Error::Conflict { current: 1, .. })), "{late:?}");
        // The same again changes nothing, from whichever version.
        let same = record_statement(app, &ctx, ISO, None, std::slice::from_ref(&out)).await.unwrap();
        assert_eq!((same.changed.len(), same.unchanged.len()), (0, 1));

        let all: Vec<StatementChange> = iso(&test, &ctx)
            .await
            .lines
            .iter()
            .map(|line| {
                let reference = &statement.requirement(line).reference;
                StatementChange { version: None, ..change(reference, 0, true, "Besluttet af styregruppen.") }
            })
            .collect();
        let stale = record_statement(app, &ctx, ISO, Some(0), &all).await;
        assert!(matches!(stale, Err(Error::Conflict { current: 1, .. })), "{stale:?}");
        let (said, statements) = counted(record_statement(app, &ctx, ISO, Some(1), &all)).await;
        assert_eq!(said.unwrap().changed.len(), 93);
        assert!(statements <= 12, "{statements} statements for 93 rows");
        let statement = iso(&test, &ctx).await;
        assert_eq!((statement.counts.included, statement.counts.without_own_reason, statement.revision), (93, 0, 94));
        assert_eq!(statement.line("A.8.30").unwrap().version(), 2);

        let filter = LogFilter { object_kind: "applicability_statement".into(), ..LogFilter::default() };
        let log = audit_log::list_log(app, &ctx, &filter, PageRequest::default()).await.unwrap();
        assert_eq!(log.total, 94, "one record for each row that changed");
    }
}

#[tokio::test]
async fn faults_are_named_by_reference_and_nothing_is_stored() {
    for engine in engines() {
        let (test, _, ctx) = start(engine).await;
        let bad = [
            change("A.5.1", 0, false, " \n "),
            change("A.5.2", 0, true, &"æ".repeat(2001)),
            change("A.5.3", 0, true, "Ja."),
            change("A.5.3", 0, true, "Ja igen."),
            change("4.1", 0, false, "Punkter kan ikke undtages."),
        ];
        let Err(Error::Invalid(faults)) = record_statement(&test.app, &ctx, ISO, None, &bad).await else {
            panic!("must fail")
        };
        let named: Vec<(&str, &str)> = faults.iter().map(|fault| (fault.field.as_str(), fault.code)).collect();
        assert_eq!(
            named,
            [
                ("A.5.1.reason", "required"),
                ("A.5.2.reason", "too_long"),
                ("A.5.3.reference", "duplicate"),
                ("4.1.reference", "unknown"),
            ]
        );
        assert_eq!(iso(&test, &ctx).await.revision, 0);
    }
}

#[tokio::test]
async fn the_coordinator_says_and_the_auditor_reads() {
    for engine in engines() {
        let (test, actors, _) = start(engine).await;
        let app = &test.app;
        for reader in ["auditor", "director", "system_owner"] {
            let ctx = actors.ctx(reader);
            assert!(get_statement(app, &ctx, ISO, None).await.is_ok(), "{reader}");
            let refused = record_statement(app, &ctx, ISO, None, &[change("A.5.1", 0, true, "Nej.")]).await;
            assert!(matches!(refused, Err(Error::Forbidden(_))), "{reader}: {refused:?}");
        }
        // Somebody limited to a unit, and an employee, are told that there is none.
        for nobody in ["employee", "limited_owner"] {
            let hidden = get_statement(app, &actors.ctx(nobody), ISO, None).await;
            assert!(matches!(hidden, Err(Error::NotFound { .. })), "{nobody}");
        }
    }
}

#[tokio::test]
async fn the_demonstration_leaves_three_out_with_good_reasons() {
    let test = test_app(engines()[0]).await;
    load_demo(&test.app, &operator(), Size::Small).await.unwrap();
    let statement = iso(&test, &operator()).await;
    let counts = statement.counts;
    assert_eq!((counts.requirements, counts.excluded), (93, 3));
    assert!(counts.implemented > 0 && counts.partly > 0, "{counts:?}");
    assert!(statement.lines.iter().any(|line| line.evidence.iter().any(|name| name.contains("fratrådte"))));
    let unexplained = |line: &&bavn_app::gap_analysis::StatementLine| line.row.fault.is_some();
    let unexplained: Vec<&str> =
        statement.lines.iter().filter(unexplained).map(|line| statement.requirement(line).reference.as_str()).collect();
    assert!(unexplained.is_empty(), "{unexplained:?}");
}
