use super::{
    entity::{supplier, supplier_link},
    load::{KIND, links},
};
use crate::{App, Context, Result};
use bavn_core::{
    access::{Action, Resource},
    ids::SupplierId,
    supplier::{SupplierLink, sub_suppliers},
};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait as _, QueryFilter, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

/// A supplier in a chain of suppliers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainLine {
    /// Which supplier.
    pub id: SupplierId,
    /// Its name.
    pub name: String,
    /// How many steps away, from 1.
    pub level: usize,
    /// What it delivers to the supplier looked at; empty when it is further away.
    pub service: String,
}

/// Who stands around a supplier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SupplierChain {
    /// The suppliers that it leans on, at every level, the nearest first.
    pub behind: Vec<ChainLine>,
    /// The suppliers that lean on it, at every level, the nearest first.
    pub before: Vec<ChainLine>,
}

/// The suppliers behind a supplier and before it; three statements.
///
/// # Errors
/// [`crate::Error::NotFound`] for those who may read none, or the database failed.
pub async fn get_supplier_chain(app: &App, ctx: &Context, id: SupplierId) -> Result<SupplierChain> {
    let _ = ctx.authorize_read(Action::SupplierRead, Resource::Any, KIND)?;
    let conn = app.db().read();
    let links = links(conn).await?;
    let names = supplier::Entity::find()
        .filter(supplier::Column::ArchivedAt.is_null())
        .select_only()
        .column(supplier::Column::Id)
        .column(supplier::Column::Name);
    let names: HashMap<Uuid, String> = names.into_tuple::<(Uuid, String)>().all(conn).await?.into_iter().collect();
    let direct = supplier_link::Entity::find()
        .filter(supplier_link::Column::SupplierId.eq(id.0).or(supplier_link::Column::SubSupplierId.eq(id.0)));
    let services: HashMap<(Uuid, Uuid), String> =
        direct.all(conn).await?.into_iter().map(|row| ((row.supplier_id, row.sub_supplier_id), row.service)).collect();
    let turned: Vec<SupplierLink> =
        links.iter().map(|link| SupplierLink { supplier: link.sub, sub: link.supplier }).collect();
    let line = |other: SupplierId, level: usize, key: (Uuid, Uuid)| ChainLine {
        id: other,
        name: names.get(&other.0).cloned().unwrap_or_default(),
        level,
        service: services.get(&key).cloned().unwrap_or_default(),
    };
    Ok(SupplierChain {
        behind: sub_suppliers(&links, id)
            .into_iter()
            .map(|(other, level)| line(other, level, (id.0, other.0)))
            .collect(),
        before: sub_suppliers(&turned, id)
            .into_iter()
            .map(|(other, level)| line(other, level, (other.0, id.0)))
            .collect(),
    })
}
