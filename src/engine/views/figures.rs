//! Figures, and what they show of needs and criteria, as scripts hold them.

use std::sync::Arc;

use rhai::{Array, Dynamic, Engine, EvalAltResult};

use super::derived::label_of;
use super::paths::segments;
use super::properties::{Gives, Listed, ViewSpec};
use super::values::{Day, StatementView};
use super::{Object, OfMeasure, Wording, World, not_written};
use crate::engine::verbs::PlaceView;
use crate::load::document::MeasuredFigure;
use crate::load::{Choice, Record};
use crate::measure::GapVerdict;
use crate::measure::gap::{Open, of_figure};
use crate::measure::judged::{Judged, Stated};
use crate::model::{Figure, FigureId};
use crate::source::Spot;

type Read = Result<Dynamic, Box<EvalAltResult>>;

/// A figure, by its number.
#[derive(Clone, Copy)]
pub(in crate::engine) struct FigureView(pub FigureId);

/// What is shown of one need or criterion: the handoff, and the position in its list.
#[derive(Clone, Copy)]
pub(in crate::engine) struct JudgedView {
    handoff: u32,
    at: usize,
}

/// A property: its name, what it gives, its two descriptions, how to read it.
type Prop<T> = (
    &'static str,
    Gives,
    &'static str,
    &'static str,
    fn(&World, &T) -> Option<Dynamic>,
);

fn whole(number: u64) -> Option<Dynamic> {
    i64::try_from(number).ok().map(Dynamic::from)
}

const FIGURE: &[Prop<Figure>] = &[
    (
        "measured",
        Gives::View("measure"),
        "its measure",
        "其指标",
        |_, figure| Some(Dynamic::from(Object::<OfMeasure>::new(figure.measure.0))),
    ),
    (
        "value",
        Gives::View("Quantity"),
        "the value, from its counts or as written",
        "数值：由件数算出，或所写的值",
        |_, figure| Some(Dynamic::from(figure.value.clone())),
    ),
    (
        "k",
        Gives::Value("integer"),
        "for a share: how many cases had it",
        "占比的分子：符合的件数",
        |_, figure| figure.record.k.map(|k| k.0.into()),
    ),
    (
        "n",
        Gives::Value("integer"),
        "how many cases were looked at",
        "样本量",
        |_, figure| figure.record.n.map(|n| n.0.into()),
    ),
    (
        "period",
        Gives::Value("word"),
        "the days it speaks of, as written",
        "所属期间，按原文",
        |_, figure| Some(figure.record.period.written().to_owned().into()),
    ),
    (
        "first_day",
        Gives::View("Date"),
        "the first day it speaks of",
        "所属期间的第一天",
        |_, figure| Some(Dynamic::from(Day(figure.record.period.first()))),
    ),
    (
        "last_day",
        Gives::View("Date"),
        "the last day it speaks of",
        "所属期间的最后一天",
        |_, figure| Some(Dynamic::from(Day(figure.record.period.last()))),
    ),
    (
        "beside",
        Gives::List("figure"),
        "the figures of other measures that the same side recorded of the same object and days",
        "同一记录方对同一对象、同一期间记录的其他指标的观测值",
        |world, figure| {
            let days = |one: &Figure| (one.record.period.first(), one.record.period.last());
            let all = world.chain.figures.on(figure.on).iter().copied();
            let beside = all.filter(|id| {
                let other = world.chain.figures.get(*id);
                let same = (days(other), other.recorder) == (days(figure), figure.recorder);
                same && other.measure != figure.measure
            });
            Some(list(&beside.collect::<Vec<_>>()))
        },
    ),
    (
        "age",
        Gives::Value("integer"),
        "days from its last day to the day of the audit",
        "从期间最后一天到审核日的天数",
        |world, figure| {
            let days = (world.day? - figure.record.period.last()).get_days();
            // Of a period still under way the last day is to come.
            Some(i64::from(days.max(0)).into())
        },
    ),
    (
        "on_label",
        Gives::View("Text"),
        "what people call the step, handoff or process it was measured on",
        "所测量的工序、交接或流程的名称",
        |world, figure| Some(Dynamic::from(Wording(label_of(world, figure.on)))),
    ),
    (
        "is_latest",
        Gives::Value("bool"),
        "no figure of its measure on the same object ends later, whoever recorded it",
        "同一指标在同一对象上没有更晚的观测值，不论由谁记录",
        |world, figure| {
            let all = world.chain.figures.on(figure.on).iter();
            let later = all.map(|id| world.chain.figures.get(*id)).any(|other| {
                other.measure == figure.measure
                    && other.record.period.last() > figure.record.period.last()
            });
            Some((!later).into())
        },
    ),
    (
        "is_of_goal",
        Gives::Value("bool"),
        "a goal is measured by it",
        "有目标以它衡量",
        |world, figure| {
            let measures = &world.chain.links.goal_measure;
            let mut goals = world.chain.goals.iter().zip(measures);
            Some(
                goals
                    .any(|(goal, by)| goal.on == figure.on && *by == Some(figure.measure))
                    .into(),
            )
        },
    ),
    (
        "is_of_log",
        Gives::Value("bool"),
        "it was made from an event log",
        "由事件日志得出",
        |world, figure| {
            let mut logs = world.chain.logs.iter();
            let place = (figure.source, figure.record.span());
            Some(
                logs.any(|log| (log.source, log.record.span()) == place)
                    .into(),
            )
        },
    ),
    (
        "recorded_by",
        Gives::View("Text"),
        "who recorded it",
        "由谁记录",
        |_, figure| {
            figure
                .record
                .recorded_by
                .clone()
                .map(|by| Dynamic::from(Wording(by)))
        },
    ),
    (
        "recorder",
        Gives::Value("word"),
        "which side of the handoff recorded it: \"receiver\", \"giver\", \"other\" or \"unsaid\"",
        "由交接的哪一方记录：\"receiver\"（接收方）、\"giver\"（交出方）、\"other\"（其他）或 \"unsaid\"（未写明）",
        |_, figure| Some(figure.recorder.word().into()),
    ),
    (
        "grade",
        Gives::Value("word"),
        "how it was got: declared, estimated, sampled, logged or customer-confirmed",
        "数据等级：declared、estimated、sampled、logged 或 customer-confirmed",
        |_, figure| Some(figure.grade.word().into()),
    ),
    (
        "source",
        Gives::View("Text"),
        "where it comes from",
        "来源",
        |_, figure| {
            figure
                .record
                .source
                .clone()
                .map(|from| Dynamic::from(Wording(from)))
        },
    ),
    (
        "is_census",
        Gives::Value("bool"),
        "all cases were looked at",
        "全数统计",
        |_, figure| Some((figure.record.census == Some(true)).into()),
    ),
    (
        "definition_changed",
        Gives::Value("bool"),
        "from it on the measure is counted another way",
        "从本期起口径有变",
        |_, figure| Some((figure.record.definition_changed == Some(true)).into()),
    ),
    (
        "note",
        Gives::View("Text"),
        "what else is to be known of it",
        "说明",
        |_, figure| {
            figure
                .record
                .note
                .clone()
                .map(|note| Dynamic::from(Wording(note)))
        },
    ),
    (
        "lower",
        Gives::View("Quantity"),
        "the value is at least this, with 95 % confidence",
        "以 95 % 置信度，值不低于此",
        |_, figure| Some(Dynamic::from(of_figure(figure, FigureId(0)).bounds?.0)),
    ),
    (
        "upper",
        Gives::View("Quantity"),
        "the value is at most this, with 95 % confidence",
        "以 95 % 置信度，值不高于此",
        |_, figure| Some(Dynamic::from(of_figure(figure, FigureId(0)).bounds?.1)),
    ),
    (
        "hash",
        Gives::Value("word"),
        "what the file it stands in says, as 32 hexadecimal digits",
        "所在文件内容的 32 位十六进制摘要",
        |_, figure| Some(figure.hash.to_string().into()),
    ),
];

