//! Which column of a log probably holds what, and why.
//!
//! A column is proposed by its name, and only if its values fit: a time must read as one, a
//! case must have more than one event somewhere. Where no name tells the case, its values may: of
//! one column alone each value goes through most activities once. Whatever is left open stays open.

mod names;

use std::collections::HashSet;

use self::names::{NAMES, rank};
use super::mapping::{Mapping, Role, tells_result};
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
    /// Its name says nothing, only its values do.
    pub by_values: bool,
}

impl Proposal {
    fn by_values(role: Role, column: &str) -> Self {
        Self {
            role,
            column: column.to_owned(),
            others: Vec::new(),
            by_values: true,
        }
    }

    /// Why this column.
    pub fn reason(&self, lang: Lang) -> String {
        if self.by_values {
            let (en, zh) = (
                "by its values alone: look whether it is right",
                "仅凭取值推断：请核对",
            );
            return lang.pick(en, zh).to_owned();
        }
        let others = self.others.join(lang.pick(", ", "、"));
        match (self.others.is_empty(), lang) {
            (true, Lang::En) => "by its name and its values".to_owned(),
            (true, Lang::Zh) => "列名与取值都相符".to_owned(),
            (false, Lang::En) => format!("the most usual name; also possible: {others}"),
            (false, Lang::Zh) => format!("最常用的列名；也可能是：{others}"),
        }
    }
}

/// Proposes columns for the roles that `known` leaves open, from the names of the columns
/// and some of their rows.
pub fn guess(columns: &[String], rows: &[Vec<String>], known: &Mapping) -> Vec<Proposal> {
    let mut taken: HashSet<&str> = known
        .columns
        .iter()
        .map(|(_, column)| column.as_str())
        .collect();
    let mut proposals = Vec::new();
    for (role, _) in NAMES {
        if known.column(role).is_some() {
            continue;
        }
        let mut found: Vec<(usize, &String)> = (0..)
            .zip(columns)
            .filter(|(_, column)| !taken.contains(column.as_str()))
            .filter(|(place, _)| fits(role, *place, rows, known))
            .filter_map(|(_, column)| Some((rank(role, column)?, column)))
            .collect();
        found.sort_by_key(|(rank, _)| *rank);
        let mut found = found.into_iter().map(|(_, column)| column);
        if let Some(column) = found.next() {
            taken.insert(column);
            proposals.push(Proposal {
                role,
                column: column.clone(),
                others: found.cloned().collect(),
                by_values: false,
            });
        }
    }
    let free = |taken: &HashSet<&str>| -> Vec<(usize, &String)> {
        let each = columns.iter().enumerate();
        each.filter(|(_, column)| !taken.contains(column.as_str()))
            .collect()
    };
    if !taken_by(Role::Case, known, &proposals) {
        let activity = place_of(Role::Activity, columns, known, &proposals);
        let found = activity.and_then(|activity| case(&free(&taken), rows, activity, known));
        if let Some(found) = found {
            taken.insert(columns[found].as_str());
            proposals.insert(0, Proposal::by_values(Role::Case, &columns[found]));
        }
    }
    if known.column(Role::Good).is_none() {
        proposals.extend(good(&free(&taken), rows, known));
    }
    proposals
}

fn taken_by(role: Role, known: &Mapping, proposals: &[Proposal]) -> bool {
    known.column(role).is_some() || proposals.iter().any(|one| one.role == role)
}

/// The place of the column that is named or proposed for a role.
fn place_of(
    role: Role,
    columns: &[String],
    known: &Mapping,
    proposals: &[Proposal],
) -> Option<usize> {
    let proposed = proposals.iter().find(|one| one.role == role);
    let name = known
        .column(role)
        .or_else(|| proposed.map(|one| one.column.as_str()))?;
    columns.iter().position(|column| column == name)
}

/// The one column whose values each go through several activities, most of them once: probably the
/// case.
fn case(
    free: &[(usize, &String)],
    rows: &[Vec<String>],
    activity: usize,
    known: &Mapping,
) -> Option<usize> {
    const FEWEST_ROWS: usize = 20;
    const FEWEST_CASES: usize = 5;
    let is_case = |place: usize| {
        let pairs: Vec<(&String, &String)> = rows
            .iter()
            .filter_map(|row| Some((row.get(place)?, row.get(activity)?)))
            .filter(|(value, _)| !known.is_missing(value.as_bytes()))
            .collect();
        let cases = distinct(pairs.iter().map(|(value, _)| *value));
        let once = pairs.iter().collect::<HashSet<_>>().len();
        // Half more rows than cases, and seven in ten activities of a case are done once.
        pairs.len() >= FEWEST_ROWS
            && cases >= FEWEST_CASES
            && pairs.len() * 2 >= cases * 3
            && once * 10 >= pairs.len() * 7
    };
    let mut found = free.iter().filter(|(place, _)| is_case(*place));
    let (place, _) = found.next()?;
    // Of several nobody can say which.
    found.next().is_none().then_some(*place)
}

