//! A new rule: a script with its manual that work as they are, to be changed from there.

mod drafts;

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::Workspace;
use crate::engine::rule_set::RuleText;
use crate::finding::SubjectKind;
use crate::lang::{Lang, cause as in_words};
use crate::source::shown_path;

/// Longest name of a rule, without its family.
const LONGEST_NAME: usize = 40;

/// Why a rule cannot be begun.
#[derive(Debug)]
pub enum Refused {
    /// It is no family/name in kebab-case; with one that would do, if there is one.
    BadName(Option<String>),
    /// The name is longer than a rule's may be.
    TooLong,
    /// There is a file already.
    Exists(PathBuf),
    /// A rule of that name is built in.
    BuiltIn,
    /// A file cannot be written.
    Unwritable(PathBuf, io::Error),
}

impl Refused {
    /// What is wrong, and what to do.
    pub fn message(&self, id: &str, lang: Lang) -> String {
        let say = |en: String, zh: String| lang.pick(en, zh);
        match self {
            Self::BadName(Some(meant)) => say(
                format!(
                    "`{id}` is no name for a rule; write it as family/name in lower case with hyphens: `{meant}`?"
                ),
                format!("`{id}` 不能作规则名；请写成“类别/名称”，小写字母加连字符：`{meant}`？"),
            ),
            Self::BadName(None) => say(
                format!(
                    "`{id}` is no name for a rule; write it as family/name in lower case with hyphens, for example handoff/no-volume"
                ),
                format!(
                    "`{id}` 不能作规则名；请写成“类别/名称”，小写字母加连字符，例如 handoff/no-volume"
                ),
            ),
            Self::TooLong => say(
                format!(
                    "`{id}` is too long: a name has at most {LONGEST_NAME} characters; say the problem in a few words"
                ),
                format!("`{id}` 太长：名称最多 {LONGEST_NAME} 个字符；请用几个词说出问题"),
            ),
            Self::Exists(file) => say(
                format!(
                    "{} is there already; take another name, or change that file",
                    shown_path(file)
                ),
                format!("{} 已存在；请换一个名称，或修改该文件", shown_path(file)),
            ),
            Self::BuiltIn => say(
                format!(
                    "`{id}` is built in, and a rule of that name would take its place; take another name"
                ),
                format!("`{id}` 是内置规则，同名规则会取代它；请换一个名称"),
            ),
            Self::Unwritable(file, cause) => say(
                format!("{} cannot be written: {cause}", shown_path(file)),
                format!("无法写入 {}：{}", shown_path(file), in_words(cause, lang)),
            ),
        }
    }
}

/// The files of a rule that was begun.
#[derive(Debug)]
pub struct Begun {
    /// The script.
    pub script: PathBuf,
    /// Its manual.
    pub manual: PathBuf,
}

/// Writes a rule about objects of a kind into the folder of rules of a workspace.
///
/// # Errors
/// If the name is no name of a rule, is taken, or a file cannot be written.
pub fn begin(workspace: &Workspace, id: &str, kind: SubjectKind) -> Result<Begun, Refused> {
    let (family, name) = checked(id)?;
    let folder = workspace.rules_folder().join(family);
    let begun = Begun {
        script: folder.join(format!("{name}.rhai")),
        manual: folder.join(format!("{name}.md")),
    };
    if let Some(taken) = [&begun.script, &begun.manual]
        .into_iter()
        .find(|file| file.exists())
    {
        return Err(Refused::Exists(taken.clone()));
    }
    if workspace.texts.iter().any(|text| text.id == id) {
        return Err(Refused::BuiltIn);
    }
    fs::create_dir_all(&folder).map_err(|cause| Refused::Unwritable(folder, cause))?;
    let text = draft(id, kind);
    write_new(&begun.script, &text.script)?;
    write_new(&begun.manual, &text.manual).inspect_err(|_| {
        // Half a rule is none.
        let _ = fs::remove_file(&begun.script);
    })?;
    Ok(begun)
}

