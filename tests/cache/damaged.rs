//! Whatever bytes a cache gives, an audit says what is true: what is not whole is measured again
//! and replaced.

use std::collections::BTreeMap;
use std::sync::Arc;

use baton::audit::{Changes, Tried, tried};
use proptest::prelude::*;
use xxhash_rust::xxh3::Xxh3;

use super::changed::workspace;
use super::{Memory, json, options};

/// What is done to the bytes of an entry.
#[derive(Debug, Clone)]
enum Damage {
    Flip(prop::sample::Index, u8),
    Cut(prop::sample::Index),
    Longer(Vec<u8>),
    Other(Vec<u8>),
}

impl Damage {
    fn of(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Flip(at, bit) => {
                let at = at.index(bytes.len());
                bytes[at] ^= 1 << (bit % 8);
            }
            Self::Cut(at) => bytes.truncate(at.index(bytes.len())),
            Self::Longer(more) => bytes.extend(more),
            Self::Other(bytes_instead) => bytes.clone_from(bytes_instead),
        }
    }
}

fn damage() -> impl Strategy<Value = Damage> {
    let bytes = || prop::collection::vec(any::<u8>(), 1..200);
    prop_oneof![
        (any::<prop::sample::Index>(), 0_u8..8).prop_map(|(at, bit)| Damage::Flip(at, bit)),
        any::<prop::sample::Index>().prop_map(Damage::Cut),
        bytes().prop_map(Damage::Longer),
        bytes().prop_map(Damage::Other),
    ]
}

/// Where the sum of an entry stands, and what it is of.
const SUM: std::ops::Range<usize> = 16..32;

#[test]
fn damaged_entries_are_measured_again_and_replaced() {
    let folder = workspace(40, |_| {});
    let memory = Arc::new(Memory::default());
    let expected = json(folder.path(), Some(&memory));
    let whole = memory.entries();
    assert_eq!(whole.len(), 2);
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 24,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let done = runner.run(&(damage(), any::<bool>()), |(damage, first)| {
        let mut entries = whole.clone();
        let at = usize::from(first);
        damage.of(entries.values_mut().nth(at).unwrap());
        memory.replace(entries);
        memory.count();
        prop_assert!(json(folder.path(), Some(&memory)) == expected);
        let (_, _, taken) = memory.count();
        prop_assert_eq!(taken, 2);
        prop_assert!(memory.entries() == whole);
        Ok(())
    });
    done.unwrap();
}

#[test]
fn an_entry_under_the_name_of_another_is_foreign() {
    let folder = workspace(40, |_| {});
    let memory = Arc::new(Memory::default());
    let expected = json(folder.path(), Some(&memory));
    let whole = memory.entries();
    let swapped: BTreeMap<_, _> = whole
        .keys()
        .cloned()
        .zip(whole.values().rev().cloned())
        .collect();
    memory.replace(swapped);
    memory.count();
    assert!(json(folder.path(), Some(&memory)) == expected);
    assert_eq!(memory.count().2, 2);
}

/// Somebody who makes the sum right gets what he wrote, and never a program that falls over.
#[test]
fn an_entry_that_was_made_up_never_ends_the_program() {
    let folder = workspace(40, |_| {});
    let memory = Arc::new(Memory::default());
    let options = options(folder.path(), Some(&memory));
    let watched = |read: &Tried| {
        // Rules see no more of it than this.
        let world = read.world.as_ref();
        world.map_or(0, |world| world.strategy().iter().count())
    };
    assert_eq!(watched(&tried(&options, Changes::default(), &|_, _| {})), 1);
    let whole = memory.entries();
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let done = runner.run(&(damage(), any::<bool>()), |(damage, first)| {
        let mut entries = whole.clone();
        let at = usize::from(first);
        let (name, bytes) = entries.iter_mut().nth(at).unwrap();
        let mut value = bytes.split_off(SUM.end);
        damage.of(&mut value);
        let mut sum = Xxh3::new();
        sum.update(name.as_bytes());
        sum.update(&value);
        bytes[SUM].copy_from_slice(&sum.digest128().to_le_bytes());
        bytes.extend(value);
        memory.replace(entries);
        watched(&tried(&options, Changes::default(), &|_, _| {}));
        Ok(())
    });
    done.unwrap();
}
