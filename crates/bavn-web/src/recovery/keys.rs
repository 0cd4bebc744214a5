//! Which text each kind of line has.

/// The text of a kind of conflict.
pub(super) fn conflict_key(kind: &str) -> &'static str {
    match kind {
        "rto_beyond_mtpd" => "recovery-conflict-rto-beyond-mtpd",
        "restore_beyond_rto" => "recovery-conflict-restore-beyond-rto",
        "rpo_beyond_backup" => "recovery-conflict-rpo-beyond-backup",
        "needs_later" => "recovery-conflict-needs-later",
        "ring" => "recovery-conflict-ring",
        "nobody_not_ours" => "recovery-conflict-nobody-not-ours",
        "nobody_no_steps" => "recovery-conflict-nobody-no-steps",
        "nobody_too_few" => "recovery-conflict-nobody-too-few",
        "nobody_no_hours" => "recovery-conflict-nobody-no-hours",
        "never_tested" => "recovery-conflict-never-tested",
        "tested_long_ago" => "recovery-conflict-tested-long-ago",
        _ => "recovery-conflict-test-took-longer",
    }
}

/// The text of a kind of help.
pub(super) fn help_key(kind: &str) -> &'static str {
    match kind {
        "more_people" => "recovery-help-more-people",
        "round_the_clock" => "recovery-help-round-the-clock",
        "shorter_step" => "recovery-help-shorter-step",
        "tested_restore" => "recovery-help-tested-restore",
        "alternative" => "recovery-help-alternative",
        _ => "recovery-help-longer-fallback",
    }
}

/// The text of why something does not come back.
pub(super) fn stuck_key(kind: &str) -> &'static str {
    match kind {
        "not_ours" => "recovery-stuck-not-ours",
        "no_steps" => "recovery-stuck-no-steps",
        "too_few" => "recovery-stuck-too-few",
        "no_hours" => "recovery-stuck-no-hours",
        _ => "recovery-stuck-waits-for",
    }
}
