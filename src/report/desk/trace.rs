//! Why a finding came out: for people.

use super::super::columns::cut;
use super::super::{Style, text};
use super::rule_list::kind as kind_of_object;
use crate::audit::Audit;
use crate::desk::trace::{OnPath, Role, Trace};
use crate::engine::probe::{Event, Mark, MarkKind, Shown};
use crate::finding::{Argument, Finding};
use crate::lang::Lang;
use crate::source::{Sources, Spot};

/// Columns of a script's text that are shown.
const WIDEST: usize = 100;

/// The finding, what its rule did, and the objects around it.
pub fn render(audit: &Audit, finding: &Finding, trace: &Trace, style: Style) -> String {
    let lang = style.lang;
    let mut page = Page {
        sources: &audit.sources,
        trace,
        lang,
        text: text::finding(audit, finding, style),
    };
    page.line("");
    page.path();
    page.line(&lang.pick(
        format!("What {} did", trace.rule.file),
        format!("{} 的执行过程", trace.rule.file),
    ));
    page.line("");
    page.events();
    page.text
}

/// `file:line` of a place.
pub(super) fn place(sources: &Sources, spot: Spot) -> String {
    let (file, line) = (
        &sources.get(spot.source).name,
        sources.line_column(spot).line,
    );
    format!("{file}:{line}")
}

/// What an object is on the way, in a word.
pub(super) fn role(role: Role, lang: Lang) -> &'static str {
    match role {
        Role::Supplier => lang.pick("supplier", "供方"),
        Role::Handoff => lang.pick("handoff", "交接"),
        Role::Step => lang.pick("step", "工序"),
        Role::Customer => lang.pick("customer", "客户"),
        Role::Object(kind) => kind_of_object(kind, lang),
    }
}

/// The text at a mark, in one line.
pub(super) fn text_of(trace: &Trace, mark: &Mark) -> String {
    let text = trace.rule.script.get(mark.span.range()).unwrap_or("");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The line a mark stands in.
pub(super) fn line_of(trace: &Trace, mark: &Mark) -> String {
    let line = trace.rule.script.lines().nth(mark.line - 1);
    line.unwrap_or("").trim().to_owned()
}

/// A value as shown to people.
pub(super) fn shown(value: &Shown, lang: Lang) -> String {
    match value {
        Shown::Value(Argument::List(items)) if items.is_empty() => {
            lang.pick("an empty list".into(), "空列表".into())
        }
        Shown::Value(text @ Argument::Text(_)) => format!("“{}”", text.show(lang)),
        Shown::Value(argument) => argument.show(lang),
        Shown::Flag(flag) => flag.to_string(),
        Shown::Items(1) => lang.pick("1 item".into(), "1 项".into()),
        Shown::Items(count) => lang.pick(format!("{count} items"), format!("{count} 项")),
    }
}

/// The event that decided: the last condition or loop before what was said, in the function
/// that said it.
pub(super) fn decisive(trace: &Trace) -> Option<usize> {
    let said = trace.events.iter().rev().find_map(|event| match event {
        Event::Said { mark } => trace.marks.get(*mark),
        _ => None,
    })?;
    trace.events.iter().rposition(|event| {
        let mark = match event {
            Event::Decided { mark, .. } | Event::Entered { mark } => trace.marks.get(*mark),
            _ => None,
        };
        mark.is_some_and(|mark| {
            let decides = matches!(
                mark.kind,
                MarkKind::Condition | MarkKind::Loop | MarkKind::Arm | MarkKind::Catch
            );
            decides && mark.function == said.function && mark.span.start < said.span.start
        })
    })
}

struct Page<'a> {
    sources: &'a Sources,
    trace: &'a Trace,
    lang: Lang,
    text: String,
}

