//! What a rule may read and say, and within which limits.

use super::page::{Page, code};
use crate::engine::views::{Gives, ViewSpec, specs};
use crate::engine::{VERBS, limits};
use crate::finding::SubjectKind;

/// A function of a value, for the manual: on what, how called, an example, two meanings.
pub struct Function {
    /// The type it belongs to.
    pub of: &'static str,
    /// How it is called.
    pub call: &'static str,
    /// A call that compiles in a rule about handoffs.
    pub example: &'static str,
    /// What it gives, in English.
    pub en: &'static str,
    /// What it gives, in Chinese.
    pub zh: &'static str,
}

/// Declares the functions, one a line.
macro_rules! functions {
    ($($of:literal: $call:literal, $example:literal, $en:literal, $zh:literal;)+) => {
        &[$(Function { of: $of, call: $call, example: $example, en: $en, zh: $zh },)+]
    };
}

/// Functions of values beyond rhai's own.
pub const FUNCTIONS: &[Function] = functions! {
    "object, table": "has(path)", "handoff.has(\"customer.needs\")",
        "the value at the dotted path is written; for derived properties: it is known",
        "该路径的值已写；对派生属性：其值已知";
    "object, table": "at(path)", "handoff.at(\"supplier.criteria\")",
        "the place of the value, for a finding; of a key that is not written, the place of its table",
        "该值的位置，用于报告；没写的键取所在表的位置";
    "object": "at(path, index)", "handoff.at(\"customer.needs\", 0)",
        "the place of one item of a list, from 0",
        "列表中某一项的位置，从 0 开始";
    "gap, loop": "has(name)", "handoff.goals[0].gap.has(\"cases\")",
        "the property is known", "该属性已知";
    "Text": "mentions(word), mentions(words)", "handoff.deliverable.mentions(\"report\")",
        "a wording has the word, or one of the words: whole words in Latin script, anywhere in Chinese; case does not matter",
        "文本中有该词或其中一个词：拉丁文字按整词，中文按出现；不分大小写";
    "Text": "is_one_of(words)", "handoff.deliverable.is_one_of([\"tbd\", \"待定\"])",
        "the whole text is one of the words; case, space around it and a full stop do not matter",
        "整个文本就是其中一个词；不计大小写、首尾空格和句号";
    "Text": "says_number(quantity)", "handoff.deliverable.says_number(handoff.wait)",
        "one of its numbers is this quantity, whatever the unit it is written in",
        "文中有一个数就是该数值，单位可不同";
    "said_number, said_date": "has(name)", "handoff.deliverable.numbers[0].has(\"quantity\")",
        "the property is known", "该属性已知";
    "said_number": "fits_change(from, to)", "handoff.deliverable.numbers[0].fits_change(handoff.wait, handoff.wait)",
        "it may be the change from one value to the other, as a part of the first or as their difference; also if nobody can tell",
        "可能是从前值到后值的变化量：占前值的比例，或两者之差；无法判断时也为真";
    "said_date": "excludes(date)", "handoff.deliverable.dates[0].excludes(handoff.customer.asked_on)",
        "the day certainly lies outside of what the text says", "该日肯定不在文中所说的期间内";
    "Text": "==, !=", "handoff.deliverable == handoff.giver_name",
        "both say the same in both languages", "两种语言的写法都相同";
    "Statement": "same_subject(other)", "handoff.customer.needs[0].same_subject(handoff.supplier.criteria[0])",
        "both speak of the same thing, in either language", "两者说的是同一事项（任一语言）";
    "Statement": "comparable(other)", "handoff.customer.needs[0].comparable(handoff.supplier.criteria[0])",
        "both have bounds in units that can be compared", "两者都有界限，且单位可比";
    "Statement": "implies(other)", "handoff.supplier.criteria[0].implies(handoff.customer.needs[0])",
        "everything it allows, the other allows too; undetermined if they cannot be compared",
        "它允许的，对方也都允许；不可比时为尚不能判定";
    "Quantity": "comparable(other)", "handoff.wait.comparable(handoff.on_reject.within)",
        "both are of one kind, such as two durations on one clock", "两者同类，例如同一时钟上的两个时长";
    "Quantity": "is_more_than(other), is_less_than(other), equals(other)", "handoff.wait.is_more_than(handoff.on_reject.within)",
        "compares values, whatever their units; undetermined if they cannot be compared",
        "按数值比较，单位可不同；不可比时为尚不能判定";
    "Date": "days_until(other)", "handoff.customer.asked_on.days_until(audit_day())",
        "days from one to the other, negative if the other is earlier", "相隔天数；另一天更早则为负";
    "Date": "is_before(other), is_after(other)", "handoff.customer.asked_on.is_before(handoff.customer.agreed_on)",
        "compares two days", "比较两个日期";
    "number": "rounded(places)", "4.225.rounded(2)",
        "the number with so many digits behind the point, halves away from zero as people round: 4.23",
        "保留几位小数，按四舍五入：得 4.23";
    "object": "==, !=", "handoff.giver == handoff.receiver",
        "both are the same object", "两者是同一个对象";
};

