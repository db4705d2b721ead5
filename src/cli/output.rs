//! Where output goes: a stream or a file, complete or not at all.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use super::args::Color;
use super::{Exit, whole};
use crate::audit::only_evidence_fails;
use crate::lang::Lang;
use crate::problem::Problem;
use crate::report::{Style, text};
use crate::source::{Sources, shown_path};

/// Where a report goes.
pub(super) struct Target {
    file: Option<PathBuf>,
    color: Color,
    lang: Lang,
}

impl Target {
    pub(super) fn new(file: Option<PathBuf>, color: Color, lang: Lang) -> Self {
        Self { file, color, lang }
    }

    /// Whether terminal styles are wanted there.
    pub(super) fn is_colored(&self) -> bool {
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                let stdout = io::stdout();
                self.file.is_none()
                    && anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never
                    && stdout.is_terminal()
            }
        }
    }

    /// Writes all of it; gives `exit`, or the exit of a failed write.
    pub(super) fn write(&self, report: &[u8], exit: Exit) -> Exit {
        let Some(file) = &self.file else {
            return bytes(report, exit);
        };
        match whole::write_all(&[(file, report)]) {
            Ok(()) => exit,
            Err(failed) => {
                let (file, cause) = (shown_path(file), failed.cause);
                error(&self.lang.pick(
                    format!("the report cannot be written to {file}: {cause}; name a file in a folder that exists and may be written to"),
                    format!("报告无法写入 {file}：{cause}；请指定一个可以写入的文件夹中的文件"),
                ));
                Exit::Output
            }
        }
    }
}

/// Writes all bytes to stdout. A reader that has seen enough is no failure.
pub(super) fn bytes(report: &[u8], exit: Exit) -> Exit {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(report).and_then(|()| stdout.flush()) {
        Ok(()) => exit,
        Err(cause) if cause.kind() == io::ErrorKind::BrokenPipe => exit,
        Err(cause) => {
            error(&cause.to_string());
            Exit::Output
        }
    }
}

/// Says on stderr why something cannot be done.
pub(super) fn error(message: &str) {
    let _ = writeln!(io::stderr(), "baton: {message}");
}

/// Says what cannot be asked for.
pub(super) fn usage(message: &str) -> Exit {
    error(message);
    Exit::Usage
}

/// Says what is wrong with the input on stdout: never where a picture or a sheet is expected.
pub(super) fn unsound(sources: &Sources, problems: &[Problem], lang: Lang) -> Exit {
    let target = Target::new(None, Color::Auto, lang);
    let style = Style {
        lang,
        colored: target.is_colored(),
        quiet: false,
    };
    let exit = match only_evidence_fails(sources, problems) {
        true => Exit::Evidence,
        false => Exit::Input,
    };
    let report = text::of_problems(sources, problems, style);
    target.write(report.as_bytes(), exit)
}

/// The language of the environment.
pub(super) fn language() -> Lang {
    ["BATON_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        .find_map(|locale| Lang::from_locale(&locale))
        .unwrap_or_default()
}

/// Sends what the program tells of its work to stderr.
pub(super) fn trace(verbose: u8) {
    let level = match verbose {
        0 => return,
        1 => tracing::Level::INFO,
        2 => tracing::Level::DEBUG,
        _ => tracing::Level::TRACE,
    };
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(level)
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal())
        .without_time()
        .finish();
    let _ = tracing::subscriber::set_global_default(subscriber);
}
