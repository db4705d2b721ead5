//! The words of a criterion besides its bound: its subject, or a yes or no.
//!
//! Turns the different spellings of a subject into one key, so that needs meet the criteria
//! that answer them. Knows nothing of quantities.

use super::scan::{closes, fold, is_cjk};

/// Lower case, folded width, single spaces; spaces next to Chinese characters mean nothing.
pub(super) fn key(subject: &str) -> String {
    let mut key = String::with_capacity(subject.len());
    let mut space = false;
    for c in subject.chars().map(fold) {
        if c.is_whitespace() || matches!(c, '-' | '_' | '\u{2013}' | '\u{2014}') {
            space = true;
            continue;
        }
        let spoken = key.chars().next_back();
        if space && spoken.is_some_and(|last| !is_cjk(last) && !is_cjk(c)) {
            key.push(' ');
        }
        space = false;
        key.extend(c.to_lowercase());
    }
    let end = key
        .trim_end_matches(|c| closes(c) || matches!(c, ':' | '?'))
        .len();
    key.truncate(end);
    key
}

/// The subject without the words that only lead to the comparison.
pub(super) fn trim(subject: &str) -> &str {
    const LINKS: &[&str] = &[
        " must",
        " shall",
        " should",
        " will",
        " is",
        " are",
        " be",
        " of",
        " from",
        "必须",
        "应当",
        "应该",
        "控制在",
        "保持在",
    ];
    let mut subject = subject;
    loop {
        subject = subject
            .trim()
            .trim_end_matches([':', '：', ',', '，'])
            .trim_end();
        let shorter = LINKS.iter().find_map(|link| subject.strip_suffix(link));
        match shorter {
            Some(shorter) if !shorter.trim().is_empty() => subject = shorter,
            _ => return subject,
        }
    }
}

/// The text says yes or no and nothing else.
pub(super) fn answer(text: &str) -> Option<bool> {
    let text = text.trim_matches(closes);
    let is_any = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    if is_any(&["yes", "true", "是", "有"]) {
        Some(true)
    } else if is_any(&["no", "false", "否", "无", "無"]) {
        Some(false)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::quantity::Criterion;

    #[test]
    fn spellings_of_a_subject_share_a_key() {
        let key = |text: &str| Criterion::parse(text).map(|c| c.subject_key());
        assert_eq!(key("On-Time: ≥ 95 %").as_deref(), Ok("on time"));
        assert_eq!(key("on_time  ≥ 96 %"), key("on-time, at least 3 %"));
        assert_eq!(key("水分 含量 ≤ 6 %"), key("水分含量不超过6％"));
        assert_eq!(key("Ｌabel."), key("label"));
    }
}
