//! What waits for the person, and what is late.

use crate::kit::{PageResult, Tr, User};
use bavn_app::{
    action_plan::{PlanView, measure_code},
    catalogue,
    gap_analysis::AnalysisView,
    identity, organisation,
    page::PageRequest,
    report,
};
use bavn_core::{
    access::{Action, Resource, Role},
    action_plan::Projection,
    measure::State,
};

/// Something to do, or something that is late.
pub(super) struct Task {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) detail: String,
    pub(super) due: Option<String>,
    pub(super) is_late: bool,
}

/// Areas listed each for itself; the rest are one task.
const AREAS_SHOWN: usize = 3;
/// An area is listed for itself from so many unanswered controls.
const MANY: usize = 3;
/// An own measure is listed from so many days before it is due.
const DAYS_AHEAD: i64 = 30;

/// What waits for the person, the most pressing first.
pub(super) async fn waiting(
    user: &User,
    analysis: Option<&AnalysisView>,
    plan: Option<&PlanView>,
    projection: Option<&Projection>,
) -> PageResult<Vec<Task>> {
    let mut tasks = Vec::new();
    approve(user, &mut tasks).await?;
    if let Some(plan) = plan {
        own_measures(user, plan, &mut tasks);
    }
    if let Some(view) = analysis {
        unanswered(user, view, &mut tasks);
        if let Some(projection) = projection {
            reassess(user, view, projection, &mut tasks);
        }
    }
    if let Some(plan) = plan {
        decide(user, plan, &mut tasks);
    }
    review(user, &mut tasks).await?;
    content(user, &mut tasks).await?;
    set_up(user, &mut tasks).await?;
    if user.ctx.actor().has_role(Role::Employee) && tasks.is_empty() {
        tasks.push(Task {
            href: "/krav".into(),
            title: user.t.get("overview-employee-controls"),
            detail: user.t.get("overview-employee-controls-detail"),
            due: None,
            is_late: false,
        });
    }
    Ok(tasks)
}

/// New content of the program, for those who may take it.
async fn content(user: &User, tasks: &mut Vec<Task>) -> PageResult<()> {
    let may = user.ctx.may(Action::ContentUpdate, Resource::Municipality);
    if may && catalogue::get_catalogue(&user.app, &user.ctx).await?.update_waits {
        tasks.push(Task {
            href: "/krav/opdatering".into(),
            title: user.t.get("overview-content"),
            detail: user.t.get("overview-content-detail"),
            due: None,
            is_late: false,
        });
    }
    Ok(())
}

fn days(t: Tr, left: i64) -> String {
    if left < 0 { t.n("overview-days-over", -left) } else { t.n("overview-days-left", left) }
}

fn own_measures(user: &User, plan: &PlanView, tasks: &mut Vec<Task>) {
    let Some(person) = user.ctx.actor().person_id() else { return };
    let mut own: Vec<(i64, Task)> = plan
        .facts
        .iter()
        .zip(&plan.schedule.measures)
        .filter(|(facts, _)| facts.owner == Some(person) && matches!(facts.state, State::Approved | State::InProgress))
        .map(|(facts, slot)| (facts, (slot.planned_finish - user.ctx.today()).whole_days()))
        .filter(|(_, left)| *left <= DAYS_AHEAD)
        .map(|(facts, left)| {
            let code = measure_code(facts.number);
            let task = Task {
                href: format!("/handleplan/foranstaltning/{code}"),
                title: user.t.s("overview-own-measure", "title", &facts.title),
                detail: code,
                due: Some(days(user.t, left)),
                is_late: left < 0,
            };
            (left, task)
        })
        .collect();
    own.sort_by_key(|(left, _)| *left);
    tasks.extend(own.into_iter().map(|(_, task)| task));
}

fn unanswered(user: &User, view: &AnalysisView, tasks: &mut Vec<Task>) {
    if !view.analysis.is_open() || !user.ctx.may(Action::AnswerRecord, view.analysis.resource()) {
        return;
    }
    let mut open: Vec<_> = view
        .evaluation
        .areas
        .iter()
        .map(|area| (area.counts.relevant - area.counts.assessed, area))
        .filter(|(missing, _)| *missing > 0)
        .collect();
    open.sort_by_key(|(missing, _)| std::cmp::Reverse(*missing));
    let alone = open.iter().take_while(|(missing, _)| *missing >= MANY).take(AREAS_SHOWN).count();
    let rest = open.split_off(alone);
    let form = format!("/gap-analyse/{}/skema?vis=mangler", view.analysis.id);
    for (missing, area) in open {
        let title = view.catalogue.areas.iter().find(|found| found.id == area.id);
        let title = title.map(|area| area.title.get(user.t.lang()).to_owned()).unwrap_or_default();
        tasks.push(Task {
            href: format!("{form}#{}", area.code),
            title: user.t.with("overview-answer", &[("n", missing.to_string()), ("area", title)]),
            detail: view.analysis.title.clone(),
            due: None,
            is_late: false,
        });
    }
    let missing: usize = rest.iter().map(|(missing, _)| missing).sum();
    if missing > 0 {
        tasks.push(Task {
            href: form,
            title: user.t.n("overview-answer-rest", missing),
            detail: view.analysis.title.clone(),
            due: None,
            is_late: false,
        });
    }
}

