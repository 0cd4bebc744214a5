use super::{
    Supplier, SupplierDraft,
    check::{in_words, placed},
    code_of,
    entity::{supplier, supplier_contact, supplier_link},
    load::{KIND, links, load},
};
use crate::{App, Context, Error, FieldFault, Result};
use bavn_core::{
    access::{Action, Permit, Resource},
    audit_log::AuditEvent,
    ids::SupplierId,
    supplier::{Facts as _, SUBS, SupplierLink, check_contacts, check_links},
    text::fold,
};
use bavn_db::WriteTx;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect as _,
    sea_query::OnConflict,
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Rows in one statement, so that no statement has more parameters than SQLite takes.
pub(super) const CHUNK: usize = 500;
/// The most suppliers in the register, those out of use counted too.
const MOST: i32 = 50_000;

/// A supplier to be stored: a new one, or a change of one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PutSupplier {
    /// Which one, and the version that the change was made from; `None` for a new one.
    pub old: Option<(SupplierId, i32)>,
    /// What it is to be.
    pub draft: SupplierDraft,
}

/// Creates a supplier.
///
/// # Errors
/// [`Error::Invalid`] with every fault, [`Error::Forbidden`], or the database failed.
pub async fn create_supplier(app: &App, ctx: &Context, draft: SupplierDraft) -> Result<SupplierId> {
    let found = put(app, ctx, vec![PutSupplier { old: None, draft }], false).await?;
    found.first().copied().ok_or(Error::NotFound { kind: KIND })
}

/// Changes a supplier.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`], [`Error::Invalid`] with every fault (a circle of suppliers is named by its suppliers),
/// [`Error::Forbidden`], or the database failed.
pub async fn update_supplier(
    app: &App,
    ctx: &Context,
    id: SupplierId,
    version: i32,
    draft: SupplierDraft,
) -> Result<()> {
    put(app, ctx, vec![PutSupplier { old: Some((id, version)), draft }], false).await.map(|_| ())
}

/// Creates and changes many suppliers at once, all or none, each with its record in the log. The identifiers come back in the order
/// given.
///
/// # Errors
/// As [`update_supplier`], the faults named `suppliers[PLACE].field`.
pub async fn put_suppliers(app: &App, ctx: &Context, puts: Vec<PutSupplier>) -> Result<Vec<SupplierId>> {
    put(app, ctx, puts, true).await
}

async fn put(app: &App, ctx: &Context, puts: Vec<PutSupplier>, is_many: bool) -> Result<Vec<SupplierId>> {
    let permit = ctx.authorize(Action::SupplierChange, Resource::Municipality)?;
    let mut tx = app.db().write_tx(&permit, ctx.change()).await?;
    let ids = write_suppliers(&mut tx, &permit, ctx, puts, is_many).await?;
    tx.commit_recorded().await?;
    Ok(ids)
}

/// The same inside a transaction of choice; the permit is one to change suppliers of the municipality.
pub(crate) async fn write_suppliers(
    tx: &mut WriteTx,
    permit: &Permit,
    ctx: &Context,
    puts: Vec<PutSupplier>,
    is_many: bool,
) -> Result<Vec<SupplierId>> {
    let before = load_old(tx.conn(), &puts).await?;
    let mut next = next_number(tx.conn(), puts.len()).await?;
    let mut suppliers = Vec::with_capacity(puts.len());
    for put in puts {
        let old = match put.old {
            Some((id, version)) => {
                let old = before.get(&id).ok_or(Error::NotFound { kind: KIND })?;
                if old.version != version {
                    return Err(Error::Conflict { kind: KIND, current: old.version });
                }
                Some(old)
            }
            None => None,
        };
        let number = old.map_or(next, |old| old.number);
        next += u32::from(old.is_none());
        let mut contacts = put.draft.contacts;
        for contact in &mut contacts {
            for text in [&mut contact.name, &mut contact.role, &mut contact.phone, &mut contact.email] {
                *text = text.trim().to_owned();
            }
        }
        let mut subs = put.draft.subs;
        for sub in &mut subs {
            sub.service = sub.service.trim().to_owned();
        }
        suppliers.push(Supplier {
            id: old.map_or_else(|| ctx.new_id(), |old| Ok(old.id))?,
            number,
            facts: put.draft.facts.tidy(),
            contacts,
            subs,
            archived_at: None,
            version: old.map_or(1, |old| old.version + 1),
        });
    }
    let faults = faults(tx.conn(), &suppliers, is_many).await?;
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    store(tx.conn(), ctx, &suppliers).await?;
    for supplier in &suppliers {
        let old = before.get(&supplier.id);
        let verb = if old.is_some() { "update" } else { "create" };
        let event = AuditEvent::new(permit, verb, KIND, Some(supplier.id.0)).after(supplier.to_json());
        tx.record(event.before(old.map(Supplier::to_json)));
    }
    Ok(suppliers.iter().map(|supplier| supplier.id).collect())
}

