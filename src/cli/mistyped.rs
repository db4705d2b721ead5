//! What is wrong with a command line, in Chinese: sentences made of what clap tells of a mistake,
//! its kind and its context. In English clap speaks for itself.
//!
//! Options, values, commands and lines of usage stand as they are typed. Where clap tells no more
//! than its kind, the sentence of the kind alone is said; nothing English is let through.

use std::error::Error as _;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::num::{IntErrorKind, ParseIntError};

use clap::builder::Styles;
use clap::builder::styling::Style;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::meant::{BEHIND, EXAMPLE};
use crate::lang::one_line;

/// Says on stderr in Chinese what is wrong.
pub(super) fn print(error: &clap::Error) {
    let mut stderr = anstream::AutoStream::auto(io::stderr());
    let _ = stderr.write_all(sentences(error).as_bytes());
}

/// The whole message, with terminal styles.
fn sentences(error: &clap::Error) -> String {
    let styles = Styles::styled();
    let mut said = styled(*styles.get_error(), "错误：");
    said.push_str(&wrong(error).unwrap_or_else(|| alone(error.kind()).to_owned()));
    said.push_str(&listed(error));
    let tips = tips(error);
    if !tips.is_empty() {
        said.push('\n');
    }
    for tip in tips {
        let mark = styled(*styles.get_valid(), "提示：");
        let _ = write!(said, "\n  {mark}{tip}");
    }
    if let Some(usage) = error.get(ContextKind::Usage) {
        let _ = write!(said, "\n\n{}", in_order(&usage.to_string()));
    }
    let help = styled(*styles.get_literal(), "--help");
    let _ = writeln!(said, "\n\n更多信息请看 {help}。");
    said
}

fn styled(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

/// A part of what was typed, or of what could be: between quotes, in one line.
fn quoted(text: &str, style: Style) -> String {
    format!("“{}”", styled(style, &one_line(text)))
}

fn bad(text: &str) -> String {
    quoted(text, *Styles::styled().get_invalid())
}

fn good(text: &str) -> String {
    quoted(text, *Styles::styled().get_valid())
}

/// Lines of usage behind the word for it.
fn in_order(usage: &str) -> String {
    let lines = usage.trim_end().strip_prefix("Usage:").unwrap_or(usage);
    format!("用法：{}", lines.trim_start())
}

fn text(error: &clap::Error, kind: ContextKind) -> Option<&str> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text),
        _ => None,
    }
}

fn texts(error: &clap::Error, kind: ContextKind) -> &[String] {
    match error.get(kind) {
        Some(ContextValue::Strings(all)) => all,
        Some(ContextValue::String(one)) => std::slice::from_ref(one),
        _ => &[],
    }
}

fn number(error: &clap::Error, kind: ContextKind) -> Option<isize> {
    match error.get(kind)? {
        ContextValue::Number(number) => Some(*number),
        _ => None,
    }
}

/// What is wrong, by name; `None` where clap tells no names.
fn wrong(error: &clap::Error) -> Option<String> {
    let argument = || text(error, ContextKind::InvalidArg);
    let value = || text(error, ContextKind::InvalidValue);
    let command = || text(error, ContextKind::InvalidSubcommand);
    Some(match error.kind() {
        ErrorKind::UnknownArgument => format!("没有参数{}", bad(argument()?)),
        ErrorKind::InvalidSubcommand => format!("没有命令{}", bad(command()?)),
        ErrorKind::MissingSubcommand => format!("{}后面要写一个命令", bad(command()?)),
        ErrorKind::MissingRequiredArgument => required(error)?,
        ErrorKind::ArgumentConflict => conflict(error)?,
        ErrorKind::NoEquals => format!("{}的值要用等号连接", bad(argument()?)),
        ErrorKind::InvalidValue if value()?.is_empty() => {
            format!("{}后面要写值", bad(argument()?))
        }
        ErrorKind::InvalidValue => not_allowed(value()?, argument()?),
        ErrorKind::ValueValidation => {
            let why = reason(error).unwrap_or_default();
            format!("{}{why}", not_allowed(value()?, argument()?))
        }
        ErrorKind::TooManyValues => {
            format!("{}不能再有值{}", good(argument()?), bad(value()?))
        }
        ErrorKind::TooFewValues => {
            let (least, there) = (ContextKind::MinValues, ContextKind::ActualNumValues);
            let (least, there) = (number(error, least)?, number(error, there)?);
            format!("{}至少要 {least} 个值，只有 {there} 个", good(argument()?))
        }
        ErrorKind::WrongNumberOfValues => {
            let (wanted, there) = (ContextKind::ExpectedNumValues, ContextKind::ActualNumValues);
            let (wanted, there) = (number(error, wanted)?, number(error, there)?);
            format!("{}要 {wanted} 个值，现有 {there} 个", good(argument()?))
        }
        _ => return None,
    })
}

