use super::{
    explain::explanation,
    framework::found,
    parts::{Head, badge, number, parse_id},
    questions::{QuestionField, outcome, questions, replies},
};
use crate::{
    catalogue::caution,
    kit::{Faults, Input, Layout, PageError, PageResult, Place, SecureForm, Tr, User, encode, html, redirect},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use bavn_app::{
    Error, FieldFault,
    catalogue::{ControlView, FrameworkView, MappingView, RequirementView},
    gap_analysis::{AnalysisView, DirectEdit, answer_scale, get_analysis, record_requirement_replies},
};
use bavn_core::{
    access::Action,
    gap_analysis::{RequirementResult, Score},
};
use serde::Deserialize;
use serde_json::Value;
use std::collections::HashMap;

/// The value in the form that stands for what the replies give.
const COMPUTED: &str = "computed";

/// A control that answers the requirement.
struct LinkRow {
    path: String,
    code: String,
    title: String,
    badge: String,
    target: String,
    relation: &'static str,
    coverage: &'static str,
    rationale: String,
    /// What the requirement's level would be with this control on its target; empty when that is no more.
    next: String,
}

#[derive(Template)]
#[template(path = "gap_analysis/requirement.html")]
struct RequirementPage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    head: Head,
    framework_path: String,
    framework: String,
    text: String,
    guidance: String,
    legal_ref: String,
    caution: String,
    level: String,
    target: String,
    state: &'static str,
    why: String,
    links: Vec<LinkRow>,
    action: String,
    version: i32,
    may_answer: bool,
    questions: Vec<QuestionField>,
    /// What the replies give; empty when there are no questions.
    outcome: String,
    inputs: Vec<Input>,
    has_direct: bool,
}

#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct DirectForm {
    #[serde(default)]
    version: String,
    #[serde(default)]
    value: String,
    #[serde(default)]
    reason: String,
    /// The replies: `q0` and so on by the place of the question.
    #[serde(flatten)]
    replies: HashMap<String, Value>,
}

pub(super) async fn show(user: User, Path((id, key, reference)): Path<(String, String, String)>) -> PageResult {
    page(&user, &id, &key, &reference, None).await
}

