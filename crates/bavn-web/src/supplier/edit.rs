//! Making and changing a supplier.

use super::form::{Choices, Form, inputs};
use crate::kit::{
    Faults, Input, Layout, PageResult, Place, SecureForm, Tr, User, changed_meanwhile, conflicted, html, redirect,
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use bavn_app::{
    Error, FieldFault,
    supplier::{self, SubSupplier, Supplier, SupplierDraft},
};
use bavn_core::{
    access::{Action, Resource},
    ids::SupplierId,
    supplier::{CONTACTS, Contact, Facts as _, SUBS, SupplierFacts},
};
use serde_json::json;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "supplier/edit.html")]
struct EditPage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    heading: String,
    action: String,
    back: String,
    version: String,
    inputs: Vec<Input>,
    contacts: Vec<ContactRow>,
    subs: Vec<SubRow>,
}

#[derive(Default)]
struct ContactRow {
    at: usize,
    number: usize,
    name: String,
    role: String,
    phone: String,
    email: String,
    is_out_of_hours: bool,
    fault: String,
}

struct SubRow {
    at: usize,
    number: usize,
    options: Vec<(String, String)>,
    chosen: String,
    service: String,
    fault: String,
}

pub(super) async fn begin(user: User) -> PageResult {
    let _ = user.ctx.authorize(Action::SupplierChange, Resource::Municipality)?;
    page(&user, None, &Form::of(&SupplierFacts::default().to_map(), 0), Faults::default()).await
}

pub(super) async fn edit(user: User, Path(id): Path<Uuid>) -> PageResult {
    let _ = user.ctx.authorize(Action::SupplierChange, Resource::Municipality)?;
    let supplier = supplier::get_supplier(&user.app, &user.ctx, SupplierId(id)).await?;
    let form = form_of(&supplier);
    page(&user, Some(supplier.id), &form, Faults::default()).await
}

fn form_of(supplier: &Supplier) -> Form {
    let mut form = Form::of(&supplier.facts.to_map(), supplier.version);
    let mut list = |name: &str, texts: Vec<String>| form.0.insert(name.to_owned(), json!(texts));
    let contacts = &supplier.contacts;
    list("contact_name", contacts.iter().map(|one| one.name.clone()).collect());
    list("contact_role", contacts.iter().map(|one| one.role.clone()).collect());
    list("contact_phone", contacts.iter().map(|one| one.phone.clone()).collect());
    list("contact_email", contacts.iter().map(|one| one.email.clone()).collect());
    list("contact_hours", contacts.iter().map(|one| one.is_out_of_hours.to_string()).collect());
    list("sub", supplier.subs.iter().map(|one| one.supplier.to_string()).collect());
    list("sub_service", supplier.subs.iter().map(|one| one.service.clone()).collect());
    form
}

