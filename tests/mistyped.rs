//! What is typed wrong is told in the language asked for: clap's own words in English, and in
//! Chinese no English sentence.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::process::Command as Program;

use baton::cli::args::Cli;
use clap::Parser as _;
use clap::error::ErrorKind;

/// One way to mistype, and what is said of it in Chinese.
const WRONG: &[(&[&str], ErrorKind, &str)] = &[
    (
        &["audit", "--langue"],
        ErrorKind::UnknownArgument,
        "没有参数“--langue”",
    ),
    (
        &["audit", "--langue"],
        ErrorKind::UnknownArgument,
        "提示：是否想写“--lang”？",
    ),
    (
        &["audit", "--xyz"],
        ErrorKind::UnknownArgument,
        "提示：要把“--xyz”作为值，请写“-- --xyz”",
    ),
    (
        &["--lang", "zh"],
        ErrorKind::UnknownArgument,
        "“baton”后面要写一个命令\n  [命令：audit, measure, ",
    ),
    (
        &["--format", "json", "audit"],
        ErrorKind::UnknownArgument,
        "没有参数“--format”",
    ),
    (
        &["--format", "json", "audit"],
        ErrorKind::UnknownArgument,
        "提示：选项要写在命令后面：“baton audit --format json”",
    ),
    (
        &["--format", "json", "audti"],
        ErrorKind::UnknownArgument,
        "没有命令“audti”\n\n  提示：是否想写“audit”？",
    ),
    (
        &["new", "--looks-at", "step"],
        ErrorKind::UnknownArgument,
        "“baton new”后面要写一个命令\n  [命令：rule]",
    ),
    (
        &["new", "--quiet", "rlue"],
        ErrorKind::UnknownArgument,
        "没有命令“rlue”",
    ),
    (
        &["explain"],
        ErrorKind::MissingRequiredArgument,
        "提示：例如“baton explain handoff/no-due-time”",
    ),
    (
        &["new", "rule"],
        ErrorKind::MissingRequiredArgument,
        "提示：例如“baton new rule handoff/no-volume”",
    ),
    (&["audti"], ErrorKind::InvalidSubcommand, "没有命令“audti”"),
    (
        &["audti"],
        ErrorKind::InvalidSubcommand,
        "提示：是否想写“audit”？",
    ),
    (
        &["help", "nothing"],
        ErrorKind::InvalidSubcommand,
        "没有命令“nothing”",
    ),
    (
        &["new", "thing"],
        ErrorKind::InvalidSubcommand,
        "没有命令“thing”",
    ),
    (
        &["completions"],
        ErrorKind::MissingRequiredArgument,
        "缺少必需的参数：\n  <SHELL>",
    ),
    (
        &["graph", "--hops", "3"],
        ErrorKind::MissingRequiredArgument,
        "--around <STEP>",
    ),
    (
        &["graph", "--hops", "3"],
        ErrorKind::MissingRequiredArgument,
        "提示：例如“baton graph --around production/smelt",
    ),
    (
        &["audit", "--level", "nots"],
        ErrorKind::InvalidValue,
        "值“nots”不能用于“--level <LEVEL>”",
    ),
    (
        &["audit", "--level", "nots"],
        ErrorKind::InvalidValue,
        "[可选值：note, warning, error]",
    ),
    (
        &["audit", "--level", "nots"],
        ErrorKind::InvalidValue,
        "提示：是否想写“note”？",
    ),
    (
        &["audit", "--level"],
        ErrorKind::InvalidValue,
        "“--level <LEVEL>”后面要写值",
    ),
    (
        &["audit", "--threads", "many"],
        ErrorKind::ValueValidation,
        "“--threads <N>”：应为整数",
    ),
    (
        &["audit", "--threads", "0"],
        ErrorKind::ValueValidation,
        "：应为 1 到 512",
    ),
    (
        &["audit", "--threads", "99999999999999999999"],
        ErrorKind::ValueValidation,
        "：数值太大",
    ),
    (
        &["audit", "--quiet=yes"],
        ErrorKind::TooManyValues,
        "“--quiet”不能再有值“yes”",
    ),
    (
        &["audit", "--quiet", "--quiet"],
        ErrorKind::ArgumentConflict,
        "“--quiet”不能重复",
    ),
    (
        &["gap", "--chain", "--why", "a"],
        ErrorKind::ArgumentConflict,
        "不能与“--why <GOAL>”同时使用",
    ),
];

