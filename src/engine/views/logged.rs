//! What event logs say of handoffs, and the handoffs that only logs show, as scripts hold them.

use std::sync::Arc;

use rhai::{Array, Dynamic, Engine, EvalAltResult};

use super::properties::{Gives, Listed, ViewSpec};
use super::{Object, OfLog, OfStep, Wording, World, not_written};
use crate::measure::gap::observed_share;
use crate::measure::log::Spread;
use crate::measure::logged::{LoggedHandoff, LoggedLog, Unmodelled};
use crate::model::HandoffId;
use crate::quantity::{Quantity, half_up};
use crate::statistics::as_float;

type Read = Result<Dynamic, Box<EvalAltResult>>;

/// What the first log that shows a handoff says of it.
#[derive(Clone, Copy)]
pub(in crate::engine) struct LoggedView(HandoffId);

/// A handoff that a log shows and the model lacks: the log, and the position in its list.
#[derive(Clone, Copy)]
pub(in crate::engine) struct UnmodelledView {
    log: u32,
    at: usize,
}

/// A property: its name, what it gives, its two descriptions, how to read it.
type Prop<T> = (
    &'static str,
    Gives,
    &'static str,
    &'static str,
    fn(&T) -> Option<Dynamic>,
);

/// A log with what it says of one handoff.
type Pair<'w> = (&'w LoggedLog, &'w LoggedHandoff);

fn whole(number: u64) -> Option<Dynamic> {
    i64::try_from(number).ok().map(Dynamic::from)
}

fn share(part: u64, all: u64) -> Option<Dynamic> {
    (all > 0).then(|| Dynamic::from(Quantity::share(as_float(part) / as_float(all))))
}

/// A duration of milliseconds, with as many digits as a person reads.
fn time(log: &LoggedLog, millis: f64) -> Option<Dynamic> {
    let exact = log.time(millis);
    let unit = if exact.number() > 0.0 {
        exact.base() / exact.number()
    } else {
        1.0
    };
    let shown = half_up(exact.number(), 1);
    Some(Dynamic::from(exact.with_base(shown * unit)))
}

/// A share to a tenth of a percent.
fn rounded(share: f64) -> Quantity {
    Quantity::share(half_up(share, 3))
}

/// The waits of a handoff; none where the log has one time per event.
fn wait((log, one): &Pair<'_>, of: fn(&Spread) -> f64) -> Option<Dynamic> {
    log.has_durations.then(|| time(log, of(&one.wait)))?
}

