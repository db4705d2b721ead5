//! What a planted fault does, in words.

use super::EXCERPT;
use crate::desk::faults::{Deed, Fault};
use crate::lang::{Lang, Text};
use crate::report::columns::cut;

/// What was done to the model, or to what was measured.
pub fn what(fault: &Fault, lang: Lang) -> String {
    match &fault.log {
        Some(_) => in_log(fault, lang),
        None => in_text(fault, lang),
    }
}

fn excerpt(text: Option<&Text>, lang: Lang) -> String {
    let text = text.map_or("", |text| text.get(lang));
    cut(
        &text.split_whitespace().collect::<Vec<_>>().join(" "),
        EXCERPT,
    )
}

fn in_text(fault: &Fault, lang: Lang) -> String {
    let path = &fault.path;
    let before = excerpt(fault.before.as_ref(), lang);
    let after = excerpt(fault.after.as_ref(), lang);
    let shown = if before.is_empty() {
        String::new()
    } else {
        lang.pick(format!(" “{before}”"), format!("“{before}”"))
    };
    let done = match fault.deed {
        Deed::Drop if path.is_empty() => lang.pick("drop the whole table", "去掉整张表").to_owned(),
        Deed::Drop => lang.pick(format!("drop {path}{shown}"), format!("去掉 {path}{shown}")),
        Deed::Blank => lang.pick(
            format!("empty {path}{shown}"),
            format!("清空 {path}{shown}"),
        ),
        Deed::Loosen => lang.pick(
            format!("loosen {path}{shown} to “{after}”"),
            format!("把 {path}{shown}放宽为“{after}”"),
        ),
        Deed::Double => lang
            .pick("write the latest month twice", "把最近一个月的再写一遍")
            .to_owned(),
        _ => lang.pick(
            format!("change {path} from {before} to {after}"),
            format!("把 {path} 由 {before} 改为 {after}"),
        ),
    };
    match fault.times {
        0 | 1 => done,
        rows => lang.pick(
            format!("{done}, {rows} rows"),
            format!("{done}，共 {rows} 行"),
        ),
    }
}

/// What was done to the cases of an event log.
fn in_log(fault: &Fault, lang: Lang) -> String {
    let path = &fault.path;
    let after = excerpt(fault.after.as_ref(), lang);
    let (en, zh) = match fault.deed {
        Deed::Stretch => (
            format!("make the waits at {path} ten times as long"),
            format!("把 {path} 处的等待延长到十倍"),
        ),
        Deed::Return => (
            format!("send what {path} hands over straight back once"),
            format!("让 {path} 交出的内容各退回一次"),
        ),
        Deed::Exchange => (
            format!("put the receiver's work at {path} before the giver's"),
            format!("把 {path} 接收方的活动排到交出方之前"),
        ),
        Deed::Overtake => (
            format!("leave every other case lying at {path} while newer ones pass"),
            format!("让 {path} 处每隔一个个案搁置，先处理后到的"),
        ),
        Deed::Refuse => (
            format!("turn the good results of {path} to bad ones"),
            format!("把 {path} 的合格结果都改为不合格"),
        ),
        Deed::Rename => (
            format!("call “{path}” “{after}”"),
            format!("把“{path}”改名为“{after}”"),
        ),
        Deed::Midnight => (
            format!("set the times of “{path}” to 00:00"),
            format!("把“{path}”的时间都改为 00:00"),
        ),
        _ => (
            "set all times two years back".to_owned(),
            "把所有时间提前两年".to_owned(),
        ),
    };
    let file = fault.log.as_ref().map_or("", |log| &*log.path);
    let times = fault.times;
    lang.pick(
        format!("{en} in {file}, {times} times"),
        format!("{zh}（{file}，{times} 次）"),
    )
}
