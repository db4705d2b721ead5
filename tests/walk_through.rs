//! The page for authors of rules, done step by step: a rule is begun, tested, run in an audit,
//! asked why, changed and set. What the program says is what the page shows.
//!
//! `BLESS=1` writes the page anew. A block named `file=…` is written into the workspace; a
//! function in it takes the place of the one in the file. What is asked for by `--explain` is
//! the id that the last audit showed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const PAGE: &str = "docs/rule-authors.md";

#[test]
fn the_page_for_rule_authors_shows_what_the_program_says() {
    let page = fs::read_to_string(PAGE).unwrap().replace("\r\n", "\n");
    let made = Walk::new().through(&page);
    if std::env::var_os("BLESS").is_some() {
        fs::write(PAGE, made).unwrap();
        return;
    }
    for (number, (shown, said)) in (1..).zip(page.lines().zip(made.lines())) {
        assert_eq!(
            shown, said,
            "{PAGE}:{number}: BLESS=1 cargo test --test walk_through"
        );
    }
    assert_eq!(page, made);
}

struct Walk {
    folder: PathBuf,
    /// The id of the last finding shown.
    id: String,
}

impl Walk {
    fn new() -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("walk_through");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder can be made");
        fs::copy("docs/first.toml", folder.join("first.toml")).expect("the model can be copied");
        let id = String::new();
        Self { folder, id }
    }

    /// The page with what the program says now.
    fn through(&mut self, page: &str) -> String {
        let mut made = String::new();
        let mut lines = page.lines();
        while let Some(line) = lines.next() {
            made.push_str(line);
            made.push('\n');
            let Some(info) = line.strip_prefix("```").filter(|info| !info.is_empty()) else {
                continue;
            };
            let block: Vec<_> = lines.by_ref().take_while(|line| *line != "```").collect();
            match info.split_once(" file=") {
                _ if info == "console" => made.push_str(&self.console(&block)),
                Some((_, file)) => made.push_str(&self.write(file, &block)),
                None => made.push_str(&text(&block)),
            }
            made.push_str("```\n");
        }
        made
    }

    /// Runs the commands of a block.
    fn console(&mut self, block: &[&str]) -> String {
        let mut said = String::new();
        for command in block.iter().filter_map(|line| line.strip_prefix("$ ")) {
            let mut arguments: Vec<_> = command.split(' ').skip(1).collect();
            let asked = arguments.iter().position(|word| *word == "--explain");
            if let Some(id) = asked.and_then(|at| arguments.get_mut(at + 1)) {
                *id = &self.id;
            }
            let output = Command::new(env!("CARGO_BIN_EXE_baton"))
                .args(&arguments)
                .current_dir(&self.folder)
                .env("BATON_LANG", "en")
                .output()
                .expect("the program runs");
            let text = String::from_utf8(output.stdout).expect("said in UTF-8");
            let error = String::from_utf8(output.stderr).expect("said in UTF-8");
            assert_eq!(error, "", "{command}");
            said.push_str(&format!("$ baton {}\n", arguments.join(" ")));
            if let Some(code) = output.status.code().filter(|code| *code != 0) {
                said.push_str(&format!("? {code}\n"));
            }
            let mut lines = text.lines().rev();
            if let Some((_, id)) = lines.find_map(|line| line.split_once("= id: ")) {
                id.clone_into(&mut self.id);
            }
            // The page is about one rule: the tables of the whole audit are left out.
            match text.split_once("Not looked at by any rule") {
                Some((findings, _)) => said.push_str(&format!("{findings}...\n")),
                None => said.push_str(&text),
            }
        }
        said
    }

    /// Writes a file, or the function of a script.
    fn write(&self, file: &str, block: &[&str]) -> String {
        let path = self.folder.join(file);
        let new = text(block);
        let kept = fs::read_to_string(&path).unwrap_or_default();
        let before = kept.split_once("fn check").map_or("", |(before, _)| before);
        fs::write(path, format!("{before}{new}")).expect("the file can be written");
        new
    }
}

fn text(block: &[&str]) -> String {
    block.iter().map(|line| format!("{line}\n")).collect()
}
