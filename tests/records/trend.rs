//! What records tell by themselves.

use std::fs;
use std::path::{Path, PathBuf};

use baton::lang::Lang;
use baton::record::{Change, Compared, NotCompared, Trend, read_all};
use baton::report::Scope;
use baton::report::trend::{self, Table, View};
use jiff::civil::date;

use super::{RULE, folder, hold, months, objects, record, store};

/// A goal with these cases on a day, and its target.
fn goal(k: u32, n: u32, day: &str, target: &str) -> String {
    format!(
        "[[measure]]\nid = \"usable\"\nkind = \"share\"\nbetter = \"higher\"\n\
         [[goal]]\nid = \"right\"\ntext = \"a\"\non = \"lot\"\nmeasure = \"usable\"\ntarget = \"{target}\"\n\
         actual = {{ k = {k}, n = {n}, on = {day} }}\n"
    )
}

/// Four months: lot is found, corrected and found again; ticket is corrected at last.
fn year(name: &str) -> PathBuf {
    let folder = folder(name);
    let models = [
        store(false, false, &goal(700, 1000, "2026-01-15", "95 %")),
        store(true, false, &goal(700, 1000, "2026-01-15", "95 %")),
        store(false, false, &goal(800, 1000, "2026-03-15", "95 %")),
        store(false, true, &goal(805, 1000, "2026-04-15", "95 %")),
    ];
    months(&folder, &models);
    folder
}

fn shown(folder: &Path, show: impl Fn(&View<'_>) -> String, lang: Lang) -> String {
    let records = read_all(&folder.join("records"), &mut Vec::new());
    let trend = Trend::of(&records, None, &|_| true).unwrap();
    let scope = Scope::default();
    show(&View {
        trend: &trend,
        scope: &scope,
        lang,
    })
}

#[test]
fn the_trend_shows_audits_ages_changes_and_goals_in_both_languages() {
    let folder = year("trend");
    hold("trend.en.txt", &shown(&folder, trend::text, Lang::En));
    hold("trend.zh.txt", &shown(&folder, trend::text, Lang::Zh));
    let json = |view: &View<'_>| trend::json(view).unwrap();
    hold("trend.json", &shown(&folder, json, Lang::En));
    let tables = |view: &View<'_>| {
        let all = [Table::Audits, Table::Findings, Table::Goals];
        all.map(|table| trend::csv(view, table)).join("\n")
    };
    hold("trend.csv", &shown(&folder, tables, Lang::En));
}

#[test]
fn findings_that_were_not_judged_are_named() {
    let folder = folder("not-judged");
    months(&folder, &[store(false, false, "")]);
    let off = "profile = \"essential\"\n[rules]\n\"own/no-volume\" = \"off\"\n";
    fs::write(folder.join("baton.toml"), off).unwrap();
    record(&folder, date(2026, 2, 28));
    let text = shown(&folder, trend::text, Lang::En);
    let says = "2 of its findings were not judged this time: own/no-volume on store/lot, \
                own/no-volume on store/ticket\n";
    assert!(text.contains(says), "{text}");
    let text = shown(&folder, trend::text, Lang::Zh);
    let says = "2 项发现这次没有判断：store/lot 的 own/no-volume、store/ticket 的 own/no-volume\n";
    assert!(text.contains(says), "{text}");
}

#[test]
fn findings_are_told_by_age_and_a_correction_begins_the_count_anew() {
    let folder = year("ages");
    let records = read_all(&folder.join("records"), &mut Vec::new());
    let trend = Trend::of(&records, Some(date(2026, 3, 1)), &|id| {
        id.starts_with("store")
    })
    .unwrap();
    assert_eq!(trend.audits.len(), 2, "audits from March on");
    let mut open = trend.open.iter();
    let lot = open.find(|one| one.found.rule == RULE).unwrap();
    assert_eq!(
        (lot.first, lot.since),
        (date(2026, 1, 28), date(2026, 3, 28))
    );
    assert_eq!((lot.days, lot.seen), (31, (3, 4)));
    let (before, since) = trend.last().unwrap().since.as_ref().unwrap();
    assert_eq!(*before, date(2026, 3, 28));
    assert_eq!(objects(&since.fixed), ["store/ticket"]);
    let nothing = Trend::of(&records, None, &|id| id == "store/ticket").unwrap();
    assert!(
        nothing
            .open
            .iter()
            .all(|one| one.found.object == "store/ticket")
    );
    assert!(nothing.goals.is_empty());
}

