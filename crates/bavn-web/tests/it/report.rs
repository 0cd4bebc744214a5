//! Reports: the pages, and the demonstration's memo as files.

use crate::server::{Answer, Server};
use axum::http::StatusCode;
use bavn_app::{
    counted,
    demo::load_demo,
    gap_analysis::{AnalysisDraft, create_analysis},
    report::{FileFormat, NewReport, ReportContent, create_report, get_report, keep_version, update_draft},
};
use bavn_core::{
    lang::Lang,
    report::{MemoContent, ReportKind},
};
use bavn_testkit::{TestApp, engines, operator, test_app};
use bavn_web::report::render_to;
use std::process::Command;
use time::macros::date;

/// Runs one of poppler's programs on a file; `None` when it is not installed.
fn poppler(program: &str, bytes: &[u8], arguments: &[&str]) -> Option<String> {
    let name = format!("bavn-report-{}-{program}.pdf", std::process::id());
    let path = std::env::temp_dir().join(name);
    std::fs::write(&path, bytes).unwrap();
    let run = Command::new(program).args(arguments.iter().take(1)).arg(&path).args(arguments.iter().skip(1)).output();
    std::fs::remove_file(&path).unwrap();
    match run {
        Ok(output) => {
            assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
            Some(String::from_utf8(output.stdout).unwrap())
        }
        Err(error) => {
            eprintln!("skipped: {program} (poppler-utils) is not installed: {error}");
            None
        }
    }
}

/// Writes a file where somebody looks at it, when told where.
fn show(name: &str, bytes: &[u8]) {
    if let Ok(folder) = std::env::var("BAVN_SHOW") {
        std::fs::write(std::path::Path::new(&folder).join(name), bytes).unwrap();
    }
}

async fn demo() -> TestApp {
    let test = test_app(engines()[0]).await;
    load_demo(&test.app, &operator(), bavn_app::demo::Size::Small).await.unwrap();
    test
}

#[tokio::test]
async fn the_memo_of_the_demonstration_is_one_page_in_every_format() {
    let test = demo().await;
    let ctx = operator();
    for lang in Lang::ALL {
        // What Bavn drafts fits its page as it is.
        let new = NewReport { kind: ReportKind::Memo, analysis: None, plan: None, lang };
        let id = create_report(&test.app, &ctx, new).await.unwrap();
        let pdf = render_to(&test.app, &ctx, ReportKind::Memo, FileFormat::Pdf).await.unwrap();
        show(&format!("draft-{lang}.pdf"), &pdf);
        if lang == Lang::En {
            continue;
        }
        let content: MemoContent = toml::from_str(include_str!("../../../../content/demo/memo.toml")).unwrap();
        let report = get_report(&test.app, &ctx, id).await.unwrap();
        let content = ReportContent::Memo(content);
        let report = update_draft(&test.app, &ctx, id, report.version, content).await.unwrap();
        keep_version(&test.app, &ctx, id, report.version, "").await.unwrap();
        for format in [FileFormat::Docx, FileFormat::Html] {
            let bytes = render_to(&test.app, &ctx, ReportKind::Memo, format).await.unwrap();
            show(&format!("memo.{}", format.extension()), &bytes);
            assert!(bytes.len() > 2_000, "{}", format.extension());
        }
        let pdf = render_to(&test.app, &ctx, ReportKind::Memo, FileFormat::Pdf).await.unwrap();
        show("memo.pdf", &pdf);
        let Some(info) = poppler("pdfinfo", &pdf, &[]) else { continue };
        for line in ["Pages:           1", "Tagged:          yes", "Page size:       595.276 x 841.89 pts (A4)"] {
            assert!(info.contains(line), "{line} is not in\n{info}");
        }
        for standard in ["pdfaid:part", "pdfuaid:part"] {
            let declared = pdf.windows(standard.len()).any(|window| window == standard.as_bytes());
            assert!(declared, "{standard} is not declared");
        }
        let text = poppler("pdftotext", &pdf, &["-layout", "-"]).unwrap();
        for words in ["Emne", "Centrale fund", "Fælles risikoproces", "Hændelser og 24 timer", "1,6", "Uden for"] {
            assert!(text.contains(words), "{words} is not in\n{text}");
        }
    }
}

