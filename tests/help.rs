//! Help says everything in both languages: all commands are walked, and any sentence, value,
//! heading or example without Chinese is a failure.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeSet;
use std::process::Command as Program;

use baton::cli::args::{Cli, chinese};
use clap::{Command, CommandFactory as _};

/// Every command with all that clap adds itself.
fn all() -> Vec<Command> {
    let mut root = Cli::command();
    root.build();
    let mut found = vec![root];
    let mut at = 0;
    while at < found.len() {
        let below: Vec<Command> = found[at].get_subcommands().cloned().collect();
        found.extend(below);
        at += 1;
    }
    found
}

/// Every sentence of help, and where it stands.
fn sentences() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for command in all() {
        let name = command.get_name();
        let abouts = [command.get_about(), command.get_long_about()];
        for about in abouts.into_iter().flatten() {
            found.push((name.to_owned(), about.to_string()));
        }
        for argument in command.get_arguments() {
            let at = format!("{name} {}", argument.get_id());
            let help = argument.get_long_help().or(argument.get_help());
            // The commands that `baton help` lists again have no arguments of their own.
            let Some(help) = help else {
                panic!("{at} has no help");
            };
            found.push((at.clone(), help.to_string()));
            found.extend(argument.get_help().map(|it| (at.clone(), it.to_string())));
            if let Some(heading) = argument.get_help_heading() {
                found.push((at.clone(), heading.to_owned()));
            }
            for value in argument.get_possible_values() {
                let at = format!("{at} {}", value.get_name());
                found.extend(value.get_help().map(|help| (at, help.to_string())));
            }
        }
    }
    found
}

/// What must stand in both languages: options, names in backquotes, files and programs.
fn marks(text: &str) -> BTreeSet<String> {
    let is_mark = |word: &&str| word.starts_with("--") || word.starts_with("./");
    let words = text.split(|c: char| c.is_whitespace() || ",;:()'".contains(c));
    let mut marks: BTreeSet<String> = words
        .filter(is_mark)
        .map(|word| word.trim_end_matches('.').to_owned())
        .collect();
    let text = text.replace("```", "");
    marks.extend(text.split('`').skip(1).step_by(2).map(str::to_owned));
    marks
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[test]
fn every_sentence_of_help_is_there_in_chinese_and_names_the_same_things() {
    let found = sentences();
    assert!(found.len() > 250, "{} sentences were found", found.len());
    let mut wrong = Vec::new();
    for (at, english) in found {
        let Some(zh) = chinese::of(&english) else {
            wrong.push(format!("{at}: no Chinese for {english:?}"));
            continue;
        };
        if !is_chinese(zh) {
            wrong.push(format!("{at}: {zh:?} is not Chinese"));
        }
        for mark in marks(&english).iter().filter(|mark| !zh.contains(*mark)) {
            wrong.push(format!("{at}: {zh:?} lacks {mark}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn examples_below_help_are_the_same_commands_in_chinese() {
    let mut examples = 0;
    for command in all() {
        let Some(english) = command.get_after_help().map(ToString::to_string) else {
            continue;
        };
        let name = command.get_name();
        let zh = chinese::below(&english).unwrap_or_else(|| panic!("{name}: no Chinese examples"));
        assert!(is_chinese(zh), "{name}");
        for line in english.lines().filter(|line| line.starts_with("  ")) {
            // Behind two spaces stands what the example is for.
            let typed = line.trim_start().split("  ").next().unwrap();
            if typed.starts_with("baton") {
                examples += 1;
                assert!(
                    zh.contains(typed),
                    "{name}: {typed} is not in the Chinese help"
                );
            }
        }
        for mark in marks(&english) {
            assert!(
                zh.contains(&mark),
                "{name}: {mark} is not in the Chinese help"
            );
        }
    }
    assert!(examples > 60, "{examples} examples were found");
}

fn help(arguments: &[&str], locale: &str) -> String {
    let output = Program::new(env!("CARGO_BIN_EXE_baton"))
        .args(arguments)
        .env_remove("BATON_LANG")
        .env("LC_ALL", locale)
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_language_of_help_is_the_one_asked_for_else_that_of_the_locale() {
    for (arguments, locale) in [
        (&["audit", "--help", "--lang", "zh"][..], "C"),
        (&["audit", "--lang=zh", "-h"], "C"),
        (&["help", "audit"], "zh_CN.UTF-8"),
        (&["sheet", "--help"], "zh_CN.UTF-8"),
    ] {
        let said = help(arguments, locale);
        for word in ["用法：", "选项", "参数", "退出码", "显示帮助"] {
            assert!(said.contains(word), "{arguments:?} lacks {word}:\n{said}");
        }
        for word in [
            "Usage",
            "Options:",
            "Arguments:",
            "Print help",
            "possible values",
            "default:",
        ] {
            assert!(!said.contains(word), "{arguments:?} says {word}:\n{said}");
        }
    }
    assert!(help(&["--help"], "zh_CN.UTF-8").contains("命令"));
    let english = help(&["audit", "--help", "--lang", "en"], "zh_CN.UTF-8");
    assert!(english.contains("Usage") && !english.contains("用法"));
}

#[test]
fn a_choice_of_values_says_in_chinese_what_each_means() {
    let said = help(&["audit", "--help"], "zh_CN.UTF-8");
    for line in ["- sarif：用于代码扫描", "[默认：warning]", "可选值："] {
        assert!(said.contains(line), "no {line} in\n{said}");
    }
}