fn run(arguments: &[impl AsRef<OsStr>], locale: &str) -> (Option<i32>, String, String) {
    let output = Program::new(env!("CARGO_BIN_EXE_baton"))
        .args(arguments)
        .env_remove("BATON_LANG")
        .env("LC_ALL", locale)
        .output()
        .unwrap();
    (
        output.status.code(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

/// What is left when everything that is typed as it stands is taken away: what is in quotes or
/// brackets, lines that are indented, and those of usage.
fn prose(said: &str) -> String {
    let lines = said.lines().filter(|line| {
        !line.starts_with("  <") && !line.starts_with("  -") && !line.starts_with("用法：")
    });
    let lines: Vec<&str> = lines.filter(|line| !line.starts_with("   ")).collect();
    let mut left = String::new();
    let mut quoted = false;
    for c in lines.join("\n").chars() {
        quoted = (quoted || c == '“') && c != '”';
        if !quoted {
            left.push(c);
        }
    }
    let listed = left
        .split("[可选值：")
        .map(|part| match part.split_once(']') {
            Some((_, rest)) => rest,
            None => part,
        });
    let left: String = listed.collect();
    left.replace("--help", "").replace("UTF-8", "")
}

#[test]
fn every_mistake_a_user_can_make_is_told_in_chinese_without_a_word_of_english() {
    for (typed, kind, said) in WRONG {
        let error = Cli::try_parse_from([&["baton"][..], typed].concat()).unwrap_err();
        assert_eq!(error.kind(), *kind, "{typed:?}");
        let (code, out, told) = run(typed, "zh_CN.UTF-8");
        assert_eq!((code, out.as_str()), (Some(2), ""), "{typed:?}");
        assert!(
            told.starts_with("错误：") && told.contains(said),
            "{typed:?}: {said}\n{told}"
        );
        assert!(told.ends_with("更多信息请看 --help。\n"), "{told}");
        let left = prose(&told);
        assert!(
            !left.contains(|c: char| c.is_ascii_alphabetic()),
            "{typed:?}: {left}\n{told}"
        );
    }
}

/// The kinds clap knows, but for those that no option of baton leads to and those that are none:
/// help and the version.
#[test]
fn every_kind_of_mistake_that_can_be_made_is_tried() {
    let mut tried: BTreeSet<String> = WRONG
        .iter()
        .map(|(_, kind, _)| format!("{kind:?}"))
        .collect();
    tried.insert(format!("{:?}", ErrorKind::InvalidUtf8));
    let reachable = [
        ErrorKind::InvalidValue,
        ErrorKind::UnknownArgument,
        ErrorKind::InvalidSubcommand,
        ErrorKind::ValueValidation,
        ErrorKind::TooManyValues,
        ErrorKind::ArgumentConflict,
        ErrorKind::MissingRequiredArgument,
        ErrorKind::InvalidUtf8,
    ];
    let reachable = reachable.map(|kind| format!("{kind:?}"));
    assert_eq!(tried, BTreeSet::from(reachable));
}

/// What is told without the examples that are added to what clap says.
fn without_examples(told: &str) -> String {
    match told.split_once("\n  tip: for example: ") {
        Some((before, after)) => {
            let after = after.split_once('\n').unwrap().1;
            format!("{before}{after}")
        }
        None => told.to_owned(),
    }
}

#[test]
fn in_english_clap_speaks_for_itself_and_the_exit_code_is_the_same() {
    for (typed, ..) in WRONG {
        let error = Cli::try_parse_from([&["baton"][..], typed].concat()).unwrap_err();
        let mut typed = typed.to_vec();
        if typed[0] == "--lang" {
            // Asked for Chinese, it is told in Chinese whatever the locale.
            assert!(run(&typed, "C").2.starts_with("错误："));
            typed.clear();
            typed.push("--lang=en");
        } else {
            let (code, out, told) = run(&typed, "C");
            assert_eq!((code, out.as_str()), (Some(2), ""), "{typed:?}");
            let own = error.render().to_string();
            if !(error.kind() == ErrorKind::UnknownArgument && typed[0] != "audit") {
                assert_eq!(without_examples(&told), own, "{typed:?}");
            }
        }
        let english = run(&typed, "en_US.UTF-8").2;
        assert!(english.starts_with("error: "), "{english}");
    }
    let asked = run(&["audit", "--lang", "en", "--nothing"], "zh_CN.UTF-8").2;
    assert!(asked.starts_with("error: unexpected argument"), "{asked}");
    let asked = run(&["audit", "--lang=zh", "--nothing"], "C").2;
    assert!(asked.starts_with("错误：没有参数“--nothing”"), "{asked}");
}

#[test]
fn a_command_that_is_mistyped_or_missing_is_told_in_spite_of_options_before_it() {
    for lang in ["--lang=en", "--lang en"] {
        let typed = format!("{lang} audti");
        let typed: Vec<&str> = typed.split(' ').collect();
        let (code, _, told) = run(&typed, "zh_CN.UTF-8");
        assert_eq!(code, Some(2));
        assert!(
            told.starts_with("error: unrecognized subcommand 'audti'"),
            "{told}"
        );
        assert!(told.contains("'audit'"), "{told}");
    }
    let told = run(&["--lang", "zh", "audti"], "C").2;
    assert!(told.starts_with("错误：没有命令“audti”"), "{told}");
    assert!(told.contains("是否想写“audit”？"), "{told}");
    let told = run(&["new", "--lang", "zh"], "C").2;
    let said = "错误：“baton new”后面要写一个命令\n  [命令：rule]";
    assert!(told.starts_with(said), "{told}");
    let told = run(&["new", "--lang", "en"], "C").2;
    assert!(told.contains("'baton new' requires a subcommand"), "{told}");
    assert!(told.contains("[subcommands: rule]"), "{told}");
    let told = run(&["--lang", "en", "audit", "x"], "C").2;
    assert!(
        told.contains("tip: options stand behind the command: baton audit x --lang en\n"),
        "{told}"
    );
}

#[test]
fn an_argument_that_is_missing_is_explained_by_an_example() {
    let told = run(&["explain", "--lang", "zh"], "C").2;
    assert!(
        told.contains("\n\n  提示：例如“baton explain handoff/no-due-time”\n"),
        "{told}"
    );
    for (typed, example) in [
        (&["explain"][..], "baton explain handoff/no-due-time"),
        (&["completions"], "baton completions bash"),
        (&["measure"], "baton measure "),
        (&["new", "rule"], "baton new rule handoff/no-volume"),
        (&["graph", "--hops", "3"], "baton graph --around "),
    ] {
        let told = run(typed, "C").2;
        assert!(
            told.contains(&format!("\n\n  tip: for example: {example}")),
            "{told}"
        );
    }
}

#[test]
fn usage_is_shown_as_in_the_chinese_help() {
    let (_, _, told) = run(&["completions"], "zh_CN.UTF-8");
    assert!(
        told.contains("\n用法：baton completions <SHELL>\n"),
        "{told}"
    );
    let (_, _, told) = run(&["audit", "--nothing"], "zh_CN.UTF-8");
    assert!(
        told.contains("\n用法：baton audit [OPTIONS] [PATH]...\n"),
        "{told}"
    );
}

#[test]
fn what_is_typed_cannot_break_lines_or_colour_the_terminal() {
    let typed = ["audit", "--level", "a\u{1b}[31m\nb"];
    let (_, _, told) = run(&typed, "zh_CN.UTF-8");
    assert!(!told.contains('\u{1b}'), "{told:?}");
    let first = told.lines().next().unwrap();
    assert!(first.ends_with("不能用于“--level <LEVEL>”"), "{told}");
}

#[cfg(unix)]
#[test]
fn what_is_no_text_is_told_in_chinese_too() {
    use std::os::unix::ffi::OsStringExt as _;
    let no_text = OsString::from_vec(vec![b'a', 0xE9]);
    let typed = [OsString::from("audit"), OsString::from("--rule"), no_text];
    let parsed = Cli::try_parse_from([&[OsString::from("baton")][..], &typed].concat());
    assert_eq!(parsed.unwrap_err().kind(), ErrorKind::InvalidUtf8);
    let (code, _, told) = run(&typed, "zh_CN.UTF-8");
    assert_eq!(code, Some(2));
    assert!(
        told.starts_with("错误：有参数不是有效的 UTF-8 文字\n"),
        "{told}"
    );
}
