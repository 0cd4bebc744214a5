use crate::{
    cli::AuditCommand,
    config::Config,
    failure::{Failure, Outcome},
    opening,
    output::{say, say_json},
};
use bavn_db::DbError;
use serde_json::json;

/// `bavn audit …`.
pub async fn run(config: &Config, command: &AuditCommand) -> Outcome {
    let AuditCommand::Verify { json } = command;
    let app = opening::open(config).await?;
    match bavn_db::audit::verify(app.db()).await {
        Ok(head) => {
            if *json {
                return say_json(&json!({ "holds": true, "records": head.sequence, "hash": hex(&head.hash) }));
            }
            say(format!("The audit log holds: {} records, the last with hash {}.", head.sequence, hex(&head.hash)))
        }
        Err(error @ DbError::Audit(_)) => {
            if *json {
                say_json(&json!({ "holds": false, "fault": error.to_string() }))?;
            }
            Err(error.into())
        }
        Err(error) => Err(Failure::from(error)),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