const JUDGED: &[Prop<Judged>] = &[
    (
        "criterion",
        Gives::View("Statement"),
        "the need or criterion",
        "需求或准则",
        |_, judged| Some(Dynamic::from(StatementView(Arc::clone(&judged.statement)))),
    ),
    (
        "is_need",
        Gives::Value("bool"),
        "the receiver states it, as a need",
        "由接收方提出（需求）",
        |_, judged| Some((judged.stated == Stated::Need).into()),
    ),
    (
        "index",
        Gives::Value("integer"),
        "its position in `customer.needs`, or `supplier.criteria`, from 0",
        "在 `customer.needs` 或 `supplier.criteria` 中的位置，从 0 起",
        |_, judged| i64::try_from(judged.index).ok().map(Dynamic::from),
    ),
    (
        "of",
        Gives::Value("word"),
        "which of the usual measures it speaks of, such as \"on-time\"",
        "所说的是哪一种常用指标，例如 \"on-time\"",
        |_, judged| judged.of.map(|of| of.word().into()),
    ),
    (
        "figure",
        Gives::View("figure"),
        "the figure it is held against; not set if there is none",
        "用来判定的观测值；没有则无",
        |_, judged| judged.figure.map(|id| Dynamic::from(FigureView(id))),
    ),
    (
        "verdict",
        Gives::Value("word"),
        "\"met\", \"not-met\" or \"undetermined\"",
        "\"met\"（已满足）、\"not-met\"（未满足）或 \"undetermined\"（尚不能判定）",
        |_, judged| {
            Some(
                match judged.verdict {
                    GapVerdict::Met => "met",
                    GapVerdict::NotMet => "not-met",
                    GapVerdict::Undetermined(_) => "undetermined",
                }
                .into(),
            )
        },
    ),
    (
        "reason",
        Gives::View("Text"),
        "why it is undetermined and what would decide it; not set if it is decided",
        "为什么尚不能判定、怎样才能判定；已判定则无",
        |_, judged| match judged.verdict {
            GapVerdict::Undetermined(open) => Some(Dynamic::from(Wording(open.reason()))),
            _ => None,
        },
    ),
    (
        "lower",
        Gives::View("Quantity"),
        "the value is at least this, with 95 % confidence",
        "以 95 % 置信度，值不低于此",
        |_, judged| {
            Some(Dynamic::from(
                judged.observed.as_ref()?.bounds.as_ref()?.0.clone(),
            ))
        },
    ),
    (
        "upper",
        Gives::View("Quantity"),
        "the value is at most this, with 95 % confidence",
        "以 95 % 置信度，值不高于此",
        |_, judged| {
            Some(Dynamic::from(
                judged.observed.as_ref()?.bounds.as_ref()?.1.clone(),
            ))
        },
    ),
    (
        "distance",
        Gives::View("Quantity"),
        "how far the value is beyond its bound; not set if it lies within",
        "超出界限多少；在界限内则无",
        |_, judged| judged.distance().map(Dynamic::from),
    ),
    (
        "cases_needed",
        Gives::Value("integer"),
        "how many more cases would decide, if they went on as before",
        "若照此下去，还需多少件才能判定",
        |_, judged| match judged.verdict {
            GapVerdict::Undetermined(Open::TooFewCases { at_this_rate, .. }) => {
                whole(at_this_rate?)
            }
            _ => None,
        },
    ),
    (
        "good_cases_needed",
        Gives::Value("integer"),
        "how many more cases, all of them good, would show it met",
        "若此后件件合格，还需多少件才能证明满足",
        |_, judged| match judged.verdict {
            GapVerdict::Undetermined(Open::TooFewCases { if_all_good, .. }) => whole(if_all_good?),
            _ => None,
        },
    ),
];

