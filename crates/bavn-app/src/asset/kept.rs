use super::{AssetLine, AssetState};
use crate::{App, Result};
use std::sync::{Arc, RwLock};
use time::Date;

/// How many assets are in use, and how many are in each state.
pub(super) type Counts = (u64, Vec<(AssetState, u64)>);

/// What was read of the whole register for those who may read all of it, so that a list of thousands is not counted for each who opens it.
///
/// It holds as long as the log of the database does not grow, which is asked with each reading, so that another program's change is seen at
/// once. It is written down under the number that was read before it, never under a later one.
#[derive(Debug, Default)]
pub(crate) struct KeptRegister(RwLock<Kept>);

#[derive(Debug, Default)]
struct Kept {
    sequence: i64,
    lines: Option<Arc<Vec<AssetLine>>>,
    counts: Option<(Date, Counts)>,
}

impl KeptRegister {
    fn get<T>(&self, sequence: i64, found: impl Fn(&Kept) -> Option<T>) -> Option<T> {
        self.0.read().ok().filter(|kept| kept.sequence == sequence).and_then(|kept| found(&kept))
    }

    fn put(&self, sequence: i64, change: impl FnOnce(&mut Kept)) {
        if let Ok(mut kept) = self.0.write() {
            if kept.sequence < sequence {
                *kept = Kept { sequence, ..Kept::default() };
            }
            if kept.sequence == sequence {
                change(&mut kept);
            }
        }
    }
}

/// Every asset in use as a line, in order of number, from where it is kept or from the database.
pub(super) async fn kept_lines(
    app: &App,
    read: impl Future<Output = Result<Vec<AssetLine>>>,
) -> Result<Arc<Vec<AssetLine>>> {
    let sequence = bavn_db::audit::sequence(app.db().read()).await?;
    if let Some(lines) = app.kept_register().get(sequence, |kept| kept.lines.clone()) {
        return Ok(lines);
    }
    let lines = Arc::new(read.await?);
    app.kept_register().put(sequence, |kept| kept.lines = Some(Arc::clone(&lines)));
    Ok(lines)
}

/// How many assets are in each state on a day, from where it is kept or from the database.
pub(super) async fn kept_counts(app: &App, today: Date, read: impl Future<Output = Result<Counts>>) -> Result<Counts> {
    let sequence = bavn_db::audit::sequence(app.db().read()).await?;
    let of_today = |kept: &Kept| kept.counts.clone().filter(|(day, _)| *day == today).map(|(_, counts)| counts);
    if let Some(counts) = app.kept_register().get(sequence, of_today) {
        return Ok(counts);
    }
    let counts = read.await?;
    app.kept_register().put(sequence, |kept| kept.counts = Some((today, counts.clone())));
    Ok(counts)
}
