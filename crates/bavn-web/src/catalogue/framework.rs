use super::{Chip, chips};
use crate::kit::{Layout, PageResult, Place, Tr, User, html};
use askama::Template;
use axum::extract::Path;
use bavn_app::{Error, catalogue};
use bavn_core::{
    access::{Action, Resource},
    lang::Localized,
};

#[derive(Template)]
#[template(path = "catalogue/framework.html")]
struct FrameworkPage {
    layout: Layout,
    t: Tr,
    key: String,
    heading: String,
    description: String,
    version: String,
    source: String,
    licence: String,
    binds: String,
    credit: String,
    url: String,
    only_applicability: bool,
    caution: String,
    may_see_statement: bool,
    chips: Vec<Chip>,
    rows: Vec<Row>,
}

struct Row {
    reference: String,
    title: String,
    text: String,
    legal_ref: String,
    is_heading: bool,
    controls: Vec<(String, String)>,
}

pub(super) async fn show(user: User, Path(key): Path<String>) -> PageResult {
    let (t, lang) = (user.t, user.t.lang());
    let view = catalogue::get_catalogue(&user.app, &user.ctx).await?;
    let framework =
        view.frameworks.iter().find(|framework| framework.key == key).ok_or(Error::NotFound { kind: "framework" })?;
    let all = &view.requirements[framework.requirements.clone()];
    let assessable = all.iter().filter(|requirement| requirement.is_assessable).count();
    let answered =
        all.iter().filter(|requirement| requirement.is_assessable && !requirement.answered_by.is_empty()).count();
    let optional = |text: Option<&Localized>| text.map(|text| text.get(lang).to_owned()).unwrap_or_default();
    let rows = all.iter().map(|requirement| Row {
        reference: requirement.reference.clone(),
        title: requirement.title.get(lang).to_owned(),
        legal_ref: requirement.legal_ref.as_ref().map(|text| text.get(lang).to_owned()).unwrap_or_default(),
        text: requirement.body.text.as_ref().map(|text| text.get(lang).to_owned()).unwrap_or_default(),
        is_heading: !requirement.is_assessable,
        controls: requirement
            .answered_by
            .iter()
            .map(|(place, _)| (view.controls[*place].code.clone(), view.controls[*place].title.get(lang).to_owned()))
            .collect(),
    });
    html(&FrameworkPage {
        layout: user.layout(Place::Catalogue, framework.short_title.get(lang)),
        heading: if framework.applicability_only {
            framework.title.get(lang).to_owned()
        } else {
            t.s3(
                "catalogue-framework-heading",
                ("name", framework.short_title.get(lang)),
                ("answered", &answered.to_string()),
                ("all", &assessable.to_string()),
            )
        },
        binds: optional(framework.binds.as_ref()),
        credit: optional(framework.credit.as_ref()),
        url: framework.url.clone(),
        only_applicability: framework.applicability_only,
        description: framework.description.get(lang).to_owned(),
        version: framework.version.clone(),
        source: framework.source.get(lang).to_owned(),
        licence: framework.licence.get(lang).to_owned(),
        caution: super::caution(t, framework, framework.is_verified),
        may_see_statement: assessable > 0 && user.ctx.may(Action::ApplicabilityRead, Resource::Municipality),
        chips: chips(&view, lang, t.get("catalogue-own"), Some(&key)),
        rows: rows.collect(),
        key,
        t,
    })
}
