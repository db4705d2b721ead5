//! Makes an event log of any size, the same bytes every time.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use jiff::Timestamp;

/// What is done, where, and how many hours it takes until the next.
const STEPS: [(&str, &str, u64); 14] = [
    ("Take order", "sales", 4),
    ("Check credit", "sales", 9),
    ("Confirm order", "sales", 22),
    ("Ask for material", "buying", 6),
    ("Order material", "buying", 40),
    ("Take in material", "store", 12),
    ("Issue lot", "store", 5),
    ("Cut", "production", 3),
    ("Weld", "production", 4),
    ("Paint", "production", 18),
    ("Inspect", "quality", 7),
    ("Release", "quality", 11),
    ("Pack", "shipping", 5),
    ("Ship", "shipping", 30),
];

/// A sequence of numbers that look like chance (`SplitMix64`).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % bound
    }
}

/// Writes a log of about so many events, in the order of time.
pub(crate) fn log(events: usize, file: &Path) -> io::Result<()> {
    let mut numbers = Numbers(20_261_122);
    // Time in seconds, the case, the step, who.
    let mut rows: Vec<(i64, u32, u8, u8)> = Vec::with_capacity(events + 40);
    let mut case = 0;
    while rows.len() < events {
        case += 1;
        let year = 365 * 86_400;
        let mut time = 1_735_689_600 + i64::try_from(numbers.below(year)).unwrap_or(0);
        let mut step = 0;
        while let Some((_, _, hours)) = STEPS.get(step) {
            let who = u8::try_from(numbers.below(12)).unwrap_or(0);
            rows.push((time, case, u8::try_from(step).unwrap_or(0), who));
            time += 60 + i64::try_from(numbers.below(hours * 7200)).unwrap_or(0);
            // One in twelve goes back a step.
            let back = step > 0 && numbers.below(12) == 0;
            step = if back { step - 1 } else { step + 1 };
        }
    }
    rows.sort_unstable();
    let mut to = BufWriter::with_capacity(1 << 20, File::create(file)?);
    to.write_all(b"case_id,activity,timestamp,resource,org\n")?;
    for (time, case, step, who) in rows {
        let (activity, group, _) = STEPS[usize::from(step)];
        let time = Timestamp::from_second(time).map_err(io::Error::other)?;
        writeln!(to, "C{case:08},{activity},{time},{group}-{who:02},{group}")?;
    }
    to.flush()
}
