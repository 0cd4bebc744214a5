use super::applicability::{PATH, scope};
use crate::kit::{Faults, Input, Layout, PageError, PageResult, Place, Tr, User, format, html, redirect};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use bavn_app::{
    Error, FieldFault,
    catalogue::{
        Assessment, AssessmentDraft, AssessmentState, applicability_guide, decide_assessment, get_assessment,
        get_catalogue, save_assessment,
    },
    organisation::list_units,
};
use bavn_core::{
    access::Action,
    catalogue::{ApplicabilityGuide, Outcome, Reply, suggest},
    ids::ApplicabilityId,
};
use std::collections::{BTreeMap, HashMap};

/// Fields `version`, `outcome`, `reason`, …, `q.KEY` for a reply, `p.KEY` for a part that applies, and the button `do`.
pub(super) type Fields = BTreeMap<String, String>;

#[derive(Template)]
#[template(path = "catalogue/applicability_form.html")]
struct FormPage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    action: String,
    version: i32,
    scope: String,
    description: String,
    binds: String,
    source: String,
    url: String,
    may_change: bool,
    state: &'static str,
    questions: Vec<Question>,
    suggestion: Option<&'static str>,
    parts: Vec<Part>,
    inputs: Vec<Input>,
    facts: Vec<(String, String)>,
}

struct Question {
    key: String,
    text: String,
    help: String,
    reply: &'static str,
}

struct Part {
    key: String,
    title: String,
    applies: bool,
}

fn parse(id: &str) -> Result<ApplicabilityId, Error> {
    id.parse().map_err(|_| Error::NotFound { kind: "applicability" })
}

