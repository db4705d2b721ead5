//! What the program tells its caller.

use std::process::ExitCode;

/// The exit codes, each with what it means for whoever runs the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Checked, and nothing found at the level that counts.
    Clean,
    /// Findings at or above the level that counts, or too little could be judged.
    Findings,
    /// The command line is wrong.
    Usage,
    /// The input has problems, or there is nothing to audit: nothing was checked.
    Input,
    /// A rule failed: the audit is incomplete.
    RuleFailed,
    /// Evidence could not be read.
    Evidence,
    /// The output could not be written.
    Output,
    /// A fault of the program itself.
    Internal,
}

impl Exit {
    /// All codes, in order.
    pub const ALL: [Self; 8] = [
        Self::Clean,
        Self::Findings,
        Self::Usage,
        Self::Input,
        Self::RuleFailed,
        Self::Evidence,
        Self::Internal,
        Self::Output,
    ];

    /// The number.
    pub fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Usage => 2,
            Self::Input => 3,
            Self::RuleFailed => 4,
            Self::Evidence => 5,
            Self::Internal => 70,
            Self::Output => 74,
        }
    }

    /// What it means, for the manual.
    pub fn meaning(self) -> (&'static str, &'static str) {
        match self {
            Self::Clean => (
                "checked, and nothing found at the level that counts (`--fail-on`)",
                "已检查，没有达到 `--fail-on` 级别的发现",
            ),
            Self::Findings => (
                "findings at or above `--fail-on`, or less decided than `--min-checked`, or less looked at than `--min-covered`; in `baton test`, an example that does not pass, or less covered than `--min-coverage`, or fewer mutants noticed than `--min-killed`, or fewer faults noticed than `--min-noticed`",
                "有达到 `--fail-on` 级别的发现，或已判定的比例低于 `--min-checked`，或规则看过的比例低于 `--min-covered`；`baton test` 中有示例未通过，或覆盖率低于 `--min-coverage`，或示例发现的变异少于 `--min-killed`，或发现的植入错误少于 `--min-noticed`",
            ),
            Self::Usage => ("the command line is wrong", "命令行有误"),
            Self::Input => (
                "the input has problems, or there is nothing to audit, to test or to show: nothing was checked",
                "输入有问题，或没有可审核、可测试、可显示的内容：什么也没有检查",
            ),
            Self::RuleFailed => (
                "a rule cannot be used or failed: the audit is incomplete",
                "有规则无法使用或运行失败：审核不完整",
            ),
            Self::Evidence => (
                "evidence cannot be read or used, while the models are sound: nothing was checked",
                "模型没有问题，但证据无法读取或使用：什么也没有检查",
            ),
            Self::Internal => ("a fault of baton itself", "baton 自身的故障"),
            Self::Output => ("the output could not be written", "无法写出结果"),
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
