//! How the examples of rules ended: for people.

use annotate_snippets::{Level as Shade, Renderer};

use super::super::snippet::{Block, Shown, renderer};
use super::super::text::rule_error;
use super::super::{Style, message};
use super::{coverage, mutants};
use crate::desk::{Tested, TestedExample, TestedRule};
use crate::engine::examples::{Difference, NOT_APPLICABLE, Run};
use crate::lang::Lang;
use crate::problem::Problem;
use crate::source::{SourceId, Sources, Span, Spot};

/// The report on examples.
pub fn render(tested: &Tested, style: Style) -> String {
    let lang = style.lang;
    let renderer = renderer(style.colored);
    let mut text = String::new();
    if !style.quiet {
        for rule in &tested.rules {
            for example in rule.failed() {
                text.push_str(&failure(rule, example, &renderer, lang));
                text.push('\n');
            }
        }
    }
    for error in &tested.errors {
        text.push_str(&format!("✗ {}\n", rule_error(error, lang)));
    }
    if !tested.errors.is_empty() {
        text.push('\n');
    }
    if tested.rules.iter().any(|rule| rule.coverage.is_some()) {
        text.push_str(&coverage::render(tested, style));
        text.push('\n');
    }
    if let Some(counts) = tested.mutants() {
        text.push_str(&mutants::render(tested, counts, style));
        text.push('\n');
    }
    text.push_str(&summary(tested, lang));
    text
}

/// How many of what, and what has no example.
fn summary(tested: &Tested, lang: Lang) -> String {
    let (examples, failed) = (tested.examples(), tested.failed());
    let rules = tested.rules.len();
    let ended = match failed {
        0 if examples == 0 => lang.pick("nothing was tested".into(), "什么也没有测试".into()),
        0 => lang.pick("all pass".to_owned(), "全部通过".to_owned()),
        _ => lang.pick(format!("{failed} failed"), format!("{failed} 个未通过")),
    };
    let plural =
        |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    let mut text = lang.pick(
        format!(
            "{} of {}: {ended}\n",
            plural(examples, "example"),
            plural(rules, "rule")
        ),
        format!("{rules} 条规则的 {examples} 个示例：{ended}\n"),
    );
    let silent: Vec<_> = tested.without_example().collect();
    if !silent.is_empty() {
        let names = silent.join(lang.pick(", ", "、"));
        text.push_str(&lang.pick(
            format!("without an example: {names}\n"),
            format!("没有示例：{names}\n"),
        ));
    }
    let broken = tested.errors.iter().map(|error| &error.rule);
    let broken: std::collections::BTreeSet<_> = broken.collect();
    if !broken.is_empty() {
        text.push_str(&lang.pick(
            format!("{} cannot be used\n", plural(broken.len(), "rule")),
            format!("{} 条规则无法使用\n", broken.len()),
        ));
    }
    text
}

/// One example that did not pass.
fn failure(rule: &TestedRule, example: &TestedExample, renderer: &Renderer, lang: Lang) -> String {
    let page = Page::new(rule, example, lang);
    page.block().render(&page.sources, renderer)
}

struct Page<'a> {
    rule: &'a TestedRule,
    example: &'a TestedExample,
    sources: Sources,
    manual: SourceId,
    lang: Lang,
}

impl<'a> Page<'a> {
    fn new(rule: &'a TestedRule, example: &'a TestedExample, lang: Lang) -> Self {
        let mut sources = Sources::default();
        let manual = sources.add(rule.manual_file(), rule.text.manual.clone());
        Self {
            rule,
            example,
            sources,
            manual,
            lang,
        }
    }

