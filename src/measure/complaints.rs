//! Whether complaints about a handoff come more often than before.
//!
//! Whole months are compared, since the month under way has had no time to bring all of its
//! complaints. How long complaints were recorded is taken from all complaints of the model: from
//! the day after the first one, whatever it was about, to the last month that brought any. Where
//! none came for three months nobody knows whether they were still written down.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::model::{Chain, HandoffId};
use crate::quantity::Period;
use crate::statistics::count::{Ratio, rate_ratio};
use crate::statistics::{ALPHA, as_float};

/// How many of the last whole months are held against those before: a jump shows in the last one,
/// a slower growth in three.
const RECENT: [i32; 2] = [1, 3];

/// The bound of each of these comparisons, so that both together hold with 95 %.
const EACH: f64 = ALPHA / 2.0;

/// After so many days without any complaint the record is taken to have ended.
const SILENCE: i32 = 92;

/// Days of a month, on average.
const MONTH: f64 = 365.25 / 12.0;

/// Complaints about a handoff, of late and before.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// The latest complaint about it, as a position in the chain's list.
    pub latest: u32,
    /// How many came of late.
    pub recent: u64,
    /// The months that is.
    pub period: Period,
    /// How many came before.
    pub before: u64,
    /// The days that is, which are at least as many.
    pub period_before: Period,
    /// How many a month that were.
    pub monthly_before: f64,
    /// How many times as often they come, with both bounds at 97.5 %.
    pub ratio: Ratio,
}

/// The comparison that shows the greatest increase, of the last month and of the last three; `None`
/// if there was no complaint about the handoff, or not as long a time before.
///
/// # Complexity
/// Linear in the number of all complaints.
pub fn compared(chain: &Chain, about: HandoffId, day: Date) -> Option<Compared> {
    let all = chain.complaints.iter().filter_map(|one| one.record.on);
    let (mut first, mut last) = (Date::MAX, Date::MIN);
    for on in all.filter(|on| *on <= day) {
        (first, last) = (first.min(on), last.max(on));
    }
    // The month under way is not whole yet.
    let end = match last.last_of_month() <= day {
        true => last.last_of_month(),
        false => last.first_of_month().yesterday().ok()?,
    };
    if first > last || end.saturating_add(SILENCE.days()) < day {
        return None;
    }
    let own: Vec<(Date, u32)> = about_it(chain, about)
        .filter(|(on, _)| *on <= day)
        .collect();
    increase(&own, first.tomorrow().ok()?, end)
}

/// The comparison of own complaints that shows the greatest increase, where all that came from
/// `begin` on is known, and `end` is the last day of a month.
fn increase(own: &[(Date, u32)], begin: Date, end: Date) -> Option<Compared> {
    let latest = own.iter().max()?.1;
    let all = RECENT.into_iter().filter_map(|months| {
        let from = end.first_of_month().saturating_sub((months - 1).months());
        (begin < from).then(|| between(own, latest, [begin, from, end]))?
    });
    all.max_by(|one, other| one.ratio.bounds.lower.total_cmp(&other.ratio.bounds.lower))
}

/// The complaints about a handoff: their days and positions.
fn about_it(chain: &Chain, handoff: HandoffId) -> impl Iterator<Item = (Date, u32)> {
    let each = (0..).zip(chain.complaints.iter().zip(&chain.heard.complaint_handoff));
    let about = each.filter(move |(_, (_, about))| **about == Some(handoff));
    about.filter_map(|(at, (complaint, _))| Some((complaint.record.on?, at)))
}

/// The complaints from `begin` on before `from`, against those from `from` to `end`.
fn between(own: &[(Date, u32)], latest: u32, [begin, from, end]: [Date; 3]) -> Option<Compared> {
    let period = months(from, end);
    let period_before = Period::of_days(begin, from.yesterday().ok()?);
    let count = |period: &Period| {
        let within = own.iter();
        let within = within.filter(|(on, _)| (period.first()..=period.last()).contains(on));
        u64::try_from(within.count()).unwrap_or(u64::MAX)
    };
    let (recent, before) = (count(&period), count(&period_before));
    let (days, days_before) = (length(&period), length(&period_before));
    let ratio = rate_ratio((recent, days), (before, days_before), EACH)?;
    (days_before >= days).then(|| Compared {
        latest,
        recent,
        before,
        monthly_before: as_float(before) / days_before * MONTH,
        period,
        period_before,
        ratio,
    })
}

/// The whole months from one to another, as people write them.
fn months(from: Date, end: Date) -> Period {
    let written = match (from.year(), from.month()) == (end.year(), end.month()) {
        true => from.strftime("%Y-%m").to_string(),
        false => format!("{}..{}", from.strftime("%Y-%m"), end.strftime("%Y-%m")),
    };
    Period::parse(&written).unwrap_or_else(|| Period::of_days(from, end))
}

/// The days of a period.
fn length(period: &Period) -> f64 {
    f64::from((period.last() - period.first()).get_days() + 1)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::statistics::random::Random;

    /// Complaints of two years that come at the same rate every day.
    fn steady(random: &mut Random, a_month: f64) -> Vec<(Date, u32)> {
        let days = (0..730).map(|at| date(2024, 1, 1).saturating_add(at.days()));
        let own = days.flat_map(|day| {
            // Four times a day at most: near enough to one by one at these rates.
            let comes = (0..4).filter(|_| random.unit() < a_month / MONTH / 4.0);
            vec![(day, 0); comes.count()]
        });
        own.collect()
    }

    #[test]
    fn chance_alone_is_taken_for_an_increase_no_more_often_than_one_in_twenty() {
        let mut random = Random::from_seed(20_261_123);
        for a_month in [0.5, 2.0, 8.0] {
            let shown = (0..400).filter(|_| {
                let own = steady(&mut random, a_month);
                let found = increase(&own, date(2024, 1, 1), date(2025, 12, 31));
                found.is_some_and(|found| found.ratio.bounds.lower > 1.0)
            });
            // Two standard deviations above 5 % of 400.
            let shown = shown.count();
            assert!(shown <= 28, "{shown} of 400 at {a_month} a month");
        }
    }

    #[test]
    fn what_doubles_and_stays_so_is_found() {
        let mut random = Random::from_seed(7);
        let found = (0..100).filter(|_| {
            let mut own = steady(&mut random, 10.0);
            let more = steady(&mut random, 10.0);
            own.extend(more.into_iter().filter(|(on, _)| *on >= date(2025, 10, 1)));
            let found = increase(&own, date(2024, 1, 1), date(2025, 12, 31));
            found.is_some_and(|found| found.ratio.bounds.lower > 1.0)
        });
        assert!(found.count() >= 95);
    }

    #[test]
    fn one_month_or_three_whichever_says_more_and_no_less_time_before() {
        let on = |month, day| (date(2026, month, day), 0);
        let own = [on(2, 3), on(4, 2), on(5, 2), on(6, 2)];
        let end = date(2026, 6, 30);
        let found = increase(&own, date(2025, 12, 20), end).unwrap();
        assert_eq!((found.recent, found.before), (3, 1));
        assert_eq!(found.period.written(), "2026-04..2026-06");
        // 30 days of June, and 25 before them.
        assert_eq!(increase(&own, date(2026, 5, 7), end), None);
        let found = increase(&own, date(2026, 5, 2), end).unwrap();
        assert_eq!((found.period.written(), found.before), ("2026-06", 1));
        assert_eq!(increase(&[], date(2026, 1, 6), end), None);
    }
}
