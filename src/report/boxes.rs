//! The eight questions per handoff as eight boxes.

use super::columns::{Align, Columns};
use super::summary::Scope;
use crate::audit::Checked;
use crate::engine::{Question, RuleSet};
use crate::finding::{SubjectKind, Verdict};
use crate::lang::Lang;

/// With more handoffs than this, only those with a problem are listed.
pub(super) const LIST_ALL: usize = 100;

/// The box of an answer.
pub(super) fn box_of(answer: Option<Verdict>) -> &'static str {
    match answer {
        Some(Verdict::Conform) => "■",
        Some(Verdict::Nonconform) => "□",
        Some(Verdict::Undetermined) => "▨",
        Some(Verdict::NotApplicable) => "–",
        None => "·",
    }
}

/// The questions no rule of the run speaks to, in a line; `None` if there is none.
pub(super) fn unanswered(rules: &RuleSet, lang: Lang) -> Option<String> {
    let ran = |question| {
        rules
            .rules
            .iter()
            .any(|rule| rule.meta.question == Some(question))
    };
    let off = |question| rules.off.iter().any(|rule| rule.hides(question));
    let words = |wanted: &dyn Fn(Question) -> bool| {
        let questions = Question::ALL
            .into_iter()
            .filter(|question| wanted(*question));
        let words: Vec<_> = questions.map(|question| question.word(lang)).collect();
        words.join(lang.pick(", ", "、"))
    };
    let silent = words(&|question| !ran(question));
    let partly = words(&|question| ran(question) && off(question));
    let mut said = Vec::new();
    if !silent.is_empty() {
        said.push(lang.pick(
            format!("not looked at on any handoff: {silent}"),
            format!("所有交接都没有检查：{silent}"),
        ));
    }
    if !partly.is_empty() {
        said.push(lang.pick(
            format!("looked at in part only, for rules that did not run: {partly}"),
            format!("只检查了一部分（有规则没有运行）：{partly}"),
        ));
    }
    (!said.is_empty()).then(|| said.join(lang.pick("; ", "；")))
}

/// The table of boxes; empty if there is no handoff in scope.
pub(super) fn render(checked: &Checked, scope: &Scope, lang: Lang) -> String {
    let world = &checked.world;
    let in_scope: Vec<_> = world
        .of_kind(SubjectKind::Handoff)
        .zip(&checked.answers)
        .filter(|(subject, _)| scope.includes(world, *subject))
        // Rules were chosen that speak to none of the questions.
        .filter(|(_, answers)| answers.iter().any(Option::is_some))
        .collect();
    if in_scope.is_empty() {
        return String::new();
    }
    let questions = Question::ALL.map(|question| question.word(lang));
    let mut heads = vec![
        (lang.pick("handoff", "交接"), Align::Left),
        (lang.pick("to", "接收方"), Align::Left),
    ];
    heads.extend(questions.iter().map(|question| (*question, Align::Center)));
    let mut columns = Columns::new(&heads, 34);
    let all = in_scope.len();
    let mut hidden = 0;
    for (subject, answers) in in_scope {
        if all > LIST_ALL && !answers.contains(&Some(Verdict::Nonconform)) {
            hidden += 1;
            continue;
        }
        let handoff = &world.chain.handoffs[subject.number as usize];
        let receiver = handoff.to.map(|to| world.chain.party_name(to));
        let mut row = vec![
            world.id(subject),
            receiver.map_or_else(|| "?".to_owned(), |name| name.get(lang).to_owned()),
        ];
        row.extend(answers.iter().map(|answer| box_of(*answer).to_owned()));
        columns.row(row);
    }
    let title = lang.pick(
        "Eight questions per handoff (■ conform  □ nonconform  ▨ undetermined  – not applicable  · not looked at)",
        "每个交接的八个问题（■ 符合  □ 不符合  ▨ 尚不能判定  – 不适用  · 未检查）",
    );
    let mut text = format!("{title}\n\n{}", columns.render());
    if hidden > 0 {
        text.push_str(&lang.pick(
            format!("  … and {hidden} handoffs without a □; --format json lists all\n"),
            format!("  …另有 {hidden} 个交接没有 □；--format json 列出全部\n"),
        ));
    }
    text
}
