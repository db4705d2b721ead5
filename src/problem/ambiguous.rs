//! What is said of a reference that things of two kinds answer to.

use super::links::{article, kinds_zh};
use crate::lang::Lang;

pub(super) fn message(written: &str, one: &str, other: &str, lang: Lang) -> String {
    lang.pick(
        format!(
            "`{written}` is {} {one} and {} {other}",
            article(one),
            article(other)
        ),
        format!("`{written}` 既是{}又是{}", kinds_zh(one), kinds_zh(other)),
    )
}

pub(super) fn hint(one: &str, other: &str, full: Option<&str>, lang: Lang) -> String {
    let Some(full) = full else {
        return lang.pick(
            "give one of them another id; the `name` may stay".into(),
            "给其中一个换个代号；`name` 可以不变".into(),
        );
    };
    lang.pick(
        format!("write `{full}` for the {one}; for the {other}, leave the key out in its own file, or give the {one} another id"),
        format!(
            "指{0}请写 `{full}`；指{1}则在该{1}的文件中不写此键，或给{0}换个代号",
            kinds_zh(one), kinds_zh(other)
        ),
    )
}
