//! `baton sheet`.

use super::Exit;
use super::args::{Color, SheetArgs};
use super::audit::reading;
use super::named::find;
use super::output::{self, Target, unsound, usage};
use super::progress::Progress;
use crate::audit::{Changes, tried};
use crate::engine::World;
use crate::finding::SubjectKind;
use crate::lang::Lang;
use crate::model::{ProcessId, SheetId, StepId};
use crate::report::sheet::{Format, Sheets};

/// Writes value sheets, the three questions of steps, or blank forms.
pub(super) fn run(args: &SheetArgs) -> Exit {
    let lang = args.lang.map_or_else(output::language, Lang::from);
    let format = match format(args, lang) {
        Ok(format) => format,
        Err(message) => return usage(&message),
    };
    let target = Target::new(args.output.clone(), Color::Never, lang);
    // A form without names needs no model.
    if let Some(copies) = args.blank.filter(|_| args.process.is_empty()) {
        let blank = Sheets::blank(None, args.steps, usize::from(copies), lang);
        return write(&blank, format, &target, lang);
    }
    let options = match reading(&args.paths, args.as_of.as_deref(), args.no_cache, lang) {
        Ok(options) => options,
        Err(message) => return usage(&message),
    };
    let progress = Progress::checking(false, lang);
    let read = tried(&options, Changes::default(), &|done, all| {
        progress.step(done, all);
    });
    progress.finish();
    let Some(world) = &read.world else {
        return unsound(&read.sources, &read.problems, lang);
    };
    if let Some(file) = args.output.as_deref().filter(|file| file.is_file()) {
        let same =
            |name: &str| std::fs::canonicalize(name).ok() == std::fs::canonicalize(file).ok();
        let mut inputs = read.sources.iter();
        if inputs.any(|(_, source)| same(&source.name)) {
            return usage(lang.pick(
                "-o: the file is part of the model; write to another",
                "-o：该文件是模型的一部分；请写到别的文件",
            ));
        }
    }
    match asked(args, world, lang) {
        Ok(sheets) => write(&sheets, format, &target, lang),
        Err(message) => usage(&message),
    }
}

/// The format asked for, else that of the file, else a table; never a workbook on a terminal.
fn format(args: &SheetArgs, lang: Lang) -> Result<Format, String> {
    let ending = args.output.as_ref().and_then(|file| file.extension());
    let ending = ending.map(|ending| ending.to_string_lossy().to_lowercase());
    let format = match (args.format, ending.as_deref()) {
        (Some(format), _) => format.into(),
        (None, None) if args.output.is_none() => Format::Table,
        (None, Some("txt")) => Format::Table,
        (None, Some("md")) => Format::Markdown,
        (None, Some("xlsx")) => Format::Xlsx,
        (None, _) => {
            return Err(lang.pick(
                "-o: the ending of the file does not say how to write; name a .txt, .md or .xlsx file, or write --format",
                "-o：文件名的结尾没有说明格式；请用 .txt、.md 或 .xlsx 结尾的文件名，或写明 --format",
            ).to_owned());
        }
    };
    if format == Format::Xlsx && cfg!(not(feature = "xlsx")) {
        return Err(lang
            .pick(
                "this program was built without the feature `xlsx`; write --format markdown",
                "本程序构建时没有 `xlsx` 功能；请用 --format markdown",
            )
            .to_owned());
    }
    if format == Format::Xlsx && args.output.is_none() {
        return Err(lang
            .pick(
                "a workbook cannot be shown on the terminal; name a file with -o",
                "工作簿无法显示在终端上；请用 -o 指定文件",
            )
            .to_owned());
    }
    Ok(format)
}

fn asked(args: &SheetArgs, world: &World, lang: Lang) -> Result<Sheets, String> {
    let chain = &world.chain;
    let processes = || chain.processes.iter();
    let mut within = Vec::new();
    for written in &args.process {
        let names = processes().map(|process| process.record.id.as_str().to_owned());
        let at = find("--process", written, names.collect(), lang)?;
        within.push(ProcessId::at(at));
    }
    if let Some(copies) = args.blank {
        let forms = within
            .iter()
            .map(|id| Sheets::blank(Some((world, *id)), args.steps, usize::from(copies), lang));
        let none = || Sheets::of_values(world, &[], lang);
        return Ok(forms.reduce(Sheets::and).unwrap_or_else(none));
    }
    let is_within = |process: Option<ProcessId>| {
        within.is_empty() || process.is_some_and(|process| within.contains(&process))
    };
    let mut steps = Vec::new();
    for written in &args.step {
        let names = chain.steps.iter();
        let names = names.map(|step| chain.full_id(Some(step.process), step.record.id.as_str()));
        steps.push(StepId::at(find("--step", written, names.collect(), lang)?));
    }
    if args.steps {
        let all = (0..chain.steps.len()).map(StepId::at);
        steps = all
            .filter(|id| is_within(Some(chain.step(*id).process)))
            .collect();
    }
    let mut sheets = Vec::new();
    for written in &args.sheet {
        let subjects = world.of_kind(SubjectKind::ValueSheet);
        let names = subjects.map(|subject| world.id(subject)).collect();
        sheets.push(SheetId::at(find("--sheet", written, names, lang)?));
    }
    let asks_steps = args.steps || !args.step.is_empty();
    if args.sheet.is_empty() && !asks_steps {
        let all = (0..chain.sheets.len()).map(SheetId::at);
        sheets = all
            .filter(|id| is_within(chain.sheets[id.index()].process))
            .collect();
    }
    let values = Sheets::of_values(world, &sheets, lang);
    let questions = Sheets::of_steps(world, &steps, lang);
    Ok(match (args.sheet.is_empty(), asks_steps) {
        (true, true) => questions,
        (false, true) => values.and(questions),
        _ => values,
    })
}

fn write(sheets: &Sheets, format: Format, target: &Target, lang: Lang) -> Exit {
    let bytes = match format {
        Format::Table => sheets.table().into_bytes(),
        Format::Markdown => sheets.markdown().into_bytes(),
        Format::Xlsx => match workbook(sheets) {
            Ok(bytes) => bytes,
            Err(unwritten) => {
                output::error(&unwritten.message(lang));
                return Exit::Output;
            }
        },
    };
    target.write(&bytes, Exit::Clean)
}

#[cfg(feature = "xlsx")]
fn workbook(sheets: &Sheets) -> Result<Vec<u8>, crate::report::Unwritten> {
    sheets.workbook()
}

#[cfg(not(feature = "xlsx"))]
fn workbook(_: &Sheets) -> Result<Vec<u8>, crate::report::Unwritten> {
    Err(crate::report::Unwritten::NotBuilt("xlsx"))
}