    fn block(&self) -> Block<'_> {
        let lang = self.lang;
        let run = &self.example.run;
        let mut places = Vec::new();
        let mut notes = Vec::new();
        if self.example.is_empty() {
            places.push(self.shown(self.example.example.line, no_block(lang)));
        }
        for stray in &self.example.stray {
            places.push(self.shown(stray.line, no_such_rule(lang)));
            if let Some(meant) = &stray.meant {
                let meant = lang.pick(
                    format!("did you mean `{meant}`?"),
                    format!("是不是 `{meant}`？"),
                );
                notes.push((lang.pick("next", "下一步"), meant));
            }
        }
        for problem in &run.problems {
            places.push(self.shown(self.line_of(problem), ""));
            notes.push((lang.pick("problem", "问题"), problem.message(lang)));
            notes.push((lang.pick("next", "下一步"), problem.hint(lang)));
        }
        for error in &run.errors {
            notes.push((lang.pick("rule", "规则"), rule_error(error, lang)));
        }
        for difference in &run.differences {
            places.push(self.shown(difference.line, wanted(difference, lang)));
            let said = sayings(run, difference, lang).into_iter();
            notes.extend(said.map(|said| (lang.pick("it says", "报告"), said)));
            notes.extend(self.next(difference));
        }
        if places.is_empty() {
            places.push(self.shown(self.example.example.line, ""));
        }
        Block {
            lang,
            level: Shade::ERROR.with_name(lang.pick("failed", "未通过")),
            id: &self.rule.text.id,
            title: self.example.example.title.clone(),
            places,
            notes,
        }
    }

    /// The mark that would make a line right.
    fn next(&self, difference: &Difference) -> Option<(&'static str, String)> {
        if difference.unexpected.is_empty() {
            return None;
        }
        let (kind, id) = (difference.kind, &self.rule.text.id);
        Some((
            self.lang.pick("next", "下一步"),
            self.lang.pick(
                format!("mend the rule, or write `# {kind}: {id}` at the end of this line"),
                format!("修正规则，或在这一行末尾写 `# {kind}: {id}`"),
            ),
        ))
    }

    /// The line of the manual a problem of an example stands on.
    fn line_of(&self, problem: &Problem) -> usize {
        let heading = self.example.example.line;
        let Some(spot) = problem.spot else {
            return heading;
        };
        let block = self.example.example.blocks.get(spot.source.0 as usize);
        let line = self.example.run.sources.line_column(spot).line as usize;
        block.map_or(heading, |block| block.line + line)
    }

    /// A line of the manual, with what is to be said of it.
    fn shown<'p>(&self, line: usize, label: &'p str) -> Shown<'p> {
        Shown {
            spot: line_of(&self.sources, self.manual, line),
            label,
            primary: true,
        }
    }
}

/// What the rule says on a line where it should not.
pub(super) fn sayings(run: &Run, difference: &Difference, lang: Lang) -> Vec<String> {
    let findings = difference
        .unexpected
        .iter()
        .filter_map(|at| run.findings.get(*at));
    findings
        .map(|finding| message(&run.rules, finding, lang))
        .collect()
}

/// Why an example did not pass, each reason in a line.
pub(super) fn reasons(rule: &TestedRule, example: &TestedExample, lang: Lang) -> Vec<String> {
    let page = Page::new(rule, example, lang);
    let manual = rule.manual_file();
    let mut reasons = Vec::new();
    if example.is_empty() {
        reasons.push(format!(
            "{manual}:{}: {}",
            example.example.line,
            no_block(lang)
        ));
    }
    for stray in &example.stray {
        let (line, wrong) = (stray.line, no_such_rule(lang));
        reasons.push(format!("{manual}:{line}: {wrong}: {}", stray.written));
    }
    for problem in &example.run.problems {
        let line = page.line_of(problem);
        reasons.push(format!("{manual}:{line}: {}", problem.message(lang)));
    }
    let errors = example.run.errors.iter();
    reasons.extend(errors.map(|error| rule_error(error, lang)));
    for difference in &example.run.differences {
        let (line, wanted) = (difference.line, wanted(difference, lang));
        reasons.push(format!("{manual}:{line}: {wanted}"));
    }
    reasons
}

/// An example that did not pass, as plain text.
pub(super) fn failure_text(rule: &TestedRule, example: &TestedExample, lang: Lang) -> String {
    failure(rule, example, &renderer(false), lang)
}

fn no_such_rule(lang: Lang) -> &'static str {
    lang.pick(
        "this mark names a rule there is not",
        "此标记所写的规则不存在",
    )
}

fn no_block(lang: Lang) -> &'static str {
    lang.pick(
        "there is no ```toml block below this heading",
        "这个标题下没有 ```toml 代码块",
    )
}

/// What was expected of a line, and what came.
fn wanted(difference: &Difference, lang: Lang) -> &'static str {
    if difference.kind == NOT_APPLICABLE {
        return lang.pick(
            "marked as not applicable, but no object that the rule leaves out begins here",
            "标为不适用，但从这里开始的对象并不是规则不适用的",
        );
    }
    let finds = difference.kind == "finds";
    match (finds, difference.missing > 0) {
        (true, true) => lang.pick(
            "marked as a finding, but the rule finds nothing here",
            "标为发现，但规则在这里没有发现",
        ),
        (true, false) => lang.pick(
            "the rule finds something here, but the line is not marked",
            "规则在这里有发现，但这一行没有标记",
        ),
        (false, true) => lang.pick(
            "marked as undetermined, but that is not what the rule says here",
            "标为尚不能判定，但规则在这里没有这样说",
        ),
        (false, false) => lang.pick(
            "the rule cannot judge this, but the line is not marked",
            "规则在这里不能判定，但这一行没有标记",
        ),
    }
}

/// The words of a line of a text, without the space around them.
pub(super) fn line_of(sources: &Sources, source: SourceId, line: usize) -> Spot {
    let text = &sources.get(source).text;
    let mut start = 0;
    for _ in 1..line {
        match text[start..].find('\n') {
            Some(at) => start += at + 1,
            None => break,
        }
    }
    let words = text[start..].lines().next().unwrap_or("");
    let indent = words.len() - words.trim_start().len();
    let span = Span::new(start + indent, start + indent + words.trim().len());
    Spot { source, span }
}
