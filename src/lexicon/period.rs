//! A stretch of the calendar a sentence names: a day, a month, a quarter, a year.
//!
//! Resolved to days where the year is known. Knows nothing of texts.

use jiff::civil::Date;

/// A stretch of the calendar; the year is missing where the sentence does not say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// One day.
    Day {
        /// The year.
        year: Option<i16>,
        /// The month, from 1.
        month: i8,
        /// The day of the month, from 1.
        day: i8,
    },
    /// A month.
    Month {
        /// The year.
        year: Option<i16>,
        /// The month, from 1.
        month: i8,
    },
    /// A quarter.
    Quarter {
        /// The year.
        year: Option<i16>,
        /// The quarter, from 1.
        quarter: i8,
    },
    /// Half a year.
    Half {
        /// The year.
        year: Option<i16>,
        /// The half, 1 or 2.
        half: i8,
    },
    /// A calendar year.
    Year(i16),
    /// The middle of a year: about half of it, to no day.
    MidYear(Option<i16>),
    /// A year that begins on a day only the organization knows.
    FiscalYear(Option<i16>),
    /// Named by where it stands from today: this quarter, year-end, the next review.
    Relative,
    /// So many months, weeks or days from the day the goal was set.
    Ahead,
}

impl Period {
    /// The year, if the sentence says it.
    pub fn year(self) -> Option<i16> {
        match self {
            Self::Day { year, .. }
            | Self::Month { year, .. }
            | Self::Quarter { year, .. }
            | Self::Half { year, .. } => year,
            Self::Year(year) => Some(year),
            Self::MidYear(year) => year,
            Self::FiscalYear(_) | Self::Relative | Self::Ahead => None,
        }
    }

    /// The first and the last day, if the year is known and they are days of the calendar.
    pub fn days(self) -> Option<(Date, Date)> {
        let year = self.year()?;
        let (first, last) = match self {
            Self::MidYear(_) => return None,
            Self::Day { month, day, .. } => {
                let only = Date::new(year, month, day).ok()?;
                return Some((only, only));
            }
            Self::Month { month, .. } => (month, month),
            Self::Quarter { quarter, .. } => (quarter * 3 - 2, quarter * 3),
            Self::Half { half, .. } => (half * 6 - 5, half * 6),
            _ => (1, 12),
        };
        let last = Date::new(year, last, 1).ok()?.last_of_month();
        Some((Date::new(year, first, 1).ok()?, last))
    }

    /// Its end: of what is longer than a month, the last month.
    pub(super) fn closing(self) -> Self {
        match self {
            Self::Quarter { year, quarter } => Self::Month {
                year,
                month: quarter.saturating_mul(3),
            },
            Self::Half { year, half } => Self::Month {
                year,
                month: half.saturating_mul(6),
            },
            Self::Year(year) => Self::Month {
                year: Some(year),
                month: 12,
            },
            other => other,
        }
    }

    /// The day lies in it; `None` if nobody can tell from the sentence alone.
    pub fn covers(self, day: Date) -> Option<bool> {
        if let Some((first, last)) = self.days() {
            return Some(first <= day && day <= last);
        }
        let (months, only) = match self {
            Self::Day { month, day, .. } => (month..=month, Some(day)),
            Self::Month { month, .. } => (month..=month, None),
            Self::Quarter { quarter, .. } => (quarter * 3 - 2..=quarter * 3, None),
            Self::Half { half, .. } => (half * 6 - 5..=half * 6, None),
            Self::MidYear(year) if year.is_some_and(|year| year != day.year()) => {
                return Some(false);
            }
            Self::MidYear(_) => (5..=8, None),
            _ => return None,
        };
        Some(months.contains(&day.month()) && only.is_none_or(|only| only == day.day()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_period_ends_on_its_last_day() {
        let last = |period: Period| period.days().map(|(_, last)| last);
        let year = Some(2026);
        assert_eq!(
            last(Period::Quarter { year, quarter: 3 }),
            Some(date(2026, 9, 30))
        );
        assert_eq!(
            last(Period::Month { year, month: 2 }),
            Some(date(2026, 2, 28))
        );
        assert_eq!(
            last(Period::Half { year, half: 1 }),
            Some(date(2026, 6, 30))
        );
        assert_eq!(last(Period::Year(2026)), Some(date(2026, 12, 31)));
        assert_eq!(last(Period::FiscalYear(year)), None);
        let no_day = Period::Day {
            year,
            month: 2,
            day: 30,
        };
        assert_eq!(last(no_day), None);
    }

    #[test]
    fn a_day_without_its_year_still_excludes_other_days() {
        let period = Period::Month {
            year: None,
            month: 5,
        };
        assert_eq!(period.covers(date(2026, 5, 31)), Some(true));
        assert_eq!(period.covers(date(2026, 6, 1)), Some(false));
        assert_eq!(Period::Relative.covers(date(2026, 6, 1)), None);
    }

    #[test]
    fn the_end_of_a_period_is_its_last_month_and_the_middle_of_a_year_has_no_last_day() {
        let half = Period::Half {
            year: Some(2026),
            half: 1,
        };
        assert_eq!(half.covers(date(2026, 3, 31)), Some(true));
        assert_eq!(half.closing().covers(date(2026, 3, 31)), Some(false));
        assert_eq!(
            half.closing().days(),
            Some((date(2026, 6, 1), date(2026, 6, 30)))
        );
        assert_eq!(
            Period::Year(2026).closing().covers(date(2026, 6, 30)),
            Some(false)
        );
        let middle = Period::MidYear(Some(2026));
        assert_eq!(middle.days(), None);
        assert_eq!(middle.covers(date(2026, 7, 15)), Some(true));
        assert_eq!(middle.covers(date(2027, 7, 15)), Some(false));
        assert_eq!(
            Period::MidYear(None).covers(date(2026, 12, 31)),
            Some(false)
        );
    }
}
