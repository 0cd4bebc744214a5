//! Which tables there are, in an order in which each can be filled after those it refers to.

/// A table.
#[derive(Debug)]
pub(super) struct TableSpec {
    /// Its name.
    pub name: &'static str,
    /// The columns of its key, by which it is read in order.
    pub key: &'static [&'static str],
    /// The column that refers to another row of the same table.
    pub parent: Option<&'static str>,
    /// Rows read at a time: few where a row can be large.
    pub page: u64,
}

const fn table(name: &'static str, key: &'static [&'static str]) -> TableSpec {
    TableSpec { name, key, parent: None, page: 1_000 }
}

const fn tree(name: &'static str, parent: &'static str) -> TableSpec {
    TableSpec { name, key: &["id"], parent: Some(parent), page: 1_000 }
}

/// Tables that a backup leaves out.
pub const LEFT_OUT: [&str; 2] = ["seaql_migrations", "session"];

/// Every other table.
pub(super) const TABLES: [TableSpec; 63] = [
    table("municipality", &["id"]),
    tree("unit", "parent_id"),
    table("person", &["id"]),
    table("account", &["id"]),
    table("role_grant", &["id"]),
    table("api_token", &["id"]),
    table("audit_event", &["sequence"]),
    table("audit_head", &["id"]),
    TableSpec { name: "attachment_blob", key: &["sha256"], parent: None, page: 1 },
    table("attachment", &["id"]),
    table("setting", &["key"]),
    table("content_version", &["key"]),
    TableSpec { name: "library", key: &["id"], parent: None, page: 1 },
    table("framework", &["id"]),
    tree("requirement", "parent_id"),
    table("control_area", &["id"]),
    table("control", &["id"]),
    table("control_mapping", &["control_id", "requirement_id"]),
    table("control_succession", &["control_id", "successor_id"]),
    table("requirement_link", &["library_id", "set_urn", "source_id", "target_id"]),
    table("applicability", &["id"]),
    table("applicability_statement", &["requirement_id"]),
    tree("analysis", "previous_id"),
    table("analysis_area", &["analysis_id", "area_id"]),
    table("answer", &["id"]),
    table("requirement_answer", &["id"]),
    table("evidence", &["id"]),
    table("supplier", &["id"]),
    table("asset_type", &["id"]),
    tree("asset", "merged_into_id"),
    table("asset_dependency", &["id"]),
    table("asset_attachment", &["id"]),
    table("saved_list", &["id"]),
    table("saved_list_default", &["account_id", "list"]),
    table("asset_coverage", &["on_day", "question"]),
    table("register_import", &["id"]),
    TableSpec { name: "register_import_file", key: &["import_id"], parent: None, page: 1 },
    table("register_import_row", &["import_id", "place"]),
    table("import_mapping", &["id"]),
    table("action_plan", &["id"]),
    table("measure", &["id"]),
    table("measure_hours", &["measure_id", "role"]),
    table("measure_dependency", &["measure_id", "depends_on_id"]),
    table("measure_effect", &["measure_id", "control_id"]),
    table("report", &["id"]),
    table("report_version", &["id"]),
    table("supplier_contact", &["id"]),
    table("supplier_link", &["supplier_id", "sub_supplier_id"]),
    tree("contract", "parent_id"),
    table("contract_asset", &["contract_id", "asset_id"]),
    table("contract_clause", &["contract_id", "clause"]),
    table("supplier_record", &["id"]),
    table("critical_task", &["id"]),
    table("task_impact", &["task_id", "dimension", "horizon_minutes"]),
    table("task_need", &["id"]),
    table("recovery_team", &["id"]),
    table("recovery_step", &["id"]),
    table("recovery_step_team", &["step_id", "team_id"]),
    table("recovery_step_asset", &["step_id", "asset_id"]),
    table("scenario", &["id"]),
    table("scenario_failure", &["id"]),
    table("scenario_team", &["scenario_id", "team_id"]),
    TableSpec { name: "recovery_plan", key: &["id"], parent: None, page: 20 },
];
