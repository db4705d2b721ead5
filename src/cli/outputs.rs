//! Which report goes where: what `--format` and `-o` say together, settled and tried before any
//! work is done.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::Exit;
use super::output;
use super::whole::{self, Unwritable};
use crate::audit::Audit;
use crate::lang::{Lang, cause as in_words};
use crate::report::Format;
use crate::source::shown_path;

/// What stands for the terminal where a file is named.
const TERMINAL: &str = "-";

/// One report and where it goes; the terminal if no file is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Output {
    pub(super) format: Format,
    pub(super) file: Option<PathBuf>,
}

/// Why what was asked for cannot be.
#[derive(Debug)]
pub(super) enum Refused {
    /// The ending of a file tells no format.
    UnknownEnding(PathBuf),
    /// Several reports for the terminal.
    Terminal(Vec<Format>),
    /// The bytes of a format would go to the terminal.
    Binary(Format),
    /// Two reports into one file.
    SameFile(PathBuf, PathBuf),
    /// A report in place of what the audit reads.
    Input(PathBuf),
    /// The program was built without what the format needs.
    NotBuilt(Format, &'static str),
    /// The folder is not there.
    NoFolder(PathBuf),
    /// A folder stands where the file would be.
    IsFolder(PathBuf),
    /// It cannot be written.
    Unwritable(Unwritable),
}

/// What `--format` and `-o` say together.
///
/// As many files as formats are paired in order. Else each file takes its format from its ending,
/// and a stated format that no file has goes to the terminal.
pub(super) fn resolve(formats: &[Format], files: &[PathBuf]) -> Result<Vec<Output>, Refused> {
    let outputs = match (formats, files) {
        ([], []) => vec![Output {
            format: Format::default(),
            file: None,
        }],
        _ if formats.len() == files.len() => paired(formats, files),
        _ => by_ending(formats, files)?,
    };
    let to_terminal = outputs.iter().filter(|output| output.file.is_none());
    let to_terminal: Vec<_> = to_terminal.map(|output| output.format).collect();
    if to_terminal.len() > 1 {
        return Err(Refused::Terminal(to_terminal));
    }
    for output in &outputs {
        if let Some(feature) = output.format.missing_feature() {
            return Err(Refused::NotBuilt(output.format, feature));
        }
        if output.file.is_none() && output.format.is_binary() {
            return Err(Refused::Binary(output.format));
        }
    }
    Ok(outputs)
}

fn paired(formats: &[Format], files: &[PathBuf]) -> Vec<Output> {
    let pairs = formats.iter().zip(files);
    pairs
        .map(|(format, file)| Output {
            format: *format,
            file: (file.as_os_str() != TERMINAL).then(|| file.clone()),
        })
        .collect()
}

fn by_ending(formats: &[Format], files: &[PathBuf]) -> Result<Vec<Output>, Refused> {
    let is_terminal = |file: &&PathBuf| file.as_os_str() == TERMINAL;
    let mut outputs = Vec::new();
    for file in files.iter().filter(|file| !is_terminal(file)) {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let format = Format::of_file(&name).ok_or_else(|| Refused::UnknownEnding(file.clone()))?;
        outputs.push(Output {
            format,
            file: Some(file.clone()),
        });
    }
    let claimed = |format: &&Format| outputs.iter().any(|output| output.format == **format);
    let mut left: Vec<_> = formats
        .iter()
        .filter(|format| !claimed(format))
        .copied()
        .collect();
    if left.is_empty() && files.iter().any(|file| is_terminal(&file)) {
        left.push(Format::default());
    }
    outputs.extend(left.into_iter().map(|format| Output { format, file: None }));
    Ok(outputs)
}

/// Tries every file before any work: each in a folder that is there and can be written to, and
/// no two of them the same.
pub(super) fn check(outputs: &[Output]) -> Result<(), Refused> {
    let mut known: BTreeMap<PathBuf, &Path> = BTreeMap::new();
    for file in outputs.iter().filter_map(|output| output.file.as_deref()) {
        if file.is_dir() || file.file_name().is_none() {
            return Err(Refused::IsFolder(file.to_owned()));
        }
        let folder = whole::folder(file);
        if !folder.is_dir() {
            return Err(Refused::NoFolder(folder.to_owned()));
        }
        if let Some(before) = known.insert(identity(file), file) {
            return Err(Refused::SameFile(before.to_owned(), file.to_owned()));
        }
        if whole::is_stream(file) {
            continue;
        }
        whole::try_folder(folder).map_err(|cause| {
            let file = file.to_owned();
            Refused::Unwritable(Unwritable { file, cause })
        })?;
    }
    Ok(())
}

/// No report replaces what the audit was read from.
pub(super) fn spare_inputs(
    outputs: &[Output],
    audit: &Audit,
    baseline: Option<&Path>,
) -> Result<(), Refused> {
    let files = outputs.iter().filter_map(|output| output.file.as_deref());
    let there: Vec<_> = files.filter(|file| file.is_file()).collect();
    if there.is_empty() {
        return Ok(());
    }
    let texts = audit.sources.iter().map(|(_, source)| source.name.as_str());
    let logs = audit.checked.iter();
    let logs = logs.flat_map(|checked| &checked.world.logged.logs);
    let rules = audit.rules.rules.iter();
    let scripts = rules.clone().map(|rule| PathBuf::from(&rule.file));
    let manuals = rules.map(|rule| Path::new(&rule.file).with_extension("md"));
    let read: BTreeSet<_> = texts
        .chain(logs.map(|log| log.path.as_str()))
        .map(PathBuf::from)
        .chain(scripts)
        .chain(manuals)
        .chain(baseline.map(Path::to_owned))
        .map(|file| identity(&file))
        .collect();
    match there
        .into_iter()
        .find(|file| read.contains(&identity(file)))
    {
        Some(file) => Err(Refused::Input(file.to_owned())),
        None => Ok(()),
    }
}

/// What a file is called in full, however it is spelt.
fn identity(file: &Path) -> PathBuf {
    let full = std::fs::canonicalize(file).or_else(|_| {
        let folder = std::fs::canonicalize(whole::folder(file))?;
        Ok::<_, std::io::Error>(folder.join(file.file_name().unwrap_or_default()))
    });
    let full = full.unwrap_or_else(|_| file.to_owned());
    // On these systems letters of either case name the same file.
    if cfg!(any(windows, target_os = "macos")) {
        return PathBuf::from(full.to_string_lossy().to_lowercase());
    }
    full
}

/// Writes all files or none, then what goes to the terminal; gives `exit`, or why not.
pub(super) fn write(outputs: &[Output], reports: &[Vec<u8>], exit: Exit) -> Result<Exit, Refused> {
    let both = || outputs.iter().zip(reports);
    let files = both().filter_map(|(output, report)| Some((output.file.as_deref()?, &**report)));
    whole::write_all(&files.collect::<Vec<_>>()).map_err(Refused::Unwritable)?;
    let shown = both().find(|(output, _)| output.file.is_none());
    Ok(shown.map_or(exit, |(_, report)| output::bytes(report, exit)))
}

impl Refused {
    /// How the program ends.
    pub(super) fn exit(&self) -> Exit {
        match self {
            Self::NoFolder(_) | Self::IsFolder(_) | Self::Unwritable(_) => Exit::Output,
            _ => Exit::Usage,
        }
    }