/// The one column of which all values are words such as pass or fail, or 合格 or 不合格: probably
/// whether a result was good.
fn good(free: &[(usize, &String)], rows: &[Vec<String>], known: &Mapping) -> Option<Proposal> {
    // Of 是 and 否 nobody could say what was so; of words such as 合格 they say it themselves.
    let tells = |place: usize| {
        let values = rows.iter().filter_map(|row| row.get(place));
        let mut values = values.filter(|value| !known.is_missing(value.as_bytes()));
        let first = values.next().is_some_and(|value| tells_result(value));
        first && values.all(|value| tells_result(value))
    };
    let mut found = free.iter().filter(|(place, _)| tells(*place));
    let (_, column) = found.next()?;
    // Of several nobody can say which.
    found
        .next()
        .is_none()
        .then(|| Proposal::by_values(Role::Good, column))
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
                "结束",
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
    fn a_case_without_a_usual_name_is_known_by_going_through_the_activities() {
        let rows: Vec<String> = (0..30)
            .map(|at| {
                let (case, step) = (at / 3, ["cut", "weld", "paint"][at % 3]);
                let result = ["", "", ["pass", "fail"][case % 2]][at % 3];
                format!(
                    "K-{case},{step},2026-01-02 08:{at:02},S{},{result}",
                    case % 2
                )
            })
            .collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let found = proposed("what,activity,time,shelf,outcome", &rows);
        let case = (Role::Case, "what".to_owned());
        let good = (Role::Good, "outcome".to_owned());
        assert_eq!((&found[0], &found[3]), (&case, &good), "{found:?}");
        // Two that could be: neither is proposed.
        let twice: Vec<String> = rows
            .iter()
            .map(|row| format!("{row},{}", &row[..3]))
            .collect();
        let twice: Vec<&str> = twice.iter().map(String::as_str).collect();
        let found = proposed("what,activity,time,shelf,outcome,again", &twice);
        assert!(
            !found.iter().any(|(role, _)| *role == Role::Case),
            "{found:?}"
        );
    }

    #[test]
    fn heads_of_chinese_systems_are_understood() {
        use Role::{Activity, Case, Due, Good, Group, Resource, Start, Time};
        let rows = [
            "A1,下料,2026-01-02 08:00,2026-01-02 09:00,张三,甲班,2026-01-03,合格",
            "A1,焊接,2026-01-02 10:00,2026-01-02 11:00,李四,乙班,2026-01-03,不合格",
            "A2,下料,2026-01-02 12:00,2026-01-02 13:00,张三,甲班,2026-01-04,合格",
        ];
        let roles = [Case, Activity, Time, Start, Resource, Group, Due, Good];
        for head in [
            "个案,活动,开始,结束,人员,班组,交期,结果",
            "案件号,环节,开始时间,办结时间,经办人,部门,办理期限,结论",
            "流程编号,节点名称,领取时间,完成时间,处理人,处理部门,要求完成时间,检验",
            "生产订单号,工序名称,开工时间,完工时间,操作工,工作中心,计划完成时间,判定",
            "維修單號,作業,開始時間,結束時間,處理人員,單位,截止日期,檢驗結果",
        ] {
            let found = proposed(head, &rows);
            let heads: Vec<_> = head.split(',').collect();
            let [case, activity, start, time, person, group, due, good] = heads[..] else {
                unreachable!("{head}")
            };
            let expected = [case, activity, time, start, person, group, due, good];
            let expected = roles.into_iter().zip(expected.map(str::to_owned));
            assert_eq!(found, expected.collect::<Vec<_>>(), "{head}");
        }
    }

    #[test]
    fn a_log_of_arrivals_alone_is_read_by_them_and_remarks_stay_remarks() {
        let found = proposed(
            "单号,操作,到达时间,备注,数量,是否加急",
            &[
                "A1,收货,2026-01-02 08:00,补单,3,是",
                "A1,检验,2026-01-02 09:00,,3,否",
            ],
        );
        assert_eq!(
            found,
            [
                (Role::Case, "单号".into()),
                (Role::Activity, "操作".into()),
                (Role::Time, "到达时间".into()),
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