#[tokio::test]
async fn the_plan_of_the_demonstration_comes_in_every_format() {
    let test = demo().await;
    let ctx = operator();
    for format in [FileFormat::Pdf, FileFormat::Docx, FileFormat::Xlsx] {
        let bytes = render_to(&test.app, &ctx, ReportKind::Plan, format).await.unwrap();
        show(&format!("plan.{}", format.extension()), &bytes);
        assert!(bytes.len() > 5_000);
        if format == FileFormat::Pdf
            && let Some(text) = poppler("pdftotext", &bytes, &["-layout", "-"])
        {
            for words in ["Handleplan", "Foranstaltninger", "Timer pr. kvartal", "Bilag: fund", "Målet nås"] {
                assert!(text.contains(words), "{words} is not in the plan");
            }
        }
    }
    let html = render_to(&test.app, &ctx, ReportKind::Plan, FileFormat::Html).await;
    assert!(matches!(html, Err(bavn_app::Error::Invalid(_))));
}

fn location(answer: &Answer) -> String {
    answer.header("location").split('?').next().unwrap_or_default().to_owned()
}

fn fields(version: i32, background: &str, button: &str) -> String {
    format!(
        "version={version}&do={button}&title=Notat&subject=%C3%86ldre&sender=It&recipient=&date=&reference=&background={background}\
         &heading[]=Fund&text[]=Tekst&heading[]=&text[]=&phase[]=Nu&phase_text[]=Begynd&resources=Ingen&conclusion=Ja&signature=&remark="
    )
}

#[tokio::test]
async fn a_memo_is_written_kept_and_approved_on_the_pages() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let writer = server.actors.ctx("coordinator");
        let draft = AnalysisDraft::new("Gap-analyse 2026", date!(2026 - 10 - 12));
        create_analysis(&server.test.app, &writer, draft).await.unwrap();
        let (coordinator, director) = (server.browser("coordinator").await, server.browser("director").await);

        let created = server.post(Some(&coordinator), "/rapporter", true, "kind=memo&lang=da").await;
        assert_eq!(created.status, StatusCode::SEE_OTHER, "{}", created.body);
        let path = location(&created);
        let (page, statements) = counted(server.get(Some(&coordinator), &path)).await;
        assert_eq!(page.status, StatusCode::OK);
        for words in ["Notatet fylder én side", "Gem som version", "Afsender", "Ærø Prøvekommune"] {
            assert!(page.body.contains(words), "{words} is not on the page");
        }
        assert!(statements <= 30, "{statements} statements for the page");

        let long = "Meget+lang+tekst.+".repeat(400);
        let over = server.post(Some(&coordinator), &path, true, &fields(1, &long[..4_900], "keep")).await;
        assert_eq!(over.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(over.body.contains("linjer for meget") && over.body.contains("href=\"#background\""));
        let faulty = server.post(Some(&coordinator), &path, true, &fields(2, &long, "save")).await;
        assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(faulty.body.contains("Højst 5000 tegn"), "the fault is named at its field");
        let stale = server.post(Some(&coordinator), &path, true, &fields(1, "Kort", "save")).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);

        let kept = server.post(Some(&coordinator), &path, true, &fields(2, "Kort", "keep")).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
        let version = location(&kept);
        assert_eq!(version, format!("{path}/version/1"));
        assert!(!server.get(Some(&coordinator), &version).await.body.contains("/godkend"));
        let waiting = server.get(Some(&director), &version).await;
        assert!(waiting.body.contains("venter på godkendelse") && waiting.body.contains("/godkend"));
        let approval = format!("{version}/godkend");
        assert_eq!(server.post(Some(&coordinator), &approval, true, "").await.status, StatusCode::FORBIDDEN);
        assert_eq!(server.post(Some(&director), &approval, true, "").await.status, StatusCode::SEE_OTHER);
        assert_eq!(server.post(Some(&director), &approval, true, "").await.status, StatusCode::CONFLICT);
        assert!(server.get(Some(&director), "/rapporter").await.body.contains("Godkendt 2. november 2026"));

        for (format, media_type) in [("pdf", "application/pdf"), ("html", "text/html; charset=utf-8")] {
            let file = server.get(Some(&director), &format!("{version}/{format}")).await;
            assert_eq!((file.status, file.header("content-type")), (StatusCode::OK, media_type));
            assert!(file.header("content-disposition").starts_with("attachment"));
        }
        assert_eq!(server.get(Some(&director), &format!("{version}/exe")).await.status, StatusCode::NOT_FOUND);
        let employee = server.browser("employee").await;
        assert_eq!(server.get(Some(&employee), &version).await.status, StatusCode::NOT_FOUND);
        let english = server.get(Some(&director), &format!("{version}?lang=en")).await;
        assert!(english.body.contains("is approved"));
    }
}
