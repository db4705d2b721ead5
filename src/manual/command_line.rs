//! The command line and what the program tells its caller.

use super::page::{Page, code};
use crate::lang::Lang;

/// Width of the help texts, in columns.
const WIDTH: usize = 100;

/// The help of a command and of all commands below it.
pub fn command_line(command: clap::Command, lang: Lang) -> String {
    let mut page = match lang {
        Lang::En => Page::new(
            "Command line",
            "What `--help` says, command by command.",
            "各命令的 `--help` 内容见 [cli.zh.md](cli.zh.md)。",
        ),
        Lang::Zh => Page::of_one(
            "命令行",
            "各命令的 `--help` 内容，逐条列出。英文见 [cli.md](cli.md)。",
        ),
    };
    let mut command = command.term_width(WIDTH).disable_help_subcommand(true);
    command.build();
    help(&mut page, command);
    page.text()
}

fn help(page: &mut Page, mut command: clap::Command) {
    page.heading(
        2,
        command
            .get_bin_name()
            .unwrap_or_else(|| command.get_name())
            .to_owned()
            .as_str(),
    );
    page.block("text", &trimmed(&command.render_long_help().to_string()));
    for below in command
        .get_subcommands()
        .filter(|below| !below.is_hide_set())
    {
        help(page, below.clone());
    }
}

/// No line ends in spaces.
fn trimmed(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(str::trim_end).collect();
    lines.join("\n")
}

/// The exit codes: number, meaning in English, meaning in Chinese.
pub fn exit_codes(codes: &[(u8, &str, &str)]) -> String {
    let mut page = Page::new(
        "Exit codes",
        "What the program tells whoever runs it. Scripts may rely on the numbers.",
        "程序告诉调用者的结果。脚本可以依赖这些数字。",
    );
    let rows: Vec<_> = codes
        .iter()
        .map(|(number, en, zh)| {
            [
                code(&number.to_string()),
                (*en).to_owned(),
                (*zh).to_owned(),
            ]
        })
        .collect();
    page.table(["code", "meaning", "含义"], &rows);
    page.text()
}
