//! What needs the compiler: format, lints, documentation; and `cargo deny` where it is installed.

use crate::{
    Outcome,
    shell::{cargo, find_program, say, status},
};

/// A step's name, and the step.
type Step = (&'static str, fn() -> Outcome);

/// The steps, quickest first.
pub const STEPS: [Step; 4] =
    [("format", format), ("cargo deny", deny), ("clippy", clippy), ("documentation", documentation)];

fn format() -> Outcome {
    Ok(status(&mut cargo(&["fmt", "--all", "--check"])?)?.success())
}

fn clippy() -> Outcome {
    let arguments = ["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"];
    Ok(status(&mut cargo(&arguments)?)?.success())
}

fn documentation() -> Outcome {
    let arguments = ["doc", "--workspace", "--no-deps", "--document-private-items", "--locked"];
    Ok(status(cargo(&arguments)?.env("RUSTDOCFLAGS", "-D warnings"))?.success())
}

fn deny() -> Outcome {
    if find_program(&["cargo-deny"]).is_none() {
        say("       cargo-deny is not installed: only the own check of licences and bans was made")?;
        return Ok(true);
    }
    Ok(status(&mut cargo(&["deny", "check", "bans", "licenses", "sources"])?)?.success())
}
