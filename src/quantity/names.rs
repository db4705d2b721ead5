//! The names of the units, English and Chinese, each pointing at its unit.
//!
//! Pure tables: the first sorted by name in lower case, the second by first character and
//! then longest first.

use super::catalogue::KnownUnit;
#[cfg_attr(
    not(test),
    expect(
        clippy::wildcard_imports,
        reason = "a table of every unit names every unit"
    )
)]
use super::standards::*;

/// Names written in letters, in lower case, sorted.
#[rustfmt::skip]
pub(super) static NAMES: &[(&str, &KnownUnit)] = &[
    ("a", &AMPERE), ("amp", &AMPERE), ("ampere", &AMPERE), ("amperes", &AMPERE),
    ("amps", &AMPERE), ("aud", &AUD), ("bar", &BAR), ("bars", &BAR), ("brl", &BRL),
    ("c", &CELSIUS), ("cad", &CAD), ("celsius", &CELSIUS), ("centimeter", &CENTIMETRE),
    ("centimeters", &CENTIMETRE), ("centimetre", &CENTIMETRE), ("centimetres", &CENTIMETRE),
    ("chf", &CHF), ("cm", &CENTIMETRE), ("cm2", &SQUARE_CENTIMETRE), ("cm3", &CUBIC_CENTIMETRE),
    ("cm²", &SQUARE_CENTIMETRE), ("cm³", &CUBIC_CENTIMETRE), ("cny", &CNY), ("d", &DAY),
    ("day", &DAY), ("days", &DAY), ("db", &DECIBEL), ("decibel", &DECIBEL),
    ("decibels", &DECIBEL), ("deciliter", &DECILITRE), ("deciliters", &DECILITRE),
    ("decilitre", &DECILITRE), ("decilitres", &DECILITRE), ("degree", &DEGREE),
    ("degrees", &DEGREE), ("dkk", &DKK), ("dl", &DECILITRE), ("dollar", &USD),
    ("dollars", &USD), ("eur", &EUR), ("euro", &EUR), ("euros", &EUR),
    ("f", &FAHRENHEIT), ("fahrenheit", &FAHRENHEIT), ("feet", &FOOT), ("foot", &FOOT),
    ("ft", &FOOT), ("g", &GRAM), ("gb", &GIGABYTE), ("gbp", &GBP), ("gram", &GRAM),
    ("grams", &GRAM), ("h", &HOUR), ("ha", &HECTARE), ("hectare", &HECTARE),
    ("hectares", &HECTARE), ("hertz", &HERTZ), ("hkd", &HKD), ("hour", &HOUR), ("hours", &HOUR),
    ("hr", &HOUR), ("hrs", &HOUR), ("hz", &HERTZ), ("idr", &IDR), ("inch", &INCH),
    ("inches", &INCH), ("inr", &INR), ("j", &JOULE), ("joule", &JOULE), ("joules", &JOULE),
    ("jpy", &JPY), ("k", &KELVIN), ("kb", &KILOBYTE), ("kelvin", &KELVIN), ("kg", &KILOGRAM),
    ("kgs", &KILOGRAM), ("khz", &KILOHERTZ), ("kilo", &KILOGRAM), ("kilogram", &KILOGRAM),
    ("kilograms", &KILOGRAM), ("kilometer", &KILOMETRE), ("kilometers", &KILOMETRE),
    ("kilometre", &KILOMETRE), ("kilometres", &KILOMETRE), ("kilos", &KILOGRAM),
    ("kilowatt", &KILOWATT), ("kilowatts", &KILOWATT), ("kj", &KILOJOULE), ("km", &KILOMETRE),
    ("kpa", &KILOPASCAL), ("krw", &KRW), ("kw", &KILOWATT), ("kwh", &KILOWATT_HOUR),
    ("l", &LITRE), ("lb", &POUND), ("lbs", &POUND), ("liter", &LITRE), ("liters", &LITRE),
    ("litre", &LITRE), ("litres", &LITRE), ("m", &METRE), ("m2", &SQUARE_METRE),
    ("m3", &CUBIC_METRE), ("ma", &MILLIAMPERE), ("mb", &MEGABYTE), ("mbar", &MILLIBAR),
    ("megawatt", &MEGAWATT), ("megawatts", &MEGAWATT), ("meter", &METRE), ("meters", &METRE),
    ("metre", &METRE), ("metres", &METRE), ("mg", &MILLIGRAM), ("micron", &MICROMETRE),
    ("microns", &MICROMETRE), ("milligram", &MILLIGRAM), ("milligrams", &MILLIGRAM),
    ("milliliter", &MILLILITRE), ("milliliters", &MILLILITRE), ("millilitre", &MILLILITRE),
    ("millilitres", &MILLILITRE), ("millimeter", &MILLIMETRE), ("millimeters", &MILLIMETRE),
    ("millimetre", &MILLIMETRE), ("millimetres", &MILLIMETRE), ("millisecond", &MILLISECOND),
    ("milliseconds", &MILLISECOND), ("min", &MINUTE), ("mins", &MINUTE), ("minute", &MINUTE),
    ("minutes", &MINUTE), ("ml", &MILLILITRE), ("mm", &MILLIMETRE), ("mm2", &SQUARE_MILLIMETRE),
    ("mmol", &MILLIMOLE), ("mm²", &SQUARE_MILLIMETRE), ("mo", &MONTH), ("mol", &MOLE),
    ("month", &MONTH), ("months", &MONTH), ("mpa", &MEGAPASCAL), ("ms", &MILLISECOND),
    ("mth", &MONTH), ("mths", &MONTH), ("mv", &MILLIVOLT), ("mwh", &MEGAWATT_HOUR),
    ("mxn", &MXN), ("myr", &MYR), ("m²", &SQUARE_METRE), ("m³", &CUBIC_METRE), ("n", &NEWTON),
    ("newton", &NEWTON), ("newtons", &NEWTON), ("nm", &NANOMETRE), ("nmol", &NANOMOLE),
    ("nok", &NOK), ("ntd", &TWD),
    ("ounce", &OUNCE), ("ounces", &OUNCE), ("oz", &OUNCE), ("pa", &PASCAL), ("pct", &PERCENT),
    ("percent", &PERCENT), ("permille", &PERMILLE), ("pln", &PLN), ("point", &MARKS),
    ("points", &MARKS), ("pp", &POINTS), ("ppm", &PPM), ("psi", &PSI), ("pts", &MARKS),
    ("qtr", &QUARTER), ("quarter", &QUARTER), ("quarters", &QUARTER), ("rmb", &CNY),
    ("s", &SECOND), ("sec", &SECOND), ("second", &SECOND), ("seconds", &SECOND),
    ("secs", &SECOND), ("sek", &SEK), ("sgd", &SGD), ("sqm", &SQUARE_METRE), ("t", &TONNE),
    ("tb", &TERABYTE), ("thb", &THB), ("ton", &TONNE), ("tonne", &TONNE), ("tonnes", &TONNE),
    ("tons", &TONNE), ("twd", &TWD), ("ug", &MICROGRAM), ("ul", &MICROLITRE),
    ("um", &MICROMETRE), ("umol", &MICROMOLE), ("usd", &USD), ("v", &VOLT), ("vnd", &VND), ("volt", &VOLT),
    ("volts", &VOLT), ("w", &WEEK), ("watt", &WATT), ("watts", &WATT), ("week", &WEEK),
    ("weeks", &WEEK), ("wh", &WATT_HOUR), ("wk", &WEEK), ("wks", &WEEK),
    ("workday", &WORKING_DAY), ("workdays", &WORKING_DAY), ("y", &YEAR), ("year", &YEAR),
    ("years", &YEAR), ("yen", &JPY), ("yr", &YEAR), ("yrs", &YEAR), ("yuan", &CNY),
    ("°", &DEGREE), ("°c", &CELSIUS), ("°f", &FAHRENHEIT), ("µg", &MICROGRAM),
    ("µl", &MICROLITRE), ("µm", &MICROMETRE), ("µmol", &MICROMOLE),
];

