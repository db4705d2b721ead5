//! One worker: an engine of its own, and the checks of one chunk at a time.

use std::sync::Arc;
use std::time::Duration;

use rhai::{
    Caches, Dynamic, Engine, EvalAltResult, EvalContext, GlobalRuntimeState, Position, Scope,
};

use super::super::params::Value;
use super::super::rule_set::{Rule, RuleSet, innermost};
use super::super::sandbox;
use super::super::verbs::{self, PlaceView, Said, Sink};
use super::super::views::{self, Stop, World};
use super::super::watchdog::{DEADLINE, Watch};
use crate::caught::caught;
use crate::finding::{Finding, Fingerprint, Place, Subject, SubjectKind, Undecided, Verdict};
use crate::load::Segment;
use crate::load::settings::LevelSetting;
use crate::source::Sources;

/// One rule on the objects `from..to`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Task {
    pub(super) rule: usize,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// What came of a task.
#[derive(Debug)]
pub(super) struct Chunk {
    pub(super) task: Task,
    pub(super) verdicts: Vec<Verdict>,
    pub(super) findings: Vec<Finding>,
    /// Checks answered without calling the script.
    pub(super) quiet: usize,
    /// Objects on which the settings switch the rule off.
    pub(super) off: usize,
    /// Objects the rule threw on.
    pub(super) failures: Vec<Failure>,
    /// The object on which the rule broke a bound; later ones were not looked at.
    pub(super) stopped: Option<Failure>,
}

/// A failure of a rule on an object.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) object: usize,
    pub(super) message: String,
    pub(super) at: Position,
    /// Stopped by the watch: perhaps on behalf of a neighbour.
    pub(super) interrupted: bool,
}

/// How one check ended.
enum End {
    /// Known without calling the script.
    Quiet(Verdict),
    Said(Vec<Said>),
    Undecided(Stop),
    Threw(String, Position),
    BrokeBound(String, Position, bool),
}

pub(super) struct Worker<'r> {
    world: Arc<World>,
    rules: &'r RuleSet,
    sources: &'r Sources,
    watch: Watch,
    engine: Engine,
    sink: Sink,
}

impl<'r> Worker<'r> {
    pub(super) fn new(
        world: &Arc<World>,
        rules: &'r RuleSet,
        sources: &'r Sources,
        watch: Watch,
    ) -> Self {
        let mut engine = sandbox::engine(watch.clone());
        let sink = Sink::default();
        views::register(&mut engine, world, &rules.reader);
        verbs::register(&mut engine, &sink, world);
        if let Some(probe) = &rules.probe {
            probe.register(&mut engine, world);
        }
        Self {
            world: Arc::clone(world),
            rules,
            sources,
            watch,
            engine,
            sink,
        }
    }

    /// Checks the objects of a task.
    pub(super) fn work(&mut self, task: Task) -> Chunk {
        let rule = &self.rules.rules[task.rule];
        let kind = rule.meta.looks_at;
        self.bound(kind);
        let mut chunk = Chunk {
            task,
            verdicts: Vec::with_capacity(task.to - task.from),
            findings: Vec::new(),
            quiet: 0,
            off: 0,
            failures: Vec::new(),
            stopped: None,
        };
        let mut state = None;
        for object in task.from..task.to {
            let subject = Subject {
                kind,
                number: u32::try_from(object).unwrap_or(u32::MAX),
            };
            if self.is_off(rule, subject) {
                chunk.off += 1;
                chunk.verdicts.push(Verdict::NotApplicable);
                continue;
            }
            let end = self.check(rule, subject, &mut state);
            let failure = |message, at: Position, interrupted| Failure {
                object,
                message,
                at: if at.is_none() { rule.check_at } else { at },
                interrupted,
            };
            let verdict = match end {
                End::Quiet(verdict) => {
                    chunk.quiet += 1;
                    verdict
                }
                End::Said(said) => self.keep(said, task.rule, subject, &mut chunk.findings),
                End::Undecided(stop) => {
                    chunk
                        .findings
                        .push(self.undecided(stop, task.rule, subject));
                    Verdict::Undetermined
                }
                End::Threw(message, at) => {
                    chunk.failures.push(failure(message, at, false));
                    Verdict::Undetermined
                }
                End::BrokeBound(message, at, interrupted) => {
                    chunk.stopped = Some(failure(message, at, interrupted));
                    break;
                }
            };
            chunk.verdicts.push(verdict);
        }
        chunk
    }

