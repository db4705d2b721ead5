//! The sheet of goals: what is to be reached, what was measured, how far apart they are.

use crate::quantity::half_up;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::super::format::Request;
use super::super::strategy::{self, One, reachable};
use super::super::{gaps, judged, moved};
use super::Names;
use super::table::{Cell, Looks, Table, Tone, heads};
use crate::audit::Checked;
use crate::finding::{Subject, SubjectKind};
use crate::lang::Lang;
use crate::measure::{Gap, GapVerdict};

/// Writes a row for every goal in scope.
pub(super) fn write(
    sheet: &mut Worksheet,
    request: &Request<'_>,
    checked: &Checked,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let lang = request.lang();
    let world = &checked.world;
    let goals = world.of_kind(SubjectKind::Goal).zip(world.gaps.iter());
    let goals = goals.filter(|(subject, _)| request.scope.includes(world, *subject));
    let table = Table {
        heads: heads(&HEADS, lang),
        rows: goals
            .map(|(subject, gap)| row(request, checked, subject, gap))
            .collect(),
        frozen: 1,
        printed: 17,
        nothing: lang.pick(
            "no goal in scope: write [[goal]] with measure, target and by",
            "范围内没有目标：请写 [[goal]]，注明 measure、target 和 by",
        ),
    };
    table.write(sheet, Names::of(lang).goals, looks)
}

const HEADS: [(&str, &str, u16); 25] = [
    ("goal", "目标代号", 30),
    ("text", "目标", 46),
    ("owner", "负责人", 18),
    ("verdict", "判定", 22),
    ("what would decide it", "怎样才能判定", 40),
    ("reachable", "可达性", 14),
    ("target", "目标值", 10),
    ("unit of target", "目标值单位", 14),
    ("by", "截止", 12),
    ("actual", "观测值", 10),
    ("lower", "下限", 10),
    ("upper", "上限", 10),
    ("unit of actual", "观测值单位", 14),
    ("n", "n", 8),
    ("short by", "差距", 11),
    ("unit of gap", "差距单位", 12),
    ("done %", "完成 %", 9),
    ("evidence", "依据", 40),
    ("what shows that", "可达性的依据", 46),
    ("measure", "指标", 22),
    ("floor", "底线", 10),
    ("stretch", "奋斗值", 10),
    ("expected by then", "届时应达", 18),
    ("unit of expected", "应达单位", 18),
    ("since the last record", "与上次记录相比", 44),
];

/// How a goal moved since the last record, with the day of that.
fn since(checked: &Checked, id: &str, lang: Lang) -> Option<String> {
    let history = checked.history.as_deref()?;
    let then = moved::since(moved::of_goal(history, id)?, lang);
    Some(format!("{}{}{then}", history.last.date, lang.colon()))
}

/// Whether it can be reached, and what shows that.
fn reached(request: &Request<'_>, checked: &Checked, gap: &Gap) -> (Cell, Cell) {
    let world = &checked.world;
    let view = strategy::View {
        world,
        sources: &request.audit.sources,
        scope: request.scope,
        lang: request.lang(),
    };
    let Some(known) = world.strategy().get(gap.goal) else {
        return (Cell::Empty, Cell::Empty);
    };
    let one = One {
        id: gap.goal,
        gap,
        strategy: known,
    };
    let (class, why) = reachable(&view, one);
    (Cell::text(class), why.map_or(Cell::Empty, Cell::text))
}

fn row(request: &Request<'_>, checked: &Checked, subject: Subject, gap: &Gap) -> Vec<Cell> {
    let lang = request.lang();
    let (class, shows) = reached(request, checked, gap);
    let world = &checked.world;
    let goal = world.chain.goal(gap.goal);
    let record = &*goal.record;
    let actual = gap.actual.as_ref();
    let value = actual.map(|actual| &actual.value);
    let bounds = actual.and_then(|actual| actual.bounds.as_ref());
    let expected = gap.expected.as_ref().map(|expected| &expected.value);
    let distance = gap.distance.as_ref();
    let measure = goal.measure.as_ref().map(|measure| measure.id.as_str());
    let (word, why) = match gap.verdict {
        GapVerdict::Undetermined(_) => judged::verdict_parts(gap.verdict, lang),
        _ => (gaps::verdict(gap, lang), String::new()),
    };
    vec![
        Cell::text(world.id(subject)),
        Cell::text(record.text.get(lang)),
        world
            .owner(subject)
            .map_or(Cell::Empty, |owner| Cell::text(owner.get(lang))),
        Cell::Toned(word, Tone::of_gap(gap.verdict)),
        Cell::text(why),
        class,
        Cell::number(gap.target.as_ref()),
        Cell::unit(gap.target.as_ref(), lang),
        Cell::day(record.by),
        Cell::number(value),
        Cell::number(bounds.map(|(lower, _)| lower)),
        Cell::number(bounds.map(|(_, upper)| upper)),
        Cell::unit(value, lang),
        Cell::cases(actual.and_then(|actual| actual.n)),
        Cell::number(distance),
        Cell::unit(distance, lang),
        gap.progress
            .map_or(Cell::Empty, |part| Cell::Number(half_up(100.0 * part, 1))),
        gaps::evidence(world, gap, lang).map_or(Cell::Empty, Cell::text),
        shows,
        measure.map_or(Cell::Empty, Cell::text),
        Cell::number(record.floor.as_ref()),
        Cell::number(record.stretch.as_ref()),
        Cell::number(expected),
        Cell::unit(expected, lang),
        since(checked, &world.id(subject), lang).map_or(Cell::Empty, Cell::text),
    ]
}
