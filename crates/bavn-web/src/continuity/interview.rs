//! The guided impact analysis: seven short pages, each saved by itself.

use super::{
    needs::{NeedForm, NeedRow, need_rows, things},
    words::{dimension_name, field_name, field_text, horizon_names, length, said, term, value_fault},
};
use crate::{
    kit::{
        Faults, Input, Layout, PageError, PageResult, Place, SecureForm, Tr, User, form_version, html, redirect,
        see_other,
    },
    organisation::unit_options,
};
use askama::Template;
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use bavn_app::{
    Error, FieldFault,
    continuity::{Task, TaskChange, change_task, create_task, get_task, impact_scale, task_names},
    organisation::list_units,
};
use bavn_core::{
    access::{Action, Resource},
    continuity::task::{
        CriticalTask, Dimension, FIELDS, Field, FieldKind, HORIZONS, MAX_LEVEL, Page, TaskState, Unit, missing, parts,
        suggest, warnings,
    },
    ids::CriticalTaskId,
};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What was sent, by field.
pub(super) type Sent = BTreeMap<String, Value>;
/// What was typed, by field, as text.
type Typed = BTreeMap<String, String>;

/// What may be chosen: value and text.
type Options = [(String, String)];

/// A field as it is shown.
enum Shown {
    /// A field of one value.
    One(Box<Input>),
    /// A length of time: the field's name, label, hint, fault, number and unit.
    Length(Box<LengthInput>),
    /// Months to tick: the field's name and label, and number, name and whether each is ticked.
    Months(&'static str, String, Vec<(u8, String, bool)>),
}

struct LengthInput {
    name: &'static str,
    label: String,
    hint: Option<String>,
    fault: Option<String>,
    number: String,
    unit: String,
}

/// A dimension with what is asked and the six answers.
struct Asked {
    title: String,
    question: String,
    /// Number and meaning of each level.
    levels: Vec<(u8, String)>,
    /// Name of the field, when it is asked, and the answer.
    answers: Vec<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "continuity/interview.html")]
struct InterviewPage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    heading: String,
    lead: String,
    action: String,
    /// The page of the task; none while it is new.
    task: Option<String>,
    version: i32,
    page: Page,
    /// Words that are explained.
    terms: Vec<(String, String)>,
    fields: Vec<Shown>,
    asked: Vec<Asked>,
    needs: Vec<NeedRow>,
    need: NeedForm,
    things: Vec<String>,
    warnings: Vec<String>,
    missing: Vec<String>,
    may_submit: bool,
}

impl InterviewPage {
    const fn pages(&self) -> [Page; 7] {
        Page::ALL
    }

    const fn units(&self) -> [Unit; 4] {
        Unit::ALL
    }

    fn is_at(&self, page: &Page) -> bool {
        self.page == *page
    }

    /// The page after this one, or before it.
    fn beside(&self, forward: bool) -> Option<usize> {
        let number = self.page.number();
        Page::from_number(if forward { number + 1 } else { number.saturating_sub(1) }).map(Page::number)
    }
}

/// What a page of the interview is about.
pub(super) struct About<'a> {
    pub(super) task: Option<&'a Task>,
    pub(super) page: Page,
    pub(super) version: i32,
    pub(super) is_conflict: bool,
}

fn page_of(side: &str) -> PageResult<Page> {
    side.parse().ok().and_then(Page::from_number).ok_or(PageError::NoSuchPage)
}

pub(super) async fn begin(user: User) -> PageResult {
    let _ = user.ctx.authorize(Action::ContinuityChange, Resource::Any)?;
    // Who begins is most often who answers for it.
    let facts = CriticalTask { owner: user.ctx.actor().person_id(), ..CriticalTask::default() };
    let about = About { task: None, page: Page::Task, version: 0, is_conflict: false };
    page(&user, about, &texts(&facts), NeedForm::default(), Faults::default()).await
}

pub(super) async fn edit(user: User, Path((id, side)): Path<(Uuid, String)>) -> PageResult {
    let at = page_of(&side)?;
    let task = get_task(&user.app, &user.ctx, CriticalTaskId(id)).await?;
    let _ = user.ctx.authorize(Action::ContinuityChange, task.resource())?;
    let about = About { task: Some(&task), page: at, version: task.version, is_conflict: false };
    page(&user, about, &texts(&task.facts), NeedForm::default(), Faults::default()).await
}

