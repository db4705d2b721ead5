//! The examples below the help of commands, in Chinese.

pub(super) const EXAMPLES: &str = "\
示例：
  baton audit                          审核 ./processes，或当前文件夹
  baton audit clients/acme --lang zh   审核一个文件夹，用中文报告
  baton audit order.toml store.toml    把这些文件作为一个工作区审核
  baton audit --rule handoff           只运行关于交接的规则
  baton audit --only raw-store         只看一个流程（仍读取所有文件）
  baton audit --explain 5f0c1d2e       这项发现的由来：规则读了什么、做了什么
  baton audit -o audit.html            可阅读、转交和打印的网页
  baton audit -o audit.json            供程序读取，写入文件
  baton audit --format text -o audit.sarif -o audit.xlsx   一次审核，三份报告
  baton audit --format github,markdown -o - -o summary     注释和小结
  baton audit --fail-on error --min-checked 60   用于持续集成：有严重不符合，或能判定的检查不足 60 % 时失败
  baton audit --record                 保存结果，以便以后查看其进展
  baton audit --min-covered 80         规则看过的模型不足 80 % 时失败

退出码：0 没有问题，1 有发现，2 命令行有误，3 输入有问题或没有可审核的内容，
4 有规则运行失败，5 无法读取证据，70 baton 自身的故障，74 无法写出结果";

pub(super) const BASELINE_EXAMPLES: &str = "\
示例：
  baton baseline -o baseline.json            写下今天的发现
  baton audit --baseline baseline.json       以后：只看新的和已解决的

基线中的问题依然是问题。如果有人决定在一段时间内接受某项发现，请改写 [[waiver]]：
它有理由、有负责人、有期限。";

pub(super) const DESK_TEST_EXAMPLES: &str = "\
示例：
  baton test                        全部规则：内置的和本工作区的
  baton test rules                  同上，从 ./rules 读取
  baton test --rule no-due-time     一条规则
  baton test clients/acme --rule handoff --rule goal/no-deadline
  baton test rules/handoff/no-way-back.rhai
  baton test --format junit -o junit.xml
  baton test --coverage             脚本中哪些分支没有示例走到
  baton test --min-coverage 90      用于持续集成：走到的不足 90 % 时失败
  baton test --mutants              脚本中哪些笔误没有示例会发现
  baton test --min-killed 95        用于持续集成：示例发现的不足 95 % 时失败
  baton test --seed-faults          ./processes 中哪些错误没有规则会发现
  baton test clients/acme --seed-faults --profile strict --min-noticed 60

手册标题 `## Examples` 之下，每个带 ```toml 代码块的 `###` 标题是一个示例。
行末的 `# finds: family/name` 标明规则必须在此发现的问题，
`# undetermined: family/name` 标明规则必须无法判定之处；没有标记表示没有问题。

退出码：0 全部通过，1 有示例未通过，或覆盖、发现得太少，2 命令行有误，
3 什么也没有测试，4 有规则无法使用，70 baton 自身的故障，74 无法写出结果";

pub(super) const DESK_RULES_EXAMPLES: &str = "\
示例：
  baton rules                         全部规则：内置的和本工作区的
  baton rules --family handoff        一个类别
  baton rules --level error           以此级别及以上运行的规则
  baton rules --looks-at goal
  baton rules clients/acme --format json

退出码：0 已列出，2 命令行有误，3 设置有问题，4 有规则无法使用";

pub(super) const DESK_EXPLAIN_EXAMPLES: &str = "\
示例：
  baton explain handoff/no-due-time
  baton explain no-due-time --lang zh
  baton explain no-due-time clients/acme    按该工作区的设置
  baton explain no-due-time --format json

某项发现的由来：`baton audit --explain ID`。
退出码：0 已显示，2 没有此规则，3 设置有问题，4 该规则无法使用";

pub(super) const DESK_SCHEMA_EXAMPLES: &str = "\
示例：
  baton schema -o baton.schema.json            模型文件的 JSON Schema
  baton schema --lang zh -o baton.schema.json  只用中文说明
  baton schema --settings -o settings.schema.json  baton.toml 的
  baton schema --lexicon -o lexicon.schema.json    lexicon.toml 的
  baton schema --rhai -o baton.d.rhai          规则可读取和可表述的内容

使用 Taplo 的编辑器（VS Code 的 Even Better TOML、Zed、Helix、Neovim）会补全和检查
首行写明 Schema 的模型文件：
  #:schema ./baton.schema.json
