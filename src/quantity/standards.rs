//! The units themselves: what each measures, its factor to the base unit and its spellings.
//!
//! Pure tables, in the order of their dimensions; finding a unit by name is elsewhere.
//! Bases: seconds, working hours, working days, months, shares of one, kg, m, m², m³, Pa, J,
//! W, V, A, Hz, N, mol, bytes and K.

use super::catalogue::{Clock, Kind, KnownUnit};

const fn unit(
    kind: Kind,
    factor: (f64, f64),
    offset: f64,
    labels: (&'static str, &'static str, &'static str),
) -> KnownUnit {
    KnownUnit {
        kind,
        factor,
        offset,
        singular: labels.0,
        plural: labels.1,
        zh: labels.2,
    }
}

/// A unit of time counted on one clock.
const fn time(
    clock: Clock,
    factor: (f64, f64),
    labels: (&'static str, &'static str, &'static str),
) -> KnownUnit {
    unit(Kind::Time(clock), factor, 0.0, labels)
}

/// A currency under its ISO code.
const fn money(code: &'static str, zh: &'static str) -> KnownUnit {
    unit(Kind::Money(code), (1.0, 1.0), 0.0, (code, code, zh))
}

/// A physical unit; its Chinese label is its symbol.
const fn physical(what: &'static str, factor: (f64, f64), symbol: &'static str) -> KnownUnit {
    unit(Kind::Physical(what), factor, 0.0, (symbol, symbol, symbol))
}

pub(super) static MILLISECOND: KnownUnit =
    time(Clock::Calendar, (1.0, 1000.0), ("ms", "ms", "毫秒"));
pub(super) static SECOND: KnownUnit = time(Clock::Calendar, (1.0, 1.0), ("s", "s", "秒"));
pub(super) static MINUTE: KnownUnit = time(Clock::Calendar, (60.0, 1.0), ("min", "min", "分钟"));
pub(super) static HOUR: KnownUnit = time(Clock::Calendar, (3600.0, 1.0), ("h", "h", "小时"));
pub(super) static DAY: KnownUnit = time(Clock::Calendar, (86400.0, 1.0), ("day", "days", "天"));
pub(super) static WEEK: KnownUnit =
    time(Clock::Calendar, (604_800.0, 1.0), ("week", "weeks", "周"));
pub(super) static WORKING_MINUTE: KnownUnit = time(
    Clock::WorkingHours,
    (1.0, 60.0),
    ("working min", "working min", "工作分钟"),
);
pub(super) static WORKING_HOUR: KnownUnit = time(
    Clock::WorkingHours,
    (1.0, 1.0),
    ("working h", "working h", "个工作小时"),
);
pub(super) static WORKING_DAY: KnownUnit = time(
    Clock::WorkingDays,
    (1.0, 1.0),
    ("working day", "working days", "个工作日"),
);
pub(super) static MONTH: KnownUnit = time(Clock::Months, (1.0, 1.0), ("month", "months", "个月"));
pub(super) static QUARTER: KnownUnit =
    time(Clock::Months, (3.0, 1.0), ("quarter", "quarters", "个季度"));
pub(super) static YEAR: KnownUnit = time(Clock::Months, (12.0, 1.0), ("year", "years", "年"));
pub(super) static PERCENT: KnownUnit = unit(Kind::Share, (1.0, 100.0), 0.0, ("%", "%", "%"));
pub(super) static PERMILLE: KnownUnit = unit(Kind::Share, (1.0, 1000.0), 0.0, ("‰", "‰", "‰"));
pub(super) static PPM: KnownUnit =
    unit(Kind::Share, (1.0, 1_000_000.0), 0.0, ("ppm", "ppm", "ppm"));
pub(super) static TENTHS: KnownUnit = unit(Kind::Share, (1.0, 10.0), 0.0, ("", "", "成"));
pub(super) static POINTS: KnownUnit =
    unit(Kind::Points, (1.0, 100.0), 0.0, ("pp", "pp", "个百分点"));
pub(super) static MARKS: KnownUnit = unit(Kind::Score, (1.0, 1.0), 0.0, ("point", "points", "分"));
pub(super) static CNY: KnownUnit = money("CNY", "元");
pub(super) static CNY_WAN: KnownUnit =
    unit(Kind::Money("CNY"), (10000.0, 1.0), 0.0, ("", "", "万元"));
pub(super) static CNY_YI: KnownUnit = unit(
    Kind::Money("CNY"),
    (100_000_000.0, 1.0),
    0.0,
    ("", "", "亿元"),
);
pub(super) static USD: KnownUnit = money("USD", "美元");
pub(super) static EUR: KnownUnit = money("EUR", "欧元");
pub(super) static JPY: KnownUnit = money("JPY", "日元");
pub(super) static GBP: KnownUnit = money("GBP", "英镑");
pub(super) static HKD: KnownUnit = money("HKD", "港元");
pub(super) static TWD: KnownUnit = money("TWD", "新台币");
pub(super) static KRW: KnownUnit = money("KRW", "韩元");
pub(super) static SGD: KnownUnit = money("SGD", "新加坡元");
pub(super) static AUD: KnownUnit = money("AUD", "澳元");
pub(super) static CAD: KnownUnit = money("CAD", "加元");
pub(super) static CHF: KnownUnit = money("CHF", "瑞士法郎");
pub(super) static INR: KnownUnit = money("INR", "印度卢比");
pub(super) static MYR: KnownUnit = money("MYR", "林吉特");
pub(super) static THB: KnownUnit = money("THB", "泰铢");
pub(super) static VND: KnownUnit = money("VND", "越南盾");
pub(super) static IDR: KnownUnit = money("IDR", "印尼盾");
pub(super) static SEK: KnownUnit = money("SEK", "瑞典克朗");
pub(super) static NOK: KnownUnit = money("NOK", "挪威克朗");
pub(super) static DKK: KnownUnit = money("DKK", "丹麦克朗");
pub(super) static PLN: KnownUnit = money("PLN", "兹罗提");
pub(super) static BRL: KnownUnit = money("BRL", "雷亚尔");
pub(super) static MXN: KnownUnit = money("MXN", "墨西哥比索");
pub(super) static MICROGRAM: KnownUnit = physical("mass", (1.0, 1_000_000_000.0), "µg");
pub(super) static MILLIGRAM: KnownUnit = physical("mass", (1.0, 1_000_000.0), "mg");
pub(super) static GRAM: KnownUnit = physical("mass", (1.0, 1000.0), "g");
pub(super) static JIN: KnownUnit = unit(Kind::Physical("mass"), (1.0, 2.0), 0.0, ("", "", "斤"));
pub(super) static KILOGRAM: KnownUnit = physical("mass", (1.0, 1.0), "kg");
pub(super) static TONNE: KnownUnit = physical("mass", (1000.0, 1.0), "t");
pub(super) static POUND: KnownUnit = physical("mass", (45_359_237.0, 100_000_000.0), "lb");
pub(super) static OUNCE: KnownUnit =
    physical("mass", (28_349_523_125.0, 1_000_000_000_000.0), "oz");
pub(super) static NANOMETRE: KnownUnit = physical("length", (1.0, 1_000_000_000.0), "nm");
pub(super) static MICROMETRE: KnownUnit = physical("length", (1.0, 1_000_000.0), "µm");
pub(super) static MILLIMETRE: KnownUnit = physical("length", (1.0, 1000.0), "mm");
pub(super) static CENTIMETRE: KnownUnit = physical("length", (1.0, 100.0), "cm");
pub(super) static METRE: KnownUnit = physical("length", (1.0, 1.0), "m");
pub(super) static KILOMETRE: KnownUnit = physical("length", (1000.0, 1.0), "km");
pub(super) static INCH: KnownUnit = physical("length", (254.0, 10000.0), "inch");
pub(super) static FOOT: KnownUnit = physical("length", (3048.0, 10000.0), "ft");
pub(super) static SQUARE_MILLIMETRE: KnownUnit = physical("area", (1.0, 1_000_000.0), "mm²");
pub(super) static SQUARE_CENTIMETRE: KnownUnit = physical("area", (1.0, 10000.0), "cm²");
pub(super) static SQUARE_METRE: KnownUnit = physical("area", (1.0, 1.0), "m²");
pub(super) static HECTARE: KnownUnit = physical("area", (10000.0, 1.0), "ha");
pub(super) static MICROLITRE: KnownUnit = physical("volume", (1.0, 1_000_000_000.0), "µL");
pub(super) static MILLILITRE: KnownUnit = physical("volume", (1.0, 1_000_000.0), "mL");
pub(super) static DECILITRE: KnownUnit = physical("volume", (1.0, 10000.0), "dL");
pub(super) static LITRE: KnownUnit = physical("volume", (1.0, 1000.0), "L");
pub(super) static CUBIC_CENTIMETRE: KnownUnit = physical("volume", (1.0, 1_000_000.0), "cm³");
pub(super) static CUBIC_METRE: KnownUnit = physical("volume", (1.0, 1.0), "m³");
pub(super) static PASCAL: KnownUnit = physical("pressure", (1.0, 1.0), "Pa");
pub(super) static KILOPASCAL: KnownUnit = physical("pressure", (1000.0, 1.0), "kPa");
pub(super) static MEGAPASCAL: KnownUnit = physical("pressure", (1_000_000.0, 1.0), "MPa");
pub(super) static BAR: KnownUnit = physical("pressure", (100_000.0, 1.0), "bar");
pub(super) static MILLIBAR: KnownUnit = physical("pressure", (100.0, 1.0), "mbar");
pub(super) static PSI: KnownUnit =
    physical("pressure", (6_894_757_293_168.0, 1_000_000_000.0), "psi");
pub(super) static JOULE: KnownUnit = physical("energy", (1.0, 1.0), "J");
pub(super) static KILOJOULE: KnownUnit = physical("energy", (1000.0, 1.0), "kJ");
pub(super) static WATT_HOUR: KnownUnit = physical("energy", (3600.0, 1.0), "Wh");
pub(super) static KILOWATT_HOUR: KnownUnit = physical("energy", (3_600_000.0, 1.0), "kWh");
pub(super) static MEGAWATT_HOUR: KnownUnit = physical("energy", (3_600_000_000.0, 1.0), "MWh");
pub(super) static WATT: KnownUnit = physical("power", (1.0, 1.0), "W");
pub(super) static KILOWATT: KnownUnit = physical("power", (1000.0, 1.0), "kW");
pub(super) static MEGAWATT: KnownUnit = physical("power", (1_000_000.0, 1.0), "MW");
pub(super) static VOLT: KnownUnit = physical("voltage", (1.0, 1.0), "V");
pub(super) static MILLIVOLT: KnownUnit = physical("voltage", (1.0, 1000.0), "mV");
pub(super) static AMPERE: KnownUnit = physical("current", (1.0, 1.0), "A");
pub(super) static MILLIAMPERE: KnownUnit = physical("current", (1.0, 1000.0), "mA");
pub(super) static HERTZ: KnownUnit = physical("frequency", (1.0, 1.0), "Hz");
pub(super) static KILOHERTZ: KnownUnit = physical("frequency", (1000.0, 1.0), "kHz");
pub(super) static NEWTON: KnownUnit = physical("force", (1.0, 1.0), "N");
pub(super) static DECIBEL: KnownUnit = physical("level", (1.0, 1.0), "dB");
pub(super) static NANOMOLE: KnownUnit = physical("amount", (1.0, 1_000_000_000.0), "nmol");
pub(super) static MICROMOLE: KnownUnit = physical("amount", (1.0, 1_000_000.0), "µmol");
pub(super) static MILLIMOLE: KnownUnit = physical("amount", (1.0, 1000.0), "mmol");
pub(super) static MOLE: KnownUnit = physical("amount", (1.0, 1.0), "mol");
pub(super) static KILOBYTE: KnownUnit = physical("data", (1000.0, 1.0), "kB");
pub(super) static MEGABYTE: KnownUnit = physical("data", (1_000_000.0, 1.0), "MB");
pub(super) static GIGABYTE: KnownUnit = physical("data", (1_000_000_000.0, 1.0), "GB");
pub(super) static TERABYTE: KnownUnit = physical("data", (1_000_000_000_000.0, 1.0), "TB");
pub(super) static CELSIUS: KnownUnit = unit(
    Kind::Physical("temperature"),
    (1.0, 1.0),
    273.15,
    ("°C", "°C", "°C"),
);
pub(super) static FAHRENHEIT: KnownUnit = unit(
    Kind::Physical("temperature"),
    (5.0, 9.0),
    459.67,
    ("°F", "°F", "°F"),
);
pub(super) static KELVIN: KnownUnit = physical("temperature", (1.0, 1.0), "K");
pub(super) static DEGREE: KnownUnit = physical("angle", (1.0, 1.0), "°");
