//! `baton audit --record`: where the record goes is settled before any work, and it is written
//! whole or not at all.

use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::Exit;
use super::args::{AuditArgs, Color};
use super::output::{self, Target};
use crate::audit::{Audit, Options, records_of};
use crate::lang::{Lang, cause as in_words};
use crate::record::file_name;
use crate::source::shown_path;

/// A record that was asked for.
pub(super) struct Recording {
    folder: PathBuf,
    day: Date,
    /// The folder was made for it.
    is_new: bool,
    quiet: bool,
    lang: Lang,
}

impl Recording {
    /// What `--record` asks for, if it is given, once its place is known to be good; and the
    /// options of the audit with it.
    pub(super) fn asked(
        args: &AuditArgs,
        options: &mut Options,
        lang: Lang,
    ) -> Result<Option<Self>, Exit> {
        let Some(elsewhere) = &args.record else {
            return Ok(None);
        };
        if let Some(part) = part_only(args) {
            output::error(&lang.pick(
                format!("--record keeps whole audits only; leave out {part}, or record without it"),
                format!("--record 只记录完整的审核；请去掉 {part}，或另行记录"),
            ));
            return Err(Exit::Usage);
        }
        let folder = elsewhere.clone();
        let folder = folder.unwrap_or_else(|| records_of(&options.paths));
        // The only clock there is: a record stands under the day on which it was made.
        let day = options.as_of.unwrap_or_else(|| jiff::Zoned::now().date());
        let is_new = ready(&folder, day).map_err(|cause| {
            unwritable(&folder, &cause, lang);
            Exit::Output
        })?;
        options.records = Some(folder.clone());
        options.record_on = Some(day);
        Ok(Some(Self {
            folder,
            day,
            is_new,
            quiet: args.quiet,
            lang,
        }))
    }

    /// Keeps the record of a whole audit; gives `exit`, or the exit of a failed write.
    pub(super) fn keep(self, result: &Audit, exit: Exit) -> Exit {
        let lang = self.lang;
        let whole = result.checked.as_ref().filter(|checked| {
            let failed = !result.rules.errors.is_empty() || !checked.outcome.errors.is_empty();
            !failed && checked.outcome.verdicts.iter().any(|all| !all.is_empty())
        });
        let Some(record) = whole.and_then(|checked| checked.record.as_ref()) else {
            output::error(lang.pick(
                "not recorded: the audit is incomplete, and a record of it would look like an improvement",
                "没有记录：审核不完整，记录下来会显得有所改进",
            ));
            return exit;
        };
        let file = self.folder.join(file_name(self.day));
        let replaces = file.exists();
        let text = match record.to_text() {
            Ok(text) => text,
            Err(error) => {
                output::error(&error.to_string());
                return Exit::Internal;
            }
        };
        let target = Target::new(Some(file.clone()), Color::Never, lang);
        if target.write(text.as_bytes(), Exit::Clean) != Exit::Clean {
            return Exit::Output;
        }
        let name = shown_path(&file);
        if replaces {
            output::error(&lang.pick(
                format!("recorded: {name} (the record of the same day was replaced)"),
                format!("已记录：{name}（取代了同一天的记录）"),
            ));
        } else if !self.quiet {
            output::error(&lang.pick(
                format!("recorded: {name}; baton trend shows what changed from record to record"),
                format!("已记录：{name}；baton trend 可查看历次变化"),
            ));
        }
        exit
    }
}

impl Drop for Recording {
    /// Leaves no empty folder behind; one with a record in it is not removed.
    fn drop(&mut self) {
        if self.is_new {
            let _ = std::fs::remove_dir(&self.folder);
        }
    }
}

/// What makes an audit one of a part only.
fn part_only(args: &AuditArgs) -> Option<&'static str> {
    let asked = [
        (!args.rule.is_empty(), "--rule"),
        (!args.only.is_empty(), "--only"),
        (args.level.is_some(), "--level"),
        (args.explain.is_some(), "--explain"),
    ];
    asked.into_iter().find(|(is, _)| *is).map(|(_, name)| name)
}

/// Sees that the record can be written: the folder is there or is made, and files can be made in
/// it. Says whether it was made.
fn ready(folder: &Path, day: Date) -> io::Result<bool> {
    let is_new = match folder.is_dir() {
        true => false,
        false => {
            std::fs::create_dir(folder)?;
            true
        }
    };
    if folder.join(file_name(day)).is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    let draft = tempfile::Builder::new()
        .prefix(".baton")
        .tempfile_in(folder);
    draft.map(|_| is_new)
}

fn unwritable(folder: &Path, cause: &io::Error, lang: Lang) {
    let name = shown_path(folder);
    output::error(&lang.pick(
        format!("no record can be written in {name}: {cause}; name another folder with --record=DIR, inside one that exists"),
        format!("无法在 {name} 中写入审核记录：{}；请用 --record=文件夹 另指一处，其上级文件夹须存在", in_words(cause, lang)),
    ));
}