fn not_allowed(value: &str, argument: &str) -> String {
    format!("值{}不能用于{}", bad(value), good(argument))
}

fn required(error: &clap::Error) -> Option<String> {
    let missing = texts(error, ContextKind::InvalidArg);
    let style = *Styles::styled().get_valid();
    let lines = missing.iter();
    let lines: String = lines
        .map(|one| format!("\n  {}", styled(style, &one_line(one))))
        .collect();
    (!missing.is_empty()).then(|| format!("缺少必需的参数：{lines}"))
}

fn conflict(error: &clap::Error) -> Option<String> {
    let argument = text(error, ContextKind::InvalidArg);
    let named = argument.or(text(error, ContextKind::InvalidSubcommand))?;
    let others = texts(error, ContextKind::PriorArg);
    if others.iter().any(|other| Some(other.as_str()) == argument) {
        return Some(format!("{}不能重复", bad(named)));
    }
    let others: Vec<String> = others.iter().map(|other| bad(other)).collect();
    let others = match others.is_empty() {
        true => "其他某个参数".to_owned(),
        false => others.join("、"),
    };
    Some(format!("{}不能与{others}同时使用", bad(named)))
}

/// Why a value was refused: a number that is none, or out of range.
fn reason(error: &clap::Error) -> Option<String> {
    let source = error.source()?;
    if let Some(not_read) = source.downcast_ref::<ParseIntError>() {
        let why = match not_read.kind() {
            IntErrorKind::PosOverflow => "数值太大",
            IntErrorKind::NegOverflow => "数值太小",
            _ => "应为整数",
        };
        return Some(format!("：{why}"));
    }
    let said = source.to_string();
    let (_, range) = said.split_once(" is not in ")?;
    let range = one_line(range);
    Some(match range.split_once("..=") {
        Some((least, most)) => format!("：应为 {least} 到 {most}"),
        None => format!("：应在 {range} 范围内"),
    })
}

/// What could be there instead.
fn listed(error: &clap::Error) -> String {
    let style = *Styles::styled().get_valid();
    let lists = [
        ("可选值", texts(error, ContextKind::ValidValue)),
        ("命令", texts(error, ContextKind::ValidSubcommand)),
    ];
    let lists = lists.into_iter().filter(|(_, names)| !names.is_empty());
    let lists = lists.map(|(word, names)| {
        let names: Vec<String> = names.iter().map(|name| styled(style, name)).collect();
        format!("\n  [{word}：{}]", names.join(", "))
    });
    lists.collect()
}

/// What was probably meant.
fn tips(error: &clap::Error) -> Vec<String> {
    let kinds = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ];
    let names = kinds.map(|kind| texts(error, kind));
    let mut tips: Vec<String> = names
        .into_iter()
        .filter(|names| !names.is_empty())
        .map(|names| {
            let names: Vec<String> = names.iter().map(|name| good(name)).collect();
            format!("是否想写{}？", names.join("、"))
        })
        .collect();
    if let Some(ContextValue::StyledStrs(all)) = error.get(ContextKind::Suggested) {
        tips.extend(all.iter().filter_map(|tip| ready_made(&tip.to_string())));
    }
    tips
}

/// The tips that clap hands over as finished sentences, by what stands at both ends.
fn ready_made(tip: &str) -> Option<String> {
    if let Some(example) = tip.strip_prefix(EXAMPLE) {
        return Some(format!("例如{}", good(example)));
    }
    if let Some(line) = tip.strip_prefix(BEHIND) {
        return Some(format!("选项要写在命令后面：{}", good(line)));
    }
    if let Some(there) = tip
        .strip_prefix('\'')
        .and_then(|it| it.strip_suffix("' exists"))
    {
        return Some(format!("是否想写{}？", good(there)));
    }
    let rest = tip.strip_prefix("subcommand '");
    if let Some((name, _)) = rest.and_then(|rest| rest.rsplit_once("' exists; ")) {
        return Some(format!(
            "有命令{}；要用它，请去掉前面的{}",
            good(name),
            bad("--")
        ));
    }
    let rest = tip.strip_prefix("to pass '")?.strip_suffix('\'')?;
    let (value, typed) = rest.rsplit_once("' as a value, use '")?;
    // A negative number or a letter after one hyphen is hardly ever the name of a file.
    if !value.starts_with("--") {
        return None;
    }
    Some(format!("要把{}作为值，请写{}", bad(value), good(typed)))
}

