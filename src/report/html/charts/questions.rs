//! The eight questions of each handoff as a matrix.

use maud::{Markup, html};

use super::Charted;
use super::draw::text::shown;
use super::matrix::{self, Column};
use crate::engine::Question;
use crate::engine::questions::Answers;
use crate::finding::{Subject, SubjectKind, Verdict};
use crate::lang::Lang;
use crate::report::boxes::{LIST_ALL, unanswered};
use crate::report::html::View;

/// The section.
pub(crate) fn section(view: &View<'_>) -> Charted {
    let lang = view.lang;
    let world = &view.checked.world;
    let title = lang.pick("Eight questions per handoff", "每个交接的八个问题");
    let all: Vec<(Subject, &Answers)> = world
        .of_kind(SubjectKind::Handoff)
        .zip(&view.checked.answers)
        .filter(|(subject, _)| view.scope.includes(world, *subject))
        // Rules were chosen that speak to none of the questions.
        .filter(|(_, answers)| answers.iter().any(Option::is_some))
        .collect();
    if all.is_empty() {
        return Charted::empty(title, lang.pick(
            "No question was asked of any handoff: write [[handoff]] with from and to, and let the rules of the family “handoff” run.",
            "没有对任何交接提出问题：请写明 [[handoff]] 及其 from 和 to，并运行“handoff”类规则。",
        ));
    }
    let shown = worst(&all);
    let rows: Vec<_> = shown
        .iter()
        .map(|(subject, answers)| row(view, *subject, **answers))
        .collect();
    let mut columns = vec![Column {
        head: lang.pick("handoff", "交接").to_owned(),
        is_upright: false,
    }];
    columns.extend(Question::ALL.map(|question| Column {
        head: question.word(lang).to_owned(),
        is_upright: false,
    }));
    let hidden = all.len() - rows.len();
    let lead = lang.pick(
        "Is it known who receives what, was the receiver asked, are the criteria agreed, does the giver check, is it delivered on time, accepted, is the receiver heard, does something close the gap?",
        "是否知道谁接收什么、问过接收方没有、准则是否商定、交出方是否检查、是否准时交付、是否被接受、接收方的意见有没有人听、有没有措施弥合差距？",
    );
    let charts = html! {
        (matrix::matrix(title, &columns, &rows))
        @if hidden > 0 { p class="chart-note" { (more(hidden, lang)) } }
        @if let Some(said) = unanswered(&view.audit.rules, lang) { p class="chart-note" { (said) } }
    };
    Charted::drawn(title, lead, &matrix::legend(lang), &charts)
}

/// Of very many handoffs those with the most □, in their order.
fn worst<'a>(all: &[(Subject, &'a Answers)]) -> Vec<(Subject, &'a Answers)> {
    let wrong = |answers: &Answers| {
        let wrong = answers
            .iter()
            .filter(|one| **one == Some(Verdict::Nonconform));
        std::cmp::Reverse(wrong.count())
    };
    let mut chosen: Vec<(usize, &(Subject, &Answers))> = all.iter().enumerate().collect();
    chosen.sort_by_key(|(_, (_, answers))| wrong(answers));
    chosen.truncate(LIST_ALL);
    chosen.sort_by_key(|(at, _)| *at);
    chosen.into_iter().map(|(_, one)| *one).collect()
}

fn more(hidden: usize, lang: Lang) -> String {
    lang.pick(
        format!("Not listed: {hidden} more handoffs, none of them with more □ than those shown; --only lists those of one process."),
        format!("未列出：另有 {hidden} 个交接，□ 都不比已列出的更多；用 --only 可列出某一流程的交接。"),
    )
}

fn row(view: &View<'_>, subject: Subject, answers: Answers) -> (Markup, Vec<Markup>) {
    let (world, lang) = (&view.checked.world, view.lang);
    let label = world.label(subject);
    let name = html! { (shown(label.get(lang))) " " code { (shown(&world.id(subject))) } };
    (
        name,
        answers
            .iter()
            .map(|answer| matrix::sign(*answer, lang))
            .collect(),
    )
}
