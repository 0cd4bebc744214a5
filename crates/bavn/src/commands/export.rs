use crate::{
    cli::{ExportCommand, ExportOscal, OscalDocument},
    config::Config,
    failure::{Failure, Outcome},
    opening,
    output::say,
};
use bavn_app::{
    App, Context,
    action_plan::get_current_plan,
    asset::{AssetFilter, AssetSort, AssetState, list_asset_types},
    continuity::{TaskFilter, TaskKeys, TaskSort, find_tasks},
    gap_analysis::latest_analysis,
    import_export::{
        ExportFormat, ListFormat, export_analysis, export_contracts_json, export_control_set,
        export_framework_template, export_oscal_catalog, export_oscal_mappings, export_oscal_plan,
        export_oscal_profile, export_oscal_results, export_suppliers_json, export_template,
    },
    supplier::{ContractFilter, ContractSort, SupplierFilter, SupplierSort},
};
use bavn_core::{
    ids::{AnalysisId, AssetTypeId},
    lang::Lang,
    text::fold,
};
use bavn_web::{
    import_export::{
        asset_list, contract_list, dependency_list, framework_sheet_texts, kl_categories as categories_of_kl,
        oscal_texts, scope_text, supplier_list, task_list, template_texts,
    },
    kit::Tr,
};
use serde_json::json;
use std::path::Path;
use uuid::Uuid;

/// `bavn export …`.
pub async fn run(config: &Config, command: ExportCommand) -> Outcome {
    let app = opening::open(config).await?;
    let ctx = opening::operator("command line");
    let (file, bytes) = match command {
        ExportCommand::GapTemplate { file, lang } => {
            if format_of(&file) != Some(ExportFormat::Xlsx) {
                return Err(Failure::usage(format!("{}: expected a name that ends in .xlsx.", file.display())));
            }
            let bytes = export_template(&app, &ctx, &template_texts(lang.into())).await?;
            (file, bytes)
        }
        ExportCommand::FrameworkTemplate { file, kl_categories, lang } => {
            if format_of(&file) != Some(ExportFormat::Xlsx) {
                return Err(Failure::usage(format!("{}: expected a name that ends in .xlsx.", file.display())));
            }
            let lang = lang.into();
            let categories = if kl_categories { categories_of_kl(lang) } else { Vec::new() };
            let bytes = export_framework_template(&app, &ctx, &framework_sheet_texts(lang), &categories).await?;
            (file, bytes)
        }
        ExportCommand::Gap { file, analysis, lang } => {
            let format = format_of(&file).ok_or_else(|| {
                Failure::usage(format!("{}: expected a name that ends in .xlsx, .csv or .json.", file.display()))
            })?;
            let id = find_analysis(&app, &ctx, analysis).await?;
            let t = Tr::new(lang.into());
            let scope = |view: &_| scope_text(t, view);
            let bytes = export_analysis(&app, &ctx, id, format, &template_texts(lang.into()), scope).await?;
            (file, bytes)
        }
        ExportCommand::Assets { file, state, own_type, lang } => {
            let format = list_format_of(&file)?;
            let state = match state {
                Some(key) => Some(AssetState::from_key(&key).ok_or_else(|| {
                    let known: Vec<&str> = AssetState::ALL.iter().map(|state| state.key()).collect();
                    Failure::usage(format!("--state {key}: expected one of {}.", known.join(", ")))
                })?),
                None => None,
            };
            let type_id = match own_type {
                Some(name) => Some(find_type(&app, &ctx, &name).await?),
                None => None,
            };
            let filter = AssetFilter { state, type_id, ..AssetFilter::default() };
            let bytes = asset_list(&app, &ctx, lang.into(), &filter, AssetSort::Number, format).await?;
            (file, bytes)
        }
        ExportCommand::Dependencies { file, lang } => {
            let format = list_format_of(&file)?;
            let bytes = dependency_list(&app, &ctx, lang.into(), format).await?;
            (file, bytes)
        }
        ExportCommand::Tasks { file, template, lang } => {
            let bytes = tasks(&app, &ctx, &file, template, lang.into()).await?;
            (file, bytes)
        }
        ExportCommand::Suppliers { file, lang } => {
            let bytes = if format_of(&file) == Some(ExportFormat::Json) {
                export_suppliers_json(&app, &ctx).await?
            } else {
                let (filter, format) = (SupplierFilter::default(), list_format_of(&file)?);
                supplier_list(&app, &ctx, lang.into(), &filter, SupplierSort::Number, format).await?
            };
            (file, bytes)
        }
        ExportCommand::Contracts { file, lang } => {
            let bytes = if format_of(&file) == Some(ExportFormat::Json) {
                export_contracts_json(&app, &ctx).await?
            } else {
                let (filter, format) = (ContractFilter::default(), list_format_of(&file)?);
                contract_list(&app, &ctx, lang.into(), &filter, ContractSort::Number, format).await?
            };
            (file, bytes)
        }
        ExportCommand::ControlSet { file } => {
            must_be_json(&file)?;
            let bytes = export_control_set(&app, &ctx).await?;
            (file, bytes)
        }
        ExportCommand::Oscal(args) => {
            let bytes = oscal(&app, &ctx, &args).await?;
            (args.file, bytes)
        }
    };
    app.db().clone().close().await?;
    write(&file, &bytes)?;
    say(format!("{}: {} bytes written.", file.display(), bytes.len()))
}

