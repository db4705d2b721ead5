//! Which keys of the TOML a rule reads: found in its script, without running it.
//!
//! A key that no rule of a run reads is judged by nobody, whatever stands in it; the report
//! says so. A derived property stands for the keys it is made of.

use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

/// Keys of tables, as `table.key`; `*.key` where the table is not known.
pub type Reads = BTreeSet<String>;

/// The keys a derived property is made of.
pub(super) fn behind(view: &str, property: &str) -> &'static [&'static str] {
    static BY_NAME: OnceLock<HashMap<(&str, &str), &[&str]>> = OnceLock::new();
    let by_name = BY_NAME.get_or_init(|| {
        let all = BEHIND.iter();
        all.filter_map(|(name, keys)| Some((name.split_once('.')?, *keys)))
            .collect()
    });
    by_name.get(&(view, property)).copied().unwrap_or_default()
}

/// Flow of work: what makes one step reach another.
const FLOW: &[&str] = &["handoff.from", "handoff.to", "step.start", "step.end"];

/// What a stock is held against.
const STOCK: &[&str] = &["handoff.stock", "handoff.wait", "process.demand"];

/// Who hands to whom.
const PARTIES: &[&str] = &["handoff.from", "handoff.to"];

/// What both sides agreed on.
const NEEDS: &[&str] = &[
    "handoff.customer",
    "handoff.customer.needs",
    "handoff.supplier",
    "handoff.supplier.criteria",
];

/// How far a goal is from its target.
const GAP: &[&str] = &[
    "goal.target",
    "goal.actual",
    "goal.actual.value",
    "goal.actual.k",
    "goal.actual.n",
    "goal.actual.on",
    "goal.actual.census",
    "goal.baseline",
    "goal.measure",
    "measure.better",
    "goal.start",
    "goal.by",
    "goal.milestones",
    "goal.milestones.on",
    "goal.milestones.value",
    "goal.kind",
    "goal.curve",
];

/// What the value of a goal is held against beside its target.
const YARDSTICKS: &[&str] = &[
    "goal.serves",
    "handoff.customer.needs",
    "survey.expected",
    "survey.scale",
    "survey.on",
    "survey.period",
    "benchmark.measure",
    "benchmark.value",
    "benchmark.kind",
    "benchmark.definition",
];

/// What actions did to a series of figures.
const CHANGES: &[&str] = &["action.status", "action.by", "action.changes_process"];

/// What the chain is worked out from.
const WORKED_OUT: &[&str] = &[
    "goal.target",
    "goal.measure",
    "goal.on",
    "measure.of",
    "handoff.from",
    "handoff.to",
    "handoff.share",
    "handoff.wait",
    "handoff.returns",
    "handoff.customer.needs",
    "step.touch",
    "step.yield",
    "step.detects",
    "step.servers",
    "step.availability",
    "step.capacity",
    "step.release_every",
    "step.cost",
    "step.split",
    "step.join",
    "step.start",
    "step.end",
];

/// What the load of a process is worked out from.
const LOAD: &[&str] = &[
    "process.demand",
    "process.available",
    "handoff.from",
    "handoff.to",
    "handoff.share",
    "handoff.returns",
    "step.touch",
    "step.yield",
    "step.servers",
    "step.availability",
    "step.capacity",
    "step.split",
    "step.join",
    "step.start",
    "step.end",
];

/// What the time a process takes is worked out from.
const TIMES: &[&str] = &[
    "handoff.from",
    "handoff.to",
    "handoff.wait",
    "handoff.returns",
    "handoff.customer.needs",
    "handoff.supplier.promises",
    "step.touch",
    "step.release_every",
    "step.split",
    "step.join",
    "step.start",
    "step.end",
];

/// Properties that need the whole strategy.
const OF_STRATEGY: &[&str] = &[
    "goal.reach",
    "goal.shares",
    "goal.closing",
    "goal.shortfall",
    "goal.clashes_with",
    "process.load",
    "process.times_asked",
];

/// Whether what a rule reads needs the whole strategy to be worked out.
pub(super) fn needs_strategy(reads: &Reads) -> bool {
    OF_STRATEGY.iter().any(|name| reads.contains(*name))
}

