//! Facts about quantities: how they are read, compared and shown.

use std::cmp::Ordering;

use super::unit::plain;
use super::{Quantity, QuantityError};
use crate::lang::Lang;

fn base(text: &str) -> String {
    Quantity::parse(text).map_or_else(|e| e.message(Lang::En), |q| plain(q.base()))
}

fn compare(a: &str, b: &str) -> Option<Ordering> {
    Quantity::parse(a).ok()?.compare(&Quantity::parse(b).ok()?)
}

/// Texts and their values in the base unit.
const READ: &[(&str, &str)] = &[
    ("2 h", "7200"),
    ("15min", "900"),
    ("2小时", "7200"),
    ("3 working days", "3"),
    ("3个工作日", "3"),
    ("三个工作日", "3"),
    ("90 working min", "1.5"),
    ("1 quarter", "3"),
    ("95 %", "0.95"),
    ("９５％", "0.95"),
    ("95％。", "0.95"),
    ("百分之九十五", "0.95"),
    ("9.5 ‰", "0.0095"),
    ("95 per cent", "0.95"),
    ("九成", "0.9"),
    ("120 / day", "120"),
    ("2 pp", "0.02"),
    ("2 个百分点", "0.02"),
    ("2 percentage points", "0.02"),
    ("40 lots / day", "40"),
    ("120件/天", "120"),
    ("每天120件", "120"),
    ("5 / h", "120"),
    ("40 lots per working day", "40"),
    ("120件每天", "120"),
    ("2 errors / 100 pages", "0.02"),
    ("5000 CNY", "5000"),
    ("CNY 5000", "5000"),
    ("¥5000", "5000"),
    ("￥5,000元", "5000"),
    ("5万元", "50000"),
    ("3 万件", "30000"),
    ("1.2 亿元", "120000000"),
    ("RMB 5", "5"),
    ("4.5", "4.5"),
    ("4.5 / 5", "4.5"),
    ("4.5 of 5", "4.5"),
    ("4.5分", "4.5"),
    ("0.5 mg", "0.0000005"),
    ("20 m2", "20"),
    ("20 ℃", "293.15"),
    ("68 °F", "293.15"),
    ("1 200", "1200"),
    ("1,200 kg", "1200"),
    ("2 H", "7200"),
    ("-5 °C", "268.15"),
    ("2 minor errors", "2"),
    ("5 个错误", "5"),
    ("2 weeks", "1209600"),
    ("8 W", "8"),
    ("3 个月", "3"),
    ("40 件/月", "40"),
];

#[test]
fn quantities_are_read_in_both_languages() {
    for (text, expected) in READ {
        assert_eq!(base(text), *expected, "{text}");
    }
}

#[test]
fn broken_quantities_are_errors_of_the_right_kind() {
    let error = |text| Quantity::parse(text).err();
    assert_eq!(error("  "), Some(QuantityError::Empty));
    assert!(matches!(
        error("fast"),
        Some(QuantityError::NoNumber { .. })
    ));
    for text in [
        "inf",
        "nan h",
        "1e999",
        "1.2.3 h",
        "4,5 h",
        "1e308 km/s",
        "7 / 5",
        "5 per 0 h",
    ] {
        assert!(
            matches!(error(text), Some(QuantityError::BadNumber { .. })),
            "{text}"
        );
    }
    for text in ["2 huors", "6 percnt", "2 working dasy", "120 / dya"] {
        let suggested = matches!(
            error(text),
            Some(QuantityError::UnknownUnit {
                suggestion: Some(_),
                ..
            })
        );
        assert!(suggested, "{text}");
    }
    for text in ["2 h late", "190 / 200", "190 of 200", "2 h 30 min", "5 / "] {
        assert!(
            matches!(error(text), Some(QuantityError::Trailing { .. })),
            "{text}"
        );
    }
}

#[test]
fn working_days_and_calendar_days_are_never_compared() {
    for (a, b) in [
        ("2 days", "2 working days"),
        ("2 h", "2 working h"),
        ("8 working h", "1 working day"),
        ("1 month", "30 days"),
        ("5 / day", "5 / working day"),
    ] {
        assert_eq!(compare(a, b), None, "{a} {b}");
    }
    assert_eq!(compare("1 year", "12 个月"), Some(Ordering::Equal));
}

