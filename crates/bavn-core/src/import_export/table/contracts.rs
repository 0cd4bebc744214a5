use super::field::{FieldKind, ImportField, of};

/// The most hours in an agreed response or restore time: a year.
const HOURS: i64 = 8_784;

/// The fields of a contract.
pub(super) const FIELDS: [ImportField; 25] = [
    of("number", FieldKind::Line(20)),
    of("external_id", FieldKind::Line(200)),
    of("reference", FieldKind::Line(100)),
    of("title", FieldKind::Line(200)),
    of("supplier", FieldKind::Supplier),
    of("supplier_cvr", FieldKind::Cvr),
    of("parent", FieldKind::Contract),
    of("assets", FieldKind::Assets),
    of("unit", FieldKind::Unit),
    of("owner", FieldKind::Person),
    of("owner_email", FieldKind::Email),
    of("starts_on", FieldKind::Date),
    of("ends_on", FieldKind::Date),
    of("notice_months", FieldKind::Number(0, 120)),
    of("options", FieldKind::Lines(10_000)),
    of("yearly_value", FieldKind::Kroner),
    of("one_off_value", FieldKind::Kroner),
    of("response_hours", FieldKind::Number(0, HOURS)),
    of("restore_hours", FieldKind::Number(0, HOURS)),
    of("support", FieldKind::Lines(10_000)),
    of("data_access", FieldKind::Lines(10_000)),
    of("exit_plan", FieldKind::Lines(10_000)),
    of("exit_tested_on", FieldKind::Date),
    of("note", FieldKind::Lines(10_000)),
    of(super::NOTE_LINE, FieldKind::Lines(2_000)),
];