async fn page(user: &User, id: Option<SupplierId>, form: &Form, faults: Faults) -> PageResult {
    let t = user.t;
    let suppliers = Choices { suppliers: Choices::suppliers(user).await?, ..Choices::default() };
    let back = id.map_or_else(|| "/leverandoerer".to_owned(), |id| format!("/leverandoerer/{id}"));
    let mut contacts = contact_rows(form);
    for (at, row) in contacts.iter_mut().enumerate() {
        let fields = ["name", "role", "phone", "email"].map(|field| format!("contacts[{at}].{field}"));
        row.fault = fields.iter().filter_map(|field| faults.at(field)).collect::<Vec<_>>().join(" ");
    }
    // Two more to fill.
    contacts.extend([ContactRow::default(), ContactRow::default()]);
    let mut subs = sub_rows(form);
    subs.extend([(String::new(), String::new()), (String::new(), String::new())]);
    let kind = bavn_core::supplier::FieldKind::Supplier;
    let own = id.map(|id| id.to_string());
    let sub = |(at, (chosen, service)): (usize, (String, String))| {
        let mut options = suppliers.options(t, kind, &chosen);
        options.retain(|(id, _)| Some(id) != own.as_ref() || *id == chosen);
        let fields = ["supplier", "service"].map(|field| format!("subs[{at}].{field}"));
        let fault = fields.iter().filter_map(|field| faults.at(field)).collect::<Vec<_>>().join(" ");
        SubRow { at, number: at + 1, options, chosen, service, fault }
    };
    let page = EditPage {
        layout: user.layout(Place::Suppliers, t.get("menu-suppliers")),
        heading: id.map_or_else(|| t.get("supplier-new"), |_| form.text("name")),
        action: id.map_or_else(|| "/leverandoerer/ny".to_owned(), |_| format!("{back}/rediger")),
        back,
        version: form.text("version"),
        inputs: inputs(t, SupplierFacts::FIELDS, form, &Choices::default(), &faults),
        contacts: contacts.into_iter().enumerate().map(|(at, row)| ContactRow { at, number: at + 1, ..row }).collect(),
        subs: subs.into_iter().enumerate().map(sub).collect(),
        t,
        faults,
    };
    let mut response = html(&page)?;
    if !page.faults.is_empty() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// The people to reach that were typed, without empty rows.
fn contact_rows(form: &Form) -> Vec<ContactRow> {
    let [names, roles, phones, emails, hours] =
        ["contact_name", "contact_role", "contact_phone", "contact_email", "contact_hours"].map(|name| form.list(name));
    let at = |list: &[String], place: usize| list.get(place).cloned().unwrap_or_default();
    (0..names.len().min(CONTACTS + 2))
        .map(|place| ContactRow {
            name: at(&names, place),
            role: at(&roles, place),
            phone: at(&phones, place),
            email: at(&emails, place),
            is_out_of_hours: at(&hours, place) == "true",
            ..ContactRow::default()
        })
        .filter(|row| [&row.name, &row.role, &row.phone, &row.email].iter().any(|text| !text.trim().is_empty()))
        .collect()
}

/// The suppliers behind it that were chosen, without empty rows.
fn sub_rows(form: &Form) -> Vec<(String, String)> {
    let (ids, services) = (form.list("sub"), form.list("sub_service"));
    ids.into_iter()
        .take(SUBS + 2)
        .enumerate()
        .map(|(at, id)| (id, services.get(at).cloned().unwrap_or_default()))
        .filter(|(id, _)| !id.is_empty())
        .collect()
}

fn read(form: &Form) -> Result<SupplierDraft, Error> {
    let map = form.read(SupplierFacts::FIELDS).map_err(Error::Invalid)?;
    let facts = SupplierFacts::from_map(map).map_err(|error| Error::invalid("name", "unknown", error.to_string()))?;
    let contacts = contact_rows(form)
        .into_iter()
        .map(|row| Contact {
            name: row.name,
            role: row.role,
            phone: row.phone,
            email: row.email,
            is_out_of_hours: row.is_out_of_hours,
        })
        .collect();
    let mut subs = Vec::new();
    for (at, (id, service)) in sub_rows(form).into_iter().enumerate() {
        let unknown = |_| Error::invalid(format!("subs[{at}].supplier"), "unknown", &id);
        subs.push(SubSupplier { supplier: id.parse().map_err(unknown)?, service });
    }
    Ok(SupplierDraft { facts, contacts, subs })
}

pub(super) async fn create(SecureForm { user, form }: SecureForm<Form>) -> PageResult {
    let _ = user.ctx.authorize(Action::SupplierChange, Resource::Municipality)?;
    let made = match read(&form) {
        Ok(draft) => supplier::create_supplier(&user.app, &user.ctx, draft).await,
        Err(error) => Err(error),
    };
    match made {
        Ok(id) => Ok(redirect(&format!("/leverandoerer/{id}"), "created")),
        Err(Error::Invalid(faults)) => refused(&user, None, &form, &faults).await,
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn update(Path(id): Path<Uuid>, SecureForm { user, form }: SecureForm<Form>) -> PageResult {
    let _ = user.ctx.authorize(Action::SupplierChange, Resource::Municipality)?;
    let id = SupplierId(id);
    let version = form.version()?;
    let saved = match read(&form) {
        Ok(draft) => supplier::update_supplier(&user.app, &user.ctx, id, version, draft).await,
        Err(error) => Err(error),
    };
    match saved {
        Ok(()) => Ok(redirect(&format!("/leverandoerer/{id}"), "saved")),
        Err(Error::Invalid(faults)) => refused(&user, Some(id), &form, &faults).await,
        Err(Error::Conflict { current, .. }) => {
            conflicted(refused(&user, Some(id), &form.at(current), &[changed_meanwhile("name")]).await)
        }
        Err(error) => Err(error.into()),
    }
}

async fn refused(user: &User, id: Option<SupplierId>, form: &Form, faults: &[FieldFault]) -> PageResult {
    page(user, id, form, Faults::new(user.t, faults)).await
}

pub(super) async fn archive(Path(id): Path<Uuid>, SecureForm { user, form }: SecureForm<Form>) -> PageResult {
    let _ = user.ctx.authorize(Action::SupplierChange, Resource::Municipality)?;
    supplier::archive_supplier(&user.app, &user.ctx, SupplierId(id), form.version()?).await?;
    Ok(redirect("/leverandoerer", "archived"))
}
