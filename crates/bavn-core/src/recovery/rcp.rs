//! Patterson's format (`.rcp`) of resource-constrained projects, as used by PSPLIB and others.
//!
//! Whole numbers separated by white space: the number of activities and of resources, the capacities, then for each
//! activity its duration, its demand of each resource, the number of its successors and the successors, counted from 1.
//! Numbers may be spread over lines in any way.

use super::problem::{MAX_AMOUNT, MAX_HORIZON, MAX_LINKS, MAX_STEPS, MAX_TEAMS, Need, Problem, Step, Team};
use thiserror::Error;

/// The largest file that is read, in bytes.
pub const MAX_RCP_BYTES: usize = 16 * 1024 * 1024;

/// What is wrong with a file in Patterson's format. Lines and activities count from 1.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RcpError {
    /// The file is larger than [`MAX_RCP_BYTES`].
    #[error("{bytes} bytes, at most {limit} are read")]
    TooLong {
        /// Its size.
        bytes: usize,
        /// The largest size.
        limit: usize,
    },
    /// The file is not UTF-8 text.
    #[error("line {line}: not text in UTF-8")]
    NotText {
        /// The line with the first byte that is not text.
        line: usize,
    },
    /// Something other than a whole number in the allowed range.
    #[error("line {line}: {value:?} where {expected} from {least} to {greatest} is expected")]
    BadNumber {
        /// The line.
        line: usize,
        /// What stands there, cut to 40 characters.
        value: String,
        /// What the number means.
        expected: Expected,
        /// The least allowed value.
        least: u32,
        /// The greatest allowed value.
        greatest: u32,
    },
    /// The file ends before all numbers are there.
    #[error("the file ends at line {line} where {expected} is expected")]
    Ended {
        /// The last line.
        line: usize,
        /// What the missing number means.
        expected: Expected,
    },
    /// There is more after the last activity.
    #[error("line {line}: {value:?} after the last activity")]
    Left {
        /// The line.
        line: usize,
        /// What stands there, cut to 40 characters.
        value: String,
    },
}

/// What a number in the file means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Expected {
    /// How many activities there are.
    #[error("the number of activities")]
    Activities,
    /// How many resources there are.
    #[error("the number of resources")]
    Resources,
    /// The capacity of a resource.
    #[error("the capacity of resource {0}")]
    Capacity(usize),
    /// The duration of an activity.
    #[error("the duration of activity {0}")]
    Duration(usize),
    /// The demand of an activity for a resource, at most its capacity.
    #[error("the demand of activity {0} for resource {1}")]
    Demand(usize, usize),
    /// How many successors an activity has.
    #[error("the number of successors of activity {0}")]
    Successors(usize),
    /// A successor of an activity.
    #[error("successor {1} of activity {0}")]
    Successor(usize, usize),
}

struct Numbers<'a> {
    words: Box<dyn Iterator<Item = (usize, &'a str)> + 'a>,
    line: usize,
}

impl Numbers<'_> {
    fn next(&mut self, expected: Expected, least: u32, greatest: u32) -> Result<u32, RcpError> {
        let Some((line, word)) = self.words.next() else {
            return Err(RcpError::Ended { line: self.line, expected });
        };
        self.line = line;
        word.parse().ok().filter(|number| (least..=greatest).contains(number)).ok_or_else(|| {
            let value = word.chars().take(40).collect();
            RcpError::BadNumber { line, value, expected, least, greatest }
        })
    }
}

/// Reads a file in Patterson's format. Activities become steps in the same order; there are no tasks.
///
/// # Errors
///
/// Too large, not text, a number missing, malformed or out of range, or something after the last activity. Cycles are
/// found by [`Problem::check`].
pub fn read_rcp(bytes: &[u8]) -> Result<Problem, RcpError> {
    if bytes.len() > MAX_RCP_BYTES {
        return Err(RcpError::TooLong { bytes: bytes.len(), limit: MAX_RCP_BYTES });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        RcpError::NotText { line: before.iter().filter(|&&byte| byte == b'\n').count() + 1 }
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = text.lines().enumerate();
    let words = Box::new(lines.flat_map(|(at, line)| line.split_ascii_whitespace().map(move |word| (at + 1, word))));
    let mut numbers = Numbers { words, line: 1 };
    let activities = numbers.next(Expected::Activities, 1, MAX_STEPS as u32)? as usize;
    let resources = numbers.next(Expected::Resources, 0, MAX_TEAMS as u32)? as usize;
    let mut problem = Problem { steps: vec![Step::default(); activities], ..Problem::default() };
    for resource in 1..=resources {
        let capacity = numbers.next(Expected::Capacity(resource), 0, MAX_AMOUNT)?;
        problem.teams.push(Team { capacity, absences: Vec::new() });
    }
    let mut links = 0;
    for at in 0..activities {
        let activity = at + 1;
        problem.steps[at].duration = numbers.next(Expected::Duration(activity), 0, MAX_HORIZON)?;
        for team in 0..resources {
            let capacity = problem.teams[team].capacity;
            let amount = numbers.next(Expected::Demand(activity, team + 1), 0, capacity)?;
            if amount > 0 {
                problem.steps[at].needs.push(Need { team, amount });
            }
        }
        let room = (MAX_LINKS - links).min(activities) as u32;
        let successors = numbers.next(Expected::Successors(activity), 0, room)?;
        links += successors as usize;
        for successor in 1..=successors as usize {
            let after = numbers.next(Expected::Successor(activity, successor), 1, activities as u32)?;
            problem.steps[after as usize - 1].after.push(vec![at]);
        }
    }
    match numbers.words.next() {
        Some((line, word)) => Err(RcpError::Left { line, value: word.chars().take(40).collect() }),
        None => Ok(problem),
    }
}

#[cfg(test)]
mod tests {
    use super::{Expected, RcpError, read_rcp};

    const SMALL: &str = "4 1\n 3\n0 0 2 2 3\n5 2 1 4\n4\n2 1 4\n0 0 0\n";

    #[test]
    fn reads_numbers_spread_over_lines() {
        let problem = read_rcp(SMALL.as_bytes()).unwrap();
        assert_eq!(problem.teams[0].capacity, 3);
        assert_eq!(problem.steps.iter().map(|step| step.duration).collect::<Vec<_>>(), [0, 5, 4, 0]);
        assert_eq!(problem.steps[3].after, [vec![1], vec![2]]);
        assert_eq!(problem.steps[2].needs[0].amount, 2);
        assert!(problem.check().is_ok());
    }

    #[test]
    fn says_where_and_what() {
        let too_much = SMALL.replace("5 2 1 4", "5 9 1 4");
        assert_eq!(
            read_rcp(too_much.as_bytes()).unwrap_err().to_string(),
            "line 4: \"9\" where the demand of activity 2 for resource 1 from 0 to 3 is expected"
        );
        let short = &SMALL[..SMALL.len() - 3];
        let ended = RcpError::Ended { line: 7, expected: Expected::Successors(4) };
        assert_eq!(read_rcp(short.as_bytes()), Err(ended));
        assert_eq!(read_rcp(format!("{SMALL}\n8").as_bytes()), Err(RcpError::Left { line: 9, value: "8".to_owned() }));
        assert_eq!(read_rcp(b"1 0\n\xff"), Err(RcpError::NotText { line: 2 }));
        for bad in ["", "0 0", "-3 1", "99999999 1", "2 1 x", "1 0 0 1 2", "1 0 5000000000 0"] {
            assert!(read_rcp(bad.as_bytes()).is_err(), "{bad}");
        }
    }
}
