//! What a mistake on the command line is really about: a mistyped or missing command behind an
//! option that stands too early, and an argument that is best explained by an example.
//!
//! Whoever types `baton --lang zh audti` has mistyped a command; that an option is not known where
//! no command is known either helps nobody.

use std::ffi::OsString;

use clap::Command;
use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// How a tip with an example begins.
pub(super) const EXAMPLE: &str = "for example: ";

/// How a tip begins that puts options where they belong.
pub(super) const BEHIND: &str = "options stand behind the command: ";

/// The mistake to tell of, and what helps against it.
pub(super) fn meant(error: clap::Error, root: Command, arguments: &[OsString]) -> clap::Error {
    let mut root = root;
    root.build();
    match error.kind() {
        ErrorKind::UnknownArgument => too_early(error, root, arguments),
        ErrorKind::MissingRequiredArgument => by_example(error, &root, arguments),
        _ => error,
    }
}

/// A command line with the options taken out that stand before their command.
struct Walked<'a> {
    command: &'a Command,
    kept: Vec<OsString>,
    passed: Vec<OsString>,
    ends_early: bool,
}

fn walk<'a>(root: &'a Command, arguments: &[OsString]) -> Walked<'a> {
    let mut words = arguments.iter();
    let mut walked = Walked {
        command: root,
        kept: words.next().cloned().into_iter().collect(),
        passed: Vec::new(),
        ends_early: false,
    };
    while walked.command.has_subcommands() {
        let Some(word) = words.next() else {
            walked.ends_early = true;
            break;
        };
        let text = word.to_str().unwrap_or_default();
        if text.starts_with('-') {
            walked.passed.push(word.clone());
            if takes_next(root, text) {
                walked.passed.extend(words.next().cloned());
            }
            continue;
        }
        walked.kept.push(word.clone());
        match walked.command.find_subcommand(text) {
            Some(below) => walked.command = below,
            None => break,
        }
    }
    walked.kept.extend(words.cloned());
    walked
}

/// An option of any command that takes the word behind it as its value.
fn takes_next(command: &Command, option: &str) -> bool {
    let is_it = |argument: &&clap::Arg| {
        let long = argument
            .get_long()
            .is_some_and(|long| option.strip_prefix("--") == Some(long));
        let short = argument.get_short().is_some_and(|short| {
            let mut letters = option.chars().skip(1);
            letters.next() == Some(short) && letters.next().is_none()
        });
        long || short
    };
    let takes = |argument: &clap::Arg| {
        argument.get_action().takes_values() && !argument.is_require_equals_set()
    };
    let own = command.get_arguments().find(is_it).is_some_and(takes);
    own || command
        .get_subcommands()
        .any(|below| takes_next(below, option))
}

fn too_early(error: clap::Error, root: Command, arguments: &[OsString]) -> clap::Error {
    let walked = walk(&root, arguments);
    if walked.passed.is_empty() || walked.passed.iter().any(|word| word == "--") {
        return error;
    }
    if walked.ends_early {
        return missing(walked.command.clone());
    }
    let (kept, passed) = (walked.kept, walked.passed);
    let parsed = root.try_get_matches_from(&kept);
    match parsed {
        Err(real) if real.kind() == ErrorKind::InvalidSubcommand => real,
        _ => {
            let typed = kept.iter().chain(&passed).map(|word| word.to_str());
            let typed = typed.collect::<Option<Vec<_>>>();
            // The name of the program may be a whole path.
            let typed = typed.filter(|words| words[1..].iter().all(|word| is_plain(word)));
            match typed {
                Some(words) => {
                    let line = format!("{BEHIND}baton {}", words[1..].join(" "));
                    with_tip(error, &line)
                }
                None => error,
            }
        }
    }
}

/// A word that every shell takes as it stands.
fn is_plain(word: &str) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./=,:@%+".contains(c);
    !word.is_empty() && word.chars().all(is_plain)
}

/// What clap would say if it did not show help instead.
fn missing(mut command: Command) -> clap::Error {
    let name = command.get_bin_name().unwrap_or(command.get_name());
    let name = ContextValue::String(name.to_owned());
    let below = command.get_subcommands().map(Command::get_name);
    let below = below.filter(|name| *name != "help").map(str::to_owned);
    let below = ContextValue::Strings(below.collect());
    let usage = ContextValue::StyledStr(command.render_usage());
    let mut error = clap::Error::new(ErrorKind::MissingSubcommand).with_cmd(&command);
    error.insert(ContextKind::InvalidSubcommand, name);
    error.insert(ContextKind::ValidSubcommand, below);
    error.insert(ContextKind::Usage, usage);
    error
}

/// The first example in the help of the command that shows what is missing.
fn by_example(error: clap::Error, root: &Command, arguments: &[OsString]) -> clap::Error {
    let command = walk(root, arguments).command;
    let wanted = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::Strings(all)) => all.first().cloned(),
        _ => None,
    };
    let wanted = wanted.unwrap_or_default();
    let option = wanted.split_whitespace().next();
    let option = option.filter(|word| word.starts_with('-'));
    let after = command.get_after_help().map(ToString::to_string);
    let after = after.unwrap_or_default();
    let examples = after.lines().map(|line| {
        let line = line.trim_start_matches("Example:").trim();
        line.split("   ").next().unwrap_or_default().trim_end()
    });
    let mut examples = examples.filter(|line| line.starts_with("baton "));
    let shown = examples.find(|line| option.is_none_or(|option| line.contains(option)));
    match shown {
        Some(example) => with_tip(error, &format!("{EXAMPLE}{example}")),
        None => error,
    }
}

/// The same mistake with one tip more.
fn with_tip(mut error: clap::Error, tip: &str) -> clap::Error {
    let mut tips = match error.get(ContextKind::Suggested) {
        Some(ContextValue::StyledStrs(tips)) => tips.clone(),
        _ => Vec::new(),
    };
    tips.push(StyledStr::from(tip.to_owned()));
    error.insert(ContextKind::Suggested, ContextValue::StyledStrs(tips));
    error
}