async fn page(
    user: &User,
    id: &str,
    key: &str,
    reference: &str,
    sent: Option<(DirectForm, Vec<FieldFault>)>,
) -> PageResult {
    let (t, lang) = (user.t, user.t.lang());
    let view = get_analysis(&user.app, &user.ctx, parse_id(id)?).await?;
    let (framework, result) = found(&view, key)?;
    let (requirement, result) = find(&view, framework, &result.requirements, reference)?;
    let head = Head::new(&view, "overview");
    let framework_path = format!("{}/ramme/{key}", head.path);
    let stored = view.direct.get(&requirement.id);
    let is_refused = sent.is_some();
    let (form, faults) = sent.unwrap_or_else(|| {
        let form = DirectForm {
            version: String::new(),
            value: match stored {
                Some(answer) if answer.is_computed => COMPUTED.to_owned(),
                Some(answer) if !answer.is_relevant => "no".to_owned(),
                Some(answer) => answer.value.map(|value| value.to_string()).unwrap_or_default(),
                None if !requirement.body.questions.is_empty() => COMPUTED.to_owned(),
                None => String::new(),
            },
            replies: HashMap::new(),
            reason: stored.map(|answer| answer.reason.clone()).unwrap_or_default(),
        };
        (form, Vec::new())
    });
    let faults = Faults::new(t, &faults);
    let kept = stored.map(|answer| answer.replies.clone()).unwrap_or_default();
    let replies = if is_refused { replies(requirement, &form.replies) } else { kept };
    let optional =
        |text: Option<&bavn_core::lang::Localized>| text.map(|text| text.get(lang).to_owned()).unwrap_or_default();
    let mut links: Vec<(Option<Score>, LinkRow)> = links(t, &view, &head, requirement, result);
    links.sort_by_key(|(next, _)| std::cmp::Reverse(*next));
    let page = RequirementPage {
        layout: user.layout(Place::GapAnalysis, format!("{} {}", requirement.reference, requirement.title.get(lang))),
        action: format!("{framework_path}/krav/{}", encode(&requirement.reference)),
        framework_path,
        framework: framework.short_title.get(lang).to_owned(),
        text: optional(requirement.body.text.as_ref()),
        guidance: optional(requirement.body.guidance.as_ref()),
        legal_ref: optional(requirement.legal_ref.as_ref()),
        caution: caution(t, framework, requirement.is_verified),
        level: number(lang, result.level()),
        target: number(lang, result.target()),
        state: result.state().key(),
        why: explanation(t, &view, requirement, result),
        links: links.into_iter().map(|(_, link)| link).collect(),
        version: stored.map_or(0, |answer| answer.version),
        may_answer: view.analysis.is_open() && user.ctx.may(Action::AnswerRecord, view.analysis.resource()),
        questions: questions(t, requirement, &replies, &faults),
        outcome: outcome(t, framework, requirement, &replies),
        inputs: inputs(t, framework, requirement, &form, &faults),
        has_direct: stored.is_some(),
        head,
        faults,
        t,
    };
    let mut response = html(&page)?;
    if is_refused {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

fn find<'view>(
    view: &'view AnalysisView,
    framework: &FrameworkView,
    results: &'view [RequirementResult],
    reference: &str,
) -> PageResult<(&'view RequirementView, &'view RequirementResult)> {
    let all = &view.catalogue.requirements[framework.requirements.clone()];
    let mut pairs = all.iter().zip(results);
    let pair = pairs.find(|(requirement, result)| requirement.reference == reference && result.is_assessable);
    pair.ok_or_else(|| PageError::Operation(Error::NotFound { kind: "requirement" }))
}

fn links(
    t: Tr,
    view: &AnalysisView,
    head: &Head,
    requirement: &RequirementView,
    result: &RequirementResult,
) -> Vec<(Option<Score>, LinkRow)> {
    let lang = t.lang();
    let link = |(control, mapping): (&ControlView, &MappingView)| {
        let answer = view.answer(control.id)?;
        let next = result.with_control_at(control.id, answer.target, requirement_links(view, requirement));
        let next = next.filter(|next| result.level().is_none_or(|level| *next > level));
        let row = LinkRow {
            path: format!("{}/kontrol/{}", head.path, control.code),
            code: control.code.clone(),
            title: control.title.get(lang).to_owned(),
            badge: badge(t, answer.standing().score()),
            target: answer.target.to_string(),
            relation: mapping.relation.key(),
            coverage: mapping.coverage.key(),
            rationale: mapping.rationale.as_ref().map(|text| text.get(lang).to_owned()).unwrap_or_default(),
            next: next.map(|next| number(lang, Some(next))).unwrap_or_default(),
        };
        Some((next, row))
    };
    view.answering(requirement).filter_map(link).collect()
}

/// The relevant controls that answer a requirement: each with its share in quarters and its score.
fn requirement_links(
    view: &AnalysisView,
    requirement: &RequirementView,
) -> Vec<(bavn_core::ids::ControlId, bavn_core::gap_analysis::Share)> {
    let link = |(control, mapping): (&ControlView, &MappingView)| {
        let standing = view.answer(control.id)?.standing();
        let quarters = mapping.coverage.quarters();
        standing
            .is_relevant()
            .then(|| (control.id, bavn_core::gap_analysis::Share { quarters, level: standing.score() }))
    };
    view.answering(requirement).filter_map(link).collect()
}

fn inputs(
    t: Tr,
    framework: &FrameworkView,
    requirement: &RequirementView,
    form: &DirectForm,
    faults: &Faults,
) -> Vec<Input> {
    let scale = answer_scale(framework);
    let mut values = vec![(String::new(), t.get("gap-direct-derived"))];
    if !requirement.body.questions.is_empty() {
        values.push((COMPUTED.to_owned(), t.get("gap-direct-computed")));
    }
    values.extend((scale.min..=scale.max).map(|value| {
        let name = scale.name(value).map(|name| format!(" {}", name.get(t.lang()))).unwrap_or_default();
        (value.to_string(), format!("{value}{name}"))
    }));
    values.push(("no".to_owned(), t.get("gap-direct-not-relevant")));
    let inputs = [
        Input::select("value", t.get("gap-direct-value"), &form.value, values).hint(t.s2(
            "gap-direct-hint",
            "min",
            scale.min,
            "max",
            scale.max,
        )),
        Input::area(3, "reason", t.get("gap-direct-reason"), &form.reason).max(2000).wide(),
    ];
    inputs.into_iter().map(|input| input.check(faults)).collect()
}

pub(super) async fn send(
    Path((id, key, reference)): Path<(String, String, String)>,
    sent: SecureForm<DirectForm>,
) -> PageResult<Response> {
    let SecureForm { user, form } = sent;
    let version = form.version.parse().map_err(|_| PageError::Form("version".into()))?;
    let view = get_analysis(&user.app, &user.ctx, parse_id(&id)?).await?;
    let (framework, result) = found(&view, &key)?;
    let requirement = find(&view, framework, &result.requirements, &reference)?.0;
    let sent = (!requirement.body.questions.is_empty()).then(|| replies(requirement, &form.replies));
    let edit = match form.value.as_str() {
        "" => DirectEdit::Clear,
        COMPUTED => DirectEdit::Computed { reason: form.reason.clone() },
        "no" => DirectEdit::NotRelevant { reason: form.reason.clone() },
        value => match value.parse() {
            Ok(value) => DirectEdit::Value { value, reason: form.reason.clone() },
            Err(_) => return Err(PageError::Form("value".into())),
        },
    };
    let (app, ctx) = (&user.app, &user.ctx);
    match record_requirement_replies(app, ctx, view.analysis.id, requirement.id, version, edit, sent).await {
        Ok(()) => {
            Ok(redirect(&format!("/gap-analyse/{}/ramme/{key}/krav/{}", view.analysis.id, encode(&reference)), "saved"))
        }
        Err(Error::Invalid(faults)) => page(&user, &id, &key, &reference, Some((form, faults))).await,
        Err(error) => Err(error.into()),
    }
}
