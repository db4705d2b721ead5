//! Percentiles that were asked for, in words.

use crate::lang::Lang;
use crate::measure::log::units::Unit;
use crate::measure::log::{Level, LogMeasures};

/// The head of a column of percentiles: `P95`, and what its brackets hold.
pub(super) fn head(p: f64, lang: Lang) -> String {
    let name = name(p);
    lang.pick(
        format!("{name} (95 % sure)"),
        format!("{name}（95 % 置信度）"),
    )
}

/// `P95`.
pub(super) fn name(p: f64) -> String {
    format!("P{}", percent(p))
}

/// A share as the number that stands before `%`, with as many decimals as it needs.
pub(super) fn percent(p: f64) -> String {
    let digits = format!("{:.6}", p * 100.0);
    digits
        .trim_end_matches('0')
        .trim_end_matches('.')
        .to_owned()
}

/// A percentile with its bounds, without the sign of the unit; of an open end there are
/// only the dots.
pub(super) fn cell(level: &Level, unit: Unit, lang: Lang) -> String {
    let Some(time) = level.time else {
        return lang.pick("not reached", "尚未达到").to_owned();
    };
    let end = |bound: Option<f64>| bound.map_or_else(String::new, |end| unit.number(end));
    let (low, high) = (end(level.bounds.lower), end(level.bounds.upper));
    let bounds = format!("{low} … {high}");
    format!("{}{}", unit.number(time), lang.aside(bounds.trim()))
}

/// Those of the lead time, one after the other; nothing if none was asked for.
pub(super) fn of_cases(measures: &LogMeasures, unit: Unit, lang: Lang) -> Option<String> {
    let levels = match measures.open.asked {
        true => &measures.open.percentiles,
        false => &measures.cases.percentiles,
    };
    let said = |level: &Level| {
        let (name, cell) = (name(level.p), cell(level, unit, lang));
        format!("{name} {cell}")
    };
    let said: Vec<String> = levels.iter().map(said).collect();
    let sign = unit.sign(lang);
    let joined = said.join(lang.pick(", ", "，"));
    (!said.is_empty()).then(|| {
        lang.pick(
            format!("{joined} {sign}, each bound 95 % sure"),
            format!("{joined}，单位：{sign}，各界限的置信度为 95 %"),
        )
    })
}