#[test]
fn only_what_measures_the_same_is_compared() {
    for (a, b) in [
        ("2 pp", "2 %"),
        ("5 CNY", "5 USD"),
        ("2 errors", "2 pages"),
        ("4 / 5", "4 / 10"),
        ("5 kg", "5 m"),
        ("0.95", "95 %"),
        ("5 lots / day", "5 orders / day"),
    ] {
        assert_eq!(compare(a, b), None, "{a} {b}");
    }
    for (a, b) in [
        ("1 error", "1 errors"),
        ("0.95 %", "9.5 ‰"),
        ("7 %", "70 ‰"),
        ("20 °C", "68 °F"),
        ("120 / day", "5 / h"),
        ("120 lots / day", "120 / day"),
        ("4.5", "4.5 / 5"),
        ("3", "3 errors"),
        ("1 mg/L", "1 g/m3"),
        ("5万元", "¥50000"),
        ("2 h", "120 分钟"),
    ] {
        assert_eq!(compare(a, b), Some(Ordering::Equal), "{a} {b}");
    }
}

#[test]
fn a_ratio_of_two_units_has_the_dimension_of_the_ratio() {
    for (a, b) in [
        ("2 g/dL", "20 g/L"),
        ("90 mg/dL", "900 mg/L"),
        ("90 mg/dL", "90 mg per 100 mL"),
        ("5 mmol/L", "0.5 mmol/dL"),
        ("80 µmol/L", "80 nmol/mL"),
        ("2 克/分升", "20 g/L"),
        ("5 毫摩尔/升", "5 mmol/L"),
        ("1 g/cm³", "1 t/m³"),
        ("36 km/h", "10 m/s"),
        ("7 %/h", "168 %/day"),
    ] {
        assert_eq!(compare(a, b), Some(Ordering::Equal), "{a} {b}");
    }
    for (a, b) in [
        ("2 g/L", "2 mmol/L"),
        ("2 g/L", "2 g/kg"),
        ("2 g/L", "2 L/g"),
        ("2 g/L", "2 g"),
    ] {
        assert_eq!(compare(a, b), None, "{a} {b}");
    }
}

#[test]
fn a_ratio_of_temperatures_is_one_of_differences() {
    assert_eq!(compare("2 °C/min", "120 °C/h"), Some(Ordering::Equal));
    assert_eq!(compare("10 °C/h", "18 °F/h"), Some(Ordering::Equal));
    assert_eq!(compare("5 W/°C", "5 W/K"), Some(Ordering::Equal));
    let rate = Quantity::parse("2 °C / min").map(|q| q.with_base(2.0 * q.base()).show(Lang::En));
    assert_eq!(rate.as_deref(), Ok("4 °C / min"));
}

#[test]
fn a_quantity_is_shown_in_both_languages() {
    for (text, en, zh) in [
        ("95%", "95 %", "95 %"),
        ("3工作日", "3 working days", "3 个工作日"),
        ("1 d", "1 day", "1 天"),
        ("120 件/天", "120 件 / day", "120 件/天"),
        ("5 / working day", "5 / working day", "5/工作日"),
        ("5万元", "50000 CNY", "5 万元"),
        ("12 万元/月", "120000 CNY / month", "12 万元/月"),
        ("4.5 of 5", "4.5 / 5", "4.5 / 5"),
        ("2 pp", "2 pp", "2 个百分点"),
        ("九成", "90 %", "9 成"),
        ("1.50", "1.5", "1.5"),
        (
            "2 errors per 100 pages",
            "2 errors / 100 pages",
            "2 errors/100 pages",
        ),
    ] {
        let quantity = Quantity::parse(text).ok();
        let shown = |lang| quantity.as_ref().map(|q| q.show(lang)).unwrap_or_default();
        assert_eq!(
            (shown(Lang::En).as_str(), shown(Lang::Zh).as_str()),
            (en, zh),
            "{text}"
        );
    }
}

#[test]
fn a_derived_value_keeps_the_unit() {
    let share = Quantity::parse("95 %").map(|q| q.with_base(0.97).show(Lang::En));
    assert_eq!(share.as_deref(), Ok("97 %"));
    let rate = Quantity::parse("5 lots / h").map(|q| q.with_base(240.0).show(Lang::En));
    assert_eq!(rate.as_deref(), Ok("10 lots / h"));
    assert_eq!(Quantity::share(0.95).show(Lang::En), "95 %");
}

#[test]
fn programs_read_units_that_english_has() {
    for (written, number, unit) in [
        ("12.5 万元", 125_000.0, "CNY"),
        ("12 万元/月", 120_000.0, "CNY / month"),
        ("九成", 90.0, "%"),
        ("3 小时", 3.0, "h"),
        ("95 %", 95.0, "%"),
    ] {
        let english = Quantity::parse(written).unwrap().in_english();
        let label = english.unit();
        assert_eq!(
            (english.number(), label.as_str()),
            (number, unit),
            "{written}"
        );
        let back = Quantity::parse(&format!("{number} {label}")).unwrap();
        assert!(back.base().total_cmp(&english.base()).is_eq(), "{written}");
    }
}
