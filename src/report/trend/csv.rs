//! The trend for spreadsheets: one of three tables, its heads in English whatever the language.

use super::super::escape::cell;
use super::View;
use crate::lang::one_line;
use crate::record::{Audited, GoalState, Open};

/// Which table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// A row for each audit.
    Audits,
    /// A row for each finding that was open at the last audit.
    Findings,
    /// A row for each goal and day.
    Goals,
}

/// Heads of the three tables; each begins with the mark by which spreadsheets know UTF-8.
const AUDITS: &str = "\u{feff}day,errors,warnings,notes,conform,nonconform,undetermined,not_applicable,decided,new,again,fixed,recurring,still_open,rules_new,rules_gone,rules_changed";
const FINDINGS: &str = "\u{feff}since,days,first,found_in,looked_in,fixed_on,level,rule,object,process,owner,set_aside,fingerprint";
const GOALS: &str = "\u{feff}day,goal,value_of,actual,unit,lower,upper,n,target,target_unit,short_by,short_unit,verdict,class";

/// The table, a head above; only the head if there is nothing to show.
pub fn csv(view: &View<'_>, table: Table) -> String {
    let trend = view.trend;
    let (head, rows): (&str, Vec<Vec<String>>) = match table {
        Table::Audits => (AUDITS, trend.audits.iter().map(audit).collect()),
        Table::Findings => {
            let rows = trend.open.iter().map(|one| finding(one, view));
            (FINDINGS, rows.collect())
        }
        Table::Goals => {
            let goals = trend.goals.iter().flat_map(|goal| &goal.points);
            let rows = goals.map(|(day, state)| goal(&day.to_string(), state));
            (GOALS, rows.collect())
        }
    };
    let mut text = format!("{head}\n");
    for row in rows {
        text.push_str(&row.join(","));
        text.push('\n');
    }
    text
}

fn audit(audit: &Audited) -> Vec<String> {
    let checks = audit.checks;
    let mut row = vec![audit.date.to_string()];
    row.extend(audit.levels.each().map(|(_, count)| count.to_string()));
    let counts = [
        checks.conform,
        checks.nonconform,
        checks.undetermined,
        checks.not_applicable,
    ];
    row.extend(counts.map(|count| count.to_string()));
    let decided = checks.decided();
    row.push(decided.map_or_else(String::new, |part| format!("{part:.4}")));
    let since = audit.since.as_ref().map(|(_, since)| since);
    let changes = since.map(|since| {
        let rules = &since.rules;
        [
            since.new.len(),
            since.again.len(),
            since.fixed.len(),
            since.recurring.len(),
            since.still_open.len(),
            rules.appeared.len(),
            rules.disappeared.len(),
            rules.changed.len(),
        ]
        .map(|count| count.to_string())
    });
    row.extend(changes.unwrap_or_default());
    row
}

fn finding(one: &Open, view: &View<'_>) -> Vec<String> {
    let found = &one.found;
    let text = |text: &str| cell(&one_line(text));
    let fixed = one.recurs.as_ref().map(|recurs| recurs.fixed_on);
    let owner = found.owner.as_ref().map(|owner| owner.get(view.lang));
    vec![
        one.since.to_string(),
        one.days.to_string(),
        one.first.to_string(),
        one.seen.0.to_string(),
        one.seen.1.to_string(),
        fixed.map_or_else(String::new, |day| day.to_string()),
        found.level.name().to_owned(),
        text(&found.rule),
        text(&found.object),
        text(found.process.as_deref().unwrap_or_default()),
        text(owner.unwrap_or_default()),
        match found.set_aside {
            Some(_) => "known".to_owned(),
            None => String::new(),
        },
        text(&found.fingerprint),
    ]
}

fn goal(day: &str, state: &GoalState) -> Vec<String> {
    let number = |number: Option<f64>| number.map_or_else(String::new, |it| it.to_string());
    let actual = state.actual.as_ref();
    let bounds = actual.and_then(|actual| actual.interval);
    let on = actual.and_then(|actual| actual.on);
    let n = actual.and_then(|actual| actual.n);
    let unit = |unit: Option<&String>| cell(&one_line(unit.map_or("", String::as_str)));
    let target = state.target.as_ref();
    let short = state.distance.as_ref();
    vec![
        day.to_owned(),
        cell(&one_line(&state.id)),
        on.map_or_else(String::new, |day| day.to_string()),
        number(actual.map(|actual| actual.value)),
        unit(actual.map(|actual| &actual.unit)),
        number(bounds.map(|[lower, _]| lower)),
        number(bounds.map(|[_, upper]| upper)),
        n.map_or_else(String::new, |n| n.to_string()),
        number(target.map(|target| target.value)),
        unit(target.map(|target| &target.unit)),
        number(short.map(|short| short.value)),
        unit(short.map(|short| &short.unit)),
        state.verdict.word().to_owned(),
        cell(&one_line(state.class.as_deref().unwrap_or_default())),
    ]
}
