//! Renders the sample documents into a folder, to be looked at: `cargo run -p bavn-documents --example render -- FOLDER`.

#[path = "../tests/sample/mod.rs"]
mod sample;

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use bavn_documents::Templates;
use bavn_documents::charts::{Theme, bar_list, gantt, projection, radar, sparkline, stacked_columns};
use bavn_documents::memo::{memo_docx, memo_html, memo_pdf};
use bavn_documents::plan::{plan_docx, plan_pdf, plan_xlsx};
use bavn_documents::statement::{statement_docx, statement_pdf, statement_xlsx};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("name a folder")?);
    fs::create_dir_all(&folder)?;
    let (templates, memo, plan) = (Templates::default(), sample::memo(), sample::plan::plan(30));
    fs::write(folder.join("memo.pdf"), memo_pdf(&memo, &templates)?.bytes)?;
    fs::write(folder.join("memo.docx"), memo_docx(&memo, &templates)?)?;
    fs::write(folder.join("memo.html"), memo_html(&memo))?;
    fs::write(folder.join("plan.pdf"), plan_pdf(&plan, &templates)?.bytes)?;
    fs::write(folder.join("plan.docx"), plan_docx(&plan, &templates)?)?;
    fs::write(folder.join("plan.xlsx"), plan_xlsx(&plan)?)?;
    let statement = sample::statement::statement(40);
    fs::write(folder.join("statement.pdf"), statement_pdf(&statement, &templates)?.bytes)?;
    fs::write(folder.join("statement.docx"), statement_docx(&statement, &templates)?)?;
    fs::write(folder.join("statement.xlsx"), statement_xlsx(&statement)?)?;
    fs::write(folder.join("template.docx"), Templates::default_docx()?)?;
    for (name, theme) in [("screen", Theme::SCREEN), ("card", Theme::CARD), ("memo", Theme::MEMO)] {
        let charts = [
            ("bars", bar_list(&sample::charts::bars(), &theme)),
            ("radar", radar(&sample::charts::radar_of_areas(), &theme)),
            ("projection", projection(&sample::charts::steps(), &theme)),
            ("columns", stacked_columns(&sample::charts::columns(), &theme)),
            ("sparkline", sparkline(&sample::charts::spark(), &theme)),
            ("gantt", gantt(&sample::charts::time_plan(14), &theme)),
        ];
        for (chart, svg) in charts {
            fs::write(folder.join(format!("{chart}-{name}.svg")), svg)?;
        }
    }
    Ok(())
}
