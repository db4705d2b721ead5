//! `baton graph`.

use super::Exit;
use super::args::{GraphArgs, GraphFormat};
use super::audit::reading;
use super::named::find;
use super::output::{self, Target, unsound, usage};
use super::progress::Progress;
use crate::audit::{Audit, Changes, audit, tried};
use crate::engine::World;
use crate::lang::Lang;
use crate::model::{GoalId, ProcessId, StepId};
use crate::report::graph::{Color, Picture, Seen, TooLarge};

/// Draws the chain or a part of it.
pub(super) fn run(args: &GraphArgs) -> Exit {
    let lang = args.lang.map_or_else(output::language, Lang::from);
    let options = match reading(&args.paths, args.as_of.as_deref(), args.no_cache, lang) {
        Ok(options) => options,
        Err(message) => return usage(&message),
    };
    let format = match format(args, lang) {
        Ok(format) => format,
        Err(message) => return usage(&message),
    };
    let progress = Progress::checking(false, lang);
    let step = |done, all| progress.step(done, all);
    let color = Color::from(args.color);
    // Rules need to run only where their verdicts are shown.
    if color == Color::Verdict {
        let read = audit(&options, &step);
        progress.finish();
        let Some(checked) = &read.checked else {
            return unsound(&read.sources, &read.problems, lang);
        };
        let exit = failed_rules(&read, &checked.outcome.errors, lang);
        let exit = draw(args, format, Seen::judged(checked, &read.rules, lang), exit);
        // The program ends here: giving back a large model piece by piece would only take time.
        std::mem::forget(read);
        return exit;
    }
    let read = tried(&options, Changes::default(), &step);
    progress.finish();
    let Some(world) = &read.world else {
        return unsound(&read.sources, &read.problems, lang);
    };
    draw(
        args,
        format,
        Seen::unjudged(world, color, lang),
        Exit::Clean,
    )
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

fn draw(args: &GraphArgs, format: GraphFormat, seen: Seen<'_>, exit: Exit) -> Exit {
    let lang = args.lang.map_or_else(output::language, Lang::from);
    let seen = seen.laid(
        args.lanes.map(Into::into).unwrap_or_default(),
        args.direction.into(),
    );
    let picture = match picture(args, &seen, lang) {
        Ok(picture) => picture,
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
    let target = Target::new(args.output.clone(), super::args::Color::Never, lang);
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
