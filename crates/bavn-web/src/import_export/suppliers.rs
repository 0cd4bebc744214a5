//! Suppliers and contracts as lists.

use crate::{
    kit::{Access, PageError, PageResult, Routes, Tr, User, file},
    supplier::{WantedContracts, WantedSuppliers},
};
use axum::extract::{Path, Query};
use bavn_app::{
    App, Context, Result,
    import_export::{ListFormat, SupplierTexts, export_contract_list, export_supplier_list},
    supplier::{ContractFilter, ContractSort, SupplierFilter, SupplierSort},
};
use bavn_core::{access::Action, lang::Lang, supplier::SupplierKind};

pub(super) fn routes() -> Routes {
    let read = Access::May(Action::SupplierRead);
    Routes::new().get("/leverandoerer/eksport/{format}", read, download_suppliers).get(
        "/kontrakter/eksport/{format}",
        read,
        download_contracts,
    )
}

/// Suppliers as a file, in a language.
///
/// # Errors
/// As [`export_supplier_list`].
pub async fn supplier_list(
    app: &App,
    ctx: &Context,
    lang: Lang,
    filter: &SupplierFilter,
    sort: SupplierSort,
    format: ListFormat,
) -> Result<Vec<u8>> {
    let t = Tr::new(lang);
    export_supplier_list(app, ctx, filter, sort, format, &texts(t, &|kind| t.of("supplier-kind", kind.key()))).await
}

/// Contracts as a file, in a language.
///
/// # Errors
/// As [`export_contract_list`].
pub async fn contract_list(
    app: &App,
    ctx: &Context,
    lang: Lang,
    filter: &ContractFilter,
    sort: ContractSort,
    format: ListFormat,
) -> Result<Vec<u8>> {
    let t = Tr::new(lang);
    export_contract_list(app, ctx, filter, sort, format, &texts(t, &|kind| t.of("supplier-kind", kind.key()))).await
}

fn texts(t: Tr, kind: &(dyn Fn(SupplierKind) -> String + Send + Sync)) -> SupplierTexts<'_> {
    SupplierTexts {
        lang: t.lang(),
        suppliers: t.get("menu-suppliers"),
        contracts: t.get("contract-all"),
        supplier_heads: [
            "number",
            "name",
            "cvr",
            "kind",
            "country",
            "website",
            "criticality",
            "contact",
            "phone",
            "email",
            "systems",
            "subs",
            "external-id",
            "note",
        ]
        .map(|head| t.of("list-supplier", head)),
        contract_heads: [
            "number",
            "reference",
            "title",
            "supplier",
            "cvr",
            "parent",
            "unit",
            "owner",
            "assets",
            "starts-on",
            "ends-on",
            "notice",
            "notice-by",
            "options",
            "yearly",
            "one-off",
            "response",
            "restore",
            "support",
            "data-access",
            "exit-plan",
            "exit-tested",
            "missing",
            "note",
        ]
        .map(|head| t.of("list-contract", head)),
        kind,
    }
}

fn format_of(ending: &str) -> PageResult<ListFormat> {
    ListFormat::from_ending(ending).ok_or(PageError::NoSuchPage)
}

async fn download_suppliers(
    user: User,
    Path(ending): Path<String>,
    Query(wanted): Query<WantedSuppliers>,
) -> PageResult {
    let format = format_of(&ending)?;
    let (filter, sort) = wanted.read();
    let content = supplier_list(&user.app, &user.ctx, user.t.lang(), &filter, sort, format).await?;
    let name = format!("bavn-suppliers-{}.{}", user.ctx.today(), format.ending());
    Ok(file(&name, format.media_type(), content))
}

async fn download_contracts(
    user: User,
    Path(ending): Path<String>,
    Query(wanted): Query<WantedContracts>,
) -> PageResult {
    let format = format_of(&ending)?;
    let (filter, sort) = wanted.read();
    let content = contract_list(&user.app, &user.ctx, user.t.lang(), &filter, sort, format).await?;
    let name = format!("bavn-contracts-{}.{}", user.ctx.today(), format.ending());
    Ok(file(&name, format.media_type(), content))
}