pub(super) async fn create(SecureForm { user, form }: SecureForm<Sent>) -> PageResult {
    let _ = user.ctx.authorize(Action::ContinuityChange, Resource::Any)?;
    let typed = typed(&form, Page::Task);
    let result = match read(CriticalTask::default(), &typed) {
        Ok(facts) => create_task(&user.app, &user.ctx, facts, Vec::new()).await,
        Err(faults) => Err(Error::Invalid(faults)),
    };
    match result {
        Ok(id) => Ok(after(&form, id, Page::Task)),
        Err(Error::Invalid(faults)) => {
            let about = About { task: None, page: Page::Task, version: 0, is_conflict: false };
            page(&user, about, &typed, NeedForm::default(), Faults::new(user.t, &said(user.t, faults))).await
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn update(
    Path((id, side)): Path<(Uuid, String)>,
    SecureForm { user, form }: SecureForm<Sent>,
) -> PageResult {
    let (at, id) = (page_of(&side)?, CriticalTaskId(id));
    let task = get_task(&user.app, &user.ctx, id).await?;
    let _ = user.ctx.authorize(Action::ContinuityChange, task.resource())?;
    let version = version(&form)?;
    let typed = typed(&form, at);
    let result = match read(task.facts.clone(), &typed) {
        // What is as it was needs no saving: an approval stays.
        Ok(facts) if facts == task.facts => Ok(()),
        Ok(facts) => change_task(&user.app, &user.ctx, version, TaskChange::Update { id, facts }).await,
        Err(faults) => Err(Error::Invalid(faults)),
    };
    match result {
        Ok(()) => Ok(after(&form, id, at)),
        Err(Error::Invalid(faults)) => {
            let about = About { task: Some(&task), page: at, version, is_conflict: false };
            page(&user, about, &typed, NeedForm::default(), Faults::new(user.t, &said(user.t, faults))).await
        }
        Err(Error::Conflict { .. }) => conflict(&user, id, at, &typed).await,
        Err(error) => Err(error.into()),
    }
}

/// The version that a form was read at.
pub(super) fn version(form: &Sent) -> PageResult<i32> {
    let text = form.get("version").and_then(Value::as_str).unwrap_or_default();
    form_version(text)
}

/// Where to go after a page was saved: on, back, or to the page of the task.
fn after(form: &Sent, id: CriticalTaskId, at: Page) -> Response {
    let go = form.get("go").and_then(Value::as_str).unwrap_or_default();
    let to = match go {
        "back" => Page::from_number(at.number().saturating_sub(1)),
        "close" => None,
        _ => Page::from_number(at.number() + 1),
    };
    match to {
        Some(page) => see_other(&format!("/konsekvensanalyse/{id}/interview/{}", page.number())),
        None => redirect(&format!("/konsekvensanalyse/{id}"), "saved"),
    }
}

/// The page with what was typed, and at each field that differs what somebody else has stored: nothing is written over, nothing typed is
/// lost.
async fn conflict(user: &User, id: CriticalTaskId, at: Page, typed: &Typed) -> PageResult {
    let t = user.t;
    let now = get_task(&user.app, &user.ctx, id).await?;
    let names = task_names(&user.app, &user.ctx, std::slice::from_ref(&now)).await?;
    let (stored, map) = (texts(&now.facts), now.facts.to_map());
    let mut faults = Vec::new();
    let mut note = |key: &str, name: String, theirs: String| {
        let theirs = if theirs.is_empty() { t.get("asset-not-said") } else { theirs };
        faults.push(FieldFault::new(key, "changed_meanwhile", theirs).with("field", name));
    };
    for field in FIELDS.iter().filter(|field| field.page == at) {
        let mine = field.parse(typed.get(field.key).map_or("", String::as_str)).ok();
        let theirs = map.get(field.key).unwrap_or(&Value::Null);
        if mine.as_ref() != Some(theirs) {
            note(field.key, field_name(t, field), field_text(t, &names, field, theirs));
        }
    }
    if at == Page::Impact {
        for (key, mine) in typed.iter().filter(|(key, mine)| stored.get(*key) != Some(*mine)) {
            let _ = mine;
            let Some((dimension, horizon)) = cell_of(key) else { continue };
            let name = format!("{}, {}", dimension_name(t.lang(), dimension), length(t, HORIZONS[horizon]));
            note(key, name, stored.get(key).cloned().unwrap_or_default());
        }
    }
    let about = About { task: Some(&now), page: at, version: now.version, is_conflict: true };
    let mut response = page(user, about, typed, NeedForm::default(), Faults::new(t, &faults)).await?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

/// The name of the field of a level: `impact-law-2`.
fn cell(dimension: Dimension, horizon: usize) -> String {
    format!("impact-{}-{horizon}", dimension.key())
}

fn cell_of(name: &str) -> Option<(Dimension, usize)> {
    let (dimension, horizon) = name.strip_prefix("impact-")?.rsplit_once('-')?;
    let horizon = horizon.parse().ok().filter(|horizon| *horizon < HORIZONS.len())?;
    Some((Dimension::from_key(dimension)?, horizon))
}

/// A task as it stands in the forms.
fn texts(facts: &CriticalTask) -> Typed {
    let map = facts.to_map();
    let mut texts: Typed = BTreeMap::new();
    for field in &FIELDS {
        texts.insert(field.key.to_owned(), map.get(field.key).map(|value| field.text(value)).unwrap_or_default());
    }
    for dimension in Dimension::ALL {
        for horizon in 0..HORIZONS.len() {
            let level = facts.impact.of(*dimension)[horizon];
            texts.insert(cell(*dimension, horizon), level.map(|level| level.to_string()).unwrap_or_default());
        }
    }
    texts
}

/// What was typed on a page, as texts: a length of time is a number and a unit, ticked months become numbers with spaces between.
fn typed(form: &Sent, at: Page) -> Typed {
    let text = |key: &str| form.get(key).and_then(Value::as_str).unwrap_or_default().replace("\r\n", "\n");
    let mut typed: Typed = BTreeMap::new();
    for field in FIELDS.iter().filter(|field| field.page == at) {
        let value = match field.kind {
            FieldKind::Duration => length_of(&text(field.key), &text(&format!("{}_unit", field.key))),
            FieldKind::Months => match form.get(field.key) {
                Some(Value::Array(months)) => months.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
                _ => text(field.key),
            },
            _ => text(field.key),
        };
        typed.insert(field.key.to_owned(), value);
    }
    if at == Page::Impact {
        for dimension in Dimension::ALL {
            for horizon in 0..HORIZONS.len() {
                let name = cell(*dimension, horizon);
                let level = text(&name);
                typed.insert(name, level);
            }
        }
    }
    typed
}

/// A number and a unit as a length of time; somebody who writes the unit in the number is right.
pub(super) fn length_of(number: &str, unit: &str) -> String {
    let number = number.trim();
    if number.is_empty() || number.chars().any(char::is_alphabetic) {
        return number.to_owned();
    }
    format!("{number} {unit}").trim().to_owned()
}

/// What was typed over what was there; what the page does not have stays.
fn read(facts: CriticalTask, typed: &Typed) -> Result<CriticalTask, Vec<FieldFault>> {
    let mut impact = facts.impact;
    let (mut map, mut faults): (Map<String, Value>, _) = (facts.to_map(), Vec::new());
    for field in &FIELDS {
        let Some(text) = typed.get(field.key) else { continue };
        match field.parse(text) {
            Ok(value) => {
                map.insert(field.key.to_owned(), value);
            }
            Err(fault) => faults.push(value_fault(field, text, fault)),
        }
    }
    for (name, text) in typed {
        let Some((dimension, horizon)) = cell_of(name) else { continue };
        match text.as_str() {
            "" => impact.set(dimension, horizon, None),
            level => match level.parse() {
                Ok(level) if level <= MAX_LEVEL => impact.set(dimension, horizon, Some(level)),
                _ => faults.push(FieldFault::new(name, "out_of_range", level).with("min", 0).with("max", MAX_LEVEL)),
            },
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    map.remove("impact");
    let task = CriticalTask::from_map(map);
    let task = task.map_err(|error| vec![FieldFault::new("name", "unknown", error.to_string())])?;
    Ok(CriticalTask { impact, ..task })
}

/// The words that a page explains.
const fn terms_of(page: Page) -> &'static [&'static str] {
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

pub(super) async fn page(user: &User, about: About<'_>, typed: &Typed, need: NeedForm, faults: Faults) -> PageResult {
    let t = user.t;
    let shown = shown(user, &about, typed, &faults).await?;
    let path = about.task.map(|task| format!("/konsekvensanalyse/{}", task.id));
    let action = path
        .as_ref()
        .map_or_else(|| "/konsekvensanalyse/ny".to_owned(), |path| format!("{path}/interview/{}", about.page.number()));
    let (mut needs, mut offered) = (Vec::new(), Vec::new());
    if let (Some(task), Page::Needs) = (about.task, about.page) {
        let names = task_names(&user.app, &user.ctx, std::slice::from_ref(task)).await?;
        needs = need_rows(t, &names, task);
        offered = things(user, task).await?;
    }
    let (mut odd, mut lacks) = (Vec::new(), Vec::new());
    if let (Some(task), Page::Review) = (about.task, about.page) {
        odd = warnings(&task.facts).into_iter().map(|warning| t.of("bia-warning", warning.key())).collect();
        lacks = missing(&task.facts).into_iter().map(|field| t.of("bia-f", field)).collect();
    }
    let name = about.task.map_or_else(|| t.get("bia-new"), |task| task.facts.name.clone());
    let title = t.of("bia-page", about.page.key());
    let page = InterviewPage {
        layout: user.layout(Place::Continuity, format!("{title} – {name}")),
        t,
        heading: t.s3("bia-step", ("n", &about.page.number().to_string()), ("all", "7"), ("title", &title)),
        lead: if about.is_conflict { t.get("asset-conflict") } else { t.of("bia-page-lead", about.page.key()) },
        action,
        version: about.version,
        page: about.page,
        terms: terms_of(about.page).iter().filter_map(|key| term(t, key)).collect(),
        fields: shown,
        asked: if about.page == Page::Impact { asked(t, typed)? } else { Vec::new() },
        needs,
        need,
        things: offered,
        warnings: odd,
        may_submit: lacks.is_empty() && about.task.is_some_and(|task| task.state == TaskState::Draft),
        missing: lacks,
        task: path,
        faults,
    };
    let status = if page.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, html(&page)?).into_response())
}

fn asked(t: Tr, typed: &Typed) -> PageResult<Vec<Asked>> {
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

async fn shown(user: &User, about: &About<'_>, typed: &Typed, faults: &Faults) -> PageResult<Vec<Shown>> {
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

/// A length of time that was typed, as number and unit.
pub(super) fn split(text: &str) -> (String, String) {
    if let Ok(minutes) = bavn_core::continuity::task::parse_duration(text) {
        let (number, unit) = parts(minutes);
        let unit = if minutes == 0 { Unit::Hours } else { unit };
        return (number.to_string(), unit.key().to_owned());
    }
    match text.rsplit_once(' ') {
        Some((number, unit)) if Unit::from_key(unit).is_some() => (number.to_owned(), unit.to_owned()),
        _ => (text.to_owned(), Unit::Hours.key().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_are_typed_as_number_and_unit() {
        assert_eq!(length_of("4", "hours"), "4 hours");
        assert_eq!(length_of("4 timer", "days"), "4 timer");
        assert_eq!(length_of(" ", "days"), "");
        assert_eq!(split("2 days"), ("2".to_owned(), "days".to_owned()));
        assert_eq!(split("-4 hours"), ("-4".to_owned(), "hours".to_owned()));
        assert_eq!(split("mange"), ("mange".to_owned(), "hours".to_owned()));
        assert_eq!(split(""), (String::new(), "hours".to_owned()));
    }

    #[test]
    fn the_names_of_levels_are_read_back() {
        assert_eq!(cell_of(&cell(Dimension::CitizensRights, 5)), Some((Dimension::CitizensRights, 5)));
        assert_eq!(cell_of("impact-law-6"), None);
        assert_eq!(cell_of("law-1"), None);
    }
}
