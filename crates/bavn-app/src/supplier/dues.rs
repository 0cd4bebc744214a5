use super::{
    contract_load::visible,
    entity::{contract, supplier, supplier_record},
    load::KIND,
    record::readable,
    types::record_of,
};
use crate::{App, Context, Result};
use bavn_core::{
    access::{Action, Resource},
    ids::{ContractId, SupplierId, SupplierRecordId},
    supplier::{RecordKind, notice_by},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::HashMap;
use time::Date;
use uuid::Uuid;

/// What falls due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DueKind {
    /// The last day to give notice of a contract.
    Notice,
    /// The last day of a contract.
    ContractEnds,
    /// Oversight of a data-processing agreement.
    Oversight,
    /// The next audit statement.
    Statement,
    /// The next assessment of the supplier.
    Assessment,
}

impl DueKind {
    /// The stable word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::ContractEnds => "contract_ends",
            Self::Oversight => "oversight",
            Self::Statement => "statement",
            Self::Assessment => "assessment",
        }
    }
}

/// Something that falls due about a supplier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The day.
    pub on: Date,
    /// What.
    pub kind: DueKind,
    /// About whom.
    pub supplier: SupplierId,
    /// The supplier's name.
    pub supplier_name: String,
    /// Which contract.
    pub contract: Option<ContractId>,
    /// Which agreement, statement or assessment.
    pub record: Option<SupplierRecordId>,
    /// What that is called.
    pub title: String,
}

/// The most contracts, and the most things on file, to look through.
const MOST: u64 = 50_000;

/// Everything that falls due about suppliers in use and that the actor may read, the first day at the top; three statements.
///
/// # Errors
/// [`crate::Error::NotFound`] for those who may read none, or the database failed.
pub async fn list_dues(app: &App, ctx: &Context) -> Result<Vec<Due>> {
    let permit = ctx.authorize_read(Action::SupplierRead, Resource::Any, KIND)?;
    let conn = app.db().read();
    let names = supplier::Entity::find()
        .filter(supplier::Column::ArchivedAt.is_null())
        .select_only()
        .column(supplier::Column::Id)
        .column(supplier::Column::Name);
    let names: HashMap<Uuid, String> = names.into_tuple::<(Uuid, String)>().all(conn).await?.into_iter().collect();
    let contracts = contract::Entity::find()
        .filter(visible(&permit))
        .filter(contract::Column::ArchivedAt.is_null())
        .filter(contract::Column::EndsOn.is_not_null())
        .limit(MOST)
        .select_only()
        .columns([
            contract::Column::Id,
            contract::Column::Title,
            contract::Column::SupplierId,
            contract::Column::EndsOn,
            contract::Column::NoticeMonths,
        ]);
    let mut dues = Vec::new();
    for (id, title, supplier, ends_on, months) in
        contracts.into_tuple::<(Uuid, String, Uuid, Date, Option<i32>)>().all(conn).await?
    {
        let Some(name) = names.get(&supplier) else { continue };
        let notice = months.and_then(|months| notice_by(ends_on, u32::try_from(months).ok()?));
        for (kind, on) in [(DueKind::Notice, notice), (DueKind::ContractEnds, Some(ends_on))] {
            dues.extend(on.map(|on| Due {
                on,
                kind,
                supplier: supplier.into(),
                supplier_name: name.clone(),
                contract: Some(id.into()),
                record: None,
                title: title.clone(),
            }));
        }
    }
    let records = supplier_record::Entity::find()
        .filter(readable(&permit))
        .filter(supplier_record::Column::ArchivedAt.is_null())
        .filter(supplier_record::Column::DueOn.is_not_null())
        .limit(MOST);
    for row in records.all(conn).await? {
        let (Some(on), Some(name)) = (row.due_on, names.get(&row.supplier_id)) else { continue };
        let record = record_of(row)?;
        dues.push(Due {
            on,
            kind: match record.facts.kind() {
                RecordKind::Agreement => DueKind::Oversight,
                RecordKind::Statement => DueKind::Statement,
                RecordKind::Assessment => DueKind::Assessment,
            },
            supplier: record.supplier,
            supplier_name: name.clone(),
            contract: record.contract,
            record: Some(record.id),
            title: record.facts.title().to_owned(),
        });
    }
    dues.sort_by(|one, other| {
        (one.on, one.kind, &one.supplier_name, &one.title, one.record, one.contract).cmp(&(
            other.on,
            other.kind,
            &other.supplier_name,
            &other.title,
            other.record,
            other.contract,
        ))
    });
    Ok(dues)
}