    /// What is wrong and what to write instead.
    pub(super) fn message(&self, lang: Lang) -> String {
        match self {
            Self::UnknownEnding(file) => unknown_ending(&shown_path(file), lang),
            Self::Terminal(formats) => {
                let names: Vec<_> = formats.iter().map(|format| format.name()).collect();
                let names = names.join(lang.pick(", ", "、"));
                lang.pick(
                    format!("only one report can go to the terminal, not {}: {names}; name a file for the others: -o FILE", formats.len()),
                    format!("终端上只能显示一份报告，不能显示 {} 份：{names}；请为其余的指定文件：-o 文件", formats.len()),
                )
            }
            Self::Binary(format) => {
                let (name, ending) = (format.name(), format.endings().first().unwrap_or(&""));
                lang.pick(
                    format!("--format {name} is a file and cannot be shown on a terminal; write -o audit{ending}"),
                    format!("--format {name} 是文件，无法在终端上显示；请写 -o audit{ending}"),
                )
            }
            Self::SameFile(one, other) => {
                let (one, other) = (shown_path(one), shown_path(other));
                lang.pick(
                    format!(
                        "two reports would go into one file: {one} and {other}; name two files"
                    ),
                    format!("两份报告会写入同一个文件：{one} 和 {other}；请指定两个文件"),
                )
            }
            Self::Input(file) => {
                let file = shown_path(file);
                lang.pick(
                    format!(
                        "the report would replace {file}, which this audit reads; name another file"
                    ),
                    format!("报告会覆盖本次审核读取的 {file}；请指定另一个文件"),
                )
            }
            Self::NotBuilt(format, feature) => {
                let name = format.name();
                lang.pick(
                    format!("--format {name} needs the feature `{feature}`, which this baton was built without; build it with --features {feature}, or take another format"),
                    format!("--format {name} 需要特性 `{feature}`，而这个 baton 编译时没有启用；请用 --features {feature} 重新编译，或改用其他格式"),
                )
            }
            Self::NoFolder(_) | Self::IsFolder(_) | Self::Unwritable(_) => self.about_folder(lang),
        }
    }