/// Chinese names; among those with the same first character the longest come first.
#[rustfmt::skip]
pub(super) static CHINESE: &[(&str, &KnownUnit)] = &[
    ("万元人民币", &CNY_WAN), ("万元", &CNY_WAN), ("个工作分钟", &WORKING_MINUTE), ("个工作小时", &WORKING_HOUR),
    ("个工作天", &WORKING_DAY), ("个工作日", &WORKING_DAY), ("个百分点", &POINTS), ("个自然日", &DAY),
    ("个季度", &QUARTER), ("个小时", &HOUR), ("个星期", &WEEK), ("个礼拜", &WEEK), ("个钟头", &HOUR),
    ("个月", &MONTH), ("人民币元", &CNY), ("人民币", &CNY), ("亿元人民币", &CNY_YI), ("亿元", &CNY_YI),
    ("伏", &VOLT), ("元人民币", &CNY), ("元", &CNY), ("兆瓦时", &MEGAWATT_HOUR), ("兆帕", &MEGAPASCAL),
    ("兆瓦", &MEGAWATT), ("克", &GRAM), ("公斤", &KILOGRAM), ("公里", &KILOMETRE), ("公顷", &HECTARE),
    ("分贝", &DECIBEL), ("分升", &DECILITRE), ("分钟", &MINUTE), ("分", &MARKS), ("加元", &CAD),
    ("千瓦时", &KILOWATT_HOUR),
    ("千克", &KILOGRAM), ("千帕", &KILOPASCAL), ("千焦", &KILOJOULE), ("千瓦", &KILOWATT),
    ("千米", &KILOMETRE), ("千赫", &KILOHERTZ), ("升", &LITRE), ("华氏度", &FAHRENHEIT), ("卢比", &INR),
    ("印尼盾", &IDR), ("厘米", &CENTIMETRE), ("台币", &TWD), ("吨", &TONNE), ("周", &WEEK), ("块钱", &CNY),
    ("天", &DAY), ("季度", &QUARTER), ("季", &QUARTER), ("安培", &AMPERE), ("小时", &HOUR),
    ("工作分钟", &WORKING_MINUTE), ("工作小时", &WORKING_HOUR), ("工作天", &WORKING_DAY),
    ("工作日", &WORKING_DAY), ("帕", &PASCAL), ("平方厘米", &SQUARE_CENTIMETRE),
    ("平方毫米", &SQUARE_MILLIMETRE), ("平方米", &SQUARE_METRE), ("年", &YEAR), ("度电", &KILOWATT_HOUR),
    ("开尔文", &KELVIN), ("微克", &MICROGRAM), ("微升", &MICROLITRE), ("微摩尔", &MICROMOLE),
    ("微米", &MICROMETRE),
    ("成", &TENTHS), ("摄氏度", &CELSIUS), ("摩尔", &MOLE), ("斤", &JIN), ("新加坡元", &SGD),
    ("新台币", &TWD), ("日历天", &DAY), ("日历日", &DAY), ("日元", &JPY), ("日圆", &JPY), ("日", &DAY),
    ("星期", &WEEK), ("月", &MONTH), ("林吉特", &MYR), ("欧元", &EUR), ("毫伏", &MILLIVOLT),
    ("毫克", &MILLIGRAM), ("毫摩尔", &MILLIMOLE), ("毫升", &MILLILITRE), ("毫安", &MILLIAMPERE),
    ("毫秒", &MILLISECOND),
    ("毫米", &MILLIMETRE), ("泰铢", &THB), ("港元", &HKD), ("港币", &HKD), ("澳元", &AUD), ("焦耳", &JOULE),
    ("牛顿", &NEWTON), ("瑞士法郎", &CHF), ("瓦时", &WATT_HOUR), ("瓦", &WATT), ("百分点", &POINTS),
    ("盎司", &OUNCE), ("秒钟", &SECOND), ("秒", &SECOND), ("立方厘米", &CUBIC_CENTIMETRE),
    ("立方米", &CUBIC_METRE), ("米", &METRE), ("纳摩尔", &NANOMOLE), ("纳米", &NANOMETRE), ("美元", &USD),
    ("美金", &USD),
    ("自然日", &DAY), ("英寸", &INCH), ("英尺", &FOOT), ("英镑", &GBP), ("赫兹", &HERTZ), ("越南盾", &VND),
    ("钟头", &HOUR), ("韩元", &KRW),
];