    fn is_off(&self, rule: &Rule, subject: Subject) -> bool {
        !rule.overrides.is_empty() && rule.level_on(&self.world, subject) == Some(LevelSetting::Off)
    }

    /// A rule on the whole chain may take more than one on a single object.
    fn bound(&mut self, kind: SubjectKind) {
        if matches!(kind, SubjectKind::Chain | SubjectKind::Process) {
            let objects: usize = SubjectKind::ALL
                .iter()
                .map(|kind| self.world.count(*kind))
                .sum();
            sandbox::widen(&mut self.engine, objects);
            let more = u64::try_from(objects / 50).unwrap_or(u64::MAX);
            self.watch.allow(DEADLINE + Duration::from_millis(more));
        } else {
            sandbox::narrow(&mut self.engine);
            self.watch.allow(DEADLINE);
        }
    }

    /// Checks one object. What the engine learns of a rule, such as which function a name
    /// means, is kept in `state` from one object to the next.
    fn check(&self, rule: &Rule, subject: Subject, state: &mut Option<State>) -> End {
        let guard = rule.guard.as_ref();
        if let Some(verdict) =
            guard.and_then(|guard| guard.verdict(&self.world, &self.rules.reader, subject))
        {
            return End::Quiet(verdict);
        }
        let kept = state.get_or_insert_with(|| State::new(&self.engine, rule));
        let mut object = views::handle(subject);
        self.watch.begin();
        let called = caught(|| kept.call(&self.engine, &mut object));
        self.watch.end();
        let said = self.sink.take();
        match called {
            // A last call that swallowed the stop is a stop all the same.
            Some(Ok(_)) if self.watch.must_stop() => interrupted(Position::NONE),
            Some(Ok(_)) => End::Said(said),
            Some(Err(error)) => ended(&error),
            None => {
                // What a panic left half done is not to be used again.
                *state = None;
                End::Threw("the rule made the engine panic".into(), Position::NONE)
            }
        }
    }

    /// Makes findings of what a rule said; gives the verdict on the object.
    fn keep(
        &self,
        said: Vec<Said>,
        rule: usize,
        subject: Subject,
        findings: &mut Vec<Finding>,
    ) -> Verdict {
        let mut verdict = None;
        for one in said {
            verdict = verdict.max(Some(one.verdict));
            if one.verdict == Verdict::NotApplicable {
                continue;
            }
            let undecided = (one.verdict == Verdict::Undetermined).then_some(Undecided::Said);
            let mut finding = self.finding(rule, subject, one.verdict, &one.places);
            finding.undecided = undecided;
            finding.arguments = one.arguments;
            findings.push(finding);
        }
        verdict.unwrap_or(Verdict::Conform)
    }

    fn undecided(&self, stop: Stop, rule: usize, subject: Subject) -> Finding {
        let path = match &stop {
            Stop::NotWritten { table, key } => inside(subject.kind, table, key),
            Stop::NotComparable { .. } => Vec::new(),
        };
        let place = PlaceView {
            spot: self.world.spot(subject, &path),
            path,
            subject: Some(subject),
        };
        let mut finding = self.finding(rule, subject, Verdict::Undetermined, &[place]);
        finding.undecided = Some(match stop {
            Stop::NotWritten { table, key } => Undecided::NotWritten {
                table,
                key: key.into(),
            },
            Stop::NotComparable { one, other } => Undecided::NotComparable {
                one: one.into(),
                other: other.into(),
            },
        });
        finding
    }

    fn finding(
        &self,
        rule: usize,
        subject: Subject,
        verdict: Verdict,
        places: &[PlaceView],
    ) -> Finding {
        let compiled = &self.rules.rules[rule];
        let level = match compiled.level_on(&self.world, subject) {
            Some(LevelSetting::At(level)) => level,
            _ => compiled.level,
        };
        let id = self.world.id(subject);
        let first = places.first();
        // A position in a list may change; what stands there names it better.
        let at_item = first.filter(|place| matches!(place.path.last(), Some(Segment::Index(_))));
        let text = at_item.map_or("", |place| self.sources.text(place.spot));
        let keys = first.map_or_else(String::new, |place| keys_only(&place.path));
        let parts = [
            compiled.meta.id.as_str(),
            subject.kind.name(),
            &id,
            &keys,
            text,
        ];
        Finding {
            rule,
            level,
            verdict,
            undecided: None,
            subject,
            places: places.iter().map(place).collect(),
            arguments: Vec::new(),
            set_aside: None,
            fingerprint: Fingerprint::of(parts),
        }
    }
}

