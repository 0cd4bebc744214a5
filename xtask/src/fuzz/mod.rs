//! `cargo xtask fuzz`: files made of good ones by seeded accident, thrown at the readers of foreign formats. On stable Rust, without
//! coverage: what a reader takes becomes a seed in its turn.

mod mutate;
mod sheet;
mod target;
mod watch;

use crate::{Outcome, repository, shell::say};
use anyhow::Result;
use clap::Args;
use mutate::{Mutator, Random};
use sha2::{Digest as _, Sha256};
use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    time::{Duration, Instant},
};
use target::Target;

#[derive(Debug, Args)]
pub struct FuzzArgs {
    /// How long for each reader.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Where the accidents begin: the same number, the same files.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The readers: yaml, json, xml, xlsx, csv, rcp [default: all].
    #[arg(value_enum)]
    targets: Vec<Target>,
}

/// The longest that one file may take.
const SLOW: Duration = Duration::from_secs(5);
/// The most memory that the program may ever have held, bytes.
const MEMORY: u64 = 2_000_000_000;
/// The largest file made.
const LARGEST: usize = 400_000;
/// The most seeds that are kept.
const SEEDS: usize = 600;

/// Throws files at the readers; whether none panicked, was slow or took too much memory.
pub fn run(args: &FuzzArgs) -> Outcome {
    let root = repository::root()?;
    let targets = if args.targets.is_empty() { Target::ALL.to_vec() } else { args.targets.clone() };
    // A panic is a finding, told below.
    std::panic::set_hook(Box::new(|_| {}));
    let mut is_well = true;
    for target in targets {
        is_well &= one(target, args, &root)?;
    }
    Ok(is_well)
}

fn one(target: Target, args: &FuzzArgs, root: &Path) -> Result<bool> {
    let place = root.join("target/fuzz").join(target.name());
    fs::create_dir_all(&place)?;
    let mut seeds = target.seeds(root)?;
    let first = seeds.len();
    let mut random = Random::new(args.seed);
    let mutator = Mutator { words: target.words(), largest: LARGEST };
    let watch = watch::Watch::start(place.join("hanging"));
    let started = Instant::now();
    let (mut count, mut read, mut faults, mut slowest) = (0_u64, 0_u64, 0_u64, Duration::ZERO);
    while started.elapsed() < Duration::from_secs(args.seconds) {
        let input = target.made(&seeds, &mutator, &mut random);
        watch.begin(&input);
        let began = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| target.read(&input)));
        let took = began.elapsed();
        watch.end();
        count += 1;
        slowest = slowest.max(took);
        match outcome {
            Ok(is_read) => {
                read += u64::from(is_read);
                if is_read && input.len() <= 50_000 && !seeds.contains(&input) {
                    if seeds.len() < SEEDS {
                        seeds.push(input.clone());
                    } else {
                        let at = first + random.below(SEEDS.saturating_sub(first).max(1));
                        if let Some(seed) = seeds.get_mut(at) {
                            seed.clone_from(&input);
                        }
                    }
                }
            }
            Err(_) => faults += kept(&place, "panic", &input)?,
        }
        if took > SLOW {
            faults += kept(&place, "slow", &input)?;
        }
        if count.is_multiple_of(64) && watch::peak_memory().is_some_and(|bytes| bytes > MEMORY) {
            kept(&place, "memory", &input)?;
            say(format!("{}: more than {MEMORY} bytes of memory were in use", target.name()))?;
            return Ok(false);
        }
    }
    say(format!(
        "{}: {count} files in {} s, {read} of them read, slowest {} ms, {faults} faults (seed {})",
        target.name(),
        started.elapsed().as_secs(),
        slowest.as_millis(),
        args.seed
    ))?;
    Ok(faults == 0)
}

/// Keeps a file that was a finding.
fn kept(place: &Path, what: &str, input: &[u8]) -> Result<u64> {
    let name: String = Sha256::digest(input).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    let path = place.join(format!("{what}-{name}"));
    fs::write(&path, input)?;
    say(format!("{what}: {}", path.display()))?;
    Ok(1)
}
