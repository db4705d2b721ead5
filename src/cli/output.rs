//! Where output goes: a stream or a file, complete or not at all.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use super::args::Color;
use super::{Exit, whole};
use crate::audit::only_evidence_fails;
use crate::lang::{Lang, cause as in_words};
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
                    format!("报告无法写入 {file}：{}；请指定一个可以写入的文件夹中的文件", in_words(&cause, self.lang)),
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
            error(&in_words(&cause, language()));
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

/// The language of the environment, else that of the system.
pub(super) fn language() -> Lang {
    language_by(&|name| std::env::var(name).ok(), &sys_locale::get_locale)
}

/// The first variable that names a language of ours; if none is set at all, what the system says,
/// as on Windows and macOS. Whoever set another language there gets English, as before.
fn language_by(
    variable: &dyn Fn(&str) -> Option<String>,
    system: &dyn Fn() -> Option<String>,
) -> Lang {
    let names = ["BATON_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];
    let set = names.into_iter().filter_map(variable);
    let set: Vec<String> = set.filter(|value| !value.is_empty()).collect();
    let asked = match set.is_empty() {
        true => system().and_then(|locale| Lang::from_locale(&locale)),
        false => set.iter().find_map(|locale| Lang::from_locale(locale)),
    };
    asked.unwrap_or_default()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn language(set: &[(&str, &str)], system: Option<&str>) -> Lang {
        let variable = |name: &str| {
            let found = set.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        language_by(&variable, &|| system.map(str::to_owned))
    }

    #[test]
    fn variables_come_before_the_system_and_the_system_counts_only_without_them() {
        assert_eq!(language(&[], Some("zh-Hans-CN")), Lang::Zh);
        assert_eq!(language(&[("LANG", "")], Some("zh-CN")), Lang::Zh);
        assert_eq!(language(&[("LANG", "C.UTF-8")], Some("zh-CN")), Lang::En);
        assert_eq!(
            language(&[("LANG", "fr_FR.UTF-8")], Some("zh-CN")),
            Lang::En
        );
        let both = [("BATON_LANG", "zh"), ("LC_ALL", "en_US.UTF-8")];
        assert_eq!(language(&both, Some("en-US")), Lang::Zh);
        assert_eq!(language(&[], Some("fr-FR")), Lang::En);
        assert_eq!(language(&[], None), Lang::En);
    }
}
