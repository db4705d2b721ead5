//! What help says of commands, of audits and of rules, sentence by sentence.

/// A sentence of help without its full stop, and what it is in Chinese.
pub(super) const WORDS: &[(&str, &str)] = &[
    (
        "Audits the handoffs of business processes: the next process is your customer",
        "审核业务流程的交接：下道工序就是客户",
    ),
    (
        "Check a workspace: what each handoff promises against what its receiver needs",
        "检查工作区：每个交接的承诺是否满足接收方的需求",
    ),
    (
        "Measure an event log: waits, rework and more, per handoff",
        "测量事件日志：每个交接的等待、返工等",
    ),
    (
        "Show the strategy gap: how far goals are, whether they can be reached, whose gap it is",
        "显示策略落差：目标差多远、能否达成、差距出自谁",
    ),
    (
        "Try changes on a model without touching it: every goal before and after",
        "在不改动模型的情况下试算变更：各目标变更前后的值",
    ),
    (
        "Draw the chain, or a part of it: SVG, or text for Graphviz and Mermaid",
        "画出整条链或其中一部分：SVG，或供 Graphviz、Mermaid 使用的文本",
    ),
    (
        "Write customer value sheets and the three questions of steps, filled in or blank",
        "写出客户价值单和各工序的三个问题，按模型填好或留空",
    ),
    (
        "Run the examples in the manuals of rules: those built in and those of a workspace",
        "运行规则手册中的示例：内置规则和工作区的规则",
    ),
    (
        "Write down what is found now, so that later audits show only what is new",
        "记下目前的发现，以后的审核只显示新的",
    ),
    (
        "List the rules of a workspace and how they are set",
        "列出工作区的规则及其设置",
    ),
    (
        "Show the manual of a rule, its level and parameters, and where they are set",
        "显示一条规则的手册、级别和参数，以及在哪里设置",
    ),
    ("Begin something new", "新建"),
    (
        "Print what editors need: a JSON Schema of the TOML, or definitions for rules",
        "输出编辑器所需的内容：TOML 的 JSON Schema，或规则脚本的定义",
    ),
    (
        "Print a completion script for a shell",
        "输出命令行补全脚本",
    ),
    ("The shell", "哪种 shell"),
    (
        "Files or folders with model files; by default ./processes if it exists, else this folder",
        "模型文件或其所在的文件夹；默认为 ./processes（如果存在），否则为当前文件夹",
    ),
    (
        "How to report; several by commas or by repeating it. Text if neither this nor -o says",
        "报告格式；多个用逗号分开或重复此选项。此处和 -o 都未说明时为文本",
    ),
    (
        "Write a report to a file, whole or not at all; may be repeated, `-` is the terminal. As many -o as --format are paired in order; else each takes its format from its ending, and a --format that no file has goes to the terminal",
        "把报告写入文件，要么完整写入要么不写；可重复，`-` 表示终端。-o 与 --format 数目相同时按顺序配对；否则按文件名结尾决定格式，没有对应文件的 --format 输出到终端",
    ),
    (
        "Run only rules of this level or above",
        "只运行此级别及以上的规则",
    ),
    (
        "How much to ask: `essential`, `standard` (unless baton.toml says otherwise) or `strict`",
        "要求多严：`essential`、`standard`（除非 baton.toml 另有规定）或 `strict`",
    ),
    (
        "Run only this rule: a name, a family such as `handoff`, or family/name; may be repeated",
        "只运行此规则：名称、`handoff` 这样的类别，或类别/名称；可重复",
    ),
    (
        "Report only on this process or object (`raw-store`, `raw-store/lot`); may be repeated",
        "只报告此流程或对象（`raw-store`、`raw-store/lot`）；可重复",
    ),
    (
        "Show why one finding came out: the first characters of its id, as the report shows them",
        "说明一项发现的由来：填报告中所示编号的前几个字符",
    ),
    (
        "Exit with 1 if there is a finding of this level or above",
        "有此级别及以上的发现时以 1 退出",
    ),
    (
        "Exit with 1 unless at least this share of the applicable checks could be decided",
        "适用的检查中能判定的比例低于此值时以 1 退出",
    ),
    (
        "Exit with 1 unless rules of this run judged at least this share of the steps, handoffs, goals and value sheets, and read at least this share of the values written",
        "本次运行的规则所判定的工序、交接、目标、价值单的比例，或所读取的已填写值的比例低于此值时以 1 退出",
    ),
    (
        "The day the audit speaks of, or `today`; by default the latest day on which anything in the model happened, so that a report does not change overnight. What was measured or heard after it does not count. Evidence of days still to come is refused",
        "审核所针对的日期，或 `today`；默认为模型中最近发生事情的日期，因此报告不会过一夜就变。该日之后的观测值和反馈不计；日期尚未到来的证据不予接受",
    ),
    (
        "Show and count only what is not in this file, which `baton baseline` wrote",
        "只显示和统计此文件（由 `baton baseline` 写出）中没有的发现",
    ),
    (
        "The language of the report; by default that of `BATON_LANG` or the locale",
        "报告的语言；默认按 `BATON_LANG` 或系统区域设置",
    ),
    ("When to use colours", "何时使用颜色"),
    (
        "Measure declared event logs again and keep nothing of it; else what was measured is kept in `BATON_CACHE_DIR`, or in the cache folder of the user",
        "重新测量已声明的事件日志，不保留结果；否则测量结果保存在 `BATON_CACHE_DIR` 或用户的缓存文件夹中",
    ),
    (
        "With --seed-faults: measure declared event logs again, and keep nothing of it",
        "与 --seed-faults 同用：重新测量已声明的事件日志，不保留结果",
    ),
    ("Print the summary only", "只输出小结"),
    (
        "Say what is being done on stderr: -v, or -vv for more",
        "在标准错误上说明正在做什么：-v，更详细用 -vv",
    ),
    (
        "How many threads run rules; the result is the same for any number",
        "运行规则的线程数；结果与线程数无关",
    ),
    (
        "Write to a file, whole or not at all",
        "写入文件，要么完整写入要么不写",
    ),
    (
        "The day the audit speaks of, or `today`",
        "审核所针对的日期，或 `today`",
    ),
    (
        "The language of messages; by default that of `BATON_LANG` or the locale",
        "消息的语言；默认按 `BATON_LANG` 或系统区域设置",
    ),
    ("How to report", "报告格式"),
    ("For people", "供人阅读"),
    (
        "For programs; `schema` in it names its shape",
        "供程序读取；其中的 `schema` 说明结构",
    ),
    ("For programs, schema baton/1", "供程序读取，结构为 baton/1"),
    (
        "For code scanning: SARIF 2.1.0",
        "用于代码扫描：SARIF 2.1.0",
    ),
    (
        "For servers that show test results: JUnit XML",
        "用于显示测试结果的服务器：JUnit XML",
    ),
    ("Annotations of a GitHub workflow", "GitHub 工作流的注释"),
    ("Code quality of GitLab, as JSON", "GitLab 代码质量，JSON"),
    (
        "For a comment on a pull request: Markdown",
        "用于合并请求的评论：Markdown",
    ),
    (
        "One finding a row, for programs with tables",
        "每行一项发现，供表格程序使用",
    ),
    (
        "A workbook: findings, handoffs, goals, actions, figures",
        "工作簿：发现、交接、目标、纠正措施、观测值",
    ),
    (
        "A page to read, hand over and print, in both languages",
        "可阅读、转交和打印的网页，中英双语",
    ),
    ("Observations and above", "观察项及以上"),
    ("Minor nonconformities and above", "一般不符合及以上"),
    ("Major nonconformities", "严重不符合"),
    (
        "What no handoff and no goal can do without",
        "任何交接和目标都不可缺少的",
    ),
    (
        "What good practice asks of every organization",
        "良好实践对每个组织的要求",
    ),
    ("Everything there is", "全部要求"),
    ("Any", "任何级别"),
    ("None", "无"),
    ("English", "英文"),
    ("中文", "中文"),
    (
        "On a terminal, unless `NO_COLOR` is set",
        "在终端上使用，除非设置了 `NO_COLOR`",
    ),
    ("Always", "总是"),
    ("Never", "从不"),
    (
        "Write a rule that works, with its manual, into the rules of a workspace",
        "在工作区的规则中写入一条可运行的规则及其手册",
    ),
    (
        "Family and name, in lower case with hyphens; the name says the problem",
        "类别和名称，小写字母加连字符；名称说明问题",
    ),
    (
        "The workspace; by default ./processes if it exists, else this folder",
        "工作区；默认为 ./processes（如果存在），否则为当前文件夹",
    ),
    ("What the rule looks at", "规则检查什么对象"),
    (
        "A folder of models, a folder of rules, or a file of a rule; by default ./processes if it exists, else this folder",
        "模型文件夹、规则文件夹或规则文件；默认为 ./processes（如果存在），否则为当前文件夹",
    ),
    (
        "Test only this rule: a name, a family such as `handoff`, or family/name; may be repeated",
        "只测试此规则：名称、`handoff` 这样的类别，或类别/名称；可重复",
    ),
    (
        "Tell which branches of the scripts no example of their own manual enters",
        "指出脚本中哪些分支没有被自己手册的示例走到",
    ),
    (
        "Exit with 1 unless at least this share of all branches is entered; implies --coverage",
        "走到的分支比例低于此值时以 1 退出；包含 --coverage",
    ),
    (
        "Put one slip at a time into each rule (a comparison turned round, `&&` for `||`, a `!` left out), and tell which of these mutants no example of the rule notices",
        "每次在一条规则中改错一处（比较反向、`&&` 换成 `||`、漏掉 `!`），指出哪些变异没有该规则的示例发现",
    ),
    (
        "Exit with 1 unless the examples notice at least this share of all mutants; implies --mutants",
        "示例发现的变异比例低于此值时以 1 退出；包含 --mutants",
    ),
    (
        "Test the rules on your own models instead: plant one mistake at a time in a copy of the models, or bad data in a copy of figures, surveys, complaints and event logs, all in memory, audit it, and tell which mistakes no rule notices",
        "改用自己的模型检验规则：在内存的副本中每次植入一个错误（模型中的错误，或观测值、调查、投诉、事件日志中的坏数据）并审核，指出哪些错误没有规则发现",
    ),
    (
        "With --seed-faults: how much to ask, `essential`, `standard` (unless baton.toml says otherwise) or `strict`",
        "与 --seed-faults 合用：要求多严，`essential`、`standard`（除非 baton.toml 另有规定）或 `strict`",
    ),
    (
        "With --seed-faults: exit with 1 unless at least this share of the mistakes is noticed",
        "与 --seed-faults 合用：发现的错误比例低于此值时以 1 退出",
    ),
    (
        "Write the report to a file, whole or not at all",
        "把报告写入文件，要么完整写入要么不写",
    ),
    (
        "For servers that show test results",
        "用于显示测试结果的服务器",
    ),
    (
        "For programs, schema baton/test/1",
        "供程序读取，结构为 baton/test/1",
    ),
    (
        "List only this family, such as `handoff`; may be repeated",
        "只列出此类别，例如 `handoff`；可重复",
    ),
    (
        "List only rules that run at this level or above",
        "只列出以此级别及以上运行的规则",
    ),
    (
        "List only rules that look at this",
        "只列出检查此类对象的规则",
    ),
    (
        "How to show them; JSON has the schema baton/rules/1",
        "显示格式；JSON 的结构为 baton/rules/1",
    ),
    (
        "The language; by default that of `BATON_LANG` or the locale",
        "语言；默认按 `BATON_LANG` 或系统区域设置",
    ),
    (
        "The rule: family/name, or the name alone",
        "规则：类别/名称，或只写名称",
    ),
    (
        "How to show it; JSON has the schema baton/rule/1",
        "显示格式；JSON 的结构为 baton/rule/1",
    ),
    (
        "Print the definitions of what a rule may read and say, for editors that know rhai",
        "输出规则可读取和可表述内容的定义，供支持 rhai 的编辑器使用",
    ),
    (
        "Print the schema of `baton.toml`, with every built-in rule and its parameters",
        "输出 `baton.toml` 的 Schema，包含每条内置规则及其参数",
    ),
    (
        "Print the schema of `lexicon.toml`",
        "输出 `lexicon.toml` 的 Schema",
    ),
    (
        "The language of descriptions; by default English and then Chinese",
        "说明文字的语言；默认先英文后中文",
    ),
];