async fn load_old(conn: &impl ConnectionTrait, puts: &[PutSupplier]) -> Result<HashMap<SupplierId, Supplier>> {
    let ids: Vec<Uuid> = puts.iter().filter_map(|put| put.old.map(|(id, _)| id.0)).collect();
    let mut found = HashMap::new();
    for chunk in ids.chunks(CHUNK) {
        let query = supplier::Entity::find()
            .filter(supplier::Column::Id.is_in(chunk.iter().copied()))
            .filter(supplier::Column::ArchivedAt.is_null());
        found.extend(load(conn, query).await?.into_iter().map(|one| (one.id, one)));
    }
    Ok(found)
}

async fn next_number(conn: &impl ConnectionTrait, count: usize) -> Result<u32> {
    let highest: Option<i32> = supplier::Entity::find()
        .order_by_desc(supplier::Column::Number)
        .select_only()
        .column(supplier::Column::Number)
        .into_tuple()
        .one(conn)
        .await?;
    let highest = highest.unwrap_or(0);
    if i32::try_from(count).ok().and_then(|count| highest.checked_add(count)).is_none_or(|last| last > MOST) {
        return Err(Error::Closed { kind: KIND, reason: "too_many" });
    }
    u32::try_from(highest + 1).map_err(|_| Error::Closed { kind: KIND, reason: "too_many" })
}

async fn faults(conn: &impl ConnectionTrait, suppliers: &[Supplier], is_many: bool) -> Result<Vec<FieldFault>> {
    let rows: Vec<(Uuid, String)> = supplier::Entity::find()
        .filter(supplier::Column::ArchivedAt.is_null())
        .select_only()
        .column(supplier::Column::Id)
        .column(supplier::Column::Name)
        .into_tuple()
        .all(conn)
        .await?;
    let mut names: HashMap<SupplierId, String> = rows.into_iter().map(|(id, name)| (id.into(), name)).collect();
    names.extend(suppliers.iter().map(|one| (one.id, one.facts.name.clone())));
    let changed: HashSet<SupplierId> = suppliers.iter().map(|one| one.id).collect();
    let mut all = links(conn).await?;
    all.retain(|link| !changed.contains(&link.supplier));
    for one in suppliers {
        all.extend(one.subs.iter().map(|sub| SupplierLink { supplier: one.id, sub: sub.supplier }));
    }
    let mut faults = Vec::new();
    for (at, one) in suppliers.iter().enumerate() {
        let place = is_many.then(|| format!("suppliers[{at}]"));
        let place = place.as_deref();
        let mut found = one.facts.faults();
        found.extend(check_contacts(&one.contacts));
        faults.extend(in_words(found, &one.facts.to_map(), place));
        if one.subs.len() > SUBS {
            faults.push(FieldFault::new(placed(place, "subs"), "too_many", "").with("max", SUBS));
        }
        let mut seen = HashSet::new();
        for (at, sub) in one.subs.iter().enumerate() {
            let field = placed(place, &format!("subs[{at}].supplier"));
            if !names.contains_key(&sub.supplier) {
                faults.push(FieldFault::new(&field, "unknown", sub.supplier.to_string()));
            }
            if !seen.insert(sub.supplier) {
                faults.push(FieldFault::new(
                    &field,
                    "duplicate",
                    names.get(&sub.supplier).cloned().unwrap_or_default(),
                ));
            }
            if sub.service.chars().nth(1_000).is_some() {
                let field = placed(place, &format!("subs[{at}].service"));
                faults.push(FieldFault::new(field, "too_long", &sub.service).with("max", 1_000));
            }
        }
        if let Err(circle) = check_links(&all, one.id) {
            let path: Vec<&str> =
                circle.path.iter().map(|id| names.get(id).map(String::as_str).unwrap_or_default()).collect();
            faults.push(FieldFault::new(placed(place, "subs"), "supplier_circle", "").with("path", path.join(" → ")));
        }
    }
    Ok(faults)
}

