//! From Kitos: its interface, or its lists as JSON files. What comes waits, so that its difference is seen first.

use super::list::{KitosForm, failed, page};
use crate::{
    import_export::file_error_text,
    kit::{
        Access, Faults, PageError, PageResult, Routes, SecureForm, SecureMultipart, format::parse_iso_date, html,
        see_other,
    },
};
use axum::http::StatusCode;
use bavn_app::{
    Error, FieldFault,
    import_export::{KitosPlace, fetch_kitos, upload_kitos},
};
use bavn_core::{
    access::Action,
    import_export::{kitos::KitosFiles, table::Register},
};

/// The first field of the form of files.
const LISTS: &str = "list-systems";

pub(super) fn routes() -> Routes {
    let may = Access::May(Action::AssetAdminister);
    Routes::new().post("/registre/import/kitos", may, fetch).post("/registre/import/kitos-filer", may, files)
}

async fn fetch(SecureForm { user, form }: SecureForm<KitosForm>) -> PageResult {
    let since = form.since.trim();
    let day = parse_iso_date(since);
    let place = KitosPlace {
        url: form.url.clone(),
        token: form.token.clone(),
        organisation: form.organisation.clone(),
        since: day,
    };
    let sent = if day.is_none() && !since.is_empty() {
        Err(Error::Invalid(vec![FieldFault::new("since", "not_a_date", since)]))
    } else {
        match fetch_kitos(&user.app, &user.ctx, place).await {
            Ok(files) => upload_kitos(&user.app, &user.ctx, form.url.trim(), files).await,
            Err(error) => Err(error),
        }
    };
    match sent {
        Ok(import) => Ok(see_other(&format!("/registre/import/{}", import.id))),
        Err(Error::Invalid(faults)) => {
            // The token is typed again.
            let form = KitosForm { token: String::new(), ..form };
            let faults = Faults::new(user.t, &faults);
            let mut response = html(&page(&user, Register::Assets, None, (form, faults)).await?)?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(Error::File(error)) => {
            let form = KitosForm { token: String::new(), ..form };
            failed(&user, Register::Assets, (file_error_text(user.t, &error), "url"), form).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn files(sent: SecureMultipart) -> PageResult {
    let SecureMultipart { user, files: mut sent, .. } = sent;
    let mut list = |name: &str| sent.remove(name).map(|upload| upload.content).unwrap_or_default();
    let files = KitosFiles {
        systems: list("systems"),
        usages: list("usages"),
        contracts: list("contracts"),
        registrations: list("registrations"),
        deleted: list("deleted"),
    };
    let is_empty =
        [&files.usages, &files.contracts, &files.registrations, &files.deleted].iter().all(|one| one.is_empty());
    if is_empty {
        let error = (user.t.get("kitos-no-lists"), LISTS);
        return failed(&user, Register::Assets, error, KitosForm::default()).await;
    }
    match upload_kitos(&user.app, &user.ctx, &user.t.get("kitos-files-name"), files).await {
        Ok(import) => Ok(see_other(&format!("/registre/import/{}", import.id))),
        Err(Error::File(error)) => {
            let error = (file_error_text(user.t, &error), LISTS);
            failed(&user, Register::Assets, error, KitosForm::default()).await
        }
        Err(error) => Err(PageError::from(error)),
    }
}
