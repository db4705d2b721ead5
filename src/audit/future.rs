//! Evidence of days that have not come yet.
//!
//! What is said to have happened cannot lie ahead. Such a date is a slip, and taken for the day of
//! the audit it would make every deadline overdue and everything else old.

use jiff::civil::Date;

use super::Options;
use crate::model::Chain;
use crate::problem::{Problem, ProblemKind};

/// How much further a period may reach that has begun: what is counted for the year under way.
const LONGEST_UNDER_WAY: i32 = 366;

impl Options {
    /// The last day that evidence may speak of, if that is known: today, or the day the audit is
    /// told to speak of where that is later.
    fn last_day(&self) -> Option<Date> {
        let today = self.today?;
        Some(self.as_of.map_or(today, |asked| asked.max(today)))
    }
}

/// Reports what is said to have happened on a day still to come.
pub(super) fn still_to_come(chain: &Chain, options: &Options, problems: &mut Vec<Problem>) {
    let Some(last_day) = options.last_day() else {
        return;
    };
    let after = |days: i32| last_day.saturating_add(jiff::Span::new().days(days));
    // Further east it is tomorrow already.
    let (soonest, latest) = (after(1), after(LONGEST_UNDER_WAY));
    chain.each_happened(&mut |happened| {
        let wrong = if happened.first > soonest {
            happened.first
        } else if happened.last > latest {
            happened.last
        } else {
            return;
        };
        let kind = ProblemKind::StillToCome {
            day: wrong,
            last_day,
            is_today: options.today == Some(last_day),
        };
        problems.push(Problem::at(happened.spot(), kind));
    });
}
