//! What each column of a file stands for.

use super::cells::{Cell, CellTable};
use crate::lang::Text;
use crate::load::Columns;
use crate::load::document::Evidence;
use crate::load::schema::{KeySpec, Shape, TableSpec};
use crate::problem::{EvidenceProblem, Expected, Problem, ProblemKind, nearest};
use crate::source::{SourceId, Span, Spot};

/// What a column holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Column {
    /// The values of a key.
    Key(&'static KeySpec),
    /// The unit of bare numbers in its row.
    Unit,
    /// How many gave the grade of that position.
    Count(usize),
    /// How many expected the grade of that position.
    Expected(usize),
    /// Nothing that counts.
    Ignored,
}

/// The columns of a file, in order.
#[derive(Debug)]
pub(super) struct Headings {
    pub(super) columns: Vec<Column>,
    /// Where they stand.
    pub(super) span: Span,
}

/// What people write over a column, for each key; folded as by [`fold`].
const ALIASES: &[(&str, &[&str])] = &[
    ("measure", &["指标", "kpi"]),
    ("on", &["对象", "object"]),
    (
        "period",
        &["期间", "统计期间", "月份", "month", "date", "日期"],
    ),
    ("value", &["数值", "值", "观测值", "result"]),
    ("low", &["置信下限", "下限", "lower"]),
    ("high", &["置信上限", "上限", "upper"]),
    ("k", &["符合数", "合格数", "分子"]),
    (
        "n",
        &[
            "样本量",
            "总数",
            "件数",
            "检验数",
            "检查数",
            "抽检数",
            "分母",
            "cases",
        ],
    ),
    ("recorded_by", &["记录人", "记录方", "由谁记录"]),
    ("source", &["来源", "数据来源"]),
    ("census", &["全数", "全数统计"]),
    ("grade", &["数据等级"]),
    ("definition_changed", &["口径变更"]),
    ("note", &["备注", "说明", "notes", "remark"]),
    ("id", &["编号", "代号", "no", "number"]),
    ("asked", &["调查对象"]),
    ("invited", &["发出", "发放数", "发出份数", "发放份数"]),
    ("answered", &["收回", "回收数", "收回份数", "回收份数"]),
    ("customer", &["客户"]),
    ("handoff", &["交接"]),
    ("step", &["工序"]),
    ("touchpoint", &["接触点"]),
    ("category", &["类别", "投诉类别"]),
    ("severity", &["严重程度", "严重度", "严重性", "严重级别"]),
    ("cause", &["原因"]),
    ("action", &["措施"]),
    ("closed", &["关闭日期", "办结日期", "结案日期"]),
    (
        "told",
        &["答复日期", "答复客户日期", "回复日期", "回复客户日期"],
    ),
    ("process", &["流程"]),
    ("reason", &["原因", "流失原因", "reason_code"]),
    (
        "yearly",
        &["年采购额", "年金额", "value_per_year", "per_year"],
    ),
    ("score", &["得分", "自评得分", "评分"]),
    ("owner", &["负责人"]),
    ("text", &["内容", "投诉内容"]),
];

/// In a table of complaints or lost customers the day is `on`, not a period.
const DAYS: &[&str] = &["date", "日期", "投诉日期", "流失日期"];

/// What stands before the name of a grade in a column of expectations.
const EXPECTED: &[&str] = &["expected_", "期望_", "期望"];

impl Headings {
    /// Reads the first row; `None` if rows cannot be read under it.
    pub(super) fn of(
        table: &CellTable<'_>,
        spec: &'static TableSpec,
        declared: &Evidence,
        declared_at: Spot,
        source: SourceId,
        path: &str,
        problems: &mut Vec<Problem>,
    ) -> Option<Self> {
        let first = table.rows.first()?;
        let look = Look { spec, declared };
        let known = problems.len();
        look.mapped_headings(&first.cells, declared_at, path, problems);
        let mut seen: Vec<String> = Vec::new();
        let mut columns = Vec::new();
        for cell in &first.cells {
            let at = Spot {
                source,
                span: cell.span,
            };
            let column = look.column(cell).unwrap_or_else(|| {
                let kind = look.unknown(&cell.text);
                problems.push(Problem::at(at, ProblemKind::Evidence(kind)));
                Column::Ignored
            });
            let name = name_of(column);
            if !name.is_empty() && seen.contains(&name) {
                let kind = EvidenceProblem::DuplicateColumn { key: name.clone() };
                problems.push(Problem::at(at, ProblemKind::Evidence(kind)));
            }
            seen.push(name);
            columns.push(column);
        }
        let span = first.span();
        let missing: Vec<_> = look.missing(&seen).collect();
        // A misspelt heading is reported once, as misspelt.
        if problems.len() == known {
            let at = Spot { source, span };
            problems.extend(missing.iter().map(|key| {
                let kind = EvidenceProblem::MissingColumn { key };
                Problem::at(at, ProblemKind::Evidence(kind))
            }));
        }
        missing.is_empty().then_some(Self { columns, span })
    }
}

/// Whether `on` is a day, and not what a row speaks of.
pub(super) fn has_day(spec: &TableSpec) -> bool {
    let on = spec.key("on");
    on.is_some_and(|key| (key.shape)().expected() == Expected::Date)
}

/// Whether bare numbers in a column take the unit of their row.
fn takes_unit(key: &KeySpec) -> bool {
    matches!(
        (key.shape)().expected(),
        Expected::Quantity | Expected::Money
    )
}

