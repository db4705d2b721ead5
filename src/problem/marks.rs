//! Full-width marks and curly quotes, in words.

use crate::lang::Lang;

/// What a mark is called, in English and in Chinese.
fn name(mark: char) -> (&'static str, &'static str) {
    match mark {
        '，' => ("a full-width comma", "全角逗号"),
        '；' => ("a full-width semicolon", "全角分号"),
        '：' => ("a full-width colon", "全角冒号"),
        '＝' => ("a full-width equals sign", "全角等号"),
        '“' | '”' => ("a curly quote", "中文引号"),
        '‘' | '’' => ("a curly single quote", "中文单引号"),
        '｛' | '｝' => ("a full-width brace", "全角花括号"),
        '（' | '）' => ("a full-width parenthesis", "全角圆括号"),
        _ => ("a full-width bracket", "全角方括号"),
    }
}

/// What is wrong: the mark, and what TOML has for it.
pub(super) fn wrong(found: char, write: &str, lang: Lang) -> String {
    let (en, zh) = name(found);
    // A curly quote between curly quotes cannot be told from them.
    let (shown_en, shown_zh) = match found {
        '“' | '”' | '‘' | '’' => (format!("`{found}`"), format!("`{found}`")),
        _ => (format!("“{found}”"), format!("“{found}”")),
    };
    let (needs_en, needs_zh) = match write {
        "" => ("nothing".to_owned(), "这里不用任何符号".to_owned()),
        _ => (write.to_owned(), format!("要用 {write}")),
    };
    lang.pick(
        format!("{shown_en} is {en} here; TOML needs {needs_en}"),
        format!("这里的{shown_zh}是{zh}；TOML {needs_zh}"),
    )
}

/// What to write instead.
pub(super) fn next(write: &str, lang: Lang) -> String {
    match write {
        "" => lang.pick(
            "delete it: a line ends after its value".into(),
            "请删除：值写完，这一行就结束".into(),
        ),
        _ => lang.pick(
            "type it with the keyboard set to English; inside a text such marks may stay".into(),
            "请切换到英文标点再输入；引号里的文字可以用中文标点".into(),
        ),
    }
}
