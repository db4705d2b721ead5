//! Help in Chinese: the same commands, every sentence looked up by its English wording.
//!
//! The commands themselves stay as they are, so that parsing is the same in both languages; only
//! where help is shown are the words of a copy exchanged. `tests/help.rs` walks all commands and
//! fails on any sentence that is not in the lists.

mod commands;
mod examples;
mod figures;

use clap::builder::StyledStr;
use clap::{Arg, Command};

/// What a sentence of help is in Chinese; a full stop at its end does not matter.
pub fn of(english: &str) -> Option<&'static str> {
    let words: Vec<&str> = english.split_whitespace().collect();
    let folded = words.join(" ");
    let folded = folded.trim_end_matches('.');
    let mut all = commands::WORDS.iter().chain(figures::WORDS);
    all.find(|(known, _)| *known == folded).map(|(_, zh)| *zh)
}

/// What stands below help in Chinese.
pub fn below(english: &str) -> Option<&'static str> {
    let mut all = examples::PAIRS.iter();
    let same = |known: &str| known.trim_end() == english.trim_end();
    all.find(|(known, _)| same(known)).map(|(_, zh)| *zh)
}

/// Arguments and options of the same command, told apart, and its commands.
const HEADINGS: (&str, &str, &str) = ("参数", "选项", "命令");

/// The layout of clap with the one word that it has no setting for.
const TEMPLATE: &str = "\
{before-help}{about-with-newline}
用法：{usage}

{all-args}{after-help}";

/// The command with its help in Chinese.
pub fn command(mut command: Command) -> Command {
    // Only then are there the arguments that clap adds itself.
    command.build();
    exchanged(command)
}

fn exchanged(command: Command) -> Command {
    let mut command = command
        .mut_args(exchanged_argument)
        .help_template(TEMPLATE)
        .subcommand_help_heading(HEADINGS.2);
    if let Some(about) = in_chinese(command.get_about()) {
        command = command.about(about);
    }
    if let Some(about) = in_chinese(command.get_long_about()) {
        command = command.long_about(about);
    }
    let after = command.get_after_help().map(StyledStr::to_string);
    if let Some(after) = after.as_deref().and_then(below) {
        command = command.after_help(after);
    }
    let names: Vec<String> = command
        .get_subcommands()
        .map(|below| below.get_name().to_owned())
        .collect();
    for name in names {
        command = command.mut_subcommand(name, exchanged);
    }
    command
}

fn in_chinese(text: Option<&StyledStr>) -> Option<&'static str> {
    of(&text?.to_string())
}

fn exchanged_argument(argument: Arg) -> Arg {
    let heading = match argument.get_help_heading() {
        Some(heading) => of(heading).unwrap_or(HEADINGS.1),
        None if argument.is_positional() => HEADINGS.0,
        None => HEADINGS.1,
    };
    let help = argument.get_long_help().or(argument.get_help());
    let Some(help) = in_chinese(help) else {
        return argument.help_heading(heading);
    };
    let (default, values) = (default(&argument), values(&argument));
    let (mut short, mut long) = (help.to_owned(), help.to_owned());
    if let Some(default) = &default {
        short.push_str(&format!(" [默认：{default}]"));
    }
    if !values.is_empty() {
        let names: Vec<&str> = values.iter().map(|(name, _)| name.as_str()).collect();
        short.push_str(&format!(" [可选值：{}]", names.join(", ")));
        long.push_str("\n\n可选值：");
        for (name, help) in &values {
            let colon = if help.is_empty() { "" } else { "：" };
            long.push_str(&format!("\n- {name}{colon}{help}"));
        }
    }
    if let Some(default) = default {
        long.push_str(&format!("\n\n[默认：{default}]"));
    }
    argument
        .help(short)
        .long_help(long)
        .help_heading(heading)
        .hide_default_value(true)
        .hide_possible_values(true)
}

fn default(argument: &Arg) -> Option<String> {
    let takes_value = argument.get_action().takes_values();
    let values = argument.get_default_values().iter();
    let values: Vec<_> = values.map(|value| value.to_string_lossy()).collect();
    (takes_value && !values.is_empty()).then(|| values.join(" "))
}

/// The values to choose from, each with what it means.
fn values(argument: &Arg) -> Vec<(String, String)> {
    if !argument.get_action().takes_values() {
        return Vec::new();
    }
    let values = argument.get_possible_values().into_iter();
    values
        .filter(|value| !value.is_hide_set())
        .map(|value| {
            let help = in_chinese(value.get_help()).unwrap_or_default();
            (value.get_name().to_owned(), help.to_owned())
        })
        .collect()
}
