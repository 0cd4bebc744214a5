use super::field::{FieldKind, ImportField, of};

/// The fields of a supplier.
pub(super) const FIELDS: [ImportField; 13] = [
    of("number", FieldKind::Line(20)),
    of("external_id", FieldKind::Line(200)),
    of("name", FieldKind::Line(200)),
    of("cvr", FieldKind::Cvr),
    of("kind", FieldKind::Choice("supplier_kind")),
    of("country", FieldKind::Country),
    of("website", FieldKind::Url),
    of("criticality", FieldKind::Grade),
    of("contact_name", FieldKind::Line(200)),
    of("contact_phone", FieldKind::Line(40)),
    of("contact_email", FieldKind::Email),
    of("note", FieldKind::Lines(10_000)),
    of(super::NOTE_LINE, FieldKind::Lines(2_000)),
];