/// The rule that is written.
pub fn draft(id: &str, kind: SubjectKind) -> RuleText {
    RuleText {
        id: id.to_owned(),
        file: format!("rules/{id}.rhai"),
        script: drafts::script(kind),
        manual: drafts::manual(id, kind),
    }
}

fn write_new(file: &Path, text: &str) -> Result<(), Refused> {
    // A file that came into being meanwhile is not written over either.
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(file)
        .and_then(|mut open| open.write_all(text.as_bytes()));
    written.map_err(|cause| match cause.kind() {
        io::ErrorKind::AlreadyExists => Refused::Exists(file.to_path_buf()),
        _ => Refused::Unwritable(file.to_path_buf(), cause),
    })
}

/// Family and name of a rule, if both are plain.
fn checked(id: &str) -> Result<(&str, &str), Refused> {
    let parts = id
        .split_once('/')
        .filter(|(family, name)| is_plain(family) && is_plain(name));
    match parts {
        None => Err(Refused::BadName(meant(id))),
        Some((_, name)) if name.len() > LONGEST_NAME => Err(Refused::TooLong),
        Some(parts) => Ok(parts),
    }
}

fn is_plain(name: &str) -> bool {
    let known = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !name.is_empty()
        && name.chars().all(known)
        && !name.starts_with('-')
        && !name.ends_with('-')
        && !name.contains("--")
}

/// The name somebody probably meant: without folder and ending, in lower case with hyphens.
fn meant(id: &str) -> Option<String> {
    let bare = id.trim_end_matches(".rhai").trim_end_matches(".md");
    let bare = bare.trim_start_matches("./").trim_start_matches("rules/");
    let (family, name) = bare.split_once('/')?;
    let plain = |part: &str| {
        let mut words: Vec<String> = vec![String::new()];
        let mut after_small = false;
        for c in part.chars() {
            if !c.is_ascii_alphanumeric() || (c.is_ascii_uppercase() && after_small) {
                words.push(String::new());
            }
            after_small = c.is_ascii_lowercase() || c.is_ascii_digit();
            if let (true, Some(word)) = (c.is_ascii_alphanumeric(), words.last_mut()) {
                word.push(c.to_ascii_lowercase());
            }
        }
        words.retain(|word| !word.is_empty());
        words.join("-")
    };
    let (family, name) = (plain(family), plain(name));
    (is_plain(&family) && is_plain(&name)).then(|| format!("{family}/{name}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::examples;
    use crate::engine::rule_set::RuleSet;
    use crate::load::settings::Settings;

    #[test]
    fn a_draft_of_every_kind_compiles_and_its_examples_pass() {
        for kind in SubjectKind::ALL {
            let text = draft("own/first", kind);
            let compiled =
                RuleSet::compile(vec![text.clone()], &Settings::default(), &mut Vec::new());
            assert!(
                compiled.errors.is_empty(),
                "{kind:?}: {:?}",
                compiled.errors
            );
            assert_eq!(compiled.rules[0].meta.looks_at, kind);
            let examples = examples::examples(&text.manual);
            assert_eq!(examples.len(), 2, "{kind:?}");
            for example in &examples {
                let texts = std::slice::from_ref(&text);
                assert_eq!(
                    examples::check("own/first", texts, example),
                    Ok(()),
                    "{kind:?}"
                );
            }
        }
    }

    #[test]
    fn a_bad_name_is_refused_with_one_that_would_do() {
        let cases = [
            ("Flow/NoVolume", Some("flow/no-volume")),
            ("rules/flow/no_volume.rhai", Some("flow/no-volume")),
            ("flow/-x", Some("flow/x")),
            ("../flow/x", None),
            ("no-volume", None),
            ("交接/没有数量", None),
            ("", None),
        ];
        for (written, wanted) in cases {
            match checked(written) {
                Err(Refused::BadName(meant)) => assert_eq!(meant.as_deref(), wanted, "{written}"),
                other => panic!("{written}: {other:?}"),
            }
        }
        assert!(matches!(
            checked(&format!("a/{}", "x".repeat(41))),
            Err(Refused::TooLong)
        ));
        assert!(checked("flow/no-volume").is_ok());
    }
}