/// A name no two columns may share.
fn name_of(column: Column) -> String {
    match column {
        Column::Key(key) => key.name.to_owned(),
        Column::Unit => "unit".to_owned(),
        Column::Count(at) => format!("counts[{at}]"),
        Column::Expected(at) => format!("expected[{at}]"),
        Column::Ignored => String::new(),
    }
}

struct Look<'d> {
    spec: &'static TableSpec,
    declared: &'d Evidence,
}

impl Look<'_> {
    fn column(&self, cell: &Cell<'_>) -> Option<Column> {
        let heading = fold(&cell.text);
        let is = |text: &Text| text.wordings().any(|wording| fold(wording) == heading);
        if heading.is_empty() || self.declared.ignore.iter().any(is) {
            return Some(Column::Ignored);
        }
        let mapped = self.declared.columns.iter().flat_map(Columns::iter);
        let mut mapped = mapped.filter(|(_, named, _)| is(named));
        if let Some((key, ..)) = mapped.next() {
            // What is mapped to no key has been reported at the mapping.
            return Some(self.key(key).unwrap_or(Column::Ignored));
        }
        let grade = |name: &str| {
            let scale = self.declared.scale.iter();
            scale.enumerate().find_map(|(at, grade)| {
                let mut wordings = grade.0.wordings();
                wordings.any(|wording| fold(wording) == name).then_some(at)
            })
        };
        if self.spec.key("counts").is_some() {
            if let Some(at) = grade(&heading) {
                return Some(Column::Count(at));
            }
            let expected = EXPECTED
                .iter()
                .filter_map(|before| heading.strip_prefix(before));
            if let Some(at) = expected.filter_map(grade).next() {
                return Some(Column::Expected(at));
            }
        }
        self.key(&heading)
            .or_else(|| self.key(self.alias(&heading)?))
    }

    fn alias(&self, heading: &str) -> Option<&'static str> {
        if has_day(self.spec) && DAYS.contains(&heading) {
            return Some("on");
        }
        // What a heading is called for depends on the table: 原因 is the cause of a complaint and the
        // reason of a loss.
        let mut aliases = ALIASES.iter();
        let found =
            aliases.find(|(key, names)| names.contains(&heading) && self.spec.key(key).is_some());
        found.map(|(key, _)| *key)
    }

    /// The key of that name, if one cell can hold its value.
    fn key(&self, name: &str) -> Option<Column> {
        if name == "unit" && self.spec.keys.iter().any(takes_unit) {
            return Some(Column::Unit);
        }
        let key = self.spec.key(name)?;
        let single = !matches!((key.shape)(), Shape::List(_) | Shape::Table(_));
        single.then_some(Column::Key(key))
    }

    fn unknown(&self, heading: &str) -> EvidenceProblem {
        let single = |key: &&KeySpec| matches!(self.key(key.name), Some(Column::Key(_)));
        let known: Vec<_> = self
            .spec
            .keys
            .iter()
            .filter(single)
            .map(|key| key.name)
            .collect();
        EvidenceProblem::UnknownColumn {
            heading: heading.to_owned(),
            suggestion: nearest(&fold(heading), known.iter().copied()),
            known,
        }
    }

    /// Required keys that have neither a column nor one value for all rows. An id is made from
    /// the number of the row.
    fn missing<'s>(&self, seen: &'s [String]) -> impl Iterator<Item = &'static str> + 's {
        let measure = self.declared.measure.is_some();
        let keys = self.spec.keys.iter().filter(|key| key.required);
        keys.map(|key| key.name)
            .filter(move |name| *name != "id" && !(measure && *name == "measure"))
            .filter(|name| !seen.iter().any(|seen| seen == name))
    }

    /// Reports what `columns` says that is not so.
    fn mapped_headings(
        &self,
        cells: &[Cell<'_>],
        declared_at: Spot,
        path: &str,
        problems: &mut Vec<Problem>,
    ) {
        for (key, heading, span) in self.declared.columns.iter().flat_map(Columns::iter) {
            let at = Spot {
                span,
                ..declared_at
            };
            if self.key(key).is_none() {
                let known: Vec<_> = self.spec.keys.iter().map(|key| key.name).collect();
                let kind = ProblemKind::UnknownKey {
                    key: key.to_owned(),
                    table: "evidence.columns",
                    suggestion: nearest(key, known.iter().copied()),
                    known,
                };
                problems.push(Problem::at(at, kind));
            }
            let there = |wording: &str| cells.iter().any(|cell| fold(&cell.text) == fold(wording));
            if !heading.wordings().any(there) {
                let written = heading.wordings().next().unwrap_or("");
                let near = cells
                    .iter()
                    .map(|cell| {
                        (
                            strsim::damerau_levenshtein(&fold(&cell.text), &fold(written)),
                            cell,
                        )
                    })
                    .filter(|(apart, _)| *apart <= 1.max(written.chars().count() / 3))
                    .min_by_key(|(apart, _)| *apart);
                let kind = EvidenceProblem::NoSuchHeading {
                    heading: written.to_owned(),
                    path: path.to_owned(),
                    suggestion: near.map(|(_, cell)| cell.text.to_string()),
                };
                problems.push(Problem::at(at, ProblemKind::Evidence(kind)));
            }
        }
    }
}

/// A heading as it is compared: whatever its case, with `_` for what divides words.
fn fold(heading: &str) -> String {
    let heading = heading.trim().trim_end_matches([':', '：']).to_lowercase();
    heading
        .chars()
        .map(|c| match c {
            ' ' | '-' | '\u{a0}' => '_',
            c => c,
        })
        .collect()
}