async fn store(conn: &impl ConnectionTrait, ctx: &Context, suppliers: &[Supplier]) -> Result<()> {
    use supplier::Column;
    let mut changed = OnConflict::column(Column::Id);
    changed.update_columns([
        Column::Name,
        Column::Cvr,
        Column::Kind,
        Column::Country,
        Column::Website,
        Column::Criticality,
        Column::ExternalSource,
        Column::ExternalId,
        Column::Note,
        Column::SearchText,
        Column::Version,
    ]);
    let (mut contacts, mut links) = (Vec::new(), Vec::new());
    for one in suppliers {
        for (at, contact) in one.contacts.iter().enumerate() {
            contacts.push(supplier_contact::ActiveModel {
                id: Set(ctx.new_id()?),
                supplier_id: Set(one.id.0),
                position: Set(i16::try_from(at).unwrap_or(i16::MAX)),
                name: Set(contact.name.clone()),
                role: Set(contact.role.clone()),
                phone: Set(contact.phone.clone()),
                email: Set(contact.email.clone()),
                is_out_of_hours: Set(contact.is_out_of_hours),
            });
        }
        links.extend(one.subs.iter().map(|sub| supplier_link::ActiveModel {
            supplier_id: Set(one.id.0),
            sub_supplier_id: Set(sub.supplier.0),
            service: Set(sub.service.clone()),
        }));
    }
    for chunk in suppliers.chunks(CHUNK) {
        let ids = || chunk.iter().map(|one| one.id.0);
        let rows = chunk.iter().map(|one| row(ctx, one)).collect::<Result<Vec<_>>>()?;
        supplier::Entity::insert_many(rows).on_conflict(changed.clone()).exec_without_returning(conn).await?;
        supplier_contact::Entity::delete_many()
            .filter(supplier_contact::Column::SupplierId.is_in(ids()))
            .exec(conn)
            .await?;
        supplier_link::Entity::delete_many().filter(supplier_link::Column::SupplierId.is_in(ids())).exec(conn).await?;
    }
    for chunk in contacts.chunks(CHUNK) {
        supplier_contact::Entity::insert_many(chunk.to_vec()).exec_without_returning(conn).await?;
    }
    for chunk in links.chunks(CHUNK) {
        supplier_link::Entity::insert_many(chunk.to_vec()).exec_without_returning(conn).await?;
    }
    Ok(())
}

fn row(ctx: &Context, one: &Supplier) -> Result<supplier::ActiveModel> {
    let facts = &one.facts;
    let number = i32::try_from(one.number).map_err(|_| Error::Closed { kind: KIND, reason: "too_many" })?;
    let search = fold(&format!("{} {} {} {}", code_of('L', one.number), facts.name, facts.cvr, facts.external_id,));
    Ok(supplier::ActiveModel {
        id: Set(one.id.0),
        number: Set(number),
        name: Set(facts.name.clone()),
        cvr: Set((!facts.cvr.is_empty()).then(|| facts.cvr.clone())),
        kind: Set(facts.kind.key().to_owned()),
        country: Set(facts.country.clone()),
        website: Set(facts.website.clone()),
        criticality: Set(facts.criticality.map(|grade| grade.get().into())),
        external_source: Set(facts.external_source.clone()),
        external_id: Set(facts.external_id.clone()),
        note: Set(facts.note.clone()),
        search_text: Set(search),
        created_at: Set(ctx.now()),
        archived_at: Set(None),
        version: Set(one.version),
    })
}
