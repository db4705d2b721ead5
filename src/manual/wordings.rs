//! What may be written in the texts of a model: units, criteria and due times.

use super::page::{Page, code};
use crate::lang::Lang;
use crate::quantity::{Criterion, Due, comparing, hedges, spellings};

/// Criteria, with how they are read.
const CRITERIA: &[(&str, &str)] = &[
    ("moisture ≤ 6 %", "水分 ≤ 6 %"),
    ("moisture at most 6 %", "水分不超过 6 %"),
    ("on time ≥ 95 %", "准时率不低于 95 %"),
    ("answer within 2 h", "2 小时内答复"),
    ("at least 3 days", "3 天以上"),
    ("lead time 2 to 4 h", "交期 2 至 4 小时"),
    ("between 2 °C and 8 °C", "温度在 2 ℃ 到 8 ℃ 之间"),
    ("temperature 20 ± 2 °C", "温度 20 ± 2 ℃"),
    ("accuracy ± 0.2 mm", "误差 ± 0.2 mm"),
    ("label on every pallet = yes", "每托盘有标签：是"),
    ("weight 30 kg", "重量 30 kg"),
    ("clean", "外观无破损"),
];

/// Due times, with how they are read.
const DUE: &[(&str, &str)] = &[
    ("by 07:30", "07:30前"),
    ("by 9 am next working day", "下一个工作日上午9点前"),
    ("by Friday", "周五前"),
    ("by 2026-12-31", "2026年12月31日前"),
    ("end of day", "下班前"),
    ("within 2 h after receipt", "收到后 2 小时内"),
    ("within 3 working days", "3 个工作日内"),
    ("daily by 07:30", "每天 07:30前"),
    ("every 2 weeks", "每两周"),
    ("weekly on Monday", "每周一"),
    ("2 times per week", "每周两次"),
    ("by 07:30 if possible", "尽量 07:30前"),
    ("as soon as possible", "尽快"),
];

/// The part of the page that says what texts may hold.
pub(super) fn sections(page: &mut Page) {
    page.heading(2, "What may be written");
    page.paragraph(
        "Values, criteria and due times are short texts in English or Chinese. The tables below are what the program reads.",
    );
    page.paragraph("数值、准则和交付时间都是简短的中文或英文文本。下表列出程序能读懂的写法。");
    units(page);
    criteria(page);
    due(page);
}

fn units(page: &mut Page) {
    page.heading(3, "Units");
    page.paragraph(
        "A number, then a unit: \"2 h\", \"95 %\", \"0.2 mmol/L\". Plurals and capitals make no difference, except that \"W\" is a watt and \"w\" a week. Any other noun after a number is counted as such: \"2 errors\", \"7000 pieces\". A unit or noun may stand per another: \"40 lots / day\", \"120 per working day\"; such ratios compare as their units do: \"2 g/dL\" is \"20 g/L\". A score names the end of its scale: \"4.5 / 5\".",
    );
    page.paragraph(
        "先写数字，再写单位：“2 小时”“95 %”“0.2 mmol/L”。字母大小写不影响，只有“W”是瓦、“w”是周。数字后面的其他名词按所数之物计：“2 个错误”“7000 件”。单位或名词可以写成每单位多少：“40 批/天”“每个工作日120件”；这样的比值按其单位比较：“2 g/dL”就是“20 g/L”。评分写明满分：“4.5 / 5”。",
    );
    page.paragraph(
        "Calendar time, working hours, working days and calendar months are four clocks. Values on different clocks are never compared: \"2 days\" is neither more nor less than \"2 working days\", and 8 working hours are not taken for a working day. Nor are different currencies or different nouns.",
    );
    page.paragraph(
        "日历时间、工作小时、工作日、日历月是四种计时方式，彼此从不比较：“2 天”与“2 个工作日”无所谓多少，8 个工作小时也不当作一个工作日。不同货币、不同名词同样不比较。",
    );
    let rows: Vec<_> = spellings()
        .iter()
        .map(|unit| {
            [
                format!("{} {}", unit.kind.0, unit.kind.1),
                listed(&unit.english),
                listed(&unit.chinese),
            ]
        })
        .collect();
    page.table(["measures 计量", "written", "写法"], &rows);
}

