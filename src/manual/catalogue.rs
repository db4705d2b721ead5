//! What a full audit of handoffs looks for, row by row, and what does it here.

use serde::Deserialize;

use super::page::{Page, code};

/// The catalogue as data, beside the rules it names.
const TEXT: &str = include_str!("../../rules/catalogue.toml");

/// A row of the catalogue.
#[derive(Debug, Deserialize)]
pub struct Row {
    /// The code by which plans and papers name it.
    pub code: String,
    /// What it is about, in English.
    pub en: String,
    /// What it is about, in Chinese.
    pub zh: String,
    /// No audit should be without it.
    pub core: bool,
    /// The family of its rules.
    pub family: String,
    /// The rules that look for it.
    #[serde(default)]
    pub rules: Vec<String>,
    /// What looks for it where it is no matter of a single rule.
    pub report: Option<Evidence>,
    /// What it still needs beyond what a model says.
    pub waits_for: Option<Evidence>,
}

/// What a row waits for, or what looks for it without a rule of its own.
#[derive(Debug, Deserialize)]
pub struct Evidence {
    /// What it is, in English.
    pub en: String,
    /// What it is, in Chinese.
    pub zh: String,
}

impl Row {
    /// Something looks for it.
    pub fn is_built(&self) -> bool {
        !self.rules.is_empty() || self.report.is_some()
    }
}

#[derive(Deserialize)]
struct Catalogue {
    rule: Vec<Row>,
}

/// All rows, in the order written.
///
/// # Errors
/// If the catalogue is no TOML of this shape; a test holds that it is.
pub fn rows() -> Result<Vec<Row>, toml::de::Error> {
    toml::from_str::<Catalogue>(TEXT).map(|catalogue| catalogue.rule)
}

/// The page of the catalogue.
pub fn page(rows: &[Row]) -> String {
    let built = rows.iter().filter(|row| row.is_built()).count();
    let mut page = Page::new(
        "What is looked for, and what is still to come",
        "Every row of the catalogue this rule book follows, so that nothing is lost: the rules that look for it, or the evidence it waits for. A row marked ★ is one no audit should be without.",
        "本规则库所依据目录的每一行，以免遗漏：由哪些规则来查，或还需要什么证据。★ 为必不可少的。",
    );
    let all = rows.len();
    page.paragraph(&format!(
        "{built} of {all} rows are looked for. {all} 行中 {built} 行已能查出。"
    ));
    let cells: Vec<_> = rows.iter().map(cells).collect();
    page.table(
        ["row", "about", "内容", "rules, or what it waits for"],
        &cells,
    );
    page.text()
}

fn cells(row: &Row) -> [String; 4] {
    let star = if row.core { " ★" } else { "" };
    let rules: Vec<_> = row.rules.iter().map(|rule| code(rule)).collect();
    let waits = row
        .waits_for
        .as_ref()
        .map(|evidence| format!("waits for {} 等待：{}", evidence.en, evidence.zh));
    let report = row.report.as_ref();
    let report = report.map(|by| format!("{} {}", by.en, by.zh));
    let state: Vec<_> = rules.into_iter().chain(report).chain(waits).collect();
    [
        format!("{}{star}", row.code),
        row.en.clone(),
        row.zh.clone(),
        state.join("; "),
    ]
}
