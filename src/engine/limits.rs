//! The limits of a rule as data, for the manual.

use super::verbs::{MOST_SAID, MOST_TEXT};
use super::{sandbox, watchdog};

/// Every limit: what is limited in English and Chinese, and to what.
pub fn limits() -> Vec<(&'static str, &'static str, String)> {
    let kib = |bytes: usize| format!("{} KiB", bytes / 1024);
    let mib = |bytes: usize| format!("{} MiB", bytes / 1024 / 1024);
    let seconds = watchdog::DEADLINE.as_secs_f64();
    vec![
        (
            "operations of one check",
            "一次检查的运算次数",
            sandbox::OPERATIONS.to_string(),
        ),
        (
            "time of one check; more for the chain as a whole",
            "一次检查的时间；整链检查更多",
            format!("{seconds} s"),
        ),
        (
            "memory the program grows by while rules run",
            "规则运行期间程序增加的内存",
            mib(watchdog::MOST_MEMORY),
        ),
        (
            "things one check says",
            "一次检查报告的条数",
            MOST_SAID.to_string(),
        ),
        (
            "text in the values one check says",
            "一次检查报告的文字总量",
            kib(MOST_TEXT),
        ),
        (
            "items of a list; more for the chain as a whole",
            "列表项数；整链检查更多",
            sandbox::LONGEST_LIST.to_string(),
        ),
        ("length of a text", "文本长度", kib(sandbox::LONGEST_TEXT)),
        (
            "keys of a map",
            "映射的键数",
            sandbox::LARGEST_MAP.to_string(),
        ),
        (
            "variables at one time",
            "同时存在的变量",
            sandbox::MOST_VARIABLES.to_string(),
        ),
        (
            "functions of a script",
            "脚本的函数个数",
            sandbox::MOST_FUNCTIONS.to_string(),
        ),
        (
            "calls within calls",
            "调用嵌套层数",
            sandbox::DEEPEST_CALLS.to_string(),
        ),
        (
            "expressions within expressions",
            "表达式嵌套层数",
            sandbox::DEEPEST_EXPRESSIONS.to_string(),
        ),
        (
            "length of a script",
            "脚本长度",
            kib(sandbox::LONGEST_SCRIPT),
        ),
    ]
}
