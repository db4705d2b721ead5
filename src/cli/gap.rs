//! `baton gap` and `baton what-if`.

use std::path::PathBuf;

use super::Exit;
use super::args::{Format, GapArgs, GapFailOn, HowArgs, WhatIfArgs};
use super::audit::reading;
use super::output::{self, Target, usage};
use super::progress::Progress;
use crate::audit::{Changes, Options, Tried, tried};
use crate::engine::World;
use crate::lang::Lang;
use crate::load::change::Change;
use crate::measure::GapVerdict;
use crate::model::GoalId;
use crate::problem::nearest;
use crate::report::strategy::{self as report, View};
use crate::report::{Scope, Style, text};
use crate::strategy::numbers::numbers;
use crate::strategy::{Class, pulled};

/// Shows the gaps of goals.
pub(super) fn run(args: &GapArgs) -> Exit {
    let lang = language(&args.how);
    let options = match asked(&args.paths, &args.how, lang) {
        Ok(options) => options,
        Err(message) => return usage(&message),
    };
    let target = target(&args.how);
    let read = read(&options, Changes::default(), &args.how);
    let Some(world) = &read.world else {
        return unsound(&read, &target, &args.how, lang);
    };
    let scope = Scope::new(args.only.clone());
    if let Some(message) = unknown(world, &scope, lang) {
        return usage(&message);
    }
    let view = View {
        world,
        sources: &read.sources,
        scope: &scope,
        lang,
    };
    if let Some(goal) = &args.why {
        let found = match find_goal(world, goal, lang) {
            Ok(found) => found,
            Err(message) => return usage(&message),
        };
        let only = Scope::new(vec![goal_id(world, found)]);
        let shown = match args.format {
            Format::Text => Ok(report::why(&view, found).unwrap_or_default()),
            Format::Json => report::json(&View {
                scope: &only,
                ..view
            }),
        };
        return match shown {
            Ok(shown) => target.write(shown.as_bytes(), exit(args, world, |id| id == found)),
            Err(error) => internal(&error),
        };
    }
    let shown = match args.format {
        Format::Text if args.chain => Ok(report::chain(&view, &numbers(&world.today()))),
        Format::Text => Ok(report::table(&view)),
        Format::Json if args.chain => report::json_with_chain(&view, &numbers(&world.today())),
        Format::Json => report::json(&view),
    };
    match shown {
        Ok(shown) => {
            let in_scope = |id: GoalId| scope.includes_id(&goal_id(world, id));
            target.write(shown.as_bytes(), exit(args, world, in_scope))
        }
        Err(error) => internal(&error),
    }
}

/// Shows goals before and after changes.
pub(super) fn what_if(args: &WhatIfArgs) -> Exit {
    let lang = language(&args.how);
    let options = match asked(&args.paths, &args.how, lang) {
        Ok(options) => options,
        Err(message) => return usage(&message),
    };
    let target = target(&args.how);
    let stands = read(&options, Changes::default(), &args.how);
    let Some(before) = &stands.world else {
        return unsound(&stands, &target, &args.how, lang);
    };
    let scope = Scope::new(args.only.clone());
    if let Some(message) = unknown(before, &scope, lang) {
        return usage(&message);
    }
    let changes = match changes(args, before, lang) {
        Ok(changes) => changes,
        Err(refused) => return refused,
    };
    let changes = Changes {
        asked: &changes,
        file: args.changes.as_deref(),
    };
    let later = read(&options, changes, &args.how);
    let Some(after) = &later.world else {
        return unsound(&later, &target, &args.how, lang);
    };
    let view = |world, sources| View {
        world,
        sources,
        scope: &scope,
        lang,
    };
    let (first, then) = (view(before, &stands.sources), view(after, &later.sources));
    let shown = match args.format {
        Format::Text => Ok(report::compared(&first, &then, &later.made)),
        Format::Json => report::compared_json(&first, &then, &later.made),
    };
    match shown {
        Ok(shown) => target.write(shown.as_bytes(), Exit::Clean),
        Err(error) => internal(&error),
    }
}

fn asked(paths: &[PathBuf], how: &HowArgs, lang: Lang) -> Result<Options, String> {
    reading(paths, how.as_of.as_deref(), how.no_cache, lang)
}

fn language(how: &HowArgs) -> Lang {
    how.lang.map_or_else(output::language, Lang::from)
}

fn target(how: &HowArgs) -> Target {
    Target::new(
        how.output.clone(),
        how.color,
        how.lang.map_or_else(output::language, Lang::from),
    )
}

fn internal(error: &serde_json::Error) -> Exit {
    output::error(&error.to_string());
    Exit::Internal
}

fn read(options: &Options, changes: Changes<'_>, how: &HowArgs) -> Tried {
    let progress = Progress::measuring(how.quiet, language(how));
    let read = tried(options, changes, &|done, all| progress.step(done, all));
    progress.finish();
    read
}

/// What is wrong with the input.
fn unsound(read: &Tried, target: &Target, how: &HowArgs, lang: Lang) -> Exit {
    let style = Style {
        lang,
        colored: target.is_colored(),
        quiet: how.quiet,
    };
    // A change that names nothing is a matter of the command line, not of the files.
    let named = read.problems.iter().all(|problem| problem.spot.is_none());
    if named && !read.problems.is_empty() {
        for problem in &read.problems {
            let (message, hint) = (problem.message(lang), problem.hint(lang));
            output::error(&format!("{message}{}{hint}", lang.pick("; ", "；")));
        }
        return Exit::Input;
    }
    let report = text::of_problems(&read.sources, &read.problems, style);
    let exit = match crate::audit::only_evidence_fails(&read.sources, &read.problems) {
        true => Exit::Evidence,
        false => Exit::Input,
    };
    target.write(report.as_bytes(), exit)
}

