//! `baton graph`.

use super::Exit;
use super::args::{GraphArgs, GraphFormat};
use super::audit::{day, paths};
use super::gap::meant;
use super::output::{self, Target};
use super::progress::Progress;
use crate::audit::{Audit, Changes, Options, audit, only_evidence_fails, tried};
use crate::engine::World;
use crate::lang::Lang;
use crate::model::{GoalId, ProcessId, StepId};
use crate::problem::Problem;
use crate::report::graph::{Color, Picture, Seen, TooLarge};
use crate::report::{Style, text};
use crate::source::Sources;

/// Draws the chain or a part of it.
pub(super) fn run(args: &GraphArgs) -> Exit {
    let lang = args.lang.map_or_else(output::language, Lang::from);
    let as_of = args.as_of.as_deref();
    let as_of = as_of.map(|written| day("--as-of", written, lang));
    let as_of = match as_of.transpose() {
        Ok(as_of) => as_of,
        Err(message) => return usage(&message),
    };
    let options = Options {
        paths: paths(&args.paths),
        as_of,
        ..Options::default()
    };
    let progress = Progress::checking(false, lang);
    let step = |done, all| progress.step(done, all);
    let color = Color::from(args.color);
    // Rules need to run only where their verdicts are shown.
    if color == Color::Verdict {
        let read = audit(&options, &step);
        progress.finish();
        let Some(checked) = &read.checked else {
            return unsound(args, &read.sources, &read.problems, lang);
        };
        let exit = failed_rules(&read, &checked.outcome.errors, lang);
        let exit = draw(args, Seen::judged(checked, &read.rules, lang), lang, exit);
        // The program ends here: giving back a large model piece by piece would only take time.
        std::mem::forget(read);
        return exit;
    }
    let read = tried(&options, Changes::default(), &step);
    progress.finish();
    let Some(world) = &read.world else {
        return unsound(args, &read.sources, &read.problems, lang);
    };
    draw(args, Seen::unjudged(world, color, lang), lang, Exit::Clean)
}

fn usage(message: &str) -> Exit {
    output::error(message);
    Exit::Usage
}

/// What is wrong with the input; never written where a picture is expected.
fn unsound(args: &GraphArgs, sources: &Sources, problems: &[Problem], lang: Lang) -> Exit {
    let target = Target::new(None, super::args::Color::Auto);
    let style = Style {
        lang,
        colored: args.output.is_some() && target.is_colored(),
        quiet: false,
    };
    let exit = match only_evidence_fails(sources, problems) {
        true => Exit::Evidence,
        false => Exit::Input,
    };
    let report = text::of_problems(sources, problems, style);
    target.write(report.as_bytes(), exit)
}

/// Says which rules failed: what they would have judged is drawn as undetermined.
fn failed_rules(read: &Audit, errors: &[crate::engine::RuleError], lang: Lang) -> Exit {
    let failed = read.rules.errors.len() + errors.len();
    if failed == 0 {
        return Exit::Clean;
    }
    output::error(&lang.pick(
        format!("{failed} rules failed; `baton audit` shows which, and the picture lacks what they would have said"),
        format!("{failed} 条规则运行失败；用 `baton audit` 查看是哪些，图中缺少它们的判定"),
    ));
    Exit::RuleFailed
}

fn draw(args: &GraphArgs, seen: Seen<'_>, lang: Lang, exit: Exit) -> Exit {
    let seen = seen.laid(
        args.lanes.map(Into::into).unwrap_or_default(),
        args.direction.into(),
    );
    let picture = match picture(args, &seen, lang) {
        Ok(picture) => picture,
        Err(message) => return usage(&message),
    };
    let format = match format(args, lang) {
        Ok(format) => format,
        Err(message) => return usage(&message),
    };
    let drawn = match format {
        GraphFormat::Svg => picture.standalone(),
        GraphFormat::Dot => Ok(picture.dot()),
        GraphFormat::Mermaid => {
            if let Some(warning) = picture.mermaid_warning() {
                output::error(&warning);
            }
            Ok(picture.mermaid())
        }
    };
    let target = Target::new(args.output.clone(), super::args::Color::Never);
    match drawn {
        Ok(drawn) => target.write(drawn.as_bytes(), exit),
        Err(TooLarge { boxes, lines }) => usage(&lang.pick(
            format!(
                "{boxes} boxes and {lines} lines are too much to lay out; draw a part with \
                 --process, --around or --goal, or write --format dot for a program of your own"
            ),
            format!(
                "{boxes} 个框和 {lines} 条线太多，无法排版；请用 --process、--around 或 --goal 画一部分，\
                 或用 --format dot 交给其他程序"
            ),
        )),
    }
}