fn reassess(user: &User, view: &AnalysisView, projection: &Projection, tasks: &mut Vec<Task>) {
    if !view.analysis.is_open() || !user.ctx.may(Action::AnswerRecord, view.analysis.resource()) {
        return;
    }
    let Some(first) = projection.not_reassessed.first() else { return };
    let code = view.catalogue.control(first.control).map(|control| control.code.clone()).unwrap_or_default();
    tasks.push(Task {
        href: format!("/gap-analyse/{}/kontrol/{code}", view.analysis.id),
        title: user.t.n("overview-reassess", projection.not_reassessed.len()),
        detail: user.t.get("overview-reassess-detail"),
        due: None,
        is_late: false,
    });
}

fn decide(user: &User, plan: &PlanView, tasks: &mut Vec<Task>) {
    if !user.ctx.may(Action::PlanChange, Resource::Any) {
        return;
    }
    let proposed = plan.facts.iter().filter(|facts| facts.state == State::Proposed).count();
    if proposed > 0 {
        tasks.push(Task {
            href: "/handleplan?tilstand=proposed".into(),
            title: user.t.n("overview-decide-measure", proposed),
            detail: plan.plan.title.clone(),
            due: None,
            is_late: false,
        });
    }
}

/// For those who approve: the newest version of each report that was kept and not yet approved.
async fn approve(user: &User, tasks: &mut Vec<Task>) -> PageResult<()> {
    if !user.ctx.may(Action::ReportApprove, Resource::Municipality) {
        return Ok(());
    }
    let reports = report::list_reports(&user.app, &user.ctx, None, PageRequest::default()).await?;
    for summary in reports.rows {
        let Some(version) = summary.latest.filter(|version| version.approved_at.is_none()) else { continue };
        tasks.push(Task {
            href: format!("/rapporter/{}/version/{}", summary.report.id, version.number),
            title: user.t.s("overview-approve", "title", &summary.report.title),
            detail: user.t.n("overview-version", version.number),
            due: None,
            is_late: false,
        });
    }
    Ok(())
}

/// Decisions on which frameworks apply that should have been looked at again.
async fn review(user: &User, tasks: &mut Vec<Task>) -> PageResult<()> {
    let overdue = catalogue::count_overdue_assessments(&user.app, &user.ctx).await?;
    if overdue > 0 {
        tasks.push(Task {
            href: "/krav/anvendelighed".into(),
            title: user.t.n("overview-review-applicability", i64::try_from(overdue).unwrap_or(i64::MAX)),
            detail: String::new(),
            due: None,
            is_late: true,
        });
    }
    Ok(())
}

/// What a new installation lacks.
async fn set_up(user: &User, tasks: &mut Vec<Task>) -> PageResult<()> {
    let mut add = |href: &str, title: String| {
        tasks.push(Task { href: href.into(), title, detail: String::new(), due: None, is_late: false });
    };
    if user.ctx.may(Action::OrganisationChange, Resource::Municipality)
        && organisation::list_units(&user.app, &user.ctx).await?.is_empty()
    {
        add("/organisation", user.t.get("overview-set-up-units"));
    }
    if user.ctx.may(Action::AccountChange, Resource::Municipality)
        && identity::list_accounts(&user.app, &user.ctx).await?.len() < 2
    {
        add("/brugere", user.t.get("overview-set-up-accounts"));
    }
    Ok(())
}

/// Late measures, the latest first, with what they delay.
pub(super) fn late(t: Tr, plan: &PlanView) -> Vec<Task> {
    plan.schedule
        .late()
        .into_iter()
        .filter_map(|slot| {
            let (measure, _) = plan.measure(slot.id)?;
            let detail = match slot.delays.as_slice() {
                [] => t.get("overview-delays-none"),
                [one] => {
                    let title =
                        plan.measure(one.measure).map(|(other, _)| other.facts.title.clone()).unwrap_or_default();
                    t.with("overview-delays", &[("title", title), ("days", one.days.to_string())])
                }
                many => t.n("overview-delays-more", many.len()),
            };
            Some(Task {
                href: format!("/handleplan/foranstaltning/{}", measure_code(measure.facts.number)),
                title: measure.facts.title.clone(),
                detail,
                due: Some(t.n("overview-days-over", slot.slip_days)),
                is_late: true,
            })
        })
        .collect()
}
