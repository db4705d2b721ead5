//! Which column of a log probably holds what, and why.
//!
//! A column is proposed by its name, and only if its values fit: a time must read as one, a
//! case must have more than one event somewhere. Whatever is left open stays open.

use std::collections::HashSet;

use super::mapping::{Mapping, Role};
use super::time::{Clock, DateOrder, Evidence};
use super::zone::Zone;
use crate::lang::Lang;

/// A column proposed for a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The role.
    pub role: Role,
    /// The column.
    pub column: String,
    /// Other columns whose names say the same, if any.
    pub others: Vec<String>,
}

impl Proposal {
    /// Why this column.
    pub fn reason(&self, lang: Lang) -> String {
        let others = self.others.join(lang.pick(", ", "、"));
        match (self.others.is_empty(), lang) {
            (true, Lang::En) => "by its name and its values".to_owned(),
            (true, Lang::Zh) => "列名与取值都相符".to_owned(),
            (false, Lang::En) => format!("the most usual name; also possible: {others}"),
            (false, Lang::Zh) => format!("最常用的列名；也可能是：{others}"),
        }
    }
}

/// Names of columns, the most usual first; compared without case, spaces and signs.
const NAMES: [(Role, &[&str]); 8] = [
    (
        Role::Case,
        &[
            "case:concept:name",
            "case_id",
            "case",
            "case_name",
            "case_number",
            "case_key",
            "trace_id",
            "process_instance",
            "instance_id",
            "service_id",
            "order_id",
            "order_number",
            "order_no",
            "order",
            "ticket_id",
            "ticket",
            "work_order",
            "案例编号",
            "案例",
            "流程实例",
            "订单号",
            "订单编号",
            "工单号",
            "工单",
            "auftrag",
            "auftragsnummer",
            "vorgangsnummer",
            "fall",
            "单号",
            "流水号",
            "批号",
        ],
    ),
    (
        Role::Activity,
        &[
            "concept:name",
            "activity",
            "activity_name",
            "task",
            "task_name",
            "operation",
            "step",
            "event",
            "event_name",
            "action",
            "活动",
            "活动名称",
            "工序",
            "工序名称",
            "步骤",
            "环节",
            "vorgang",
            "tätigkeit",
            "aktivität",
            "arbeitsgang",
            "操作",
        ],
    ),
    (
        Role::Time,
        &[
            "time:timestamp",
            "end_timestamp",
            "end_time",
            "complete_timestamp",
            "completed_at",
            "end_date",
            "end",
            "finish",
            "finished_at",
            "timestamp",
            "time",
            "datetime",
            "date_time",
            "date",
            "event_time",
            "created_at",
            "结束时间",
            "完成时间",
            "ende",
            "endzeit",
            "zeitpunkt",
            "datum",
            "zeit",
            "时间",
            "发生时间",
            "日期",
        ],
    ),
    (
        Role::Start,
        &[
            "start_timestamp",
            "start_time",
            "start_date",
            "start",
            "started_at",
            "begin",
            "begin_time",
            "开始时间",
            "开工时间",
            "beginn",
            "startzeit",
            "anfang",
        ],
    ),
    (
        Role::Resource,
        &[
            "org:resource",
            "who",
            "resource",
            "user",
            "user_name",
            "employee",
            "agent",
            "performer",
            "worker",
            "operator",
            "performed_by",
            "操作人",
            "操作员",
            "处理人",
            "经办人",
            "bearbeiter",
            "mitarbeiter",
            "人员",
            "员工",
            "执行人",
        ],
    ),
    (
        Role::Group,
        &[
            "org:group",
            "org:role",
            "group",
            "role",
            "department",
            "org",
            "team",
            "unit",
            "agent_position",
            "部门",
            "班组",
            "岗位",
            "角色",
            "科室",
            "abteilung",
            "rolle",
            "gruppe",
        ],
    ),
    (
        Role::Phase,
        &[
            "lifecycle:transition",
            "lifecycle",
            "transition",
            "event_type",
            "生命周期",
        ],
    ),
    (
        Role::Due,
        &[
            "due",
            "due_date",
            "due_time",
            "deadline",
            "planned_end",
            "case:enddate_planned",
            "case:deadline",
            "promised_date",
            "交期",
            "要求完成时间",
            "应完成时间",
            "截止时间",
            "截止日期",
            "交货日期",
            "计划完成日期",
            "计划完成时间",
            "要求完成日期",
            "fällig",
            "fällig_am",
            "fälligkeit",
            "termin",
            "soll_ende",
        ],
    ),
];

