//! A record as a file, and a file as a record.

use serde::{Deserialize, Serialize};
use serde_json::error::Category;

use super::{Found, Record, SCHEMA};
use crate::problem::RecordFault;

/// What every version has.
#[derive(Deserialize)]
struct Head {
    schema: String,
}

impl Record {
    /// The record as a file, one rule, finding and goal a line so that versions compare well.
    ///
    /// # Errors
    /// If a number cannot be written as JSON; none of a record's can be such.
    pub fn to_text(&self) -> Result<String, serde_json::Error> {
        let mut text = String::from("{\n");
        let mut head = |key: &str, value: String| {
            text.push_str(&format!("  \"{key}\": {value},\n"));
        };
        head("schema", json(&self.schema)?);
        head("date", json(&self.date.to_string())?);
        head("tool", json(&self.tool)?);
        head("rule_set", json(&self.rule_set)?);
        head("input", json(&self.input)?);
        head("profile", json(&self.profile)?);
        head("checks", json(&self.checks)?);
        head("levels", json(&self.levels)?);
        let kinds = self.objects.iter();
        let kinds: Result<Vec<String>, _> = kinds
            .map(|(kind, ids)| Ok(format!("{}: {}", json(kind)?, json(ids)?)))
            .collect();
        head("objects", block(&kinds?, ["{", "}"]));
        head("rules", block(&lines(&self.rules)?, ["[", "]"]));
        head("findings", block(&lines(&self.findings)?, ["[", "]"]));
        let goals = block(&lines(&self.goals)?, ["[", "]"]);
        text.push_str(&format!("  \"goals\": {goals}\n}}\n"));
        Ok(text)
    }

    /// Reads what [`Self::to_text`] wrote.
    ///
    /// # Errors
    /// If the text is damaged, of another shape or of another schema.
    pub fn read(text: &str) -> Result<Self, RecordFault> {
        let head: Head = serde_json::from_str(text).map_err(|error| fault(&error))?;
        if head.schema != SCHEMA {
            return Err(RecordFault::OtherSchema(head.schema));
        }
        let mut record: Self = serde_json::from_str(text).map_err(|error| fault(&error))?;
        // They are looked up by rule and object.
        record.findings.sort_by(Found::in_order);
        let fits = |run: &super::RuleRun| {
            let objects = record.objects.get(&run.looks_at).map_or(0, Vec::len);
            run.conform.last().is_none_or(|last| last < objects)
        };
        match record.rules.iter().find(|run| !fits(run)) {
            Some(run) => Err(RecordFault::Torn {
                rule: run.id.clone(),
            }),
            None => Ok(record),
        }
    }
}

fn json(value: &impl Serialize) -> Result<String, serde_json::Error> {
    serde_json::to_string(value)
}

fn lines(items: &[impl Serialize]) -> Result<Vec<String>, serde_json::Error> {
    items.iter().map(json).collect()
}

/// Items between brackets, one a line.
fn block(items: &[String], [open, close]: [&str; 2]) -> String {
    if items.is_empty() {
        return format!("{open}{close}");
    }
    format!("{open}\n    {}\n  {close}", items.join(",\n    "))
}

fn fault(error: &serde_json::Error) -> RecordFault {
    let (line, column) = (error.line(), error.column());
    match error.classify() {
        Category::Data => RecordFault::OtherShape {
            why: error.to_string(),
            line,
            column,
        },
        Category::Eof | Category::Io | Category::Syntax => RecordFault::Cut { line, column },
    }
}