#[test]
fn a_goal_is_compared_only_with_the_same_target_and_chance_is_named() {
    let compared = |name: &str, before: &str, after: &str| {
        let folder = folder(name);
        months(
            &folder,
            &[store(true, true, before), store(true, true, after)],
        );
        let records = read_all(&folder.join("records"), &mut Vec::new());
        let trend = Trend::of(&records, None, &|_| true).unwrap();
        trend.goals[0].then.compared
    };
    let first = goal(700, 1000, "2026-01-15", "95 %");
    let same = |change, beyond_chance| Compared::Same {
        change,
        beyond_chance,
    };
    let later = |k| goal(k, 1000, "2026-02-15", "95 %");
    assert_eq!(
        compared("better", &first, &later(800)),
        same(Change::Better, true)
    );
    assert_eq!(
        compared("chance", &first, &later(705)),
        same(Change::Better, false)
    );
    assert_eq!(
        compared("worse", &first, &later(600)),
        same(Change::Worse, true)
    );
    assert_eq!(
        compared("equal", &first, &later(700)),
        same(Change::Unchanged, false)
    );
    assert_eq!(
        compared("figure", &first, &first),
        same(Change::NoNewValue, false)
    );
    let easier = goal(800, 1000, "2026-02-15", "70 %");
    let other = Compared::Not(NotCompared::OtherTarget);
    assert_eq!(compared("target", &first, &easier), other);
    let gone = Compared::Not(NotCompared::Gone);
    assert_eq!(compared("no-goal", &first, ""), gone);
}

#[test]
fn audits_by_other_rules_are_named_as_not_comparable() {
    let folder = folder("rules-differ");
    months(&folder, &[store(false, false, "")]);
    let own = folder.join("rules/own");
    fs::write(own.join("another.rhai"), super::SCRIPT).unwrap();
    fs::write(own.join("another.md"), "# a\n").unwrap();
    let lax = super::SCRIPT.replace("\"volume\")", "\"wait\")");
    fs::write(own.join("no-volume.rhai"), lax).unwrap();
    super::record(&folder, date(2026, 2, 28));
    let records = read_all(&folder.join("records"), &mut Vec::new());
    let trend = Trend::of(&records, None, &|_| true).unwrap();
    let rules = &trend.last().unwrap().since.as_ref().unwrap().1.rules;
    assert_eq!(rules.appeared, ["own/another"]);
    assert_eq!(rules.changed, [RULE]);
    assert!(rules.disappeared.is_empty());
    let text = shown(&folder, trend::text, Lang::En);
    let line = "2026-02-28 against 2026-01-28: other rules ran, so the counts cannot be compared \
                (new: own/another; changed: own/no-volume)";
    assert!(text.contains(line), "{text}");
    let text = shown(&folder, trend::text, Lang::Zh);
    assert!(
        text.contains("2026-02-28 与 2026-01-28 相比：所用规则不同"),
        "{text}"
    );
}

#[test]
fn an_owner_that_looks_like_a_formula_or_breaks_lines_does_neither() {
    let folder = folder("hostile");
    let hostile = "owner = \"=1+1\\n\\u001b[31m, x\"";
    let model = store(false, false, "");
    let model = model.replace(
        "owner = { en = \"Store, lead\", zh = \"仓库主管\" }",
        hostile,
    );
    months(&folder, &[model]);
    let text = shown(&folder, trend::text, Lang::En);
    assert!(
        text.contains("=1+1  [31m, x") && !text.contains('\u{1b}'),
        "{text}"
    );
    let csv = |view: &View<'_>| trend::csv(view, Table::Findings);
    let csv = shown(&folder, csv, Lang::En);
    assert!(csv.contains(",\"'=1+1  [31m, x\","), "{csv}");
    let rows = csv.lines().count();
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    assert_eq!(reader.records().map(Result::unwrap).count() + 1, rows);
}
