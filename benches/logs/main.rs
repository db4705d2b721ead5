//! How fast an event log is measured, against a bare pass over the same file.
//!
//! ```text
//! cargo bench --bench logs -- 1000000 10000000
//! ```
//!
//! For each number of events a log is made (five linked processes, cases mixed, rows in the
//! order of time), then passed by the `csv` crate, which only counts its fields, and measured
//! by baton with case, activity and time, and with resource and group too. The ratios of one
//! run can be compared between machines, the seconds cannot.

#![expect(
    clippy::print_stdout,
    reason = "the figures are what one runs this for"
)]

mod made;

use std::fs::File;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use baton::events::mapping::{Mapping, Role};
use baton::events::read::{self, Asked};
use baton::measure::log as measures;

/// Each is timed so often; the median counts.
const TIMES: usize = 3;

fn main() -> io::Result<()> {
    let counts: Vec<usize> = std::env::args()
        .filter_map(|argument| argument.replace('_', "").parse().ok())
        .collect();
    let counts = if counts.is_empty() {
        vec![100_000, 1_000_000]
    } else {
        counts
    };
    println!(
        "{:>12} {:>9} {:>9} {:>7} {:>9} {:>7} {:>12}",
        "events", "bare s", "baton s", "ratio", "with who", "ratio", "ns per event"
    );
    let folder = tempfile::tempdir()?;
    for count in counts {
        let file = folder.path().join(format!("{count}.csv"));
        made::log(count, &file)?;
        let bare = median(|| bare(&file));
        let plain = median(|| measured(&file, false));
        let who = median(|| measured(&file, true));
        let ratio = |time: Duration| time.as_secs_f64() / bare.as_secs_f64();
        #[expect(clippy::cast_precision_loss, reason = "counts of events")]
        let each = plain.as_secs_f64() * 1e9 / count as f64;
        println!(
            "{count:>12} {:>9.3} {:>9.3} {:>7.2} {:>9.3} {:>7.2} {each:>12.1}",
            bare.as_secs_f64(),
            plain.as_secs_f64(),
            ratio(plain),
            who.as_secs_f64(),
            ratio(who),
        );
        std::fs::remove_file(&file)?;
    }
    Ok(())
}

/// The median time of what is done.
fn median(mut work: impl FnMut() -> usize) -> Duration {
    let mut times: Vec<Duration> = (0..TIMES)
        .map(|_| {
            let begun = Instant::now();
            assert!(work() > 0, "nothing was read");
            begun.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[TIMES / 2]
}

/// Only looks at every field, on one thread.
fn bare(file: &Path) -> usize {
    let file = File::open(file).expect("the log was made before");
    let mut reader = csv::ReaderBuilder::new()
        .buffer_capacity(1 << 20)
        .from_reader(file);
    let mut record = csv::ByteRecord::new();
    let mut bytes = 0;
    while reader.read_byte_record(&mut record).expect("it is CSV") {
        bytes += record.iter().map(<[u8]>::len).sum::<usize>();
    }
    bytes
}

/// Reads and measures, on all processors.
fn measured(file: &Path, with_who: bool) -> usize {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut columns = vec![
        (Role::Case, "case_id".to_owned()),
        (Role::Activity, "activity".to_owned()),
        (Role::Time, "timestamp".to_owned()),
    ];
    if with_who {
        columns.push((Role::Resource, "resource".to_owned()));
        columns.push((Role::Group, "org".to_owned()));
    }
    let asked = Asked {
        mapping: Mapping {
            columns,
            ..Mapping::default()
        },
        threads,
        ..Asked::default()
    };
    let read = read::read(file, &asked, &|_, _| {}).expect("the log was made before");
    let measures = measures::measure(read.log, &measures::Asked::default(), threads);
    measures.expect("nothing was put aside").events
}
