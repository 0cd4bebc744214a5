use super::take::{TakeReport, take_control_set};
use crate::{
    App, Context, Error, FieldFault, Result,
    catalogue::{ControlView, get_catalogue},
    organisation::get_municipality,
};
use bavn_core::import_export::{
    FileError,
    control_set::{
        CONTROL_SET_FORMAT, ControlSetFile, FileArea, FileControl, FileMapping, Origin, SetFault, SetProblem,
        read_control_set,
    },
};
use time::format_description::well_known::Rfc3339;

/// The municipality's control set and mappings as one file that another municipality can take.
///
/// # Errors
/// [`Error::NotFound`] for those who may not read the control set, or the database failed.
pub async fn export_control_set(app: &App, ctx: &Context) -> Result<Vec<u8>> {
    let view = get_catalogue(app, ctx).await?;
    let municipality = get_municipality(app).await?;
    let areas = view.areas.iter().map(|area| FileArea {
        code: area.code.clone(),
        title: area.title.clone(),
        purpose: area.purpose.clone(),
        weight: area.weight,
    });
    let mappings = |control: &ControlView| {
        let mappings = control.mappings.iter().map(|mapping| {
            let requirement = &view.requirements[mapping.requirement];
            FileMapping {
                framework: view.frameworks[requirement.framework].key.clone(),
                reference: requirement.reference.clone(),
                relation: mapping.relation,
                coverage: mapping.coverage,
                rationale: mapping.rationale.clone(),
                origin: origin(&mapping.origin),
            }
        });
        mappings.collect()
    };
    let controls = view.controls.iter().map(|control| FileControl {
        code: control.code.clone(),
        area: view.area_of(control).code.clone(),
        origin: origin(&control.origin),
        title: control.title.clone(),
        statement: control.statement.clone(),
        purpose: control.purpose.clone(),
        levels: control.levels.clone(),
        evidence: control.evidence.clone(),
        finding: control.finding.clone(),
        weight: control.weight,
        target: control.target,
        mappings: mappings(control),
    });
    let file = ControlSetFile {
        format: CONTROL_SET_FORMAT.to_owned(),
        municipality: municipality.name,
        exported_at: ctx.now().format(&Rfc3339).unwrap_or_default(),
        areas: areas.collect(),
        controls: controls.collect(),
    };
    let text = file.to_json().map_err(|error| Error::System { what: "export", message: error.to_string() })?;
    Ok(text.into_bytes())
}

fn origin(key: &str) -> Origin {
    if key == "own" { Origin::Own } else { Origin::Bavn }
}

/// Takes the own controls and own mappings of another municipality's file: what is new here is added, nothing of ours is changed.
///
/// # Errors
/// [`Error::File`] when the file cannot be read, [`Error::TooLarge`], [`Error::Invalid`] with every fault by its place in the file,
/// [`Error::Forbidden`], or the database failed. Nothing is stored then.
pub async fn import_control_set(app: &App, ctx: &Context, bytes: Vec<u8>, dry_run: bool) -> Result<TakeReport> {
    let max = app.limits().import_bytes as u64;
    let read = tokio::task::spawn_blocking(move || read_control_set(&bytes, max));
    let (file, faults) = read.await?.map_err(|error| match error {
        FileError::TooLarge { max, .. } => Error::TooLarge { limit: usize::try_from(max).unwrap_or(usize::MAX) },
        other => Error::File(other),
    })?;
    if !faults.is_empty() {
        return Err(Error::Invalid(faults.into_iter().map(fault).collect()));
    }
    take_control_set(app, ctx, &file, dry_run).await
}

fn fault(fault: SetFault) -> FieldFault {
    let SetFault { path, value, problem } = fault;
    match problem {
        SetProblem::Blank => FieldFault::new(path, "required", value),
        SetProblem::TooLong { max } => FieldFault::new(path, "too_long", value).with("max", max),
        SetProblem::ControlCharacters => FieldFault::new(path, "control_characters", value),
        SetProblem::Taken => FieldFault::new(path, "taken", value),
        SetProblem::Code => FieldFault::new(path, "set_code", value),
    }
}