/// Figures as a list.
pub(super) fn list(figures: &[FigureId]) -> Dynamic {
    figures
        .iter()
        .map(|id| Dynamic::from(FigureView(*id)))
        .collect::<Array>()
        .into()
}

/// What is shown on a handoff, as a list.
pub(super) fn judged(world: &World, handoff: u32) -> Option<Dynamic> {
    let all = world.judged.get(handoff as usize)?;
    let views = (0..all.len()).map(|at| Dynamic::from(JudgedView { handoff, at }));
    Some(views.collect::<Array>().into())
}

/// Teaches an engine figures.
pub(super) fn register(engine: &mut Engine, world: &Arc<World>) {
    engine.register_type_with_name::<FigureView>("figure");
    for (name, _, _, _, read) in FIGURE {
        let world = Arc::clone(world);
        engine.register_get(*name, move |view: &mut FigureView| -> Read {
            let figure = world.chain.figures.get(view.0);
            read(&world, figure).map_or_else(|| not_written("figure", name), Ok)
        });
    }
    let own = Arc::clone(world);
    engine.register_fn("has", move |view: &mut FigureView, name: &str| {
        let property = FIGURE.iter().find(|property| property.0 == name);
        let figure = own.chain.figures.get(view.0);
        property.is_some_and(|property| (property.4)(&own, figure).is_some())
    });
    let own = Arc::clone(world);
    engine.register_fn("at", move |view: &mut FigureView, path: &str| {
        let path = segments(MeasuredFigure::SPEC, path)?;
        let figure = own.chain.figures.get(view.0);
        let span = Record::locate(&*figure.record, &path);
        let source = figure.source;
        Ok::<_, Box<EvalAltResult>>(PlaceView {
            spot: Spot { source, span },
            path,
            subject: None,
        })
    });
    engine.register_type_with_name::<JudgedView>("judged");
    for (name, _, _, _, read) in JUDGED {
        let world = Arc::clone(world);
        engine.register_get(*name, move |view: &mut JudgedView| -> Read {
            let judged = &world.judged[view.handoff as usize][view.at];
            read(&world, judged).map_or_else(|| not_written("judged", name), Ok)
        });
    }
    let own = Arc::clone(world);
    engine.register_fn("has", move |view: &mut JudgedView, name: &str| {
        let property = JUDGED.iter().find(|property| property.0 == name);
        let judged = &own.judged[view.handoff as usize][view.at];
        property.is_some_and(|property| (property.4)(&own, judged).is_some())
    });
}

/// Figures and verdicts on them for the manual and the lint.
pub(super) fn specs() -> [ViewSpec; 2] {
    fn listed<T>(all: &[Prop<T>]) -> Vec<Listed> {
        let all = all.iter();
        all.map(|(name, gives, en, zh, _)| Listed {
            name,
            gives: *gives,
            en,
            zh,
            written: false,
        })
        .collect()
    }
    [
        ViewSpec {
            name: "figure",
            properties: listed(FIGURE),
            has_places: true,
        },
        ViewSpec {
            name: "judged",
            properties: listed(JUDGED),
            has_places: false,
        },
    ]
}
