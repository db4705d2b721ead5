//! The single values as data: for the manual and for the lint.

use super::properties::{Gives, Listed, ViewSpec};

/// The single values for the manual and the lint.
pub(super) fn specs() -> Vec<ViewSpec> {
    let flag = Gives::Value("bool");
    vec![
        spec(
            "Text",
            &[
                (
                    "is_blank",
                    flag,
                    "it says nothing: no visible character, or a placeholder such as tbd or 待定",
                    "等于没写：没有可见文字，或只是“待定”、tbd 之类的占位词",
                ),
                (
                    "text",
                    Gives::Value("word"),
                    "its English wording, else the Chinese",
                    "英文写法，没有则用中文",
                ),
            ],
        ),
        spec(
            "Statement",
            &[
                ("is_measurable", flag, "it has a bound", "带有界限"),
                ("text", Gives::View("Text"), "its wording", "其写法"),
                (
                    "speaks_of",
                    Gives::Value("word"),
                    "the usual measure of a handoff it bounds, such as \"on-time\" or \"usable\"; empty if none",
                    "所限定的是哪一种常用的交接指标，例如 \"on-time\"、\"usable\"；没有则为空",
                ),
                (
                    "kind",
                    Gives::Value("word"),
                    "what its bound measures, as `kind` of a quantity, or `yes-or-no`; not set without a bound",
                    "界限所计量的内容，同数值的 `kind`，或 `yes-or-no`；没有界限则无",
                ),
            ],
        ),
        quantity(),
        spec(
            "Due",
            &[
                (
                    "is_clear",
                    flag,
                    "it names a time, a period or a frequency",
                    "写明了时间、期限或频率",
                ),
                ("text", Gives::Value("word"), "as written", "所写的文字"),
            ],
        ),
        spec("Date", &[]),
    ]
}

fn quantity() -> ViewSpec {
    let (flag, number) = (Gives::Value("bool"), Gives::Value("number"));
    spec(
        "Quantity",
        &[
            ("number", number, "the number as written", "所写的数字"),
            (
                "base",
                number,
                "the number in the base unit of its kind: 0.95 for 95 %",
                "换算为该类基本单位的数字：95 % 为 0.95",
            ),
            (
                "kind",
                Gives::Value("word"),
                "what it measures: share, duration, rate, count, score, money, points, number, or a magnitude such as mass",
                "计量的内容：share、duration、rate、count、score、money、points、number，或物理量如 mass",
            ),
            (
                "is_working_time",
                flag,
                "its time passes on working days only; not set unless it is a duration",
                "只计工作时间；不是时长则无",
            ),
            (
                "days",
                number,
                "a duration in days that pass, about: 5 working days are 7; not set unless it is a duration",
                "时长约合多少天（5 个工作日为 7 天）；不是时长则无",
            ),
        ],
    )
}

/// A view of properties: name, what it gives, what it is in English and in Chinese.
fn spec(
    name: &'static str,
    properties: &[(&'static str, Gives, &'static str, &'static str)],
) -> ViewSpec {
    let listed = properties.iter().map(|(name, gives, en, zh)| Listed {
        name,
        gives: *gives,
        en,
        zh,
        written: false,
    });
    ViewSpec {
        name,
        properties: listed.collect(),
        has_places: false,
    }
}