或用旁边的 `.taplo.toml` 指定整个文件夹：
  [[rule]]
  include = [\"processes/*.toml\"]
  schema = { path = \"./baton.schema.json\" }
rhai 语言服务器会读取工作区中所有 `*.d.rhai` 文件。

退出码：0 已写出，2 命令行有误，74 无法写出";

pub(super) const DESK_NEW_RULE_EXAMPLES: &str = "\
示例：
  baton new rule handoff/no-volume
  baton new rule store/no-department --looks-at step clients/acme

然后运行 baton test --rule handoff/no-volume 和 baton audit --rule handoff/no-volume。
该规则已可运行：在此基础上修改措辞、检查和示例。
规则可读取和可表述的内容：docs/script-api.md。

退出码：0 已写出，2 名称不合适或已被占用，3 没有此工作区，74 无法写出";

pub(super) const GAP_EXAMPLES: &str = "\
示例：
  baton gap                                所有目标，列在所支持的战略目标之下
  baton gap --only raw-store               一个流程的目标
  baton gap --why raw-store/usable-lots    一个目标：差多远、能否达成、出自谁、怎样弥合
  baton gap --chain                        各流程的推算结果，以及什么未知
  baton gap --format json -o gaps.json
  baton gap --fail-on impossible           用于持续集成：有目标值无法达成时以 1 退出

退出码：0 已显示，1 有目标符合 --fail-on 所述，2 命令行有误，3 输入有问题，
5 证据无法读取，74 无法写出结果";

pub(super) const GAP_WHAT_IF_EXAMPLES: &str = "\
示例：
  baton what-if --set \"sinter-line/batching.yield=97 %\"   届时各目标的值
  baton what-if --set \"raw-store/lot.wait=1 h\" --set production/smelt.servers=3
  baton what-if --lever sinter-line/belt-scales            一个杠杆，用到底
  baton what-if --changes plan.toml                        含 what 和 to 的 [[change]] 表

模型文件保持不变。试算的值优先于观测值。

退出码：0 已显示，2 命令行有误，3 输入或变更有问题，5 证据无法读取，74 无法写出结果";

pub(super) const GRAPH_EXAMPLES: &str = "\
示例：
  baton graph -o chain.svg                     各流程，以及它们之间传递什么
  baton graph --process raw-store -o raw.svg   一个流程：泳道中的工序和相邻流程
  baton graph --around production/smelt --hops 1 -o smelt.svg
  baton graph --goal sinter-line/right-all-the-way -o goal.svg
  baton graph --all --lanes process -o all.svg
  baton graph --color wait -o wait.svg         工作在哪里等待
  baton graph                                  在终端输出 Mermaid，用于 README 或 wiki
  baton graph --process order --format dot | dot -Tpdf > order.pdf

退出码：0 已画出，2 命令行有误或内容太多，3 输入有问题，4 有规则运行失败，
5 证据无法读取，74 无法写出结果";

pub(super) const MEASURE_EXAMPLES: &str = "\
示例：
  baton measure orders.csv                     按名称找到各列，并说明是哪些
  baton measure repairs.xes.gz --causes        工作为何等待：凑批、排队、他件优先、非工作时间
  baton measure shop.jsonocel --object order   对象日志，以订单为个案
  baton measure orders.csv --guess             只推测各列，写成 [[log]] 表
  baton measure orders.csv --case Order --activity Operation --time \"End Date\"
  baton measure orders.csv --sla \"24 h\"        有多少在一天内被接手
  baton measure orders.csv --calendar shop      等待按该 [[calendar]] 的工作时间计
  baton measure orders.csv --percentile 80,95  80 % 和 95 % 的各在多久以内
  baton measure orders.csv --by resource       人到人
  baton measure orders.csv --from 2026-01-01 --to 2026-06-30 --format csv -o half.csv
  baton measure orders.csv --format figures --model processes -o processes/orders-figures.csv
  baton measure orders.csv --last Pay           没有它的个案仍未结束
  baton measure orders.csv --zone Asia/Shanghai --format json -o orders.json

退出码：0 已测量，2 命令行有误，5 日志无法读取，74 无法写出结果";

pub(super) const SHEET_EXAMPLES: &str = "\
示例：
  baton sheet                                  所有客户价值单及其空缺
  baton sheet --sheet finance/cash-advance -o cash.xlsx
  baton sheet --process finance --format markdown
  baton sheet --step finance/pay               三个问题：交给谁、要什么价值、下一步怎么做
  baton sheet --steps -o questions.xlsx        每道工序的三个问题，可打印填写
  baton sheet --blank=3 -o forms.xlsx          研讨会用的三份空白价值单
  baton sheet --blank --process finance        填好一个流程名称的空白表
  baton sheet --blank --steps --process finance -o steps.md

此处不运行规则：表上只有模型所写和观测所得。

退出码：0 已写出，2 命令行有误，3 输入有问题，5 证据无法读取，74 无法写出结果";

pub(super) const TREND_EXAMPLES: &str = "\
示例：
  baton audit --record                 首先：把今天的审核保存到 ./records
  baton trend                          各次审核、发现的持续时间、变化、目标
  baton trend --since 2026-01-01       只看此日及以后的审核；持续时间仍按全部计算
  baton trend --only raw-store         一个流程
  baton trend --format csv --table findings -o open.csv

此处不运行审核：所示为记录当日的发现。

退出码：0 已显示，2 命令行有误，3 没有记录或记录无法使用，74 无法写出结果";

/// What stands below help in English, and what it is in Chinese.
pub(super) const PAIRS: &[(&str, &str)] = &[
    (super::super::EXAMPLES, EXAMPLES),
    (super::super::BASELINE_EXAMPLES, BASELINE_EXAMPLES),
    (super::super::desk::TEST_EXAMPLES, DESK_TEST_EXAMPLES),
    (super::super::desk::RULES_EXAMPLES, DESK_RULES_EXAMPLES),
    (super::super::desk::EXPLAIN_EXAMPLES, DESK_EXPLAIN_EXAMPLES),
    (super::super::desk::SCHEMA_EXAMPLES, DESK_SCHEMA_EXAMPLES),
    (
        super::super::desk::NEW_RULE_EXAMPLES,
        DESK_NEW_RULE_EXAMPLES,
    ),
    (super::super::gap::EXAMPLES, GAP_EXAMPLES),
    (super::super::gap::WHAT_IF_EXAMPLES, GAP_WHAT_IF_EXAMPLES),
    (super::super::graph::EXAMPLES, GRAPH_EXAMPLES),
    (super::super::measure::EXAMPLES, MEASURE_EXAMPLES),
    (super::super::sheet::EXAMPLES, SHEET_EXAMPLES),
    (super::super::trend::EXAMPLES, TREND_EXAMPLES),
    (
        "Example: baton completions bash > ~/.local/share/bash-completion/completions/baton",
        "示例：baton completions bash > ~/.local/share/bash-completion/completions/baton",
    ),
];
