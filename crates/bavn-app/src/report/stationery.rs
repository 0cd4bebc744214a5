//! The municipality's paper: letterhead, colours, logo, and templates of its own.

use crate::{App, Error, Result, attachment, organisation::get_municipality};
use bavn_core::lang::Lang;
use bavn_documents::{Image, ImageFormat, Letterhead, Rgb, Templates, palette};
use std::path::Path;

/// What documents are written on.
#[derive(Clone, Debug)]
pub struct Stationery {
    /// The head of the paper.
    pub letterhead: Letterhead,
    /// The municipality's own templates.
    pub templates: Templates,
    /// The language that documents are written in unless another is chosen.
    pub lang: Lang,
}

/// Largest template file, bytes; one more is read to know that it is larger.
const TEMPLATE_BYTES: u64 = 10 * 1024 * 1024;

/// Reads the municipality's paper. `logo_alt` says what the logo shows.
///
/// # Errors
/// [`Error::NotFound`] before set-up, [`Error::System`] when the template folder cannot be read, [`Error::TooLarge`] for a
/// template above 10 MB, or the database failed.
pub async fn load_stationery(app: &App, logo_alt: &str) -> Result<Stationery> {
    let municipality = get_municipality(app).await?;
    let logo = match municipality.logo_id {
        Some(id) => {
            let (attachment, bytes) = attachment::read(app, id).await?;
            let format = match attachment.media_type.as_str() {
                "image/svg+xml" => ImageFormat::Svg,
                "image/jpeg" => ImageFormat::Jpeg,
                _ => ImageFormat::Png,
            };
            Some(Image { bytes, format, alt: logo_alt.to_owned() })
        }
        None => None,
    };
    let lines = municipality.address.lines().map(str::trim).filter(|line| !line.is_empty());
    let letterhead = Letterhead {
        municipality: municipality.name,
        sender_unit: municipality.sender,
        address_lines: lines.take(5).map(str::to_owned).collect(),
        logo,
        primary_colour: Rgb::parse(&municipality.primary_colour).unwrap_or(palette::NIGHT),
        accent_colour: Rgb::parse(&municipality.accent_colour).unwrap_or(palette::EMBER),
    };
    let templates = match app.template_folder() {
        Some(folder) => own_templates(folder).await?,
        None => Templates::default(),
    };
    Ok(Stationery { letterhead, templates, lang: municipality.lang })
}

async fn own_templates(folder: &Path) -> Result<Templates> {
    Ok(Templates {
        memo_typ: read_text(folder, "ledelsesnotat.typ").await?,
        plan_typ: read_text(folder, "handleplan.typ").await?,
        statement_typ: read_text(folder, "anvendelighedserklaering.typ").await?,
        recovery_typ: read_text(folder, "genopretningsplan.typ").await?,
        docx: read(folder, "brevpapir.docx").await?,
    })
}

async fn read_text(folder: &Path, name: &str) -> Result<Option<String>> {
    let failed = |error: std::string::FromUtf8Error| Error::System {
        what: "a document template",
        message: format!("{name}: {error}"),
    };
    read(folder, name).await?.map(String::from_utf8).transpose().map_err(failed)
}

async fn read(folder: &Path, name: &str) -> Result<Option<Vec<u8>>> {
    use tokio::io::AsyncReadExt as _;
    let failed =
        |error: std::io::Error| Error::System { what: "a document template", message: format!("{name}: {error}") };
    let file = match tokio::fs::File::open(folder.join(name)).await {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
    };
    let mut bytes = Vec::new();
    let read = file.take(TEMPLATE_BYTES + 1).read_to_end(&mut bytes).await.map_err(failed)?;
    if read as u64 > TEMPLATE_BYTES {
        return Err(Error::TooLarge { limit: usize::try_from(TEMPLATE_BYTES).unwrap_or(usize::MAX) });
    }
    Ok(Some(bytes))
}