    fn about_folder(&self, lang: Lang) -> String {
        match self {
            Self::NoFolder(folder) => {
                let folder = shown_path(folder);
                lang.pick(
                    format!("there is no folder {folder} to write a report to; create it, or name another file"),
                    format!("没有可写入报告的文件夹 {folder}；请先建立，或指定另一个文件"),
                )
            }
            Self::IsFolder(file) => {
                let file = shown_path(file);
                lang.pick(
                    format!(
                        "a report cannot be written to {file}, which is a folder; name a file in it"
                    ),
                    format!("报告无法写到 {file}：这是文件夹；请指定其中的一个文件"),
                )
            }
            Self::Unwritable(Unwritable { file, cause }) => {
                let file = shown_path(file);
                lang.pick(
                    format!("the report cannot be written to {file}: {cause}; name a file in a folder that exists and may be written to"),
                    format!("报告无法写到 {file}：{}；请指定一个可写文件夹中的文件", in_words(cause, lang)),
                )
            }
            _ => String::new(),
        }
    }
}

fn unknown_ending(file: &str, lang: Lang) -> String {
    let endings = Format::ALL.iter().flat_map(|format| format.endings());
    let endings: Vec<_> = endings.copied().collect();
    let endings = endings.join(lang.pick(", ", "、"));
    lang.pick(
        format!("the ending of {file} tells no format; end it in one of {endings}, or give as many --format as -o"),
        format!("从 {file} 的后缀看不出格式；请用 {endings} 之一，或让 --format 与 -o 一样多"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use Format::{Csv, Github, Json, Markdown, Sarif, Text, Xlsx};

    /// What goes where, or the kind of refusal.
    fn resolved(formats: &[Format], files: &[&str]) -> Result<Vec<(Format, String)>, String> {
        let files: Vec<_> = files.iter().map(PathBuf::from).collect();
        let outputs = resolve(formats, &files).map_err(|refused| {
            let name = format!("{refused:?}");
            name.split('(').next().unwrap_or_default().to_owned()
        })?;
        let shown =
            |file: Option<PathBuf>| file.map_or("terminal".into(), |file| shown_path(&file));
        Ok(outputs
            .into_iter()
            .map(|output| (output.format, shown(output.file)))
            .collect())
    }

    fn goes(to: &[(Format, &str)]) -> Result<Vec<(Format, String)>, String> {
        Ok(to
            .iter()
            .map(|(format, to)| (*format, (*to).to_owned()))
            .collect())
    }

    #[test]
    fn without_a_word_it_is_text_on_the_terminal() {
        assert_eq!(resolved(&[], &[]), goes(&[(Text, "terminal")]));
        assert_eq!(resolved(&[Json], &[]), goes(&[(Json, "terminal")]));
    }

    #[test]
    fn as_many_files_as_formats_are_paired_in_order() {
        assert_eq!(
            resolved(&[Markdown], &["summary"]),
            goes(&[(Markdown, "summary")])
        );
        assert_eq!(
            resolved(&[Github, Markdown], &["-", "summary"]),
            goes(&[(Github, "terminal"), (Markdown, "summary")])
        );
    }

    #[test]
    fn else_endings_decide_and_what_is_left_goes_to_the_terminal() {
        assert_eq!(
            resolved(&[Text], &["a.sarif", "a.json"]),
            goes(&[(Sarif, "a.sarif"), (Json, "a.json"), (Text, "terminal")])
        );
        assert_eq!(resolved(&[], &["a.csv"]), goes(&[(Csv, "a.csv")]));
        assert_eq!(
            resolved(&[Json, Text], &["a.json"]),
            goes(&[(Json, "a.json"), (Text, "terminal")])
        );
        assert_eq!(
            resolved(&[], &["a.md", "-"]),
            goes(&[(Markdown, "a.md"), (Text, "terminal")])
        );
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        let refused = |formats, files| resolved(formats, files).unwrap_err();
        assert_eq!(refused(&[], &["audit"]), "UnknownEnding");
        assert_eq!(refused(&[Json, Text], &["audit.log"]), "UnknownEnding");
        assert_eq!(refused(&[Json, Text], &[]), "Terminal");
        assert_eq!(refused(&[Json, Json], &[]), "Terminal");
        if cfg!(feature = "xlsx") {
            assert_eq!(refused(&[Xlsx], &[]), "Binary");
        } else {
            assert_eq!(refused(&[Xlsx], &["a.xlsx"]), "NotBuilt");
        }
    }

    #[test]
    fn one_file_by_two_spellings_is_one_file() {
        let folder = tempfile::tempdir().map(|folder| folder.path().to_owned());
        let folder = folder.unwrap_or_default();
        let parent = folder.parent().unwrap_or(&folder);
        let outputs = ["a.json", "./a.json"].map(|name| Output {
            format: Json,
            file: Some(parent.join(name)),
        });
        assert!(matches!(check(&outputs), Err(Refused::SameFile(..))));
        assert!(check(&outputs[..1]).is_ok());
    }
}