/// What is held against figures.
const JUDGED: &[&str] = &[
    "handoff.customer",
    "handoff.customer.needs",
    "handoff.supplier",
    "handoff.supplier.criteria",
    "measure.of",
];

/// What those who receive say of what is assessed.
const RATED: &[&str] = &[
    "assessment.on",
    "survey.on",
    "survey.scale",
    "survey.counts",
];

/// Every derived property that is made of keys; others only lead to further objects.
const BEHIND: &[(&str, &[&str])] = &[
    (
        "chain.loops",
        &[
            "handoff.from",
            "handoff.to",
            "handoff.returns",
            "handoff.at_most",
            "handoff.on_reject",
            "handoff.on_reject.return_to",
            "handoff.on_reject.at_most",
            "handoff.on_reject.escalate_to",
        ],
    ),
    ("handoff.judged", JUDGED),
    ("handoff.is_judged", JUDGED),
    ("process.departments", &["step.department"]),
    ("process.crossings", &["step.department"]),
    ("process.serves_outside", PARTIES),
    ("step.gives", PARTIES),
    ("step.receives", PARTIES),
    ("step.is_dead_end", FLOW),
    ("step.is_fed", FLOW),
    ("step.is_unfed_start", FLOW),
    ("step.is_isolated", FLOW),
    ("step.reaches_customer", FLOW),
    ("step.handoffs_to_customer", FLOW),
    ("step.is_cut_point", FLOW),
    ("step.serves_outside", PARTIES),
    ("step.has_touchpoint", &["value_sheet.touchpoint.handoff"]),
    ("step.is_blind_end", FLOW),
    ("handoff.giver", &["handoff.from"]),
    ("handoff.receiver", &["handoff.to"]),
    ("handoff.giver_is_external", &["handoff.from"]),
    ("handoff.giver_is_customer", &["handoff.from"]),
    ("handoff.receiver_is_external", &["handoff.to"]),
    ("handoff.crosses_department", &["step.department"]),
    ("handoff.crosses_site", &["step.site"]),
    ("handoff.has_checked_needs", NEEDS),
    ("handoff.unchecked_needs", NEEDS),
    ("handoff.weakened_needs", NEEDS),
    ("handoff.unclear_needs", NEEDS),
    ("handoff.unasked_criteria", NEEDS),
    ("handoff.is_hierarchical", &["handoff.kind"]),
    ("handoff.opposite", PARTIES),
    (
        "handoff.has_touchpoint",
        &["value_sheet.touchpoint.handoff"],
    ),
    (
        "handoff.answerable",
        &["handoff.accountable", "step.owner", "process.owner"],
    ),
    ("handoff.expected_stock", STOCK),
    ("handoff.stock_mismatch", STOCK),
    ("log.in_process", &["log.last"]),
    ("log.expected_in_process", &["log.last"]),
    ("log.finished_per_day", &["log.last"]),
    ("log.pile_up", &["log.last"]),
    ("handoff.goals", &["goal.on"]),
    ("goal.measured", &["goal.measure"]),
    (
        "goal.baseline_value",
        &[
            "goal.baseline",
            "goal.actual.value",
            "goal.actual.k",
            "goal.actual.n",
        ],
    ),
    ("goal.helped_by", &["action.helps"]),
    ("goal.served", &["goal.serves", "goal.on"]),
    (
        "goal.serves_a_need",
        &[
            "goal.serves",
            "goal.on",
            "goal.supports",
            "handoff.customer.needs",
            "survey.expected",
        ],
    ),
    ("goal.supported_by", &["goal.supports"]),
    ("goal.blocked_by", &["weakness.blocks"]),
    ("goal.benchmarks", &["benchmark.measure", "goal.measure"]),
    ("goal.reaches_objective", &["goal.supports"]),
    ("goal.gap", GAP),
    ("goal.reach", WORKED_OUT),
    ("goal.shares", WORKED_OUT),
    ("goal.closing", WORKED_OUT),
    ("goal.shortfall", WORKED_OUT),
    (
        "goal.clashes_with",
        &["goal.measure", "goal.on", "goal.target", "goal.by"],
    ),
    (
        "goal.cut_off_from",
        &["goal.serves", "goal.on", "handoff.from", "handoff.to"],
    ),
    ("process.load", LOAD),
    ("process.times_asked", TIMES),
    (
        "handoff.complaint_rate",
        &["complaint.on", "complaint.handoff"],
    ),
    (
        "handoff.broken_promises",
        &[
            "handoff.supplier",
            "handoff.supplier.promises",
            "handoff.supplier.criteria",
            "measure.of",
        ],
    ),
    ("gap.money", &["goal.short_costs", "handoff.volume"]),
    ("gap.customer_distance", YARDSTICKS),
    ("gap.customer_verdict", YARDSTICKS),
    ("gap.competitor_distance", YARDSTICKS),
    ("gap.competitor_verdict", YARDSTICKS),
    ("gap.pattern", YARDSTICKS),
    ("gap.variation", CHANGES),
    ("gap.assurance", CHANGES),
    ("gap.state", CHANGES),
    ("gap.projected", CHANGES),
    ("gap.chance", CHANGES),
    ("gap.unmoved_by", CHANGES),
    (
        "goal.works_across",
        &["goal.on", "step.department", "handoff.from", "handoff.to"],
    ),
    ("measure.goals", &["goal.measure"]),
    ("measure.counters", &["measure.countered_by"]),
    ("action.goals", &["action.helps"]),
    ("objective.goals", &["goal.supports"]),
    ("objective.processes", &["objective.realised_by"]),
    ("benchmark.measured", &["benchmark.measure"]),
    ("benchmark.practices", &["practice.explains"]),
    ("practice.benchmarks", &["practice.explains"]),
    (
        "goal.required_half_life",
        &[
            "goal.kind",
            "goal.target",
            "goal.baseline",
            "goal.start",
            "goal.by",
            "measure.better",
        ],
    ),
    ("weakness.goals", &["weakness.blocks"]),
    ("value_sheet.handoffs", &["value_sheet.touchpoint.handoff"]),
    (
        "value_sheet.serves_outside",
        &["value_sheet.department", "step.department"],
    ),
    (
        "value_sheet.meets_outside",
        &["value_sheet.touchpoint.handoff"],
    ),
    ("customer.receives", &["handoff.to"]),
    ("customer.gives", &["handoff.from"]),
    ("customer.voices", &["voice.customer"]),
    ("voice.speaker", &["voice.customer"]),
    ("loss.reason_name", &["loss.reason"]),
    ("loss.about", &["loss.handoff"]),
    ("loss.lost_by", &["loss.process", "loss.handoff"]),
    ("loss.speaker", &["loss.customer"]),
    ("assessment.about", &["assessment.on"]),
    (
        "assessment.place",
        &["assessment.score", "assessment.scale"],
    ),
    (
        "assessment.survey",
        &["assessment.on", "survey.on", "survey.period"],
    ),
    ("assessment.rated", RATED),
    ("assessment.rated_upper", RATED),
    (
        "assessment.figure",
        &["assessment.on", "assessment.measure"],
    ),
    (
        "assessment.measured",
        &["assessment.on", "assessment.measure", "measure.better"],
    ),
    (
        "assessment.measured_upper",
        &["assessment.on", "assessment.measure", "measure.better"],
    ),
    ("asset.steps", &["asset.used_by"]),
    ("asset.departments", &["asset.used_by", "step.department"]),
    ("waiver.finds", &["waiver.rule", "waiver.on"]),
    (
        "waiver.covers",
        &[
            "waiver.rule",
            "waiver.on",
            "waiver.ends_on",
            "waiver.approved_by",
        ],
    ),
    ("waiver.is_outgrown", &["waiver.gap_at_most"]),
    ("waiver.is_forbidden", &["waiver.rule"]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::views::specs;

    /// Whether a view has that property, written or derived.
    fn exists(name: &str) -> bool {
        let found = specs().into_iter().filter_map(|view| {
            let property = name.strip_prefix(view.name)?.strip_prefix('.')?;
            Some(view.property(property).is_some())
        });
        found.into_iter().any(|known| known)
    }

    #[test]
    fn every_name_is_one_of_a_view() {
        for (property, keys) in BEHIND {
            assert!(exists(property), "{property}");
            for key in *keys {
                assert!(exists(key), "{key}");
            }
        }
        for property in OF_STRATEGY {
            assert!(exists(property), "{property}");
        }
    }
}
