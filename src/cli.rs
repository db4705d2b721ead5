//! The command line: arguments in, output and exit code out. The only place that prints.

pub mod args;
mod audit;
mod baseline;
mod exit;
mod explain;
mod faults;
mod gap;
mod graph;
mod measure;
mod new;
mod output;
mod outputs;
mod progress;
mod record;
mod rules;
mod schema;
mod test;
mod trend;
mod whole;

use std::ffi::OsString;

use clap::{CommandFactory, Parser};

use self::args::{Cli, Command, NewCommand};
pub use self::exit::Exit;

/// Runs the program with these arguments, the first being its own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are no errors; clap knows where each belongs.
            let _ = error.print();
            return if error.use_stderr() {
                Exit::Usage
            } else {
                Exit::Clean
            };
        }
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
