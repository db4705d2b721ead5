//! The script engine with everything harmful left out and everything else bounded.
//!
//! Left out: files, network, clock, randomness, `eval`, modules, sleeping, exiting.
//! Bounded: operations, sizes, depths, and through [`Watch`] wall clock and memory.
//! rhai does not count operations inside closures that native functions call, nor
//! maps grown by index or curried closures; the watch is what holds there.

use std::sync::OnceLock;

use rhai::packages::{
    ArithmeticPackage, BasicArrayPackage, BasicFnPackage, BasicIteratorPackage, BasicMapPackage,
    BasicMathPackage, BasicStringPackage, LogicPackage, MoreStringPackage, Package,
};
use rhai::{
    Array, Dynamic, Engine, EvalAltResult, FnPtr, Module, NativeCallContext, OptimizationLevel,
    Shared,
};

use super::watchdog::Watch;

/// Operations one check of one object may take.
pub(super) const OPERATIONS: u64 = 200_000;

/// Longest script, in bytes.
pub(super) const LONGEST_SCRIPT: usize = 256 * 1024;

/// Longest name, in bytes: rhai needs quadratic time for one name.
const LONGEST_NAME: usize = 255;

/// Most items in a list a script may build.
pub(super) const LONGEST_LIST: usize = 10_000;

/// Longest text a script may build, in bytes.
pub(super) const LONGEST_TEXT: usize = 8 * 1024;

/// Most keys of a map a script may build.
pub(super) const LARGEST_MAP: usize = 2_000;

/// Most variables at one time.
pub(super) const MOST_VARIABLES: usize = 128;

/// Most functions of a script.
pub(super) const MOST_FUNCTIONS: usize = 200;

/// Deepest calls within calls.
pub(super) const DEEPEST_CALLS: usize = 24;

/// Deepest expressions within expressions, inside a function.
pub(super) const DEEPEST_EXPRESSIONS: usize = 32;

/// What scripts may call, built once: every run needs several engines.
fn packages() -> &'static [Shared<Module>] {
    static PACKAGES: OnceLock<[Shared<Module>; 9]> = OnceLock::new();
    PACKAGES.get_or_init(|| {
        [
            ArithmeticPackage::new().as_shared_module(),
            BasicStringPackage::new().as_shared_module(),
            BasicIteratorPackage::new().as_shared_module(),
            BasicFnPackage::new().as_shared_module(),
            LogicPackage::new().as_shared_module(),
            BasicMathPackage::new().as_shared_module(),
            BasicArrayPackage::new().as_shared_module(),
            BasicMapPackage::new().as_shared_module(),
            MoreStringPackage::new().as_shared_module(),
        ]
    })
}

/// A new engine under a watch; it knows no view and no verb yet.
pub(super) fn engine(watch: Watch) -> Engine {
    let mut engine = Engine::new_raw();
    for package in packages() {
        engine.register_global_module(package.clone());
    }
    engine
        .disable_symbol("eval")
        .disable_symbol("import")
        // Curried with itself a function pointer doubles at each step; closures do without.
        .disable_symbol("curry")
        .set_optimization_level(OptimizationLevel::Simple)
        .set_strict_variables(true)
        .set_fail_on_invalid_map_property(true)
        .set_max_modules(0)
        .set_max_strings_interned(256)
        .set_max_string_size(LONGEST_TEXT)
        .set_max_array_size(LONGEST_LIST)
        .set_max_map_size(LARGEST_MAP)
        .set_max_variables(MOST_VARIABLES)
        .set_max_functions(MOST_FUNCTIONS)
        .set_max_call_levels(DEEPEST_CALLS)
        .set_max_expr_depths(64, DEEPEST_EXPRESSIONS)
        .set_max_operations(OPERATIONS)
        .on_print(|text| tracing::info!(target: "baton::rule", "{text}"))
        .on_debug(|text, _, _| tracing::debug!(target: "baton::rule", "{text}"))
        .on_progress(move |_| watch.must_stop().then_some(rhai::Dynamic::UNIT));
    for name in ["sort", "sort_by"] {
        engine.register_fn(name, sort);
    }
    engine
}

/// What a comparison said, or why it could not.
type Compared = Result<std::cmp::Ordering, Box<EvalAltResult>>;

/// Sorts by a function of the rule, in place of rhai's own `sort`, which takes every error
/// of that function for an answer, even the one that stops an endless rule.
fn sort(
    context: NativeCallContext<'_>,
    list: &mut Array,
    comparer: FnPtr,
) -> Result<(), Box<EvalAltResult>> {
    let mut compare = |one: &Dynamic, other: &Dynamic| -> Compared {
        let said = comparer.call_raw(&context, None, [one.clone(), other.clone()])?;
        match (said.as_int(), said.as_bool()) {
            (Ok(number), _) => Ok(number.cmp(&0)),
            (_, Ok(true)) => Ok(std::cmp::Ordering::Less),
            (_, Ok(false)) => Ok(std::cmp::Ordering::Greater),
            _ => Err("`sort` needs a function that gives a number or true/false".into()),
        }
    };
    *list = merge_sort(std::mem::take(list), &mut compare)?;
    Ok(())
}

