//! `baton trend`: what records tell by themselves. No audit is run.

use std::path::{Path, PathBuf};

use super::Exit;
use super::args::{TrendArgs, TrendFormat, TrendTable};
use super::audit::{day, paths};
use super::output::{self, Target};
use crate::audit::records_of;
use crate::lang::Lang;
use crate::problem::nearest;
use crate::record::{Record, Trend, read_all};
use crate::report::trend::{self as report, Table, View};
use crate::report::{Scope, Style, text};
use crate::source::{Sources, shown_path};

/// Reads the records and shows what changed from one to the next.
pub(super) fn run(args: &TrendArgs) -> Exit {
    let lang = args.lang.map_or_else(output::language, Lang::from);
    let since = args.since.as_deref();
    let since = match since
        .map(|written| day("--since", written, lang))
        .transpose()
    {
        Ok(day) => day,
        Err(message) => return refuse(&message, Exit::Usage),
    };
    let target = Target::new(args.output.clone(), args.color, lang);
    let own = || records_of(&paths(&args.paths));
    let folder = args.records.clone().unwrap_or_else(own);
    if let Some(missing) = missing(args) {
        return refuse(&no_folder(missing, lang), Exit::Input);
    }
    let mut problems = Vec::new();
    let records = read_all(&folder, &mut problems);
    if !problems.is_empty() {
        let style = Style {
            lang,
            colored: target.is_colored(),
            quiet: false,
        };
        let report = text::of_problems(&Sources::default(), &problems, style);
        return target.write(report.as_bytes(), Exit::Input);
    }
    if let Some(message) = unknown(&args.only, &records, lang) {
        return refuse(&message, Exit::Usage);
    }
    let scope = Scope::new(args.only.clone());
    let Some(trend) = Trend::of(&records, since, &|id| scope.includes_id(id)) else {
        return refuse(
            &none(args, &records, &shown_path(&folder), lang),
            Exit::Input,
        );
    };
    let view = View {
        trend: &trend,
        scope: &scope,
        lang,
    };
    let shown = match args.format {
        TrendFormat::Text => Ok(report::text(&view)),
        TrendFormat::Json => report::json(&view),
        TrendFormat::Csv => Ok(report::csv(&view, table(args.table))),
    };
    match shown {
        Ok(shown) => target.write(shown.as_bytes(), Exit::Clean),
        Err(error) => refuse(&error.to_string(), Exit::Internal),
    }
}

fn refuse(message: &str, exit: Exit) -> Exit {
    output::error(message);
    exit
}

fn table(table: TrendTable) -> Table {
    match table {
        TrendTable::Audits => Table::Audits,
        TrendTable::Findings => Table::Findings,
        TrendTable::Goals => Table::Goals,
    }
}

/// What is named on the command line and is not there: no records are expected in it.
fn missing(args: &TrendArgs) -> Option<&Path> {
    let named = args.paths.iter().chain(&args.records);
    named.map(PathBuf::as_path).find(|path| !path.exists())
}

fn no_folder(missing: &Path, lang: Lang) -> String {
    let name = shown_path(missing);
    lang.pick(
        format!("there is no folder {name}; check the spelling of the path"),
        format!("没有 {name} 这个文件夹；请检查路径是否写对"),
    )
}

/// Why there is nothing to show, and what to do.
fn none(args: &TrendArgs, records: &[Record], folder: &str, lang: Lang) -> String {
    if let Some(last) = records.last() {
        let (since, last) = (args.since.as_deref().unwrap_or_default(), last.date);
        return lang.pick(
            format!("--since: there is no record from {since} on; the last one is of {last}"),
            format!("--since：{since} 之后没有记录；最后一份是 {last} 的"),
        );
    }
    let paths: Vec<_> = args.paths.iter().map(|path| shown_path(path)).collect();
    let paths: String = paths.iter().map(|path| format!(" {path}")).collect();
    let elsewhere = args.records.as_deref().map(shown_path);
    let elsewhere = elsewhere.map_or_else(String::new, |folder| format!("={folder}"));
    let command = format!("baton audit{paths} --record{elsewhere}");
    lang.pick(
        format!("there are no records in {folder}; make the first one with `{command}`"),
        format!("{folder} 中没有审核记录；请先用 `{command}` 记录一次"),
    )
}

/// A name on the command line that no record knows.
fn unknown(wanted: &[String], records: &[Record], lang: Lang) -> Option<String> {
    if records.is_empty() {
        return None;
    }
    let ids = records
        .iter()
        .flat_map(|record| record.objects.values().flatten());
    let ids: std::collections::BTreeSet<&str> = ids.map(String::as_str).collect();
    let process = |id: &&str| id.split_once('/').map(|(process, _)| process.to_owned());
    let processes: std::collections::BTreeSet<String> = ids.iter().filter_map(process).collect();
    let known = |name: &&String| ids.contains(name.as_str()) || processes.contains(*name);
    let written = wanted.iter().find(|name| !known(name))?;
    let names = processes
        .iter()
        .map(String::as_str)
        .chain(ids.iter().copied());
    let names = names.filter(|id| !id.is_empty());
    let near = nearest(written, names);
    let near = near.map(|near| {
        lang.pick(
            format!("; did you mean `{near}`?"),
            format!("；是不是 `{near}`？"),
        )
    });
    let said = lang.pick(
        format!("--only: no record knows a process or object `{written}`"),
        format!("--only：记录中没有流程或对象 `{written}`"),
    );
    Some(format!("{said}{}", near.unwrap_or_default()))
}
