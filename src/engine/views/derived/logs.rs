//! What is known of event logs.

use std::marker::PhantomData;

use rhai::{Array, Dynamic};

use super::{list, one, text};
use crate::engine::views::objects::{OfHandoff, OfLog, OfStep};
use crate::engine::views::properties::{Gives, Property};
use crate::engine::views::{World, logged};
use crate::lang::Text;
use crate::load::document::StandardMeasure;
use crate::measure::logged::{LoggedHandoff, LoggedLog};
use crate::model::Figure;
use crate::quantity::{Quantity, half_up};
use crate::statistics::as_float;

properties!(LOG, OfLog {
    is_read: Gives::Value("bool"), "it was read, so what it says is known", "已读取，其内容已知",
        |world, at| Some(of(world, at).is_some().into());
    events: Gives::Value("integer"), "how many events it has", "有多少个事件",
        |world, at| whole(of(world, at)?.events as u64);
    cases: Gives::Value("integer"), "how many cases it has", "有多少个个案",
        |world, at| whole(of(world, at)?.cases.n);
    open_cases: Gives::Value("integer"), "how many cases are not finished; not set without `last`", "有多少个个案没有办完；未写 `last` 则无",
        |world, at| { let log = of(world, at)?; log.open.asked.then(|| whole(log.open.open))? };
    open_share: Gives::View("Quantity"), "the share of cases that are not finished; not set without `last`", "没有办完的个案占比；未写 `last` 则无",
        |world, at| {
            let log = of(world, at)?;
            log.open.asked.then(|| share(log.open.open, log.cases.n))?
        };
    in_process: Gives::Value("number"), "cases in process on average, the open ones until the end of the log; not set without `last`", "平均在制个案数，未完成的计到日志结束；未写 `last` 则无",
        |world, at| Some(tenth(of(world, at)?.open.flow?.in_process));
    expected_in_process: Gives::Value("number"), "finished cases per day times their mean lead time; not set without `last`", "每天完成数 × 平均交付周期；未写 `last` 则无",
        |world, at| Some(tenth(of(world, at)?.open.flow?.expected()));
    pile_up: Gives::Value("number"), "how much more is in process than that, as a share of it; not set without `last`", "在制比应有的多出多少（比例）；未写 `last` 则无",
        |world, at| Some(of(world, at)?.open.flow?.excess().into());
    finished_per_day: Gives::Value("number"), "finished cases per day; not set without `last`", "每天完成的个案数；未写 `last` 则无",
        |world, at| Some(tenth(of(world, at)?.open.flow?.per_day));
    efficiency: Gives::View("Quantity"), "the part of the lead time in which somebody worked; not set where only gaps are known", "交付周期中有人作业的比例；只知道间隔时无",
        |world, at| { let log = of(world, at)?; Some(Dynamic::from(Quantity::share(thousandth(log.open.efficiency.filter(|_| log.has_durations)?)))) };
    longest_wait: Gives::View("handoff"), "the handoff with the largest part of all waiting; not set where only gaps are known", "等待占比最大的交接；只知道间隔时无",
        |world, at| longest_wait(of(world, at)?);
    period: Gives::Value("word"), "the days from its first event to its last", "从第一个到最后一个事件的日期",
        |world, at| Some(of(world, at)?.period.written().to_owned().into());
    age: Gives::Value("integer"), "days from its last event to the day of the audit", "从最后一个事件到审核日的天数",
        |world, at| {
            let days = (world.day? - of(world, at)?.period.last()).get_days();
            Some(i64::from(days.max(0)).into())
        };
    has_durations: Gives::Value("bool"), "it has starts and ends, so waits are known; else there are only gaps", "有开始和结束时间，因此知道等待；否则只有间隔",
        |world, at| Some(of(world, at)?.has_durations.into());
    is_doubtful: Gives::Value("bool"), "something in it gives reason to doubt its figures", "有理由怀疑其中的数据",
        |world, at| Some((!of(world, at)?.doubts.is_empty()).into());
    doubts_times: Gives::Value("bool"), "its times cannot be trusted", "其中的时间不可信",
        |world, at| Some(of(world, at)?.doubts.iter().any(|doubt| doubt.of_times).into());
    doubts: Gives::List("Text"), "the reasons to doubt its figures, the gravest first", "怀疑其数据的理由，最严重的在前",
        |world, at| {
            let doubts = of(world, at)?.doubts.iter();
            Some(doubts.map(|doubt| text(doubt.text.clone())).collect::<Array>().into())
        };
    unknown_activities: Gives::List("Text"), "its activities that are no step, the most frequent first", "不属于任何工序的活动，次数最多的在前",
        |world, at| {
            let unknown = of(world, at)?.unknown.iter();
            Some(unknown.map(|(name, _)| text(Text::plain(name.clone()))).collect::<Array>().into())
        };
    unseen_steps: Gives::List("step"), "steps it can speak of and has no activity for", "应有而日志中没有活动的工序",
        |world, at| Some(list::<OfStep>(of(world, at)?.unseen_steps.iter().map(|id| id.0)));
    unseen_handoffs: Gives::List("handoff"), "handoffs of the model between steps it shows that never happened", "模型中有、日志中从未发生的交接（两端工序都出现过）",
        |world, at| Some(list::<OfHandoff>(of(world, at)?.unseen_handoffs.iter().map(|id| id.0)));
    unmodelled: Gives::List("unmodelled"), "handoffs it shows between steps of the model that the model lacks, the most frequent first", "日志中有、模型中没有的工序间交接，次数最多的在前",
        |world, at| logged::unmodelled(world, at);
    gives_lead_times: Gives::Value("bool"), "a measure of lead times takes its figure from it", "有交付周期指标取自它的数据",
        |world, at| { let log = of(world, at)?; Some(gives_lead_times(world, log).into()) };
    differs_from_model: Gives::Value("bool"), "it shows a handoff that the model lacks, or never one that the model has", "日志中有模型没有的交接，或从未出现模型中的某个交接",
        |world, at| { let log = of(world, at)?; Some((!log.unmodelled.is_empty() || !log.unseen_handoffs.is_empty()).into()) };
});

fn of(world: &World, at: u32) -> Option<&LoggedLog> {
    world.logged.logs.get(at as usize)
}

fn tenth(value: f64) -> Dynamic {
    half_up(value, 1).into()
}

fn thousandth(share: f64) -> f64 {
    half_up(share, 3)
}

fn longest_wait(log: &LoggedLog) -> Option<Dynamic> {
    let most =
        |a: &&LoggedHandoff, b: &&LoggedHandoff| a.share_of_waiting.total_cmp(&b.share_of_waiting);
    let longest = log.handoffs.iter().rev().max_by(most);
    let longest = longest.filter(|one| log.has_durations && one.share_of_waiting > 0.0)?;
    Some(one::<OfHandoff>(longest.id.0))
}

fn gives_lead_times(world: &World, log: &LoggedLog) -> bool {
    let chain = &world.chain;
    let is_lead_time = |figure: &Figure| {
        let measure = &chain.measures[figure.measure.0 as usize].record;
        measure.of == Some(StandardMeasure::LeadTime) && *figure.hash == *log.hash
    };
    chain.figures.iter().any(is_lead_time)
}

fn whole(number: u64) -> Option<Dynamic> {
    i64::try_from(number).ok().map(Dynamic::from)
}

fn share(part: u64, all: u64) -> Option<Dynamic> {
    (all > 0).then(|| Dynamic::from(Quantity::share(as_float(part) / as_float(all))))
}