fn criteria(page: &mut Page) {
    page.heading(3, "Criteria");
    page.paragraph(
        "A criterion, need or promise is a subject with a bound on it. Words compare only directly before or behind a number; a text without a bound stays as words and cannot be checked against another.",
    );
    page.paragraph(
        "准则、需求和承诺由对象和界限组成。比较词只有紧挨数字时才算比较；没有界限的文本只作文字保留，无法相互核对。",
    );
    let ways: Vec<_> = comparing()
        .iter()
        .map(|ways| {
            let sign = if ways.sign.is_empty() {
                "2 to 4, 2..4, 2–4, 2 ~ 4, 2 至 4, 3 ± 1".to_owned()
            } else {
                code(ways.sign)
            };
            [
                sign,
                ways.english.join(", "),
                ways.chinese.join("、"),
                ways.behind.join(", "),
            ]
        })
        .collect();
    page.table(
        [
            "sign 符号",
            "words before",
            "前置词",
            "behind the number 后置词",
        ],
        &ways,
    );
    let bound = |text: &str| {
        let criterion = Criterion::parse(text).ok();
        let bound = criterion.as_ref().and_then(Criterion::bound);
        bound.map_or_else(
            || "no bound 无界限".to_owned(),
            |bound| bound.show(Lang::En),
        )
    };
    examples(page, CRITERIA, bound);
}

fn due(page: &mut Page) {
    page.heading(3, "Due times");
    page.paragraph(
        "A due time is a time of day with or without a day, a length of time after the handoff begins, or a frequency. It may be written as `due = { en = \"by 10:30\", zh = \"10:30前\" }`; both must mean the same.",
    );
    page.paragraph(
        "交付时间可以是某一时刻（可带日期）、某段时长之内，或某一频率。也可写成 `due = { en = \"by 10:30\", zh = \"10:30前\" }`，两者含义须一致。",
    );
    let (english, chinese) = hedges();
    page.paragraph(&format!(
        "Words that leave it open make a due time unclear: {}. 含有以下留有余地的词，交付时间即视为不明确：{}。",
        english.join(", "),
        chinese.join("、"),
    ));
    let rule = |text: &str| match Due::parse(text) {
        Ok(due) if due.is_clear() => due.show(Lang::En),
        _ => "unclear 不明确".to_owned(),
    };
    examples(page, DUE, rule);
}

/// Examples in both languages, with how the program reads them.
fn examples(page: &mut Page, pairs: &[(&str, &str)], read: impl Fn(&str) -> String) {
    let rows: Vec<_> = pairs
        .iter()
        .map(|(en, zh)| [code(en), code(zh), read(en)])
        .collect();
    page.table(["written", "写法", "read as 读作"], &rows);
}

/// Names in a code font, one after the other.
fn listed<T: AsRef<str>>(names: &[T]) -> String {
    let names: Vec<_> = names.iter().map(|name| code(name.as_ref())).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_both_languages_mean_the_same() {
        for (en, zh) in CRITERIA {
            let bound = |text| Criterion::parse(text).map(|c| c.bound().cloned());
            let (one, other) = (bound(en), bound(zh));
            let same = match (&one, &other) {
                (Ok(Some(one)), Ok(Some(other))) => one.implies(other) == Some(true),
                (Ok(None), Ok(None)) => true,
                _ => false,
            };
            assert!(same, "{en} {zh}: {one:?} {other:?}");
        }
        for (en, zh) in DUE {
            let (one, other) = (Due::parse(en), Due::parse(zh));
            let same = match (&one, &other) {
                (Ok(one), Ok(other)) => one.same_as(other) || !(one.is_clear() || other.is_clear()),
                _ => false,
            };
            assert!(same, "{en} {zh}: {one:?} {other:?}");
        }
    }
}
