//! `baton rules` and `baton explain`.

use super::Exit;
use super::args::{ExplainArgs, Format, RulesArgs};
use super::output::{self, Target};
use super::test::open;
use crate::desk::{Catalogue, Entry};
use crate::finding::Level;
use crate::lang::Lang;
use crate::report::Style;
use crate::report::desk::{rule_list, rule_page, rules_json};
use crate::source::Sources;

/// Lists the rules.
pub(super) fn list(args: &RulesArgs) -> Exit {
    let lang = args.lang.map_or_else(output::language, Lang::from);
    let catalogue = match open(args.path.as_deref(), &args.family, lang) {
        Ok(workspace) => Catalogue::of(&workspace),
        Err(exit) => return exit,
    };
    if let Some(exit) = complain(&catalogue, lang) {
        return exit;
    }
    let least = args.level.map(Level::from);
    let wanted = |entry: &Entry| {
        let meta = &entry.rule.meta;
        let family = meta.id.split('/').next().unwrap_or("");
        (args.family.is_empty() || args.family.iter().any(|wanted| wanted == family))
            && least.is_none_or(|least| entry.off.is_none() && entry.rule.level >= least)
            && args.looks_at.is_none_or(|kind| meta.looks_at == kind)
    };
    let shown = match args.format {
        Format::Text => Ok(rule_list::render(&catalogue, wanted, style(lang, false))),
        Format::Json => rules_json::list(&catalogue, wanted, lang),
    };
    let exit = if catalogue.errors.is_empty() {
        Exit::Clean
    } else {
        Exit::RuleFailed
    };
    print(shown, exit)
}

/// Shows one rule.
pub(super) fn explain(args: &ExplainArgs) -> Exit {
    let lang = args.lang.map_or_else(output::language, Lang::from);
    let wanted = std::slice::from_ref(&args.rule);
    let workspace = match open(args.path.as_deref(), wanted, lang) {
        Ok(workspace) => workspace,
        Err(exit) => return exit,
    };
    let catalogue = Catalogue::of(&workspace);
    if let Some(exit) = complain(&catalogue, lang) {
        return exit;
    }
    let meant: Vec<_> = workspace.selected().map(|text| text.id.as_str()).collect();
    let [id] = meant.as_slice() else {
        let names = meant.join(lang.pick(", ", "、"));
        output::error(&lang.pick(
            format!(
                "`{}` means {} rules; name one: {names}",
                args.rule,
                meant.len()
            ),
            format!(
                "`{}` 指 {} 条规则；请指明一条：{names}",
                args.rule,
                meant.len()
            ),
        ));
        return Exit::Usage;
    };
    let mut entries = catalogue.entries.iter();
    let Some(entry) = entries.find(|entry| entry.rule.meta.id == *id) else {
        for error in catalogue.errors.iter().filter(|error| error.rule == *id) {
            output::error(&crate::report::text::rule_error(error, lang));
        }
        return Exit::RuleFailed;
    };
    let target = Target::new(None, args.color, lang);
    let shown = match args.format {
        Format::Text => {
            let style = style(lang, target.is_colored());
            Ok(rule_page::render(&catalogue, entry, style))
        }
        Format::Json => rules_json::page(&catalogue, entry, lang),
    };
    print(shown, Exit::Clean)
}

fn style(lang: Lang, colored: bool) -> Style {
    Style {
        lang,
        colored,
        quiet: false,
    }
}

fn print(shown: Result<String, serde_json::Error>, exit: Exit) -> Exit {
    match shown {
        Ok(text) => output::bytes(text.as_bytes(), exit),
        Err(error) => {
            output::error(&error.to_string());
            Exit::Internal
        }
    }
}

/// Says what is wrong with the settings.
fn complain(catalogue: &Catalogue, lang: Lang) -> Option<Exit> {
    for problem in &catalogue.problems {
        let at = problem.spot.map(|spot| place(&catalogue.sources, spot));
        let at = at.unwrap_or_default();
        let (message, hint) = (problem.message(lang), problem.hint(lang));
        let semicolon = lang.pick("; ", "；");
        output::error(&format!("{at}{message}{semicolon}{hint}"));
    }
    (!catalogue.problems.is_empty()).then_some(Exit::Input)
}

/// `file:line: ` of a setting.
fn place(sources: &Sources, spot: crate::source::Spot) -> String {
    let (file, line) = (
        &sources.get(spot.source).name,
        sources.line_column(spot).line,
    );
    format!("{file}:{line}: ")
}