/// A stable sort that stops at the first error and takes any answers, even contradictory ones.
fn merge_sort(
    mut list: Array,
    compare: &mut impl FnMut(&Dynamic, &Dynamic) -> Compared,
) -> Result<Array, Box<EvalAltResult>> {
    if list.len() < 2 {
        return Ok(list);
    }
    let second = list.split_off(list.len() / 2);
    let mut left = merge_sort(list, compare)?.into_iter().peekable();
    let mut right = merge_sort(second, compare)?.into_iter().peekable();
    let mut merged = Array::with_capacity(left.len() + right.len());
    while let (Some(one), Some(other)) = (left.peek(), right.peek()) {
        let taken = if compare(other, one)?.is_lt() {
            right.next()
        } else {
            left.next()
        };
        merged.extend(taken);
    }
    merged.extend(left);
    merged.extend(right);
    Ok(merged)
}

/// Raises the bounds for a rule that looks at the whole chain of `objects` objects.
pub(super) fn widen(engine: &mut Engine, objects: usize) {
    let operations = OPERATIONS + 2_000 * u64::try_from(objects).unwrap_or(u64::MAX / 4_000);
    engine.set_max_operations(operations);
    engine.set_max_array_size(LONGEST_LIST.max(2 * objects));
}

/// Sets the bounds for a rule that looks at one object at a time.
pub(super) fn narrow(engine: &mut Engine) {
    engine.set_max_operations(OPERATIONS);
    engine.set_max_array_size(LONGEST_LIST);
}

/// What is wrong with a script before it is even parsed: its byte offset and why.
pub(super) fn refuse(text: &str) -> Option<(usize, String)> {
    if text.len() > LONGEST_SCRIPT {
        let limit = LONGEST_SCRIPT / 1024;
        return Some((0, format!("the script is longer than {limit} KiB")));
    }
    let bytes = text.as_bytes();
    let in_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || *byte >= 0x80;
    // A name too long that begins here or later has a byte in common with every place that lies
    // its length further on, so only those are looked at.
    let mut from = 0;
    while let Some(byte) = bytes.get(from + LONGEST_NAME) {
        let probed = from + LONGEST_NAME;
        if !in_name(byte) {
            from = probed + 1;
            continue;
        }
        let before = bytes[from..probed].iter().rev().take_while(|b| in_name(b));
        let begun = probed - before.count();
        let end = probed + bytes[probed..].iter().take_while(|b| in_name(b)).count();
        if end - begun > LONGEST_NAME && is_name(&text[begun..end]) {
            return Some((begun, format!("a name longer than {LONGEST_NAME} bytes")));
        }
        from = end + 1;
    }
    None
}

/// Long runs without a space are common in Chinese prose; only a run of letters, digits
/// and underscores that has an ASCII character in it could be a hostile name.
fn is_name(run: &str) -> bool {
    run.bytes()
        .any(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        || run.len() > 4_096
}

#[cfg(test)]
mod tests {
    use super::*;

    fn eval(script: &str) -> Result<String, String> {
        let engine = engine(Watch::new());
        let value = engine.eval::<Dynamic>(script);
        value
            .map(|value| value.to_string())
            .map_err(|error| error.unwrap_inner().to_string())
    }

    #[test]
    fn sort_takes_numbers_or_truth_and_keeps_equals_in_order() {
        let by_number = "let a = [31, 12, 11, 22, 32]; a.sort(|x, y| x / 10 - y / 10); a";
        assert_eq!(eval(by_number).as_deref(), Ok("[12, 11, 22, 31, 32]"));
        let by_truth = "let a = [2, 3, 1]; a.sort_by(|x, y| x > y); a";
        assert_eq!(eval(by_truth).as_deref(), Ok("[3, 2, 1]"));
        let plain = "let a = [2, 3, 1]; a.sort(); a";
        assert_eq!(eval(plain).as_deref(), Ok("[1, 2, 3]"));
    }

    #[test]
    fn a_name_too_long_is_refused_wherever_it_stands() {
        for before in [0, 1, 254, 255, 256, 300, 511] {
            for (length, refused) in [(254, false), (255, false), (256, true), (700, true)] {
                for after in ["", " ", "; let a = 1"] {
                    let script = format!("{}{}{after}", " ".repeat(before), "a".repeat(length));
                    let at = refuse(&script).map(|(at, _)| at);
                    assert_eq!(at, refused.then_some(before), "{before} {length} {after}");
                }
            }
        }
        let prose = "字".repeat(300);
        assert_eq!(refuse(&prose), None);
        assert!(refuse(&format!("{prose}a")).is_some());
    }

    #[test]
    fn what_a_comparison_throws_is_not_swallowed() {
        let error = eval("let a = [2, 1]; a.sort(|x, y| throw `no`); a").unwrap_err();
        assert!(error.contains("no"), "{error}");
    }
}
