//! The table of working calendars.

use super::super::decode::{Decode, Decoding, Reading};
use super::super::list::List;
use super::super::record::{Record, record};
use super::super::schema::{KeySpec, TableSpec};
use super::super::tree::Table;
use super::super::values::Id;
use super::super::working_time::{DaysOff, WeeklyHours, Workday, ZoneName};
use crate::lang::Text;
use crate::source::Span;

record! {
    /// A working calendar: when people are at work.
    WorkCalendar as "calendar", "工作日历：什么时间上班。" {
        /// Short name, unique in the workspace.
        required id as "id": Id, "代号，在整个工作区中唯一。";
        /// What people call it.
        optional name as "name": Text, "名称。";
        /// The time zone its clocks show, by its IANA name; daylight saving is kept.
        required zone as "zone": ZoneName, "所用时区的 IANA 名称；自动处理夏令时。";
        /// The hours of the week; one that passes midnight ends on the next day.
        list hours as "hours": WeeklyHours, "每周工作时间；跨午夜的班次在次日结束。";
        /// Days off, single or from one to another: no shift starts on them.
        list holidays as "holidays": DaysOff, "休息日，可写一天或一段：当天不开始任何班次。";
        /// Make-up workdays: worked by the hours of the first workday of the week, or by their own.
        list workdays as "workdays": Workday, "调休补班日：按每周第一个工作日的时间上班，或另写时间。";
    }
}