/// The manual of the script API.
pub fn script_api() -> String {
    let mut page = Page::new(
        "What a rule may read and say",
        "A rule is a [rhai](https://rhai.rs) script with a literal `META` and a function `check`, called once for each object it looks at. It sees the model as typed, read-only views; misspelt properties are found before it runs. Reading a key that is not written ends the check as *undetermined*, so ask `has` first where the answer is known without it.",
        "规则是一个 [rhai](https://rhai.rs) 脚本，含字面量 `META` 和函数 `check`；每个对象调用一次。它看到的是有类型、只读的视图；属性名写错会在运行前发现。读取没写的键，该检查即为“尚不能判定”；因此没写也能下结论时，请先用 `has` 询问。",
    );
    page.block(
        "rhai",
        "//! Every handoff names its receiver.\nconst META = #{\n    level: \"error\",              // note, warning or error\n    looks_at: \"handoff\",         // what `check` is called with\n    question: \"known\",           // optional: which of the eight questions it answers\n    since: \"0.1.0\",\n    after: [],                   // rules whose finding is the cause of this one's\n    params: #{},                 // name: #{ value: …, en: \"…\", zh: \"…\" }; least, greatest\n    en: #{ finding: \"“{from}” gives “{what}” to nobody\", effect: \"…\", advice: \"…\" },\n    zh: #{ finding: \"“{from}”交出的“{what}”没有接收方\", effect: \"……\", advice: \"……\" },\n};\n\nfn check(handoff) {\n    if !handoff.has(\"to\") {\n        nonconform(handoff.at(\"to\"), #{ from: handoff.giver_name, what: handoff });\n    }\n}",
    );
    let kinds: Vec<_> = SubjectKind::ALL
        .iter()
        .map(|kind| code(kind.name()))
        .collect();
    page.paragraph(&format!("`looks_at` is one of {}.", kinds.join(", ")));
    page.heading(2, "Saying");
    page.paragraph("A check that says nothing found its object conforming. 什么也没说，即为符合。");
    let rows: Vec<_> = VERBS
        .iter()
        .map(|(call, en, zh)| [code(call), (*en).to_owned(), (*zh).to_owned()])
        .collect();
    page.table(["call", "meaning", "含义"], &rows);
    page.heading(2, "Functions of values");
    let rows: Vec<_> = FUNCTIONS
        .iter()
        .map(|one| {
            let of = one.of.to_owned();
            [
                of,
                code(one.call),
                code(one.example),
                one.en.to_owned(),
                one.zh.to_owned(),
            ]
        })
        .collect();
    page.table(["of", "call", "example", "meaning", "含义"], &rows);
    page.paragraph(
        "Besides these, rhai's own texts, lists, maps, numbers and loops are there. 此外可用 rhai 自带的文本、列表、映射、数字和循环。",
    );
    page.heading(2, "Reading");
    for view in specs() {
        of_view(&mut page, &view);
    }
    bounds(&mut page);
    page.text()
}

fn of_view(page: &mut Page, view: &ViewSpec) {
    if view.properties.is_empty() {
        return;
    }
    page.heading(3, view.name);
    let rows: Vec<_> = view
        .properties
        .iter()
        .map(|property| {
            [
                code(property.name),
                gives(property.gives),
                property.en.trim().to_owned(),
                property.zh.to_owned(),
            ]
        })
        .collect();
    page.table(["property", "gives", "meaning", "含义"], &rows);
}

fn gives(gives: Gives) -> String {
    match gives {
        Gives::Value(name) => name.to_owned(),
        Gives::View(name) => code(name),
        Gives::List(name) => format!("list of {}", code(name)),
    }
}

fn bounds(page: &mut Page) {
    page.heading(2, "Limits");
    page.paragraph(
        "There are no files, no network, no clock, no randomness, no `eval` and no `import`. A rule that breaks a limit fails, the others go on, and the program ends with its own exit code. 没有文件、网络、时钟、随机数，也没有 `eval` 和 `import`。超限的规则失败，其他规则继续，程序以专门的退出码结束。",
    );
    let rows: Vec<_> = limits()
        .into_iter()
        .map(|(en, zh, most)| [en.to_owned(), zh.to_owned(), most])
        .collect();
    page.table(["what", "项目", "at most"], &rows);
}