/// A property of a handoff in a log, as above.
type PairProp = (
    &'static str,
    Gives,
    &'static str,
    &'static str,
    fn(&Pair<'_>) -> Option<Dynamic>,
);

const LOGGED: &[PairProp] = &[
    (
        "log",
        Gives::View("log"),
        "the log",
        "该日志",
        |(log, _)| {
            let number = u32::try_from(log.at).ok()?;
            Some(Dynamic::from(Object::<OfLog>::new(number)))
        },
    ),
    (
        "n",
        Gives::Value("integer"),
        "how often it happened",
        "发生多少次",
        |(_, one)| whole(one.n),
    ),
    (
        "has_waits",
        Gives::Value("bool"),
        "the log has starts and ends, so waits are known; else there are only gaps, which hold the receiver's work too",
        "日志有开始和结束时间，因此知道等待；否则只有间隔，其中含接收方的作业时间",
        |(log, _)| Some(log.has_durations.into()),
    ),
    (
        "median_wait",
        Gives::View("Quantity"),
        "half of the waits are no longer; not set where only gaps are known",
        "等待时间的中位数；只知道间隔时无",
        |pair| wait(pair, |spread| spread.median),
    ),
    (
        "mean_wait",
        Gives::View("Quantity"),
        "the mean of the waits; not set where only gaps are known",
        "等待时间的平均值；只知道间隔时无",
        |pair| wait(pair, |spread| spread.mean),
    ),
    (
        "slow_wait",
        Gives::View("Quantity"),
        "nine of ten waits are no longer; not set where only gaps are known",
        "九成的等待不超过此值；只知道间隔时无",
        |pair| wait(pair, |spread| spread.p90),
    ),
    (
        "share_of_waiting",
        Gives::View("Quantity"),
        "its part of all waiting between steps of the model; not set where only gaps are known",
        "在模型各工序之间全部等待中的占比；只知道间隔时无",
        |(log, one)| {
            log.has_durations
                .then(|| Dynamic::from(rounded(one.share_of_waiting)))
        },
    ),
    (
        "is_longest_wait",
        Gives::Value("bool"),
        "no other handoff of the log has a larger part of all waiting; false where only gaps are known",
        "在日志的各交接中等待占比最大；只知道间隔时为 false",
        |(log, one)| {
            let others = || log.handoffs.iter().map(|other| other.share_of_waiting);
            let is_longest = others().all(|share| share <= one.share_of_waiting);
            Some((log.has_durations && is_longest).into())
        },
    ),
    (
        "overlapping",
        Gives::View("Quantity"),
        "how often the receiver began before the giver had ended, as a share",
        "接收方在交出方结束前就开始的占比",
        |(_, one)| share(one.overlapping, one.n),
    ),
    (
        "repeated",
        Gives::View("Quantity"),
        "how often the case had been with the receiver before, as a share",
        "该个案此前已到过接收方的占比",
        |(_, one)| share(one.repeated, one.n),
    ),
    (
        "returned",
        Gives::View("Quantity"),
        "how often the receiver sent straight back, as a share; not set where to give there is a handoff of its own, such as an answer or one more delivery after a correction",
        "接收方当即退回的占比；回到交出方本身就是一个交接时（如答复、更正后再次交付）无",
        |(_, one)| share(one.returned?, one.n),
    ),
    (
        "cases",
        Gives::Value("integer"),
        "in how many cases it happened",
        "在多少个个案中发生",
        |(_, one)| whole(one.cases.0),
    ),
    (
        "cases_back_and_forth",
        Gives::Value("integer"),
        "in how many cases work went three times or more over this seam, there or back",
        "在多少个个案中，工作三次以上越过此接缝（去或回）",
        |(_, one)| whole(one.cases.1),
    ),
    (
        "back_and_forth",
        Gives::View("Quantity"),
        "the share of those cases",
        "这些个案的占比",
        |(_, one)| share(one.cases.1, one.cases.0),
    ),
    (
        "back_and_forth_lower",
        Gives::View("Quantity"),
        "that share is at least this, with 95 % confidence",
        "以 95 % 置信度，该占比不低于此",
        |(_, one)| {
            let seen = observed_share(one.cases.1, one.cases.0);
            Some(Dynamic::from(seen.bounds?.0))
        },
    ),
    (
        "overtaken",
        Gives::Value("integer"),
        "how often something newer was taken up while it lay; not set where only gaps are known",
        "仍在等待时、后到的已先处理的次数；只知道间隔时无",
        |(_, one)| whole(one.overtaken?),
    ),
    (
        "overtaken_lower",
        Gives::View("Quantity"),
        "the share of those is at least this, with 95 % confidence",
        "以 95 % 置信度，其占比不低于此",
        |(_, one)| {
            let seen = observed_share(one.overtaken?, one.n);
            Some(Dynamic::from(seen.bounds?.0))
        },
    ),
    (
        "late",
        Gives::Value("integer"),
        "how often it took longer than it is due in; not set where that is not a time on the clock of the log",
        "超过期限的次数；期限不是与日志同一时钟的时长时无",
        |(_, one)| whole(one.n - one.within?),
    ),
    (
        "late_lower",
        Gives::View("Quantity"),
        "the share of those is at least this, with 95 % confidence",
        "以 95 % 置信度，其占比不低于此",
        |(_, one)| {
            let seen = observed_share(one.n - one.within?, one.n);
            Some(Dynamic::from(seen.bounds?.0))
        },
    ),
    (
        "late_open",
        Gives::View("Text"),
        "why a log alone does not settle whether it comes on time, and what to write; not set if nothing is late, or if it has no due time",
        "为什么仅凭日志不能判定是否准时、应如何写；没有迟到、或没有写期限时无",
        |(log, one)| Some(Dynamic::from(Wording(one.late_open(log.has_durations)?))),
    ),
    (
        "just_inside_due",
        Gives::Value("integer"),
        "how often it took more than 95 % of the time it is due in, and not more than all; not set where it is not due in a time on the clock of the log",
        "用时超过期限的 95 % 而未超期的次数；期限不是与日志同一时钟的时长时无",
        |(_, one)| whole(one.near_due?.inside),
    ),
    (
        "beside_due",
        Gives::Value("integer"),
        "how often it took 90 to 95 % of that time, or up to 5 % more than it: the greater of both",
        "用时为期限 90 % 至 95 % 的次数与超期 5 % 以内的次数，取较大者",
        |(_, one)| {
            let near = one.near_due?;
            whole(near.before.max(near.outside))
        },
    ),
    (
        "crowding_lower",
        Gives::View("Quantity"),
        "of the two together at least this share lies just inside, with 95 % confidence; even spread would be half",
        "以 95 % 置信度，两者合计中紧贴期限之内的占比不低于此；均匀分布时为一半",
        |(_, one)| {
            let near = one.near_due?;
            let beside = near.before.max(near.outside);
            let seen = observed_share(near.inside, near.inside + beside);
            Some(Dynamic::from(seen.bounds?.0))
        },
    ),
    (
        "days_with_results",
        Gives::Value("integer"),
        "on how many days results were told; not set if all are alike",
        "有结果的天数；结果全都一样时无",
        |(_, one)| whole(one.by_day?.groups as u64),
    ),
    (
        "spread_of_days",
        Gives::Value("number"),
        "how much more results differ from day to day than independent cases would, as a multiple of their variance; 1 if that may be chance",
        "各天结果的差异是个案相互独立时的多少倍（方差之比）；可能出于偶然时为 1",
        |(_, one)| {
            let days = one.by_day?;
            let is_shown = days.chance <= crate::statistics::ALPHA;
            let factor = if is_shown { days.factor.max(1.0) } else { 1.0 };
            Some(half_up(factor, 1).into())
        },
    ),
    (
        "givers",
        Gives::Value("integer"),
        "how many people gave; not set if the log names nobody",
        "有多少人交出；日志未写人员则无",
        |(_, one)| whole(one.people?.givers as u64),
    ),
    (
        "receivers",
        Gives::Value("integer"),
        "how many people received; not set if the log names nobody",
        "有多少人接收；日志未写人员则无",
        |(_, one)| whole(one.people?.receivers as u64),
    ),
];

const UNMODELLED: &[Prop<Unmodelled>] = &[
    (
        "giver",
        Gives::View("step"),
        "the step that gives",
        "交出的工序",
        |one| Some(Dynamic::from(Object::<OfStep>::new(one.from.0))),
    ),
    (
        "receiver",
        Gives::View("step"),
        "the step that receives",
        "接收的工序",
        |one| Some(Dynamic::from(Object::<OfStep>::new(one.to.0))),
    ),
    (
        "n",
        Gives::Value("integer"),
        "how often it happened",
        "发生多少次",
        |one| whole(one.n),
    ),
    (
        "share",
        Gives::View("Quantity"),
        "its part of all handoffs between steps of the model",
        "在模型各工序之间全部交接中的占比",
        |one| Some(Dynamic::from(rounded(one.share))),
    ),
];

/// What a log says of a handoff, if one shows it.
pub(super) fn of_handoff(world: &World, handoff: u32) -> Option<Dynamic> {
    let id = HandoffId(handoff);
    world
        .logged
        .handoff(id)
        .map(|_| Dynamic::from(LoggedView(id)))
}

/// The handoffs that a log shows and the model lacks.
pub(super) fn unmodelled(world: &World, log: u32) -> Option<Dynamic> {
    let all = &world.logged.logs.get(log as usize)?.unmodelled;
    let views = (0..all.len()).map(|at| Dynamic::from(UnmodelledView { log, at }));
    Some(views.collect::<Array>().into())
}

/// Teaches an engine what logs say.
pub(super) fn register(engine: &mut Engine, world: &Arc<World>) {
    engine.register_type_with_name::<LoggedView>("logged");
    for (name, _, _, _, read) in LOGGED {
        let world = Arc::clone(world);
        engine.register_get(*name, move |view: &mut LoggedView| -> Read {
            let pair = world.logged.handoff(view.0);
            pair.and_then(|pair| read(&pair))
                .map_or_else(|| not_written("logged", name), Ok)
        });
    }
    let own = Arc::clone(world);
    engine.register_fn("has", move |view: &mut LoggedView, name: &str| {
        let property = LOGGED.iter().find(|property| property.0 == name);
        let pair = own.logged.handoff(view.0);
        pair.is_some_and(|pair| property.is_some_and(|one| (one.4)(&pair).is_some()))
    });
    engine.register_type_with_name::<UnmodelledView>("unmodelled");
    for (name, _, _, _, read) in UNMODELLED {
        let world = Arc::clone(world);
        engine.register_get(*name, move |view: &mut UnmodelledView| -> Read {
            let log = world.logged.logs.get(view.log as usize);
            log.and_then(|log| read(log.unmodelled.get(view.at)?))
                .map_or_else(|| not_written("unmodelled", name), Ok)
        });
    }
}

/// What logs say, for the manual and the lint.
pub(super) fn specs() -> [ViewSpec; 2] {
    let listed = |(name, gives, en, zh)| Listed {
        name,
        gives,
        en,
        zh,
        written: false,
    };
    let logged = LOGGED.iter().map(|one| (one.0, one.1, one.2, one.3));
    let unmodelled = UNMODELLED.iter().map(|one| (one.0, one.1, one.2, one.3));
    [
        ViewSpec {
            name: "logged",
            properties: logged.map(listed).collect(),
            has_places: false,
        },
        ViewSpec {
            name: "unmodelled",
            properties: unmodelled.map(listed).collect(),
            has_places: false,
        },
    ]
}
