//! The command line: arguments in, output and exit code out. The only place that prints.

pub mod args;
mod audit;
mod baseline;
mod cache;
mod exit;
mod explain;
mod faults;
mod gap;
mod graph;
mod meant;
mod measure;
mod mistyped;
mod named;
mod new;
mod output;
mod outputs;
mod progress;
mod record;
mod rules;
mod schema;
mod sheet;
mod test;
mod trend;
mod whole;

use std::ffi::OsString;

use clap::{CommandFactory, Parser};

use self::args::{Cli, Command, NewCommand};
pub use self::exit::Exit;
use crate::lang::Lang;

/// Runs the program with these arguments, the first being its own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(error) => return told(language_asked(&arguments), error, &arguments),
    };
    match cli.command {
        Command::Audit(args) => {
            output::trace(args.verbose);
            audit::run(&args)
        }
        Command::Baseline(args) => baseline::run(&args),
        Command::Measure(args) => measure::run(&args),
        Command::Gap(args) => gap::run(&args),
        Command::WhatIf(args) => gap::what_if(&args),
        Command::Graph(args) => graph::run(&args),
        Command::Sheet(args) => sheet::run(&args),
        Command::Trend(args) => trend::run(&args),
        Command::Test(args) if args.seed_faults => faults::run(&args),
        Command::Test(args) => test::run(&args),
        Command::Rules(args) => rules::list(&args),
        Command::Explain(args) => rules::explain(&args),
        Command::New {
            what: NewCommand::Rule(args),
        } => new::rule(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "baton", &mut script);
            output::bytes(&script, Exit::Clean)
        }
    }
}

/// The language asked for before anything is parsed, else that of the environment.
fn language_asked(arguments: &[OsString]) -> Lang {
    let mut words = arguments.iter().filter_map(|word| word.to_str());
    while let Some(word) = words.next().filter(|word| *word != "--") {
        let said = match word.strip_prefix("--lang") {
            Some("") => words.next(),
            Some(said) => said.strip_prefix('='),
            None => None,
        };
        match said {
            Some("en") => return Lang::En,
            Some("zh") => return Lang::Zh,
            _ => {}
        }
    }
    output::language()
}

/// Shows help, the version or what was typed wrong, in the language asked for.
fn told(lang: Lang, error: clap::Error, arguments: &[OsString]) -> Exit {
    use clap::error::ErrorKind as Kind;
    let error = match (error.kind(), lang) {
        (Kind::DisplayHelp | Kind::DisplayHelpOnMissingArgumentOrSubcommand, Lang::Zh) => {
            let chinese = args::chinese::command(Cli::command());
            let shown = chinese.try_get_matches_from(arguments).err();
            shown.unwrap_or(error)
        }
        _ => error,
    };
    let is_message = matches!(
        error.kind(),
        Kind::DisplayHelp | Kind::DisplayHelpOnMissingArgumentOrSubcommand | Kind::DisplayVersion
    );
    let error = match is_message {
        true => error,
        false => meant::meant(error, Cli::command(), arguments),
    };
    if lang == Lang::Zh && !is_message {
        mistyped::print(&error);
    } else {
        // Help and version are no errors; clap knows where each belongs.
        let _ = error.print();
    }
    if error.use_stderr() {
        Exit::Usage
    } else {
        Exit::Clean
    }
}
