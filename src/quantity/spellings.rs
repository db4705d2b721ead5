//! Every unit with the names people may write for it, as a list for the manual.
//!
//! Gathers the names from the tables that the reading itself goes by. Knows nothing of pages.

use super::catalogue::{Clock, Kind, KnownUnit};
use super::names::{CHINESE, NAMES};
use super::standards::{
    CELSIUS, CNY, EUR, FAHRENHEIT, GBP, HKD, MEGAWATT, PERCENT, PERMILLE, POINTS, TWD, USD, WATT,
    WORKING_DAY, WORKING_HOUR, WORKING_MINUTE,
};

/// One unit and its names.
pub(crate) struct UnitSpellings {
    /// What it measures, in English and in Chinese.
    pub(crate) kind: (&'static str, &'static str),
    /// Its signs and English names, the usual one first; plurals in s are left out.
    pub(crate) english: Vec<String>,
    /// Its Chinese names.
    pub(crate) chinese: Vec<&'static str>,
}

/// Spellings that are read by other means than the table of names.
const BEYOND_NAMES: &[(&KnownUnit, &[&str])] = &[
    (&WORKING_MINUTE, &["working minute", "business minute"]),
    (&WORKING_HOUR, &["working hour", "business hour"]),
    (&WORKING_DAY, &["work day", "business day"]),
    (&PERCENT, &["%", "per cent"]),
    (&PERMILLE, &["‰"]),
    (&POINTS, &["pp", "percentage point"]),
    (&CNY, &["¥"]),
    (&USD, &["$", "US$"]),
    (&EUR, &["€"]),
    (&GBP, &["£"]),
    (&HKD, &["HK$"]),
    (&TWD, &["NT$"]),
    (&WATT, &["W"]),
    (&MEGAWATT, &["MW"]),
    (&CELSIUS, &["℃"]),
    (&FAHRENHEIT, &["℉"]),
];

/// Every unit, those of one kind together, smaller ones first.
pub(crate) fn spellings() -> Vec<UnitSpellings> {
    let mut units = units();
    units.sort_by(|a, b| {
        let size = |unit: &KnownUnit| unit.factor.0 / unit.factor.1;
        rank(a.kind)
            .cmp(&rank(b.kind))
            .then(size(a).total_cmp(&size(b)))
    });
    units.into_iter().map(of).collect()
}

/// Every unit that has a name, once.
fn units() -> Vec<&'static KnownUnit> {
    let beyond = BEYOND_NAMES.iter().map(|(unit, _)| *unit);
    let named = NAMES.iter().chain(CHINESE).map(|(_, unit)| *unit);
    let mut units: Vec<&'static KnownUnit> = Vec::new();
    for unit in named.chain(beyond) {
        if !units.contains(&unit) {
            units.push(unit);
        }
    }
    units
}

fn of(unit: &'static KnownUnit) -> UnitSpellings {
    let beyond = BEYOND_NAMES.iter().filter(|(other, _)| *other == unit);
    let names = NAMES.iter().filter(|(_, other)| *other == unit);
    let mut english: Vec<String> = Vec::new();
    let label = std::iter::once(unit.singular).filter(|label| !label.is_empty());
    let all = label
        .chain(beyond.flat_map(|(_, signs)| signs.iter().copied()))
        .chain(names.map(|(name, _)| *name));
    for name in all {
        if !english.iter().any(|known| same(known, name)) {
            english.push(cased(unit, name));
        }
    }
    let plural = |name: &String| {
        let one = name.strip_suffix('s');
        one.is_some_and(|one| english.iter().any(|known| same(known, one)))
    };
    let singular = english.iter().filter(|name| !plural(name)).cloned();
    UnitSpellings {
        kind: kind(unit.kind),
        english: singular.collect(),
        chinese: chinese(unit),
    }
}

fn chinese(unit: &KnownUnit) -> Vec<&'static str> {
    let names = CHINESE.iter().filter(|(_, other)| *other == unit);
    let mut names: Vec<_> = names.map(|(name, _)| *name).collect();
    names.sort_by_key(|name| (*name != unit.zh, name.len()));
    names
}

fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

/// Currencies are written in capitals.
fn cased(unit: &KnownUnit, name: &str) -> String {
    match unit.kind {
        Kind::Money(_) if name.len() == 3 && name != "yen" => name.to_ascii_uppercase(),
        _ => name.to_owned(),
    }
}

/// The place of a kind in the list.
fn rank(kind: Kind) -> (u8, &'static str) {
    match kind {
        Kind::Time(Clock::Calendar) => (0, ""),
        Kind::Time(Clock::WorkingHours) => (1, ""),
        Kind::Time(Clock::WorkingDays) => (2, ""),
        Kind::Time(Clock::Months) => (3, ""),
        Kind::Share => (4, ""),
        Kind::Points => (5, ""),
        Kind::Score => (6, ""),
        Kind::Physical(what) => (7, what),
        Kind::Money(code) => (8, code),
    }
}

/// What units of a kind measure.
fn kind(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Time(Clock::Calendar) => ("calendar time", "日历时间"),
        Kind::Time(Clock::WorkingHours) => ("working hours", "工作小时"),
        Kind::Time(Clock::WorkingDays) => ("working days", "工作日"),
        Kind::Time(Clock::Months) => ("calendar months", "日历月"),
        Kind::Share => ("share", "占比"),
        Kind::Points => ("difference of shares", "占比之差"),
        Kind::Score => ("score", "评分"),
        Kind::Money(_) => ("money", "金额"),
        Kind::Physical(what) => (what, physical(what)),
    }
}

fn physical(what: &str) -> &'static str {
    match what {
        "mass" => "质量",
        "length" => "长度",
        "area" => "面积",
        "volume" => "体积",
        "pressure" => "压力",
        "energy" => "能量",
        "power" => "功率",
        "voltage" => "电压",
        "current" => "电流",
        "frequency" => "频率",
        "force" => "力",
        "level" => "声级",
        "amount" => "物质的量",
        "data" => "数据量",
        "temperature" => "温度",
        "angle" => "角度",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Quantity;

    #[test]
    fn every_listed_name_is_read_as_its_unit() {
        for unit in spellings() {
            assert!(!unit.kind.1.is_empty(), "{}", unit.kind.0);
            let names = unit.english.iter().map(String::as_str);
            let read = |name: &str| {
                let after = Quantity::parse(&format!("2 {name}"));
                // 3月 is March, not three months.
                let after = after.or_else(|_| Quantity::parse(&format!("{name} 2")));
                after.map(|quantity| (quantity.dimension(), quantity.base()))
            };
            let mut names = names.chain(unit.chinese.iter().copied());
            let first = names.next().map(read);
            assert!(matches!(first, Some(Ok(_))), "{:?}", unit.english);
            for name in names.filter(|name| *name != "月") {
                assert_eq!(Some(read(name)), first, "{name}");
            }
        }
    }
}