/// Proposes columns for the roles that `known` leaves open, from the names of the columns
/// and some of their rows.
pub fn guess(columns: &[String], rows: &[Vec<String>], known: &Mapping) -> Vec<Proposal> {
    let mut taken: HashSet<&str> = known
        .columns
        .iter()
        .map(|(_, column)| column.as_str())
        .collect();
    let mut proposals = Vec::new();
    for (role, names) in NAMES {
        if known.column(role).is_some() {
            continue;
        }
        let mut found: Vec<(usize, &String)> = (0..)
            .zip(columns)
            .filter(|(_, column)| !taken.contains(column.as_str()))
            .filter(|(place, _)| fits(role, *place, rows, known))
            .filter_map(|(_, column)| {
                let rank = names.iter().position(|name| plain(name) == plain(column))?;
                Some((rank, column))
            })
            .collect();
        found.sort_by_key(|(rank, _)| *rank);
        let mut found = found.into_iter().map(|(_, column)| column);
        if let Some(column) = found.next() {
            taken.insert(column);
            proposals.push(Proposal {
                role,
                column: column.clone(),
                others: found.cloned().collect(),
            });
        }
    }
    if known.column(Role::Good).is_none() {
        let free = (0..)
            .zip(columns)
            .filter(|(_, column)| !taken.contains(column.as_str()));
        let values: Vec<(&str, Vec<String>)> = free
            .map(|(place, column)| {
                let values = rows
                    .iter()
                    .filter_map(|row: &Vec<String>| row.get::<usize>(place));
                (column.as_str(), values.cloned().collect())
            })
            .collect();
        let values = values
            .iter()
            .map(|(name, values)| (*name, values.as_slice()));
        proposals.extend(good(values, known));
    }
    proposals
}

/// The one column of which all values are true or false: probably whether a result was good.
fn good<'v>(
    columns: impl Iterator<Item = (&'v str, &'v [String])>,
    known: &Mapping,
) -> Option<Proposal> {
    let is_truth = |value: &String| {
        ["true", "false"]
            .iter()
            .any(|word| value.trim().eq_ignore_ascii_case(word))
    };
    let mut found = columns.filter(|(_, values)| {
        let mut values = values
            .iter()
            .filter(|value| !known.is_missing(value.as_bytes()));
        let first = values.next().is_some_and(is_truth);
        first && values.all(is_truth)
    });
    let (column, _) = found.next()?;
    // Of several nobody can say which.
    found.next().is_none().then(|| Proposal {
        role: Role::Good,
        column: column.to_owned(),
        others: Vec::new(),
    })
}

/// A name without what people write differently.
fn plain(name: &str) -> String {
    let kept = name.chars().filter(|c| c.is_alphanumeric() || *c == ':');
    kept.flat_map(char::to_lowercase).collect()
}

/// Whether the values of a column can be what the role asks for.
fn fits(role: Role, place: usize, rows: &[Vec<String>], known: &Mapping) -> bool {
    let values = || {
        let values = rows.iter().filter_map(|row| row.get(place));
        values.filter(|value| !known.is_missing(value.as_bytes()))
    };
    if values().next().is_none() {
        return false;
    }
    match role {
        Role::Time | Role::Start | Role::Due => {
            let order = match DateOrder::of(values().map(String::as_bytes)) {
                Evidence::Decided(order) => order,
                Evidence::Open | Evidence::Mixed => DateOrder::DayFirst,
            };
            values().all(|value| {
                let mut clock = Clock::new(order, Zone::utc());
                let swapped =
                    || Clock::new(DateOrder::MonthFirst, Zone::utc()).read(value.as_bytes());
                clock.read(value.as_bytes()).or_else(|_| swapped()).is_ok()
            })
        }
        // A column of which every value is another is a number of the row.
        // Words of other life cycles, such as "in progress", say nothing of starts and ends.
        Role::Phase => values().all(|value| {
            let word = value.trim().to_lowercase();
            [
                "start",
                "complete",
                "begin",
                "end",
                "completed",
                "开始",
                "完成",
            ]
            .contains(&word.as_str())
        }),
        Role::Case => distinct(values()) < values().count().max(2),
        Role::Activity => values().count() < 20 || distinct(values()) < values().count(),
        _ => true,
    }
}

fn distinct<'v>(values: impl Iterator<Item = &'v String>) -> usize {
    values.collect::<HashSet<_>>().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proposed(head: &str, rows: &[&str]) -> Vec<(Role, String)> {
        let cut = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
        let rows: Vec<_> = rows.iter().map(|row| cut(row)).collect();
        let found = guess(&cut(head), &rows, &Mapping::default());
        found
            .into_iter()
            .map(|one| (one.role, one.column))
            .collect()
    }

    #[test]
    fn usual_heads_are_understood() {
        assert_eq!(
            proposed(
                "Case ID,Activity,Start Date,End Date,Agent",
                &[
                    "1,Call,9.3.10 8:05,9.3.10 8:10,Ann",
                    "1,Close,13.3.10 8:05,13.3.10 8:10,Bob"
                ]
            ),
            [
                (Role::Case, "Case ID".into()),
                (Role::Activity, "Activity".into()),
                (Role::Time, "End Date".into()),
                (Role::Start, "Start Date".into()),
                (Role::Resource, "Agent".into()),
            ]
        );
        assert_eq!(
            proposed(
                "工单号,工序,完成时间,部门",
                &[
                    "A1,下料,2026-01-02 08:00,车间",
                    "A1,焊接,2026-01-02 09:00,车间"
                ]
            )[..3],
            [
                (Role::Case, "工单号".into()),
                (Role::Activity, "工序".into()),
                (Role::Time, "完成时间".into()),
            ]
        );
    }

    #[test]
    fn a_name_alone_is_not_enough() {
        let found = proposed("case,activity,time", &["1,a,soon", "1,b,later"]);
        assert!(!found.iter().any(|(role, _)| *role == Role::Time));
        let found = proposed(
            "case,activity,time",
            &["1,a,2026-01-01", "2,b,2026-01-02", "3,a,2026-01-02"],
        );
        assert!(!found.iter().any(|(role, _)| *role == Role::Case));
    }
}