impl Page<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn path(&mut self) {
        if self.trace.path.is_empty() {
            return;
        }
        self.line(self.lang.pick("In the chain", "在链中的位置"));
        self.line("");
        for at in 0..self.trace.path.len() {
            let arrow = if at == 0 { "  " } else { "→ " };
            let line = self.on_path(&self.trace.path[at]);
            self.line(&format!("  {arrow}{line}"));
        }
        self.line("");
    }

    fn on_path(&self, object: &OnPath) -> String {
        let word = role(object.role, self.lang);
        let name = object.name.get(self.lang);
        let place = object.place.map(|spot| place(self.sources, spot));
        let named = self
            .lang
            .pick(format!("{word} “{name}”"), format!("{word}“{name}”"));
        match (place, object.id == name) {
            (Some(place), true) => format!("{named}  {place}"),
            (Some(place), false) => format!("{named}  {}  {place}", object.id),
            (None, _) => self
                .lang
                .pick(format!("{named} (external)"), format!("{named}（外部）")),
        }
    }

    fn events(&mut self) {
        let decisive = decisive(self.trace);
        let mut pending: Vec<&Event> = Vec::new();
        for (at, event) in self.trace.events.iter().enumerate() {
            match event {
                // Values stand below the condition they were read for, which ends after them.
                Event::Read { .. } => pending.push(event),
                Event::Decided { mark, .. } => {
                    let condition = self.trace.marks[*mark].span;
                    let is_inside = |event: &&Event| match event {
                        Event::Read { mark, .. } => {
                            let span = self.trace.marks[*mark].span;
                            condition.start <= span.start && span.end <= condition.end
                        }
                        _ => false,
                    };
                    let (inside, before): (Vec<_>, Vec<_>) = std::mem::take(&mut pending)
                        .into_iter()
                        .partition(is_inside);
                    self.reads(&before, "  ");
                    self.step(event, decisive == Some(at));
                    self.reads(&inside, "      ");
                }
                _ => {
                    self.reads(&std::mem::take(&mut pending), "  ");
                    self.step(event, decisive == Some(at));
                }
            }
        }
        self.reads(&pending, "  ");
        if !matches!(self.trace.events.last(), Some(Event::Said { .. })) {
            self.line(self.lang.pick(
                "  here the check stopped: it cannot be judged",
                "  检查在此停止：不能判定",
            ));
        }
    }

    fn step(&mut self, event: &Event, decides: bool) {
        let lang = self.lang;
        let said = match event {
            Event::Decided { mark, holds } => {
                let mark = &self.trace.marks[*mark];
                let holds = if *holds {
                    lang.pick("holds", "成立")
                } else {
                    lang.pick("does not hold", "不成立")
                };
                let text = cut(&text_of(self.trace, mark), WIDEST);
                Some((mark, format!("if {text}  → {holds}")))
            }
            Event::Entered { mark } => {
                let mark = &self.trace.marks[*mark];
                let shown = matches!(
                    mark.kind,
                    MarkKind::Function | MarkKind::Loop | MarkKind::Catch | MarkKind::Arm
                );
                shown.then(|| (mark, line_of(self.trace, mark)))
            }
            Event::Said { mark } => {
                let mark = &self.trace.marks[*mark];
                Some((mark, cut(&text_of(self.trace, mark), WIDEST)))
            }
            Event::Read { .. } => None,
        };
        if let Some((mark, said)) = said {
            let decided = if decides {
                lang.pick("   ← this decided", "   ← 起决定作用")
            } else {
                ""
            };
            self.line(&format!("  :{} {said}{decided}", mark.line));
        }
    }

    fn reads(&mut self, events: &[&Event], indent: &str) {
        for event in events {
            if let Event::Read { mark, value, place } = event {
                let mark = &self.trace.marks[*mark];
                let text = text_of(self.trace, mark);
                let value = cut(&shown(value, self.lang), WIDEST);
                let at = place.map_or_else(String::new, |spot| {
                    format!("   ({})", self::place(self.sources, spot))
                });
                self.line(&format!("{indent}:{} {text} = {value}{at}", mark.line));
            }
        }
    }
}
