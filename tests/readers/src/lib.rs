//! Reports of the program, read by programs of others.

#![cfg(test)]

mod editors;
mod sarif;
mod servers;
mod workbook;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// A name that tries to be markup, a formula, a command and a link, with marks nobody sees.
const HOSTILE: &str =
    "=1+1<script>]]></failure>|`::error::\\n[x](javascript:y)\\u202E\\u0007 &amp; 名称";

/// The project, two folders above this one.
fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Runs the program in a folder.
fn baton(folder: &Path, arguments: &[&str]) -> Output {
    let built = || project().join("target/debug/baton");
    let program = std::env::var_os("BATON").map_or_else(built, PathBuf::from);
    let run = Command::new(&program)
        .current_dir(folder)
        .args(arguments)
        .output();
    run.unwrap_or_else(|error| {
        panic!(
            "`cargo build` first, or set BATON: {}: {error}",
            program.display()
        )
    })
}

/// What is audited: a folder, and what is special about it.
struct Case {
    name: &'static str,
    folder: tempfile::TempDir,
    /// Exit code of an audit.
    code: i32,
}

impl Case {
    /// A folder with the files given, each below `processes/`.
    fn new(name: &'static str, code: i32, files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("processes")).unwrap();
        for (file, text) in files {
            fs::write(folder.path().join("processes").join(file), text).unwrap();
        }
        Self { name, folder, code }
    }

    /// A report in one format, as bytes.
    fn report(&self, format: &str, lang: &str) -> Vec<u8> {
        let file = self.folder.path().join("report");
        let name = file.to_str().unwrap();
        let asked = ["audit", "--format", format, "--lang", lang, "-o", name];
        let output = baton(self.folder.path(), &asked);
        let said = String::from_utf8_lossy(&output.stderr);
        let code = output.status.code();
        assert_eq!(code, Some(self.code), "{} {format}: {said}", self.name);
        fs::read(&file).unwrap()
    }

    fn text(&self, format: &str, lang: &str) -> String {
        String::from_utf8(self.report(format, lang)).unwrap()
    }

    fn json(&self, format: &str, lang: &str) -> Value {
        serde_json::from_slice(&self.report(format, lang)).unwrap()
    }
}

/// The worked example, hostile names, a model with problems, and one whose findings are waived.
fn cases() -> Vec<Case> {
    let shipped = Case::new("shipped", 1, &[]);
    copy(
        &project().join("processes"),
        &shipped.folder.path().join("processes"),
    );
    let hostile = format!(
        "[process]\nid = \"p\"\nname = \"{HOSTILE}\"\n\
         [[step]]\nid = \"a\"\nname = \"{HOSTILE}\"\nowner = \"{HOSTILE}\"\n[[step]]\nid = \"b\"\nname = \"b\"\n\
         [[handoff]]\nid = \"h\"\nfrom = \"a\"\nto = \"b\"\ndeliverable = \"{HOSTILE}\"\ndue = \"soon\"\n"
    );
    let waived = "[[waiver]]\nid = \"w\"\nrule = \"handoff/no-way-back\"\non = \"p/h\"\nreason = \"trial\"\n\
                  approved_by = \"Li Na\"\nends_on = 2027-06-30\n";
    let broken = "[process]\nid = \"p\"\nnmae = \"p\"\n[[step]]\nid = \"a\"\n[[handoff]]\nid = \"h\"\nfrom = \"a\"\nto = \"nowhere\"\n";
    vec![
        shipped,
        Case::new("hostile", 1, &[("p.toml", &hostile)]),
        Case::new(
            "waived",
            1,
            &[("p.toml", &hostile), ("waivers.toml", waived)],
        ),
        Case::new("broken", 3, &[("p.toml", broken)]),
    ]
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// All messages of a validator, for a failure that can be read.
fn faults(schema: &Value, document: &Value) -> Vec<String> {
    let validator = jsonschema::validator_for(schema).expect("the schema is one");
    let fault =
        |error: jsonschema::ValidationError<'_>| format!("{}: {error}", error.instance_path());
    validator.iter_errors(document).map(fault).collect()
}
