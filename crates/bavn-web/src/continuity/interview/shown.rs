//! What a page of the interview shows: its fields, what is asked about impact, and the words that it explains.

use super::{
    super::words::{dimension_name, field_name, horizon_names, length},
    About, Typed,
    typed::{cell, split},
};
use crate::{
    kit::{Faults, Input, PageResult, Tr, User},
    organisation::unit_options,
};
use bavn_app::{
    continuity::{impact_scale, task_names},
    organisation::list_units,
};
use bavn_core::continuity::task::{CriticalTask, Dimension, FIELDS, Field, FieldKind, Page, suggest};

/// What may be chosen: value and text.
type Options = [(String, String)];

/// A field as it is shown.
pub(super) enum Shown {
    /// A field of one value.
    One(Box<Input>),
    /// A length of time: the field's name, label, hint, fault, number and unit.
    Length(Box<LengthInput>),
    /// Months to tick: the field's name and label, and number, name and whether each is ticked.
    Months(&'static str, String, Vec<(u8, String, bool)>),
}

pub(super) struct LengthInput {
    pub(super) name: &'static str,
    pub(super) label: String,
    pub(super) hint: Option<String>,
    pub(super) fault: Option<String>,
    pub(super) number: String,
    pub(super) unit: String,
}

/// A dimension with what is asked and the six answers.
pub(super) struct Asked {
    pub(super) title: String,
    pub(super) question: String,
    /// Number and meaning of each level.
    pub(super) levels: Vec<(u8, String)>,
    /// Name of the field, when it is asked, and the answer.
    pub(super) answers: Vec<(String, String, String)>,
}

/// The words that a page explains.
pub(super) const fn terms_of(page: Page) -> &'static [&'static str] {
    match page {
        Page::Task => &["critical_task", "bia", "approver"],
        Page::Citizens => &["peak"],
        Page::Impact => &["impact"],
        Page::Targets => &["mtpd", "rto", "rpo", "mbco"],
        Page::Fallback => &["fallback"],
        Page::Needs => &["need", "effect", "alternative"],
        Page::Review => &[],
    }
}

pub(super) fn asked(t: Tr, typed: &Typed) -> PageResult<Vec<Asked>> {
    let scale = impact_scale()?;
    let horizons = horizon_names(t);
    let all = Dimension::ALL.iter().filter_map(|dimension| {
        let words = scale.of(*dimension)?;
        let levels = words.levels.iter().zip(0..).map(|(text, level)| (level, text.get(t.lang()).to_owned()));
        let answers = horizons.iter().enumerate().map(|(horizon, title)| {
            let name = cell(*dimension, horizon);
            let answer = typed.get(&name).cloned().unwrap_or_default();
            (name, title.clone(), answer)
        });
        Some(Asked {
            title: words.title.get(t.lang()).to_owned(),
            question: words.question.get(t.lang()).to_owned(),
            levels: levels.collect(),
            answers: answers.collect(),
        })
    });
    Ok(all.collect())
}

/// The suggestion for a target from the impact over time, with its reason.
fn suggestion(t: Tr, task: &CriticalTask, field: &str) -> Option<String> {
    let suggested = suggest(task);
    let (_, because) = suggested.mtpd?;
    Some(match field {
        "mtpd_minutes" => t.s3(
            "bia-suggest-mtpd",
            ("time", &length(t, because.horizon)),
            ("dimension", &dimension_name(t.lang(), because.dimension)),
            ("level", &because.level.to_string()),
        ),
        "rto_minutes" => t.s("bia-suggest-rto", "time", length(t, suggested.rto?)),
        "rpo_minutes" => t.s("bia-suggest-rpo", "time", length(t, suggested.rpo?)),
        "mbco_percent" => t.s("bia-suggest-mbco", "percent", suggested.mbco?),
        _ => return None,
    })
}

pub(super) async fn shown(user: &User, about: &About<'_>, typed: &Typed, faults: &Faults) -> PageResult<Vec<Shown>> {
    let (app, ctx, t) = (&user.app, &user.ctx, user.t);
    let none = || vec![(String::new(), t.get("asset-none"))];
    let (mut units, mut people) = (none(), none());
    if about.page == Page::Task {
        units.extend(unit_options(&list_units(app, ctx).await?));
        let listed = bavn_app::measure::list_possible_owners(app, ctx).await?;
        people.extend(listed.into_iter().map(|(id, name)| (id.to_string(), name)));
        // Somebody out of use, or past the end of the list, stays chosen until another is.
        if let Some(task) = about.task {
            let names = task_names(app, ctx, std::slice::from_ref(task)).await?;
            for (id, name) in &names.people {
                let id = id.to_string();
                if people.iter().all(|(other, _)| *other != id) {
                    people.push((id, name.clone()));
                }
            }
        }
    }
    let mut all = Vec::new();
    for field in FIELDS.iter().filter(|field| field.page == about.page) {
        let suggested = about.task.and_then(|task| suggestion(t, &task.facts, field.key));
        all.push(one(t, field, typed, suggested, (&units, &people), faults));
    }
    Ok(all)
}

fn one(
    t: Tr,
    field: &'static Field,
    typed: &Typed,
    suggested: Option<String>,
    (units, people): (&Options, &Options),
    faults: &Faults,
) -> Shown {
    let value = typed.get(field.key).cloned().unwrap_or_default();
    let label = field_name(t, field);
    let long = |max: usize| u16::try_from(max).unwrap_or(u16::MAX);
    let input = match field.kind {
        FieldKind::Line(max) => {
            let input = Input::line("text", field.key, label, value).wide().max(long(max));
            if field.key == "name" { input.required().hint(t.get("bia-hint-name")) } else { input }
        }
        FieldKind::Lines(max) => {
            let input = Input::area(if max > 1_000 { 4 } else { 2 }, field.key, label, value).max(long(max));
            match field.key {
                "legal_duty" | "peak_note" | "fallback" | "staff" | "places" | "supplies" => {
                    input.hint(t.of("bia-hint", field.key))
                }
                _ => input,
            }
        }
        FieldKind::Number(..) => Input::line("text", field.key, label, value).short().max(20),
        FieldKind::Percent => {
            let input = Input::line("text", field.key, label, value).short().max(6);
            match suggested {
                Some(text) => input.hint(text),
                None => input,
            }
        }
        FieldKind::Date => Input::line("date", field.key, label, value),
        FieldKind::Person => Input::select(field.key, label, value, people.to_vec()),
        FieldKind::Unit => Input::select(field.key, label, value, units.to_vec()),
        FieldKind::Months => {
            let ticked = |month: u8| value.split_whitespace().any(|one| one.parse() == Ok(month));
            let months = (1..=12).map(|month| (month, t.of("bia-month", month.to_string()), ticked(month)));
            return Shown::Months(field.key, label, months.collect());
        }
        FieldKind::Duration => {
            let (number, unit) = split(&value);
            let fault = faults.at(field.key).map(str::to_owned);
            return Shown::Length(Box::new(LengthInput {
                name: field.key,
                label,
                hint: suggested,
                fault,
                number,
                unit,
            }));
        }
    };
    Shown::One(Box::new(input.check(faults)))
}