/// What the engine keeps between the checks of one rule.
struct State {
    global: GlobalRuntimeState,
    caches: Caches,
    scope: Scope<'static>,
    /// How many constants stand in the scope.
    lists: usize,
}

impl State {
    fn new(engine: &Engine, rule: &Rule) -> Self {
        let mut global = engine.new_global_runtime_state();
        global.lib.push(rule.ast.shared_lib().clone());
        global.source = rule.ast.source().map(Into::into);
        let scope = lists(rule);
        Self {
            global,
            caches: Caches::new(),
            lists: scope.len(),
            scope,
        }
    }

    /// Calls `check` with an object, as if nothing had run before.
    fn call(
        &mut self,
        engine: &Engine,
        object: &mut Dynamic,
    ) -> Result<Dynamic, Box<EvalAltResult>> {
        self.scope.rewind(self.lists);
        self.global.num_operations = 0;
        self.global.level = 0;
        self.global.scope_level = 0;
        self.global.always_search_scope = false;
        let (global, caches) = (&mut self.global, &mut self.caches);
        let mut context = EvalContext::new(engine, global, caches, &mut self.scope, None);
        context.call_fn_raw("check", false, false, &mut [object])
    }
}

/// Parameters that are lists: rhai folds only single values into functions, so `check`
/// finds these in its scope.
fn lists(rule: &Rule) -> Scope<'static> {
    let mut scope = Scope::new();
    for (name, value) in &rule.values {
        if matches!(value, Value::Texts(_)) {
            scope.push_constant_dynamic(name.clone(), value.to_script());
        }
    }
    scope
}

/// Stopped by the watch.
fn interrupted(at: Position) -> End {
    let limit = "stopped: it took too long or too much memory".to_owned();
    End::BrokeBound(limit, at, true)
}

/// How a failed call is to be taken.
fn ended(error: &EvalAltResult) -> End {
    let (message, at) = innermost(error);
    match error.unwrap_inner() {
        EvalAltResult::ErrorRuntime(payload, _) => match payload.read_lock::<Stop>() {
            Some(stop) => End::Undecided(stop.clone()),
            None => End::Threw(message, at),
        },
        EvalAltResult::ErrorTerminated(..) => interrupted(at),
        EvalAltResult::ErrorTooManyOperations(_) => End::BrokeBound(
            "stopped: it takes too many operations, perhaps for ever".into(),
            at,
            false,
        ),
        EvalAltResult::ErrorDataTooLarge(what, _) => End::BrokeBound(
            format!("stopped: it builds too large a value ({what})"),
            at,
            false,
        ),
        EvalAltResult::ErrorStackOverflow(_) => {
            End::BrokeBound("stopped: its calls go too deep".into(), at, false)
        }
        EvalAltResult::ErrorTooManyVariables(_) => {
            End::BrokeBound("stopped: it has too many variables".into(), at, false)
        }
        _ => End::Threw(message, at),
    }
}

/// The path, from an object of that kind, of a key of a table inside it.
fn inside(kind: SubjectKind, table: &str, key: &str) -> Vec<Segment> {
    let own = kind.name();
    let prefix = match table.strip_prefix(own) {
        Some("") => "",
        Some(rest) => rest.trim_start_matches('.'),
        None => return Vec::new(),
    };
    let tables = prefix.split('.').filter(|part| !part.is_empty());
    tables
        .chain([key])
        .map(|part| Segment::Key(part.into()))
        .collect()
}

fn place(view: &PlaceView) -> Place {
    let mut path = String::new();
    for segment in &view.path {
        match segment {
            Segment::Key(key) if path.is_empty() => path.push_str(key),
            Segment::Key(key) => {
                path.push('.');
                path.push_str(key);
            }
            Segment::Index(index) => path.push_str(&format!("[{index}]")),
        }
    }
    Place {
        spot: view.spot,
        path,
    }
}

fn keys_only(path: &[Segment]) -> String {
    let keys = path.iter().filter_map(|segment| match segment {
        Segment::Key(key) => Some(&**key),
        Segment::Index(_) => None,
    });
    keys.collect::<Vec<_>>().join(".")
}
