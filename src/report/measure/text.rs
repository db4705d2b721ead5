//! What an event log says, for people.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{View, cases, concerns, percentiles, results, shown, table, why};
use crate::events::guess::Proposal;
use crate::events::read::How;
use crate::lang::{Lang, one_line};
use crate::measure::log::units::{Unit, count, percent};
use crate::measure::log::{Between, HandoffMeasures, HandoffTable, LogMeasures};
use crate::report::columns::{Align, Columns};

/// More remarks on a file than these hide its figures.
const MOST_NOTES: usize = 4;

/// No name of a giver or receiver is shown wider.
const WIDEST: usize = 44;

/// The report.
pub fn text(measures: &LogMeasures, view: &View<'_>) -> String {
    let parts = [
        head(measures, view),
        concerns::text(measures, view.lang),
        cases::text(measures, view),
        activities(measures, view.lang),
        results::text(measures, view.lang),
        handoffs(measures, view),
        why::text(measures, view),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n")
}

/// Which column was taken for what: in Chinese with the word of the option beside it.
fn read_as(view: &View<'_>) -> String {
    let lang = view.lang;
    let columns = view.how.mapping.columns.iter().map(|(role, column)| {
        let (name, words) = (role.name(), role.words(lang));
        lang.pick(
            format!("{name} = `{column}`"),
            format!("{words}（{name}）= `{column}`"),
        )
    });
    let columns: Vec<String> = columns.collect();
    if columns.is_empty() {
        return String::new();
    }
    let says = lang.pick("read as: ", "列的含义：");
    format!("  {says}{}\n", columns.join(lang.pick(", ", "，")))
}

fn head(measures: &LogMeasures, view: &View<'_>) -> String {
    let lang = view.lang;
    let (events, cases) = (count(measures.events as u64), count(measures.cases.n));
    let activities = count(measures.words.activities.len() as u64);
    let mut text = match lang {
        Lang::En => format!(
            "{}: {events} events, {cases} cases, {activities} activities",
            view.path
        ),
        Lang::Zh => format!(
            "{}：{events} 个事件，{cases} 个个案，{activities} 种活动",
            view.path
        ),
    };
    if let Some((first, last)) = measures.cases.range {
        text.push_str(&format!(
            "{}{} … {}",
            lang.pick(", ", "，"),
            day(first, view),
            day(last, view)
        ));
    }
    text.push('\n');
    if !view.how.objects.is_empty() {
        let types = view.how.objects.iter();
        let types: Vec<String> = types
            .map(|(name, n)| lang.pick(format!("{name} ({n})"), format!("{name}（{n}）")))
            .collect();
        let says = lang.pick("objects: ", "对象：");
        text.push_str(&format!("  {says}{}\n", types.join(lang.pick(", ", "，"))));
    }
    text.push_str(&read_as(view));
    for note in view.how.notes.iter().take(MOST_NOTES) {
        text.push_str(&format!("  {}\n", note.message(lang)));
    }
    if let Some(more) = view
        .how
        .notes
        .len()
        .checked_sub(MOST_NOTES)
        .filter(|more| *more > 0)
    {
        text.push_str(&lang.pick(
            format!("  … and {more} more such remarks on the file\n"),
            format!("  …… 另有 {more} 条此类说明\n"),
        ));
    }
    if let Some(hours) = view.hours {
        text.push_str(&hours.said(lang));
    }
    if !measures.words.missing.is_empty() {
        text.push_str(&format!(
            "  {}{}\n",
            lang.pick("taken as not known: ", "视为未知的值："),
            measures.words.missing.join(lang.pick(", ", "、"))
        ));
    }
    if !measures.has_durations {
        text.push_str(lang.pick(
            "  The log has one time per event, so what is measured between two of them is a gap: it holds\n  \
             the wait and the receiver's work, and is not waiting time.\n",
            "  日志中每个事件只有一个时刻，因此两者之间量到的是间隔：既含等待，也含接收方的作业，不是等待时间。\n",
        ));
    }
    text
}

/// The day of an instant in the zone in which times were read.
fn day(instant: i64, view: &View<'_>) -> String {
    let zone = view.how.mapping.zone.as_deref().map(TimeZone::get);
    let zone = zone.and_then(Result::ok).unwrap_or(TimeZone::UTC);
    let known = Timestamp::from_millisecond(instant);
    known.map_or_else(
        |_| instant.to_string(),
        |known| known.to_zoned(zone).strftime("%F").to_string(),
    )
}

/// The activities that are done again, or whose results are known.
fn activities(measures: &LogMeasures, lang: Lang) -> String {
    let has_results = measures.activities.iter().any(|one| one.good.1 > 0);
    let mut listed: Vec<_> = measures
        .activities
        .iter()
        .filter(|one| one.repeats > 0 || one.good.1 > 0)
        .collect();
    if listed.is_empty() {
        return String::new();
    }
    listed.sort_by_key(|one| std::cmp::Reverse((one.repeats, one.good.1 - one.good.0)));
    listed.truncate(8);
    let mut heads = vec![
        (lang.pick("done", "次数"), Align::Right),
        (lang.pick("again", "返工"), Align::Right),
        (lang.pick("in cases", "涉及个案"), Align::Right),
    ];
    if has_results {
        heads.push((lang.pick("good", "合格"), Align::Right));
        heads.push((lang.pick("good at first", "一次合格"), Align::Right));
    }
    heads.push((lang.pick("activity", "活动"), Align::Left));
    let mut rows = Columns::new(&heads, WIDEST);
    for one in listed {
        let mut row = vec![
            count(one.n),
            count(one.repeats),
            percent(one.repeated_in, one.cases),
        ];
        if has_results {
            row.push(percent(one.good.0, one.good.1));
            row.push(percent(one.first_good.0, one.first_good.1));
        }
        row.push(one_line(&measures.words.activities[one.activity as usize]));
        rows.row(row);
    }
    format!(
        "{}\n{}",
        lang.pick("What is done again", "重复做的活动"),
        rows.render()
    )
}

fn handoffs(measures: &LogMeasures, view: &View<'_>) -> String {
    let lang = view.lang;
    // What is asked for is in the log, or the log was refused before.
    let Some((table, words)) = table(measures, view.between) else {
        return String::new();
    };
    let shown = shown(table, view);
    let longest = shown.iter().map(|one| one.wait.p90).fold(0.0, f64::max);
    let unit = Unit::on_clock(measures.is_working_time, longest);
    let heads = handoff_heads(table, view);
    let heads: Vec<(&str, Align)> = heads
        .iter()
        .map(|(head, align)| (&**head, *align))
        .collect();
    let mut rows = Columns::new(&heads, WIDEST);
    for one in &shown {
        rows.row(handoff_row(one, words, table, (unit, lang)));
    }
    let all = table.handoffs.len();
    let (word, title) = title(measures, view);
    let mut text = format!("{title}{}\n{}", unit_note(word, unit, lang), rows.render());
    if shown.len() < all {
        text.push_str(&lang.pick(
            format!("  … and {} more: --top 0 shows all\n", all - shown.len()),
            format!("  …… 另有 {} 个：--top 0 全部显示\n", all - shown.len()),
        ));
    }
    text.push_str(&together(table, unit, lang));
    text.push_str(&not_ended(measures, word, lang));
    text
}

/// What open cases wait for now has not ended, and is in no number of the table.
fn not_ended(measures: &LogMeasures, word: &str, lang: Lang) -> String {
    if !measures.open.asked || measures.open.open == 0 {
        return String::new();
    }
    let open = count(measures.open.open);
    lang.pick(
        format!("  Not in the table, nor in its 9 of 10: the {word} that open cases ({open}) are still in.\n"),
        format!("  未列入表中，也不在“九成以内”中：未完成个案（{open} 个）仍在进行的{word}。\n"),
    )
}

/// What lies between giver and receiver, and the title of the table.
fn title(measures: &LogMeasures, view: &View<'_>) -> (&'static str, &'static str) {
    let lang = view.lang;
    let word = if measures.has_durations {
        lang.pick("wait", "等待")
    } else {
        lang.pick("gap", "间隔")
    };
    let title = match view.between {
        Between::Activities => lang.pick("Handoffs from activity to activity", "活动之间的交接"),
        Between::Resources => lang.pick("Handoffs from person to person", "人员之间的交接"),
        Between::Groups => lang.pick("Handoffs from group to group", "班组或部门之间的交接"),
        Between::Givers => lang.pick(
            "What lies after the work of each giver",
            "各交出方作业之后的停留",
        ),
        Between::Receivers => lang.pick(
            "What lies before the work of each receiver",
            "各接收方作业之前的停留",
        ),
    };
    (word, title)
}

fn unit_note(word: &str, unit: Unit, lang: Lang) -> String {
    let sign = unit.sign(lang);
    lang.pick(
        format!(" ({word} in {sign})"),
        format!("（{word}，单位：{sign}）"),
    )
}

fn handoff_heads(table: &HandoffTable, view: &View<'_>) -> Vec<(String, Align)> {
    let lang = view.lang;
    let mut heads: Vec<(String, Align)> = Vec::new();
    let mut head = |en: &str, zh: &str, align| heads.push((lang.pick(en, zh).to_owned(), align));
    head("count", "次数", Align::Right);
    head("total", "合计", Align::Right);
    head("median", "中位数", Align::Right);
    head("mean", "平均", Align::Right);
    head("9 of 10", "九成以内", Align::Right);
    for p in &view.asked.percentiles {
        let said = percentiles::head(*p, lang);
        head(&said, &said, Align::Right);
    }
    if view.asked.due.is_some() {
        head("in time", "准时", Align::Right);
    }
    if table.handoffs.iter().any(|one| one.people.is_some()) {
        head("same person", "同一人", Align::Right);
    }
    head("again", "返工", Align::Right);
    if view.between != Between::Receivers {
        head("from", "交出方", Align::Left);
    }
    if view.between != Between::Givers {
        head("to", "接收方", Align::Left);
    }
    heads
}

fn handoff_row(
    one: &HandoffMeasures,
    words: &[Box<str>],
    table: &HandoffTable,
    (unit, lang): (Unit, Lang),
) -> Vec<String> {
    let n = one.wait.n as u64;
    let mut row = vec![
        count(n),
        unit.number(one.total()),
        unit.number(one.wait.median),
        unit.number(one.wait.mean),
        unit.number(one.wait.p90),
    ];
    let levels = one.percentiles.iter();
    row.extend(levels.map(|level| percentiles::cell(level, unit, lang)));
    if let Some(within) = one.within {
        row.push(percent(within as u64, n));
    }
    if table.handoffs.iter().any(|one| one.people.is_some()) {
        let people = one.people.unwrap_or_default();
        row.push(percent(people.same, people.known));
    }
    row.push(percent(one.repeated, n));
    row.push(one_line(&words[one.from as usize]));
    if !matches!(table.between, Between::Givers | Between::Receivers) {
        row.push(one_line(&words[one.to as usize]));
    }
    row
}

/// All handoffs against what stays with one and the same.
fn together(table: &HandoffTable, unit: Unit, lang: Lang) -> String {
    if table.between == Between::Activities {
        return table.unchanged.map_or_else(String::new, |same| {
            let (times, median) = (count(same.n as u64), unit.say(same.median, lang));
            let total = unit.say(same.total(), lang);
            lang.pick(
                format!("  Not in the table: an activity directly followed by itself ({times} times): {total} in all, median {median}.\n"),
                format!("  未列入表中：同一活动紧接着再做（{times} 次）：合计 {total}，中位数 {median}。\n"),
            )
        });
    }
    let (Some(all), Some(same)) = (table.all, table.unchanged) else {
        return String::new();
    };
    let say = |millis| unit.say(millis, lang);
    lang.pick(
        format!(
            "  All {} handoffs: median {}, nine of ten within {}. Where nothing changes hands ({} times): median {}, nine of ten within {}.\n",
            count(all.n as u64), say(all.median), say(all.p90),
            count(same.n as u64), say(same.median), say(same.p90)
        ),
        format!(
            "  全部 {} 次交接：中位数 {}，九成在 {}以内。不换手时（{} 次）：中位数 {}，九成在 {}以内。\n",
            count(all.n as u64), say(all.median), say(all.p90),
            count(same.n as u64), say(same.median), say(same.p90)
        ),
    )
}

/// The columns that are proposed, as a table for a model file.
pub fn proposal(path: &str, how: &How, lang: Lang) -> String {
    let mapping = &how.mapping;
    let (id, file) = (quoted(&id_of(path)), quoted(path));
    let mut text = format!("[[log]]\nid = {id}\npath = {file}\n");
    let is_new = |one: &&Proposal| mapping.column(one.role).is_none();
    let unsure = how.proposals.iter().filter(is_new);
    let unsure: Vec<_> = unsure.map(|one| (one.role, one.column.clone())).collect();
    for (role, column) in unsure.iter().chain(&mapping.columns) {
        let why = how.proposals.iter().find(|one| one.role == *role);
        let why = why.map_or_else(
            || lang.pick("as you said", "按你的指定").to_owned(),
            |one| one.reason(lang),
        );
        text.push_str(&format!("{} = {}  # {why}\n", role.name(), quoted(column)));
    }
    if let Some((most, _)) = how.objects.iter().max_by_key(|(_, objects)| *objects) {
        let others = how.objects.iter().filter(|(name, _)| name != most);
        let others: Vec<&str> = others.map(|(name, _)| name.as_str()).collect();
        let others = others.join(lang.pick(", ", "、"));
        let why = lang.pick("the most frequent; also: ", "数量最多；也可以是：");
        text.push_str(&format!("object = {}  # {why}{others}\n", quoted(most)));
        return text;
    }
    for role in crate::events::mapping::Role::ALL {
        if role.is_needed()
            && !unsure
                .iter()
                .chain(&mapping.columns)
                .any(|one| one.0 == role)
        {
            let note = lang.pick("no column found: fill in", "没有找到合适的列：请填写");
            text.push_str(&format!("# {} = \"\"  # {note}\n", role.name()));
        }
    }
    text
}

/// An id for a log: what its file is called, without endings and in the characters an id takes.
fn id_of(path: &str) -> String {
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let stem = file.split('.').find(|part| !part.is_empty());
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let kept = stem.unwrap_or_default().chars();
    let kept: String = kept.map(|c| if fits(c) { c } else { '-' }).collect();
    match kept.trim_matches('-') {
        "" => "log".to_owned(),
        kept => kept.to_owned(),
    }
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}