/// What each kind says by itself.
fn alone(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "有参数的值不能用",
        ErrorKind::UnknownArgument => "有参数不存在",
        ErrorKind::InvalidSubcommand => "没有这个命令",
        ErrorKind::NoEquals => "参数的值要用等号连接",
        ErrorKind::TooManyValues => "有参数的值太多",
        ErrorKind::TooFewValues => "有参数的值太少",
        ErrorKind::WrongNumberOfValues => "有参数的值的个数不对",
        ErrorKind::ArgumentConflict => "有参数不能同时使用",
        ErrorKind::MissingRequiredArgument => "缺少必需的参数",
        ErrorKind::MissingSubcommand => "要写一个命令",
        ErrorKind::InvalidUtf8 => "有参数不是有效的 UTF-8 文字",
        ErrorKind::Io | ErrorKind::Format => "无法输出",
        _ => "命令行有误",
    }
}

#[cfg(test)]
mod tests {
    use clap::{Arg, ArgAction, Command};

    use super::*;

    fn command() -> Command {
        let set = |name: &'static str| Arg::new(name).long(name).action(ArgAction::Set);
        Command::new("prog")
            .arg(set("equal").require_equals(true))
            .arg(set("two").num_args(2))
            .arg(set("three").num_args(3..))
            .subcommand(Command::new("below"))
    }

    fn said(typed: &[&str]) -> (ErrorKind, String) {
        let typed = std::iter::once(&"prog").chain(typed);
        let error = command().try_get_matches_from(typed).err();
        let error = error.unwrap_or_else(|| clap::Error::new(ErrorKind::Io));
        (error.kind(), plain(&sentences(&error)))
    }

    fn plain(text: &str) -> String {
        anstream::adapter::strip_str(text).to_string()
    }

    /// No option of baton can be mistyped in these ways today.
    #[test]
    fn kinds_that_no_option_leads_to_yet_are_said_too() {
        let (kind, text) = said(&["--equal", "1"]);
        assert_eq!(kind, ErrorKind::NoEquals);
        assert!(
            text.starts_with("错误：“--equal=<equal>”的值要用等号连接"),
            "{text}"
        );
        let (kind, text) = said(&["--two", "1"]);
        assert_eq!(kind, ErrorKind::WrongNumberOfValues);
        assert!(text.contains("要 2 个值，现有 1 个"), "{text}");
        let (kind, text) = said(&["--three", "1"]);
        assert_eq!(kind, ErrorKind::TooFewValues);
        assert!(text.contains("至少要 3 个值，只有 1 个"), "{text}");
        let below = Command::new("prog").subcommand(Command::new("below"));
        let error = below
            .subcommand_required(true)
            .try_get_matches_from(["prog"]);
        let text = error.map_or_else(|error| plain(&sentences(&error)), |_| String::new());
        assert!(
            text.contains("“prog”后面要写一个命令\n  [命令：below"),
            "{text}"
        );
        let (kind, text) = said(&["--", "below"]);
        assert_eq!(kind, ErrorKind::UnknownArgument);
        assert!(text.contains("请去掉前面的“--”"), "{text}");
    }

    #[test]
    fn a_kind_without_context_has_a_sentence_of_its_own() {
        for kind in [
            ErrorKind::InvalidValue,
            ErrorKind::UnknownArgument,
            ErrorKind::InvalidSubcommand,
            ErrorKind::NoEquals,
            ErrorKind::ValueValidation,
            ErrorKind::TooManyValues,
            ErrorKind::TooFewValues,
            ErrorKind::WrongNumberOfValues,
            ErrorKind::ArgumentConflict,
            ErrorKind::MissingRequiredArgument,
            ErrorKind::MissingSubcommand,
            ErrorKind::InvalidUtf8,
            ErrorKind::Io,
            ErrorKind::Format,
        ] {
            let text = plain(&sentences(&clap::Error::new(kind)));
            let text = text.replace("--help", "").replace("UTF-8", "");
            assert!(!text.contains(|c: char| c.is_ascii_alphabetic()), "{text}");
        }
    }
}
