//! Critical tasks as lists: out, and in again.

use crate::{
    continuity::{Wanted, dimension_heading, field_name, field_text, length, said},
    kit::{Access, Faults, PageError, PageResult, Routes, Tr, User, file},
};
use axum::extract::{Path, Query};
use bavn_app::{
    App, Context, FieldFault, Result,
    continuity::{TaskFilter, TaskNames, TaskSort},
    import_export::{
        ListFormat, NeedColumn, NeedKind, TaskColumn, TaskTexts, TaskWords, export_task_list, export_task_template,
    },
};
use bavn_core::{
    access::Action,
    continuity::task::{Dimension, Field, NeedEffect},
    lang::Lang,
    text::fold,
};
use serde_json::Value;

pub(super) fn routes() -> Routes {
    let read = Access::May(Action::ContinuityRead);
    Routes::new().get("/konsekvensanalyse/eksport/{format}", read, download).get(
        "/konsekvensanalyse/skabelon",
        read,
        template,
    )
}

/// Critical tasks as a file, in a language; `None` for the filter gives an empty list to be filled.
///
/// # Errors
/// As [`export_task_list`].
pub async fn task_list(
    app: &App,
    ctx: &Context,
    lang: Lang,
    filter: Option<(&TaskFilter, TaskSort)>,
    format: ListFormat,
) -> Result<Vec<u8>> {
    let t = Tr::new(lang);
    let field = |field: &Field| field_name(t, field);
    let value = |names: &TaskNames, field: &Field, value: &Value| field_text(t, names, field, value);
    let dimension = |dimension: Dimension| dimension_heading(t, dimension);
    let need = |column: NeedColumn| need_heading(t, column);
    let kind = |kind: NeedKind| t.of("need-kind", kind.key());
    let effect = |effect: NeedEffect| t.of("need-effect", effect.key());
    let minutes = |minutes: i64| length(t, minutes);
    let texts = TaskTexts {
        lang,
        title: t.get("bia-list"),
        needs: t.get("need-sheet"),
        number: t.get("list-number"),
        field: &field,
        value: &value,
        dimension: &dimension,
        need: &need,
        kind: &kind,
        effect: &effect,
        length: &minutes,
    };
    match filter {
        Some((filter, sort)) => export_task_list(app, ctx, filter, sort, format, &texts).await,
        None => export_task_template(ctx, format, &texts),
    }
}

/// The headings and words of a list in Danish, English and by their keys.
#[must_use]
pub fn task_words() -> TaskWords {
    let mut words = TaskWords::default();
    for lang in [Lang::Da, Lang::En] {
        let t = Tr::new(lang);
        for column in TaskColumn::all() {
            let heading = match column {
                TaskColumn::Number => t.get("list-number"),
                TaskColumn::Field(field) => field_name(t, field),
                TaskColumn::Impact(dimension) => dimension_heading(t, dimension),
            };
            words.headings.insert(fold(&heading), column);
            words.headings.insert(fold(column.key()), column);
        }
        for month in 1..=12_u8 {
            words.months.insert(fold(&t.of("bia-month", month.to_string())), month);
        }
        for column in NeedColumn::ALL {
            words.needs.insert(fold(&need_heading(t, column)), column);
            words.needs.insert(fold(column.key()), column);
        }
        for kind in NeedKind::ALL {
            words.kinds.insert(fold(&t.of("need-kind", kind.key())), kind);
            words.kinds.insert(fold(kind.key()), kind);
        }
        for effect in NeedEffect::ALL {
            words.effects.insert(fold(&t.of("need-effect", effect.key())), *effect);
            words.effects.insert(fold(effect.key()), *effect);
        }
    }
    words
}

fn need_heading(t: Tr, column: NeedColumn) -> String {
    t.of("need-column", column.key())
}

/// A fault of a cell in words: what was expected.
#[must_use]
pub fn task_fault_text(t: Tr, fault: &FieldFault) -> String {
    let faults = Faults::new(t, &said(t, vec![fault.clone()]));
    faults.list().first().map(|(_, text)| text.clone()).unwrap_or_default()
}

async fn download(user: User, Path(ending): Path<String>, Query(wanted): Query<Wanted>) -> PageResult {
    let format = ListFormat::from_ending(&ending).ok_or(PageError::NoSuchPage)?;
    let (filter, sort) = (wanted.filter(), wanted.sort());
    let content = task_list(&user.app, &user.ctx, user.t.lang(), Some((&filter, sort)), format).await?;
    let name = format!("bavn-critical-tasks-{}.{}", user.ctx.today(), format.ending());
    Ok(file(&name, format.media_type(), content))
}

async fn template(user: User) -> PageResult {
    let content = task_list(&user.app, &user.ctx, user.t.lang(), None, ListFormat::Xlsx).await?;
    Ok(file("bavn-critical-tasks-template.xlsx", ListFormat::Xlsx.media_type(), content))
}
