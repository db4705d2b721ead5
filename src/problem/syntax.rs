//! Slips of TOML syntax in the words of people who do not know the grammar.
//!
//! The parser describes them in English only; what is not in this table is shown as the
//! parser says it.

use crate::lang::Lang;

/// A slip: the parser's words, what is wrong, and what to write instead, in both languages.
struct Slip {
    parser: &'static str,
    wrong: (&'static str, &'static str),
    next: (&'static str, &'static str),
}

const fn slip(
    parser: &'static str,
    wrong: (&'static str, &'static str),
    next: (&'static str, &'static str),
) -> Slip {
    Slip {
        parser,
        wrong,
        next,
    }
}

/// What to do about texts without straight quotes.
const QUOTE: (&str, &str) = (
    "texts stand in straight quotes: name = \"Kit the lot\"; numbers, dates, true and false stand bare",
    "文本要加英文双引号：name = \"配料\"；数字、日期、true 和 false 不加引号",
);

/// What to do about a text that does not end.
const CLOSE_QUOTE: (&str, &str) = (
    "end the text with `\"` on the same line; inside a text write \\\" and \\\\ for `\"` and `\\`",
    "请在同一行用 `\"` 结束文本；文本中的 `\"` 和 `\\` 写作 \\\" 和 \\\\",
);

/// What to do about a line without `=`.
const ASSIGN: (&str, &str) = (
    "write key = value, with a plain `=` (no colon, no full-width sign)",
    "请写 键 = 值，用半角 `=`（不用冒号，不用全角符号）",
);

/// What to do about a bracket that is not closed.
const CLOSE: (&str, &str) = (
    "close every bracket: [\"a\", \"b\"], { en = \"a\", zh = \"b\" }",
    "每个括号都要闭合：[\"甲\", \"乙\"]、{ en = \"a\", zh = \"甲\" }",
);

/// What to do about a header that is not closed.
const HEADER: (&str, &str) = (
    "write [process] for a table there is one of, [[step]] for one of many",
    "只有一个的表写 [process]，可以有多个的表写 [[step]]",
);

/// What to do about items that run into each other.
const COMMA: (&str, &str) = (
    "put one comma between two items",
    "两项之间用一个半角逗号隔开",
);

static SLIPS: &[Slip] = &[
    slip(
        "string values must be quoted",
        ("a text without quotes", "文本没有加引号"),
        QUOTE,
    ),
    slip(
        "a day must be quoted",
        (
            "a day in this form without quotes",
            "这种写法的日期没有加引号",
        ),
        (
            "write 2026-12-31 as it is; other forms stand in quotes: \"2026年12月31日\"",
            "2026-12-31 这样的日期不加引号；其他写法要加英文双引号：\"2026年12月31日\"",
        ),
    ),
    slip(
        "missing opening quote",
        ("a text without its opening quote", "文本缺少开头的引号"),
        QUOTE,
    ),
    slip(
        "invalid boolean",
        (
            "this is neither true nor false",
            "这里既不是 true 也不是 false",
        ),
        (
            "write true or false, in small letters and without quotes",
            "请写 true 或 false，小写，不加引号",
        ),
    ),
    slip("invalid value", ("this is no value", "这不是一个值"), QUOTE),
    slip(
        "invalid basic string",
        (
            "a text that does not end, or a `\\` inside it",
            "文本没有结束，或其中有 `\\`",
        ),
        CLOSE_QUOTE,
    ),
    slip(
        "invalid literal string",
        (
            "a text in single quotes that does not end",
            "单引号文本没有结束",
        ),
        ("end it with `'` on the same line", "请在同一行用 `'` 结束"),
    ),
    slip(
        "key with no value",
        ("a key without `=` and a value", "键后面没有 `=` 和值"),
        ASSIGN,
    ),
    slip(
        "invalid key-value pair",
        ("this line is no key = value", "这一行不是 键 = 值"),
        ASSIGN,
    ),
    slip("extra `=`", ("one `=` too many", "多了一个 `=`"), ASSIGN),
    slip(
        "invalid unquoted key",
        (
            "a key with characters that need quotes",
            "键中有须加引号的字符",
        ),
        (
            "a key has Latin letters, digits, `-` and `_`, then follows `=`",
            "键只含拉丁字母、数字、`-`、`_`，后面是 `=`",
        ),
    ),
    slip(
        "unquoted keys cannot be empty",
        ("a key is missing here", "这里缺少键"),
        ASSIGN,
    ),
    slip(
        "unclosed array",
        ("a list that is not closed", "列表没有闭合"),
        CLOSE,
    ),
    slip(
        "unclosed inline table",
        ("a `{` that is not closed", "`{` 没有闭合"),
        CLOSE,
    ),
    slip(
        "unclosed table",
        ("a header that is not closed", "表头没有闭合"),
        HEADER,
    ),
    slip(
        "unclosed array table",
        ("a header that is not closed", "表头没有闭合"),
        HEADER,
    ),
    slip(
        "missing array opening",
        ("a `]` without its `[`", "`]` 没有对应的 `[`"),
        CLOSE,
    ),
    slip(
        "missing inline table opening",
        ("a `}` without its `{`", "`}` 没有对应的 `{`"),
        CLOSE,
    ),
    slip(
        "missing comma between array elements",
        ("a comma is missing between two items", "两项之间缺少逗号"),
        COMMA,
    ),
    slip(
        "missing comma between key-value pairs",
        ("a comma is missing between two items", "两项之间缺少逗号"),
        COMMA,
    ),
    slip(
        "extra comma in array",
        ("a comma too many", "多了一个逗号"),
        COMMA,
    ),
    slip(
        "extra comma in inline table",
        ("a comma too many", "多了一个逗号"),
        COMMA,
    ),
    slip(
        "unexpected `=` in array",
        ("an `=` inside a list", "列表中有 `=`"),
        CLOSE,
    ),
    slip(
        "unexpected key or value",
        (
            "something follows that does not belong to this line",
            "这一行后面有多余的内容",
        ),
        (
            "one key = value a line; a comment begins with `#`",
            "一行一个 键 = 值；注释以 `#` 开头",
        ),
    ),
    slip(
        "unexpected leading zero",
        ("a number with a leading zero", "数字以零开头"),
        (
            "write 7, not 07; a time of day is a text: \"07:30\"",
            "写 7，不写 07；时刻写成文本：\"07:30\"",
        ),
    ),
];

fn find(parser: &str) -> Option<&'static Slip> {
    SLIPS.iter().find(|slip| slip.parser == parser)
}

/// What is wrong, after the parser's words for it.
pub(super) fn wrong(parser: &str, lang: Lang) -> String {
    match find(parser) {
        Some(Slip {
            wrong: (en, zh), ..
        }) => (*lang.pick(en, zh)).to_owned(),
        None => lang.pick(
            format!("this is not TOML: {parser}"),
            format!("不符合 TOML 语法：{parser}"),
        ),
    }
}

/// What to write instead; `expected` is what the parser would take, in its words.
pub(super) fn next(parser: &str, expected: &str, lang: Lang) -> String {
    if let Some(Slip { next: (en, zh), .. }) = find(parser) {
        return (*lang.pick(en, zh)).to_owned();
    }
    if expected.is_empty() {
        let (en, zh) = ASSIGN;
        return lang.pick(en, zh).to_owned();
    }
    lang.pick(
        format!("here would fit: {expected}"),
        format!("这里应当是：{expected}"),
    )
}