/// The format asked for, else that of the file, else text.
fn format(args: &GraphArgs, lang: Lang) -> Result<GraphFormat, String> {
    let ending = args.output.as_ref().and_then(|file| file.extension());
    let ending = ending.map(|ending| ending.to_string_lossy().to_lowercase());
    match (args.format, ending.as_deref()) {
        (Some(format), _) => Ok(format),
        (None, None) => Ok(GraphFormat::Mermaid),
        (None, Some("svg")) => Ok(GraphFormat::Svg),
        (None, Some("dot" | "gv")) => Ok(GraphFormat::Dot),
        (None, Some("mmd" | "mermaid")) => Ok(GraphFormat::Mermaid),
        (None, Some(other)) => Err(lang.pick(
            format!("-o: the ending `.{other}` says nothing of how to draw; name a .svg, .dot or .mmd file, or write --format"),
            format!("-o：结尾 `.{other}` 没有说明画法；请用 .svg、.dot 或 .mmd 结尾的文件名，或写明 --format"),
        )),
    }
}

/// The part of the chain asked for; with one process only, all of it.
fn picture(args: &GraphArgs, seen: &Seen<'_>, lang: Lang) -> Result<Picture, String> {
    let world = seen.world();
    let chain = &world.chain;
    if let Some(written) = &args.process {
        let names = chain.processes.iter();
        let names = names.map(|process| process.record.id.as_str().to_owned());
        let at = find("--process", written, names.collect(), lang)?;
        return Ok(seen.process(ProcessId::at(at)));
    }
    if let Some(written) = &args.around {
        let steps = chain.steps.iter();
        let names = steps.map(|step| chain.full_id(Some(step.process), step.record.id.as_str()));
        let at = find("--around", written, names.collect(), lang)?;
        return Ok(seen.around(StepId::at(at), usize::from(args.hops)));
    }
    if let Some(written) = &args.goal {
        let goals = chain.goals.iter();
        let names = goals.map(|goal| chain.full_id(goal.process, goal.record.id.as_str()));
        let at = find("--goal", written, names.collect(), lang)?;
        return Ok(seen.goal(GoalId::at(at)));
    }
    let has_steps = |world: &World| !world.chain.steps.is_empty();
    if args.all {
        return Ok(seen.everything());
    }
    match chain.processes.len() {
        1 if has_steps(world) => Ok(seen.process(ProcessId::at(0))),
        _ => Ok(seen.overview()),
    }
}

/// The position of the object named, in full or by its own id where only one has it.
fn find(option: &str, written: &str, names: Vec<String>, lang: Lang) -> Result<usize, String> {
    if let Some(at) = names.iter().position(|name| name == written) {
        return Ok(at);
    }
    let own = |name: &String| name.rsplit_once('/').is_some_and(|(_, own)| own == written);
    let mut short = names.iter().enumerate().filter(|(_, name)| own(name));
    match (short.next(), short.next()) {
        (Some((at, _)), None) => return Ok(at),
        (Some((_, one)), Some((_, other))) => {
            return Err(lang.pick(
                format!("{option}: `{written}` may be `{one}` or `{other}`; write it in full"),
                format!("{option}：`{written}` 可能是 `{one}` 或 `{other}`；请写全"),
            ));
        }
        _ => {}
    }
    let known: Vec<&str> = names.iter().map(String::as_str).collect();
    let near = meant(written, &known).map(|meant| {
        lang.pick(
            format!("; did you mean `{meant}`?"),
            format!("；是不是 `{meant}`？"),
        )
    });
    let said = lang.pick(
        format!("{option}: there is no `{written}`"),
        format!("{option}：找不到 `{written}`"),
    );
    Err(format!("{said}{}", near.unwrap_or_default()))
}
