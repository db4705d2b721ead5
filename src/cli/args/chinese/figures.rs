//! What help says of goals, pictures, logs and sheets, sentence by sentence.

/// A sentence of help without its full stop, and what it is in Chinese.
pub(super) const WORDS: &[(&str, &str)] = &[
    (
        "Show one goal in full: how far, whether it can be reached, whose gap it is, what closes it",
        "完整显示一个目标：差多远、能否达成、差距出自谁、怎样弥合",
    ),
    (
        "Show what each process comes to: times, yields, loads, and which figures are not known; in JSON beside the goals, as `chain`",
        "显示各流程的推算结果：时间、合格率、负荷，以及哪些数值未知；JSON 中与目标并列，名为 `chain`",
    ),
    (
        "Only goals of this process or this goal (`raw-store`, `raw-store/usable-lots`); may be repeated",
        "只看此流程的目标或此目标（`raw-store`、`raw-store/usable-lots`）；可重复",
    ),
    (
        "How to report; JSON has the schema baton/gap/1",
        "报告格式；JSON 的结构为 baton/gap/1",
    ),
    (
        "Exit with 1 if a goal in scope is so",
        "范围内有目标处于此状态时以 1 退出",
    ),
    (
        "Set a key of an object to another value, as `process/id.key=value`; may be repeated",
        "把对象的一个键改为其他值，写作 `process/id.key=value`；可重复",
    ),
    (
        "Pull a lever as far as it helps, or to a value with `id=value`; may be repeated",
        "把一个杠杆用到最有效的程度，或用 `id=value` 设为某值；可重复",
    ),
    (
        "A TOML file with `[[change]]` tables, each with `what` and `to`",
        "含 `[[change]]` 表的 TOML 文件，每个表写 `what` 和 `to`",
    ),
    (
        "Only goals of this process or this goal; may be repeated",
        "只看此流程的目标或此目标；可重复",
    ),
    (
        "How to report; JSON has the schema baton/what-if/1",
        "报告格式；JSON 的结构为 baton/what-if/1",
    ),
    (
        "The day the report speaks of, or `today`; by default the latest day on which anything in the model happened",
        "报告所针对的日期，或 `today`；默认为模型中最近发生事情的日期",
    ),
    ("No progress", "不显示进度"),
    (
        "A target that is shown to be missed",
        "已证明未达到的目标值",
    ),
    ("A goal that is behind its plan", "落后于计划的目标"),
    ("A target that cannot be reached", "无法达成的目标值"),
    (
        "How to draw; by default what the ending of the file says, else `mermaid`",
        "画法；默认按文件名结尾，否则为 `mermaid`",
    ),
    (
        "Draw the steps of one process, and what it gives to and receives from",
        "画一个流程的工序，以及它交给谁、从谁接收",
    ),
    (
        "Draw what is around one step (`process/step`)",
        "画一道工序的周围（`process/step`）",
    ),
    (
        "How many handoffs to go from the step of --around, to either side",
        "从 --around 的工序向两侧各走几个交接",
    ),
    (
        "Draw the part of the chain that one goal speaks of (`process/goal`)",
        "画一个目标所涉及的那部分链（`process/goal`）",
    ),
    ("Draw every step of every process", "画出所有流程的所有工序"),
    (
        "What strips steps are kept in; by default one for each department",
        "泳道按什么划分；默认每个部门一条",
    ),
    ("What colours and marks say", "颜色和标记表示什么"),
    ("Which way work flows over the page", "工作在图上的流动方向"),
    (
        "The language of the picture; by default that of `BATON_LANG` or the locale",
        "图的语言；默认按 `BATON_LANG` 或系统区域设置",
    ),
    (
        "Write to a file, whole or not at all; its ending (.svg, .dot, .gv, .mmd) says how to draw",
        "写入文件，要么完整写入要么不写；文件名结尾（.svg, .dot, .gv, .mmd）决定画法",
    ),
    (
        "The day the picture speaks of, or `today`",
        "图所针对的日期，或 `today`",
    ),
    (
        "A picture for browsers and documents",
        "用于浏览器和文档的图",
    ),
    ("Text for Graphviz", "供 Graphviz 使用的文本"),
    (
        "Text for Mermaid, which many forges and wikis draw",
        "供 Mermaid 使用的文本，许多代码平台和 wiki 可直接画出",
    ),
    ("One for each department", "每个部门一条"),
    ("One for each process", "每个流程一条"),
    ("The worst verdict of the audit", "审核中最差的判定"),
    (
        "Whether figures show that needs and goals are met",
        "观测值是否表明需求和目标已满足",
    ),
    ("How long work waits at handoffs", "工作在交接处等多久"),
    ("Nothing", "不表示什么"),
    (
        "From top to bottom; lanes are columns",
        "从上到下；泳道为列",
    ),
    ("From left to right; lanes are rows", "从左到右；泳道为行"),
    (
        "The event log: CSV, XES or OCEL, also packed with gzip or zstd, and Parquet where baton is built with it; `-` is the standard input",
        "事件日志：CSV、XES 或 OCEL，可用 gzip 或 zstd 压缩；编译时含 parquet 功能的 baton 还可读取 Parquet；`-` 为标准输入",
    ),
    (
        "Only propose which column holds what, as a `[[log]]` table for a model file",
        "只推测各列的含义，写成模型文件的 `[[log]]` 表",
    ),
    ("Between what handoffs are shown", "显示什么之间的交接"),
    ("What comes first", "按什么排序"),
    (
        "How many handoffs are shown, 20 in text otherwise; 0 for all",
        "显示多少个交接；文本默认 20 个，0 为全部",
    ),
    (
        "Only cases that began on this day or later",
        "只看此日或之后开始的个案",
    ),
    (
        "Only cases that began on this day or earlier",
        "只看此日或之前开始的个案",
    ),
    (
        "Within what time a handoff should be taken up, such as `24 h`",
        "交接应在多久之内被接手，例如 `24 h`；也可写 72 小时、3 个工作日",
    ),
    (
        "Percentiles of the waits and lead times, such as `80,95`, each with bounds that hold with 95 %",
        "等待时间和总时长的百分位数，例如 `80,95`，各带置信度 95 % 的界限",
    ),
    (
        "An activity with which a case is finished; may be repeated. Cases without one count as open; without this every case counts as finished",
        "标志个案结束的活动；可重复。没有该活动的个案视为未结束；不写此项则所有个案视为已结束",
    ),
    (
        "Say why work waited: batching, contention, prioritisation, or nobody at work",
        "说明工作为何等待：凑批、排队、他件优先，或非工作时间",
    ),
    (
        "With `--format figures`: the model whose measures, steps and handoffs the figures name. The lead time of a handoff goes from the beginning of the case to the end of the giver's work. With `--calendar`: the model that has it, by default ./processes if it exists, else this folder",
        "与 `--format figures` 合用：观测值所指的指标、工序和交接属于哪个模型。交接的交付周期从个案开始算到交出方作业结束。与 `--calendar` 合用：工作日历所在的模型，默认为 ./processes（如有），否则为当前文件夹",
    ),
    (
        "Count durations in working time: the id or name of a `[[calendar]]` of the model, or the file of one",
        "按工作时间计各时长：模型中 `[[calendar]]` 的编号或名称，或只含一个工作日历的文件",
    ),
    ("Show no progress", "不显示进度"),
    (
        "How many megabytes the events may take in memory, 2048 otherwise; what is more is put aside on disk",
        "事件最多占用多少兆内存，默认 2048；超出部分暂存磁盘",
    ),
    (
        "How many threads work; the result is the same for any number",
        "工作线程数；结果与线程数无关",
    ),
    (
        "The column that says which case an event belongs to",
        "标明事件所属个案的列",
    ),
    (
        "The column that says what was done",
        "活动所在的列：做了什么",
    ),
    (
        "The column that says when it happened, or ended",
        "发生时间或结束时间所在的列",
    ),
    ("The column that says when it began", "开始时间所在的列"),
    ("The column that says who did it", "执行人所在的列"),
    (
        "The column that says the group, role or department of who did it",
        "执行人所属班组、岗位或部门所在的列",
    ),
    (
        "The column that says whether an event is a start or an end of the work",
        "标明事件是开始还是结束的列",
    ),
    ("The column that says when it was due", "期限所在的列"),
    (
        "The column that says whether the result was good",
        "标明结果是否合格的列",
    ),
    (
        "The column that says how much was ordered; its last value in a case counts",
        "订购数量所在的列；以个案中最后的值为准",
    ),
    (
        "The column that says how much was delivered in all; its last value in a case counts",
        "累计交付数量所在的列；以个案中最后的值为准",
    ),
    (
        "Of a log of objects (OCEL): the type whose objects are the cases",
        "对象日志（OCEL）：以哪种类型的对象为个案",
    ),
    (
        "A value of that column which means good; may be repeated. The usual words otherwise",
        "该列中表示合格的值；可重复。默认用常见的词",
    ),
    ("Use only the columns named here", "只使用此处写明的列"),
    (
        "The encoding the log was saved in; found out from its text otherwise",
        "日志保存时的编码；默认由文本判断",
    ),
    (
        "The time zone of times that do not say theirs, such as `Asia/Shanghai`; UTC otherwise",
        "未注明时区的时间所用的时区，例如 `Asia/Shanghai`；默认 UTC",
    ),
    (
        "The order of dates; found out from the values otherwise",
        "日期的次序；默认由数值判断",
    ),
    (
        "A word more that means that nothing is known, besides NONE, EMPTY, NULL, ?, 无 and others; may be repeated",
        "除 NONE、EMPTY、NULL、`?`、无 等之外，另一个表示未知的词；可重复",
    ),
    (
        "A word that is a value of its own although it usually means that nothing is known; may be repeated",
        "通常表示未知、但在此是真实值的词；可重复",
    ),
    ("Unicode", "统一码"),
    (
        "Simplified Chinese, as spreadsheets in China save it",
        "简体中文，中国的表格软件常用",
    ),
    ("Traditional Chinese", "繁体中文"),
    ("Western European", "西欧"),
    ("Unicode in units of two bytes", "双字节单位的统一码"),
    ("2026-06-30", "年在前：2026-06-30"),
    ("30.06.2026", "日在前：30.06.2026"),
    ("06/30/2026", "月在前：06/30/2026"),
    ("From activity to activity", "活动到活动"),
    ("From person to person", "人到人"),
    ("From group to group", "小组到小组"),
    (
        "What lies after the work of each person",
        "每个人的工作之后",
    ),
    (
        "What lies before the work of each person",
        "每个人的工作之前",
    ),
    ("Where most time is spent in all", "合计耗时最多的在前"),
    ("What happens most often", "发生最多的在前"),
    ("Where half take longest", "中位数最长的在前"),
    (
        "The table of handoffs for spreadsheets, in hours",
        "供表格软件使用的交接表，单位为小时",
    ),
    (
        "For programs, schema baton/measure/1, in seconds",
        "供程序读取，结构为 baton/measure/1，单位为秒",
    ),
    (
        "Figures that `baton audit` reads as evidence; with `--model`, of its measures",
        "`baton audit` 可作为证据读取的观测值；与 `--model` 合用时为其指标的观测值",
    ),
    (
        "Only this value sheet (`process/sheet`); may be repeated. All of them otherwise",
        "只写此价值单（`process/sheet`）；可重复。默认为全部",
    ),
    (
        "The three questions of every step: to whom did I give results, what value does this customer want, what next",
        "每道工序的三个问题：我把结果交给了谁、客户要的是什么价值、下一步怎么做",
    ),
    (
        "The three questions of one step (`process/step`); may be repeated",
        "一道工序的三个问题（`process/step`）；可重复",
    ),
    (
        "Only what belongs to this process; may be repeated",
        "只写属于此流程的；可重复",
    ),
    (
        "Blank forms for a workshop, N of each; with --process, its names stand on them",
        "研讨会用的空白表，每种 N 份；与 --process 合用时填好流程的名称",
    ),
    (
        "How to write; by default what the ending of the file says, else `table`",
        "写成什么格式；默认按文件名结尾，否则为 `table`",
    ),
    (
        "Write to a file, whole or not at all; its ending (.txt, .md, .xlsx) says how",
        "写入文件，要么完整写入要么不写；文件名结尾（.txt, .md, .xlsx）决定格式",
    ),
    (
        "The language of the sheets; by default that of `BATON_LANG` or the locale",
        "表的语言；默认按 `BATON_LANG` 或系统区域设置",
    ),
    (
        "The day the sheets speak of, or `today`",
        "表所针对的日期，或 `today`",
    ),
    ("For a terminal", "用于终端"),
    ("For a wiki or a printer", "用于 wiki 或打印"),
    ("A workbook to fill in", "可填写的工作簿"),
    ("Print help", "显示帮助"),
    (
        "Print help (see more with '--help')",
        "显示帮助（更详细用 '--help'）",
    ),
    (
        "Print help (see a summary with '-h')",
        "显示帮助（简要说明用 '-h'）",
    ),
    ("Print version", "显示版本"),
    (
        "Print this message or the help of the given subcommand(s)",
        "显示本说明或所给子命令的帮助",
    ),
    ("Columns", "列"),
    (
        "Show what changed from record to record: findings by age, fixed and recurring, and goals",
        "显示各次审核记录之间的变化：发现的持续时间、已解决的和再次出现的，以及目标",
    ),
    (
        "Keep the result as `records/YYYY-MM-DD.json` beside baton.toml, or in DIR; the day is that of `--as-of`, else today. Later audits say what is new, fixed and found again",
        "把结果保存为 baton.toml 旁的 `records/YYYY-MM-DD.json`，或保存到 DIR；日期为 `--as-of` 的日期，否则为今天。以后的审核会说明哪些是新的、已解决的、再次出现的",
    ),
    (
        "Files or folders whose workspace is meant; by default ./processes if it exists, else this folder",
        "所指工作区的文件或文件夹；默认为 ./processes（如果存在），否则为当前文件夹",
    ),
    (
        "The folder of the records, if it is not `records` beside baton.toml",
        "记录所在的文件夹，如果不是 baton.toml 旁的 `records`",
    ),
    (
        "Show only audits from this day on",
        "只显示此日及以后的审核",
    ),
    (
        "Show only this process or object (`raw-store`, `raw-store/lot`); may be repeated",
        "只显示此流程或对象（`raw-store`、`raw-store/lot`）；可重复",
    ),
    ("Which table to give as csv", "csv 输出哪张表"),
    (
        "For programs, schema baton/trend/1",
        "供程序读取，结构为 baton/trend/1",
    ),
    ("For spreadsheets, one table", "供表格软件使用，一张表"),
    ("A row for each audit", "每次审核一行"),
    (
        "A row for each finding that was open at the last audit, the oldest first",
        "上次审核时仍未解决的每项发现一行，最早的在前",
    ),
    ("A row for each goal and day", "每个目标每日一行"),
];
