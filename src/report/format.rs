//! The formats an audit is reported in: what each is called, which endings its files have, and
//! which module writes it. A new format is a variant, its line in `facts` and one in `render`.

use super::{Scope, Style};
use super::{csv, github, gitlab, html, json, junit, markdown, sarif, text};
use crate::audit::Audit;
use crate::finding::Level;
use crate::lang::Lang;

/// How to report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Format {
    /// For people at a terminal.
    #[default]
    Text,
    /// For programs.
    Json,
    /// For code scanning.
    Sarif,
    /// For servers that show test results.
    Junit,
    /// Annotations of GitHub workflows.
    Github,
    /// Code quality of GitLab.
    Gitlab,
    /// For a comment on a pull request.
    Markdown,
    /// Findings for a spreadsheet.
    Csv,
    /// A workbook.
    Xlsx,
    /// A page for a browser.
    Html,
}

/// Name, what it is for, endings of its files.
type Facts = (&'static str, &'static str, &'static [&'static str]);

impl Format {
    /// All of them, in the order help shows them.
    pub const ALL: &'static [Self] = &[
        Self::Text,
        Self::Json,
        Self::Sarif,
        Self::Junit,
        Self::Github,
        Self::Gitlab,
        Self::Markdown,
        Self::Csv,
        Self::Xlsx,
        Self::Html,
    ];

    fn facts(self) -> Facts {
        match self {
            Self::Text => ("text", "For people", &[".txt"]),
            Self::Json => ("json", "For programs, schema baton/1", &[".json"]),
            Self::Sarif => (
                "sarif",
                "For code scanning: SARIF 2.1.0",
                &[".sarif", ".sarif.json"],
            ),
            Self::Junit => (
                "junit",
                "For servers that show test results: JUnit XML",
                &[".xml"],
            ),
            Self::Github => ("github", "Annotations of a GitHub workflow", &[]),
            Self::Gitlab => ("gitlab", "Code quality of GitLab, as JSON", &[]),
            Self::Markdown => (
                "markdown",
                "For a comment on a pull request: Markdown",
                &[".md"],
            ),
            Self::Csv => (
                "csv",
                "One finding a row, for programs with tables",
                &[".csv"],
            ),
            Self::Xlsx => (
                "xlsx",
                "A workbook: findings, handoffs, goals, actions, figures",
                &[".xlsx"],
            ),
            Self::Html => (
                "html",
                "A page to read, hand over and print, in both languages",
                &[".html", ".htm"],
            ),
        }
    }

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        self.facts().0
    }

    /// What it is for.
    pub fn about(self) -> &'static str {
        self.facts().1
    }

    /// How the names of its files end; none if a file of it has no ending of its own.
    pub fn endings(self) -> &'static [&'static str] {
        self.facts().2
    }

    /// The format of a file by the ending of its name; the longest ending that fits counts.
    pub fn of_file(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        let endings = Self::ALL.iter().flat_map(|format| {
            let endings = format.endings().iter();
            endings.map(move |ending| (*ending, *format))
        });
        let fits = endings.filter(|(ending, _)| name.ends_with(ending));
        fits.max_by_key(|(ending, _)| ending.len())
            .map(|(_, format)| format)
    }

    /// It is bytes that no terminal can show.
    pub fn is_binary(self) -> bool {
        self == Self::Xlsx
    }

    /// The feature this program was built without, if the format needs it.
    pub fn missing_feature(self) -> Option<&'static str> {
        (self == Self::Xlsx && cfg!(not(feature = "xlsx"))).then_some("xlsx")
    }

    /// The report of an audit in this format.
    ///
    /// # Errors
    /// If the format cannot hold it, or was not built.
    pub fn render(self, request: &Request<'_>) -> Result<Vec<u8>, Unwritten> {
        let Request {
            audit,
            scope,
            style,
            ..
        } = *request;
        let text = match self {
            Self::Text => text::render(audit, scope, style),
            Self::Json => json::render(audit, scope, style.lang)?,
            Self::Sarif => sarif::render(request)?,
            Self::Junit => junit::render(request),
            Self::Github => github::render(request),
            Self::Gitlab => gitlab::render(request)?,
            Self::Markdown => markdown::render(request),
            Self::Csv => csv::render(request),
            Self::Html => html::render(audit, scope, style.lang),
            #[cfg(feature = "xlsx")]
            Self::Xlsx => return super::xlsx::render(request),
            #[cfg(not(feature = "xlsx"))]
            Self::Xlsx => return Err(Unwritten::NotBuilt("xlsx")),
        };
        Ok(text.into_bytes())
    }
}

/// What is to be reported, and how.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The audit.
    pub audit: &'a Audit,
    /// The objects it is to speak of.
    pub scope: &'a Scope,
    /// Language and colours.
    pub style: Style,
    /// The least level of findings that counts as failed; none if `None`.
    pub fail_on: Option<Level>,
}

impl Request<'_> {
    /// The language of the report.
    pub(super) fn lang(&self) -> Lang {
        self.style.lang
    }
}

/// Why a report could not be made.
#[derive(Debug)]
pub enum Unwritten {
    /// A value cannot be written as JSON.
    Json(serde_json::Error),
    /// The workbook cannot hold it; why, in its writer's words.
    Workbook(String),
    /// The program was built without this feature.
    NotBuilt(&'static str),
}

impl From<serde_json::Error> for Unwritten {
    fn from(error: serde_json::Error) -> Self {
        Self::Json(error)
    }
}

impl Unwritten {
    /// Why, in words.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Json(error) => lang.pick(
                format!("the report cannot be written as JSON: {error}"),
                format!("报告无法写成 JSON：{error}"),
            ),
            Self::Workbook(why) => lang.pick(
                format!("the workbook cannot be written: {why}"),
                format!("无法写出工作簿：{why}"),
            ),
            Self::NotBuilt(feature) => lang.pick(
                format!("this baton was built without the feature `{feature}`; build it with it, or take another format"),
                format!("这个 baton 编译时没有启用特性 `{feature}`；请启用后重新编译，或改用其他格式"),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn a_format_is_known_by_the_longest_ending_that_fits() {
        let of = |name| Format::of_file(name);
        assert_eq!(of("audit.json"), Some(Format::Json));
        assert_eq!(of("audit.sarif.json"), Some(Format::Sarif));
        assert_eq!(of("AUDIT.XLSX"), Some(Format::Xlsx));
        assert_eq!(of("审核.md"), Some(Format::Markdown));
        assert_eq!(of("audit"), None);
        assert_eq!(of("audit.toml"), None);
    }

    #[test]
    fn no_two_formats_share_a_name_or_an_ending() {
        let mut seen = std::collections::BTreeSet::new();
        for format in Format::ALL {
            assert!(seen.insert(format.name()), "{}", format.name());
            for ending in format.endings() {
                assert!(seen.insert(ending), "{ending}");
            }
        }
    }
}