/// The form; `sent` holds what was written and what is wrong with it.
pub(super) async fn show(user: &User, id: &str, sent: Option<(Fields, Vec<FieldFault>)>) -> PageResult {
    let (t, lang) = (user.t, user.t.lang());
    let row = get_assessment(&user.app, &user.ctx, parse(id)?).await?;
    let view = get_catalogue(&user.app, &user.ctx).await?;
    let framework = view.frameworks.iter().find(|framework| framework.id == row.framework);
    let framework = framework.ok_or(Error::NotFound { kind: "framework" })?;
    let guide = applicability_guide(&framework.key)?;
    let units = list_units(&user.app, &user.ctx).await?;
    let names = units.iter().map(|unit| (unit.id, unit.name.as_str())).collect::<HashMap<_, _>>();
    let is_refused = sent.is_some();
    let (fields, faults) = sent.unwrap_or_else(|| (fields_of(&row), Vec::new()));
    let faults = Faults::new(t, &faults);
    let replies = replies(&fields);
    let page = FormPage {
        layout: user
            .layout(Place::Catalogue, t.s("applicability-form-heading", "framework", framework.short_title.get(lang))),
        action: format!("{PATH}/{}", row.id),
        version: row.version,
        scope: scope(t, &names, row.unit_id),
        description: framework.description.get(lang).to_owned(),
        binds: framework.binds.as_ref().map(|text| text.get(lang).to_owned()).unwrap_or_default(),
        source: framework.source.get(lang).to_owned(),
        url: framework.url.clone(),
        may_change: row.state == AssessmentState::Draft && user.ctx.may(Action::ApplicabilityChange, row.resource()),
        state: row.state.key(),
        questions: questions(guide.as_ref(), &replies, lang),
        suggestion: guide.as_ref().filter(|_| !replies.is_empty()).map(|guide| suggest(guide, &replies).key()),
        parts: guide
            .iter()
            .flat_map(|guide| &guide.parts)
            .map(|part| Part {
                applies: fields.contains_key(&format!("p.{}", part.key)),
                title: part.title.get(lang).to_owned(),
                key: part.key.clone(),
            })
            .collect(),
        inputs: inputs(t, &fields, &faults),
        facts: facts(t, &row),
        faults,
        t,
    };
    let mut response = html(&page)?;
    if is_refused {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

fn questions(
    guide: Option<&ApplicabilityGuide>,
    replies: &BTreeMap<String, Reply>,
    lang: bavn_core::lang::Lang,
) -> Vec<Question> {
    let questions = guide.map(|guide| guide.questions.as_slice()).unwrap_or_default();
    questions
        .iter()
        .map(|question| Question {
            key: question.key.clone(),
            text: question.text.get(lang).to_owned(),
            help: question.help.get(lang).to_owned(),
            reply: replies.get(&question.key).map_or("", |reply| reply.key()),
        })
        .collect()
}

fn inputs(t: Tr, fields: &Fields, faults: &Faults) -> Vec<Input> {
    let value = |name: &str| fields.get(name).cloned().unwrap_or_default();
    let outcomes = Outcome::ALL.into_iter().rev();
    let outcomes = outcomes.map(|outcome| (outcome.key().to_owned(), t.of("outcome", outcome.key()))).collect();
    let inputs = [
        Input::select("outcome", t.get("applicability-outcome"), value("outcome"), outcomes),
        Input::area(4, "reason", t.get("applicability-reason"), value("reason"))
            .hint(t.get("applicability-reason-hint"))
            .max(4000)
            .wide(),
        Input::line("text", "decided_by", t.get("applicability-decided-by"), value("decided_by"))
            .hint(t.get("applicability-decided-by-hint"))
            .max(120),
        Input::line("date", "decided_on", t.get("applicability-decided-on"), value("decided_on")),
        Input::line("date", "review_on", t.get("applicability-review-on"), value("review_on"))
            .hint(t.get("applicability-review-hint")),
    ];
    inputs.into_iter().map(|input| input.check(faults)).collect()
}

/// What was decided, for those who only read.
fn facts(t: Tr, row: &Assessment) -> Vec<(String, String)> {
    let date = |date: Option<time::Date>| date.map(|date| format::date(t.lang(), date)).unwrap_or_default();
    [
        ("applicability-outcome", t.of("outcome", row.outcome.key())),
        ("applicability-reason", row.reason.clone()),
        ("applicability-decided-by", row.decided_by.clone()),
        ("applicability-decided-on", date(row.decided_on)),
        ("applicability-review-on", date(row.review_on)),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(key, value)| (t.get(key), value))
    .collect()
}

fn fields_of(row: &Assessment) -> Fields {
    let date = |date: Option<time::Date>| date.map(format::iso_date).unwrap_or_default();
    let mut fields = Fields::from([
        ("outcome".to_owned(), row.outcome.key().to_owned()),
        ("reason".to_owned(), row.reason.clone()),
        ("decided_by".to_owned(), row.decided_by.clone()),
        ("decided_on".to_owned(), date(row.decided_on)),
        ("review_on".to_owned(), date(row.review_on)),
    ]);
    fields.extend(row.replies.iter().map(|(key, reply)| (format!("q.{key}"), reply.key().to_owned())));
    fields.extend(row.parts.iter().map(|key| (format!("p.{key}"), "on".to_owned())));
    fields
}

fn replies(fields: &Fields) -> BTreeMap<String, Reply> {
    let reply =
        |(name, value): (&String, &String)| Some((name.strip_prefix("q.")?.to_owned(), Reply::from_key(value)?));
    fields.iter().filter_map(reply).collect()
}

fn draft(fields: &Fields) -> Result<AssessmentDraft, Vec<FieldFault>> {
    let value = |name: &str| fields.get(name).map(|text| text.trim()).unwrap_or_default();
    let mut faults = Vec::new();
    let mut day = |name: &str| {
        let text = value(name);
        let day = format::parse_iso_date(text);
        if day.is_none() && !text.is_empty() {
            faults.push(FieldFault::new(name, "gap_date", text));
        }
        day
    };
    let (decided_on, review_on) = (day("decided_on"), day("review_on"));
    let draft = AssessmentDraft {
        outcome: Outcome::from_key(value("outcome")).unwrap_or(Outcome::Open),
        replies: replies(fields),
        parts: fields.keys().filter_map(|name| name.strip_prefix("p.")).map(str::to_owned).collect(),
        reason: value("reason").to_owned(),
        decided_by: value("decided_by").to_owned(),
        decided_on,
        review_on,
    };
    if faults.is_empty() { Ok(draft) } else { Err(faults) }
}

pub(super) async fn send(user: User, id: &str, fields: Fields) -> PageResult<Response> {
    let key = parse(id)?;
    let version = fields.get("version").and_then(|text| text.parse().ok());
    let version = version.ok_or_else(|| PageError::Form("version".into()))?;
    let is_decision = fields.get("do").is_some_and(|button| button == "decide");
    let faults = match draft(&fields) {
        Ok(draft) => {
            let done = if is_decision {
                decide_assessment(&user.app, &user.ctx, key, version, draft).await
            } else {
                save_assessment(&user.app, &user.ctx, key, version, draft).await
            };
            match done {
                Ok(()) if is_decision => return Ok(redirect(PATH, "saved")),
                Ok(()) => return Ok(redirect(&format!("{PATH}/{key}"), "saved")),
                Err(Error::Invalid(faults)) => faults,
                Err(error) => return Err(error.into()),
            }
        }
        Err(faults) => faults,
    };
    show(&user, id, Some((fields, faults))).await
}