/// A name on the command line that means nothing.
fn unknown(world: &World, scope: &Scope, lang: Lang) -> Option<String> {
    let (written, meant) = scope.unknown(world)?;
    let next = meant.map(|meant| {
        lang.pick(
            format!("; did you mean `{meant}`?"),
            format!("；是不是 `{meant}`？"),
        )
    });
    let said = lang.pick(
        format!("--only: there is no process or object `{written}`"),
        format!("--only：找不到流程或对象 `{written}`"),
    );
    Some(format!("{said}{}", next.unwrap_or_default()))
}

fn goal_id(world: &World, id: GoalId) -> String {
    let goal = world.chain.goal(id);
    world.chain.full_id(goal.process, goal.record.id.as_str())
}

/// The goal of a name: `process/id`, or `id` where only one has it.
fn find_goal(world: &World, written: &str, lang: Lang) -> Result<GoalId, String> {
    let goals = (0..world.chain.goals.len()).map(GoalId::at);
    let named: Vec<(GoalId, String)> = goals.map(|id| (id, goal_id(world, id))).collect();
    if let Some((id, _)) = named.iter().find(|(_, name)| name == written) {
        return Ok(*id);
    }
    let own = |name: &str| {
        name.rsplit_once('/')
            .map_or(name == written, |(_, own)| own == written)
    };
    let mut short = named.iter().filter(|(_, name)| own(name));
    match (short.next(), short.next()) {
        (Some((id, _)), None) => Ok(*id),
        (Some((_, one)), Some((_, other))) => Err(lang.pick(
            format!("--why: there are several goals `{written}`: `{one}`, `{other}`"),
            format!("--why：有几个目标都叫 `{written}`：`{one}`、`{other}`"),
        )),
        _ => {
            let names: Vec<&str> = named.iter().map(|(_, name)| name.as_str()).collect();
            let near = meant(written, &names).map(|meant| {
                lang.pick(
                    format!("; did you mean `{meant}`?"),
                    format!("；是不是 `{meant}`？"),
                )
            });
            let said = lang.pick(
                format!("--why: there is no goal `{written}`"),
                format!("--why：没有名为 `{written}` 的目标"),
            );
            Err(format!("{said}{}", near.unwrap_or_default()))
        }
    }
}

/// The changes asked for one by one: by their keys, and by levers.
fn changes(args: &WhatIfArgs, world: &World, lang: Lang) -> Result<Vec<Change>, Exit> {
    let mut changes = Vec::new();
    for written in &args.set {
        match Change::parse(written) {
            Some(change) => changes.push(change),
            None => {
                return Err(usage(&lang.pick(
                    format!("--set: `{written}` is no change; write `process/id.key=value`, such as \"sinter-line/batching.yield=97 %\""),
                    format!("--set：`{written}` 不是一项改变；请写 `流程/代号.键=值`，例如 \"sinter-line/batching.yield=97 %\""),
                )));
            }
        }
    }
    for written in &args.lever {
        changes.push(lever(written, world, lang)?);
    }
    if changes.is_empty() && args.changes.is_none() {
        return Err(usage(lang.pick(
            "nothing to try: name a change with --set, --lever or --changes",
            "没有要尝试的改变：请用 --set、--lever 或 --changes 指明",
        )));
    }
    Ok(changes)
}

/// A lever, pulled to a value or as far as it helps.
fn lever(written: &str, world: &World, lang: Lang) -> Result<Change, Exit> {
    let (name, to) = match written.split_once('=') {
        Some((name, to)) => (name.trim(), Some(to.trim())),
        None => (written.trim(), None),
    };
    let chain = &world.chain;
    let levers = chain.levers.iter();
    let ids: Vec<String> = levers
        .map(|lever| chain.full_id(lever.process, lever.record.id.as_str()))
        .collect();
    let is = |id: &&String| *id == name || id.rsplit_once('/').is_some_and(|(_, own)| own == name);
    let found = ids.iter().position(|id| is(&id));
    let change = found.and_then(|at| pulled(chain, at, to));
    change.ok_or_else(|| {
        let names: Vec<&str> = ids.iter().map(String::as_str).collect();
        let near = meant(name, &names).map(|meant| {
            lang.pick(
                format!("; did you mean `{meant}`?"),
                format!("；是不是 `{meant}`？"),
            )
        });
        let said = lang.pick(
            format!("--lever: there is no lever `{name}`"),
            format!("--lever：没有名为 `{name}` 的杠杆"),
        );
        usage(&format!("{said}{}", near.unwrap_or_default()))
    })
}

fn exit(args: &GapArgs, world: &World, in_scope: impl Fn(GoalId) -> bool) -> Exit {
    let goals = world.gaps.iter().filter(|gap| in_scope(gap.goal));
    let mut failing = goals.filter(|gap| match args.fail_on {
        GapFailOn::Never => false,
        GapFailOn::Missed => gap.verdict == GapVerdict::NotMet,
        GapFailOn::Behind => gap.behind_plan == Some(true),
        GapFailOn::Impossible => {
            let known = world.strategy().get(gap.goal);
            known.is_some_and(|known| known.attainable.class == Class::Impossible)
        }
    });
    if failing.next().is_some() {
        Exit::Findings
    } else {
        Exit::Clean
    }
}

/// The name probably meant, in full: `process/id` is compared as a whole, `id` with ids alone.
pub(super) fn meant<'n>(written: &str, names: &[&'n str]) -> Option<&'n str> {
    if written.contains('/') {
        return nearest(written, names.iter().copied());
    }
    let own = |name: &&'n str| name.rsplit_once('/').map_or(*name, |(_, own)| own);
    let near = nearest(written, names.iter().map(&own))?;
    names.iter().copied().find(|name| own(name) == near)
}