async fn tasks(app: &App, ctx: &Context, file: &Path, is_template: bool, lang: Lang) -> Outcome<Vec<u8>> {
    if format_of(file) == Some(ExportFormat::Json) && !is_template {
        let tasks = find_tasks(app, ctx, &TaskKeys::InUse).await?;
        let rows: Vec<_> = tasks
            .iter()
            .map(|task| json!({ "code": task.code(), "state": task.state, "task": task.facts, "needs": task.needs }))
            .collect();
        return serde_json::to_vec_pretty(&rows).map_err(|error| Failure::failed(error.to_string()));
    }
    let format = list_format_of(file)?;
    let all = TaskFilter::default();
    let filter = (!is_template).then_some((&all, TaskSort::Number));
    Ok(task_list(app, ctx, lang, filter, format).await?)
}

/// The own type of assets with a name, also one out of use.
async fn find_type(app: &App, ctx: &Context, name: &str) -> Outcome<AssetTypeId> {
    let types = list_asset_types(app, ctx).await?;
    let found = types.iter().find(|(one, _)| fold(&one.own.name) == fold(name));
    found.map(|(one, _)| one.id).ok_or_else(|| {
        let known: Vec<&str> = types.iter().map(|(one, _)| one.own.name.as_str()).collect();
        let known = if known.is_empty() { "there are no own types".to_owned() } else { known.join(", ") };
        Failure::usage(format!("--own-type {name}: expected one of {known}."))
    })
}

fn list_format_of(file: &Path) -> Outcome<ListFormat> {
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    ListFormat::from_ending(&ending)
        .ok_or_else(|| Failure::usage(format!("{}: expected a name that ends in .xlsx or .csv.", file.display())))
}

fn must_be_json(file: &Path) -> Outcome {
    match format_of(file) {
        Some(ExportFormat::Json) => Ok(()),
        _ => Err(Failure::usage(format!("{}: expected a name that ends in .json.", file.display()))),
    }
}

async fn oscal(app: &App, ctx: &Context, args: &ExportOscal) -> Outcome<Vec<u8>> {
    must_be_json(&args.file)?;
    let (is_catalogue, is_analysis) = match args.kind {
        OscalDocument::Catalog | OscalDocument::MappingCollection => (true, false),
        OscalDocument::Profile | OscalDocument::AssessmentResults => (false, true),
        OscalDocument::Poam => (false, false),
    };
    let is_plan = args.kind == OscalDocument::Poam;
    for (option, given, fits) in [
        ("--framework", args.framework.is_some(), is_catalogue),
        ("--analysis", args.analysis.is_some(), is_analysis),
        ("--plan", args.plan.is_some(), is_plan),
    ] {
        if given && !fits {
            return Err(Failure::usage(format!("{option} does not go with this --kind.")));
        }
    }
    let lang = args.lang.into();
    let (texts, t, framework) = (oscal_texts(lang), Tr::new(lang), args.framework.as_deref());
    let scope = |view: &_| scope_text(t, view);
    Ok(match args.kind {
        OscalDocument::Catalog => export_oscal_catalog(app, ctx, framework, &texts).await?,
        OscalDocument::MappingCollection => export_oscal_mappings(app, ctx, framework, &texts).await?,
        OscalDocument::Profile => {
            let id = find_analysis(app, ctx, args.analysis).await?;
            export_oscal_profile(app, ctx, id, &texts, scope).await?
        }
        OscalDocument::AssessmentResults => {
            let id = find_analysis(app, ctx, args.analysis).await?;
            export_oscal_results(app, ctx, id, &texts, scope).await?
        }
        OscalDocument::Poam => {
            let id = match args.plan {
                Some(id) => id.into(),
                None => get_current_plan(app, ctx).await?.id,
            };
            export_oscal_plan(app, ctx, id, &texts).await?
        }
    })
}

/// The analysis named, or the newest of the whole municipality.
///
/// # Errors
/// There is none, or the database failed.
pub async fn find_analysis(app: &App, ctx: &Context, id: Option<Uuid>) -> Outcome<AnalysisId> {
    match id {
        Some(id) => Ok(id.into()),
        None => match latest_analysis(app, ctx).await? {
            Some(view) => Ok(view.analysis.id),
            None => Err(Failure::failed("there is no analysis yet.\nBegin one in the pages first.")),
        },
    }
}

/// Writes a file by its side and moves it in place, so that nobody finds half a file.
///
/// # Errors
/// It cannot be written.
pub fn write(path: &Path, bytes: &[u8]) -> Outcome {
    use std::io::Write as _;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let wrong = |error: std::io::Error| Failure::file(path, "written", &error);
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(wrong)?;
    file.write_all(bytes).map_err(wrong)?;
    let persisted = file.persist(path).map_err(|error| wrong(error.error))?;
    use_umask(&persisted, path)
}

/// A temporary file is its owner's alone; an export gets the rights that a new file usually has.
fn use_umask(file: &std::fs::File, path: &Path) -> Outcome {
    use std::os::unix::fs::PermissionsExt as _;
    let rights = std::fs::Permissions::from_mode(0o640);
    file.set_permissions(rights).map_err(|error| Failure::file(path, "given its rights", &error))
}

fn format_of(path: &Path) -> Option<ExportFormat> {
    ExportFormat::from_ending(path.extension()?.to_str()?)
}
