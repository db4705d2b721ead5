//! Event logs as Parquet give what the same log gives as CSV; with `--features parquet`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use baton::events::mapping::{Mapping, Role};
use baton::events::read::{self, Asked, LogRead};
use baton::events::{Case, LogError, Visitor};
use baton::lang::Lang;
use parquet::basic::{Compression, GzipLevel, ZstdLevel};
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type, Int96, Int96Type,
};
use parquet::file::properties::{WriterProperties, WriterVersion};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

/// The values of a column of a group of rows; `None` where nothing stands.
enum Values {
    Text(Vec<Option<String>>),
    Wide(Vec<Option<i64>>),
    Narrow(Vec<Option<i32>>),
    Truth(Vec<Option<bool>>),
    Point(Vec<Option<f64>>),
    Legacy(Vec<Option<Int96>>),
}

/// A file of its own for each test.
fn place(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("parquet");
    std::fs::create_dir_all(&folder).expect("the test writes what it can read");
    folder.join(name)
}

/// Writes groups of rows, each of its columns in order; all columns are optional.
fn written(name: &str, schema: &str, how: Compression, groups: &[Vec<Values>]) -> PathBuf {
    let path = place(name);
    let schema = Arc::new(
        parse_message_type(&format!("message log {{ {schema} }}"))
            .expect("the test writes what it can read"),
    );
    let version = match how {
        Compression::ZSTD(_) => WriterVersion::PARQUET_2_0,
        _ => WriterVersion::PARQUET_1_0,
    };
    let properties = WriterProperties::builder()
        .set_compression(how)
        .set_writer_version(version)
        .build();
    let file = std::fs::File::create(&path).expect("the test writes what it can read");
    let mut writer = SerializedFileWriter::new(file, schema, Arc::new(properties))
        .expect("the test writes what it can read");
    for columns in groups {
        let mut group = writer
            .next_row_group()
            .expect("the test writes what it can read");
        for values in columns {
            let mut column = group
                .next_column()
                .expect("the test writes what it can read")
                .expect("the test writes what it can read");
            macro_rules! put {
                ($type:ty, $values:expr, $from:expr) => {{
                    let levels: Vec<i16> = $values.iter().map(|one| one.is_some().into()).collect();
                    let known: Vec<_> = $values.iter().flatten().map($from).collect();
                    let column = column.typed::<$type>();
                    column
                        .write_batch(&known, Some(&levels), None)
                        .expect("the test writes what it can read");
                }};
            }
            match values {
                Values::Text(all) => put!(ByteArrayType, all, |one| ByteArray::from(one.as_str())),
                Values::Wide(all) => put!(Int64Type, all, |one: &i64| *one),
                Values::Narrow(all) => put!(Int32Type, all, |one: &i32| *one),
                Values::Truth(all) => put!(BoolType, all, |one: &bool| *one),
                Values::Point(all) => put!(DoubleType, all, |one: &f64| *one),
                Values::Legacy(all) => put!(Int96Type, all, |one: &Int96| *one),
            }
            column.close().expect("the test writes what it can read");
        }
        group.close().expect("the test writes what it can read");
    }
    writer.close().expect("the test writes what it can read");
    path
}

fn csv(name: &str, text: &str) -> PathBuf {
    let path = place(name);
    std::fs::write(&path, text).expect("the test writes what it can read");
    path
}

fn asked() -> Asked {
    Asked {
        mapping: Mapping::default(),
        guess: true,
        object: None,
        threads: 2,
    }
}

fn opened(path: &Path, asked: &Asked) -> Result<LogRead, LogError> {
    read::read(path, asked, &|_, _| {})
}

/// Everything a log says, case by case.
#[derive(Default, Clone)]
struct Told(Vec<String>);

impl Visitor for Told {
    fn case(&mut self, case: &Case<'_>) {
        self.0.push(format!("{case:?}"));
    }

    fn merge(&mut self, other: Self) {
        self.0.extend(other.0);
    }
}

/// What a log says, and the columns it was found in.
fn told(path: &Path, asked: &Asked) -> (Vec<String>, String) {
    let read = opened(path, asked).unwrap_or_else(|error| panic!("{path:?}: {error:?}"));
    let words = format!("{:?} {:?}", read.log.words(), read.how.proposals);
    let (Told(mut cases), _) = read
        .log
        .visit(1, |_| Told::default())
        .expect("the test writes what it can read");
    cases.sort_unstable();
    (cases, words)
}

/// 2026-03-04T08:00:00Z, in milliseconds since 1970.
const MORNING: i64 = 1_772_611_200_000;
const HOUR: i64 = 3_600_000;

fn text(values: &[&str]) -> Values {
    let known = |value: &&str| (!value.is_empty()).then(|| (*value).to_owned());
    Values::Text(values.iter().map(known).collect())
}

fn times(scale: impl Fn(i64) -> i64) -> Values {
    let hours = [0, 3, 1, 26];
    Values::Wide(
        hours
            .iter()
            .map(|hour| Some(scale(MORNING + hour * HOUR)))
            .collect(),
    )
}

const NAMES: &str = "optional binary case (UTF8); optional binary activity (UTF8); ";
const LOG: &str = "case,activity,time,who\n\
    o1,Pick,2026-03-04 08:00:00Z,Ann\no1,Ship,2026-03-04 11:00:00Z,NULL\n\
    o2,Pick,2026-03-04 09:00:00Z,\no2,Ship,2026-03-05 10:00:00Z,Bob\n";

/// The columns of the log above with times of another kind.
fn columns(times: Values) -> Vec<Values> {
    vec![
        text(&["o1", "o1", "o2", "o2"]),
        text(&["Pick", "Ship", "Pick", "Ship"]),
        times,
        text(&["Ann", "NULL", "", "Bob"]),
    ]
}

#[test]
fn every_way_to_write_a_time_gives_what_csv_gives() {
    let expected = told(&csv("times.csv", LOG), &asked());
    let legacy = |hour: i64| {
        let (day, nanos) = (MORNING + hour * HOUR, ((8 + hour) % 24 * HOUR * 1_000_000));
        let mut value = Int96::new();
        let nanos = nanos.cast_unsigned();
        let day = u32::try_from(day.div_euclid(24 * HOUR) + 2_440_588).unwrap();
        let low = u32::try_from(nanos & u64::from(u32::MAX)).unwrap();
        value.set_data(low, u32::try_from(nanos >> 32).unwrap(), day);
        Some(value)
    };
    let written_out = [
        "2026-03-04 08:00:00Z",
        "2026-03-04 11:00:00Z",
        "2026-03-04 09:00:00Z",
        "2026-03-05 10:00:00Z",
    ];
    let kinds: [(&str, &str, Values); 9] = [
        (
            "utc-ms",
            "int64 time (TIMESTAMP(MILLIS,true))",
            times(|at| at),
        ),
        (
            "utc-us",
            "int64 time (TIMESTAMP(MICROS,true))",
            times(|at| at * 1000 + 999),
        ),
        (
            "utc-ns",
            "int64 time (TIMESTAMP(NANOS,true))",
            times(|at| at * 1_000_000),
        ),
        (
            "wall-ms",
            "int64 time (TIMESTAMP(MILLIS,false))",
            times(|at| at),
        ),
        (
            "wall-us",
            "int64 time (TIMESTAMP(MICROS,false))",
            times(|at| at * 1000),
        ),
        ("old-ms", "int64 time (TIMESTAMP_MILLIS)", times(|at| at)),
        ("epoch", "int64 time", times(|at| at)),
        ("text", "binary time (UTF8)", text(&written_out)),
        (
            "legacy",
            "int96 time",
            Values::Legacy([0, 3, 1, 26].map(legacy).into()),
        ),
    ];
    for (name, column, values) in kinds {
        let schema = format!("{NAMES} optional {column}; optional binary who (UTF8);");
        let file = format!("times-{name}.parquet");
        let path = written(&file, &schema, Compression::SNAPPY, &[columns(values)]);
        assert_eq!(told(&path, &asked()), expected, "{name}");
    }
}

#[test]
fn a_time_without_a_zone_is_read_in_the_one_that_is_said_and_noted() {
    let shanghai = Asked {
        mapping: Mapping {
            zone: Some("Asia/Shanghai".to_owned()),
            ..Mapping::default()
        },
        ..asked()
    };
    let bare = LOG.replace('Z', "");
    let expected = told(&csv("zone.csv", &bare), &shanghai);
    let schema = |utc: bool| {
        format!(
            "{NAMES} optional int64 time (TIMESTAMP(MILLIS,{utc})); optional binary who (UTF8);"
        )
    };
    let wall = [columns(times(|at| at))];
    let path = written("zone.parquet", &schema(false), Compression::SNAPPY, &wall);
    assert_eq!(told(&path, &shanghai), expected);
    let notes = opened(&path, &shanghai).unwrap().how.notes;
    assert!(
        notes[0].message(Lang::En).contains("Asia/Shanghai"),
        "{notes:?}"
    );
    let utc = [columns(times(|at| at))];
    let path = written("utc.parquet", &schema(true), Compression::SNAPPY, &utc);
    assert!(opened(&path, &shanghai).unwrap().how.notes.is_empty());
}

#[test]
fn numbers_truths_days_and_what_is_missing_are_read_as_from_csv() {
    let expected = told(
        &csv(
            "kinds.csv",
            "order,step,time,due,checked,ordered,delivered,group\n\
             17,Pick,2026-03-04T08:00:00,2026-03-04,true,2.5,2,\n\
             17,Ship,2026-03-04T11:00:00,,,,,A\n\
             18,Pick,2026-03-04T09:00:00,2026-03-05,false,3,3,A\n\
             18,Ship,2026-03-05T10:00:00,2026-03-05,true,1,,A\n",
        ),
        &amounts(),
    );
    let schema = "optional int64 order; optional binary step (ENUM); \
        optional int64 time (TIMESTAMP(NANOS,false)); optional int32 due (DATE); \
        optional boolean checked; optional double ordered; \
        optional int32 delivered (DECIMAL(9,1)); optional binary group;";
    let columns = vec![
        Values::Wide([17, 17, 18, 18].map(Some).into()),
        text(&["Pick", "Ship", "Pick", "Ship"]),
        times(|at| at * 1_000_000),
        Values::Narrow(vec![Some(20_516), None, Some(20_517), Some(20_517)]),
        Values::Truth(vec![Some(true), None, Some(false), Some(true)]),
        Values::Point(vec![Some(2.5), Some(f64::NAN), Some(3.0), Some(1.0)]),
        Values::Narrow(vec![Some(20), None, Some(30), None]),
        text(&["", "A", "A", "A"]),
    ];
    let path = written(
        "kinds.parquet",
        schema,
        Compression::UNCOMPRESSED,
        &[columns],
    );
    assert_eq!(told(&path, &amounts()), expected);
}

/// A log of which the columns are named.
fn named() -> Asked {
    let columns = [
        (Role::Case, "case"),
        (Role::Activity, "activity"),
        (Role::Time, "time"),
        (Role::Resource, "who"),
    ];
    with(&columns)
}

/// The same without who did it.
fn by_time(time: &str) -> Asked {
    with(&[
        (Role::Case, "case"),
        (Role::Activity, "activity"),
        (Role::Time, time),
    ])
}

fn with(columns: &[(Role, &str)]) -> Asked {
    let mut asked = asked();
    asked.guess = false;
    let columns = columns.iter();
    asked.mapping.columns = columns
        .map(|(role, name)| (*role, (*name).to_owned()))
        .collect();
    asked
}

/// The usual, with two columns that no name tells.
fn amounts() -> Asked {
    let mut asked = with(&[(Role::Ordered, "ordered"), (Role::Delivered, "delivered")]);
    asked.guess = true;
    asked
}

/// A log of many groups of rows, and the same as CSV.
fn large(name: &str, how: Compression) -> (PathBuf, PathBuf) {
    let mut rows = String::from("case,activity,time,who\n");
    let mut groups = Vec::new();
    for group in 0..7_i64 {
        let (mut case, mut activity, mut time, mut who) = (vec![], vec![], vec![], vec![]);
        for row in 0..3000 + group * 4000 {
            let number = group * 40_000 + row;
            let at = MORNING + number * 61_000;
            case.push(Some(format!("case number {}", number * 7919 % 1000)));
            activity.push(Some(format!("a{}", number % 5)));
            time.push(Some(at));
            who.push((number % 3 > 0).then(|| format!("w{}", number % 11)));
            let shown = who.last().cloned().flatten().unwrap_or_default();
            rows.push_str(&format!(
                "case number {},a{},{at},{shown}\n",
                number * 7919 % 1000,
                number % 5
            ));
        }
        groups.push(vec![
            Values::Text(case),
            Values::Text(activity),
            Values::Wide(time),
            Values::Text(who),
        ]);
    }
    let schema = format!(
        "{NAMES} optional int64 time (TIMESTAMP(MILLIS,true)); optional binary who (UTF8);"
    );
    let path = written(&format!("{name}.parquet"), &schema, how, &groups);
    (path, csv(&format!("{name}.csv"), &rows))
}

#[test]
fn many_groups_of_rows_give_the_same_on_any_number_of_threads_and_in_every_compression() {
    for (name, how) in [
        ("snappy", Compression::SNAPPY),
        ("zstd", Compression::ZSTD(ZstdLevel::default())),
        ("gzip", Compression::GZIP(GzipLevel::default())),
        ("lz4", Compression::LZ4_RAW),
    ] {
        let (path, same) = large(name, how);
        let expected = told(&same, &named()).0;
        for threads in [1, 3] {
            let asked = Asked { threads, ..named() };
            assert_eq!(told(&path, &asked).0, expected, "{name}, {threads}");
        }
    }
}

#[test]
fn a_packed_table_and_one_from_a_stream_are_read_too() {
    use std::io::Write;
    let (path, same) = large("packed", Compression::SNAPPY);
    let bytes = std::fs::read(&path).unwrap();
    let packed = place("packed.parquet.gz");
    let file = std::fs::File::create(&packed).unwrap();
    let mut encoder = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
    encoder.write_all(&bytes).unwrap();
    encoder.finish().unwrap();
    assert_eq!(told(&packed, &named()).0, told(&same, &named()).0);
}

/// What is wrong with a log, and where, in both languages.
fn refused(path: &Path, asked: &Asked) -> String {
    let Err(error) = opened(path, asked) else {
        panic!("{} was read", path.display());
    };
    let told = |lang| {
        let (place, message) = (error.place(lang), error.message(lang));
        format!("{place}: {message}; {}", error.hint(lang))
    };
    format!("{} / {}", told(Lang::En), told(Lang::Zh))
}

#[test]
fn an_error_names_its_row_and_column() {
    let schema =
        format!("{NAMES} optional binary time (UTF8); optional int64 at (TIMESTAMP(MILLIS,true));");
    let mut groups = Vec::new();
    for last in ["2026-03-04 08:00", "never"] {
        groups.push(vec![
            text(&["o1", "o1"]),
            text(&["Pick", "Ship"]),
            text(&["2026-03-04 08:00", last]),
            Values::Wide(vec![Some(MORNING), Some(i64::MAX)]),
        ]);
    }
    let path = written("rows.parquet", &schema, Compression::SNAPPY, &groups);
    let error = refused(&path, &by_time("time"));
    assert!(
        error.starts_with("row 4, column `time`: `never` is no date"),
        "{error}"
    );
    let error = refused(&path, &by_time("at"));
    assert!(
        error.starts_with("row 2, column `at`: there is no such day"),
        "{error}"
    );
    let error = refused(&path, &by_time("tme"));
    assert!(error.contains("did you mean `time`?"), "{error}");

    let nothing = vec![
        text(&["o1", ""]),
        text(&["Pick", "Ship"]),
        text(&["2026-03-04", "2026-03-04"]),
        Values::Wide(vec![None, None]),
    ];
    let path = written("nothing.parquet", &schema, Compression::SNAPPY, &[nothing]);
    let error = refused(&path, &by_time("time"));
    assert!(
        error.starts_with("row 2, column `case`: nothing stands here"),
        "{error}"
    );
}

#[test]
fn dates_written_with_another_mark_are_counted_and_the_first_has_its_row() {
    let schema = format!("{NAMES} optional binary time (UTF8);");
    let columns = vec![
        text(&["o1", "o1", "o2"]),
        text(&["Pick", "Ship", "Pick"]),
        text(&["2026-03-04", "2026/03/05", "2026/03/06"]),
    ];
    let path = written("odd.parquet", &schema, Compression::SNAPPY, &[columns]);
    let read = opened(&path, &asked()).unwrap();
    let odd = &read.log.odd_dates()[0];
    assert_eq!((odd.events, odd.row, &*odd.example), (2, 2, "2026/03/05"));
}

#[test]
fn a_column_of_lists_or_of_another_kind_is_refused() {
    let schema = "optional binary case (UTF8); repeated binary activity (UTF8); \
        optional boolean time;";
    let path = place("lists.parquet");
    let schema = Arc::new(parse_message_type(&format!("message log {{ {schema} }}")).unwrap());
    let file = std::fs::File::create(&path).unwrap();
    let mut writer = SerializedFileWriter::new(file, schema, Arc::default()).unwrap();
    let mut group = writer.next_row_group().unwrap();
    for at in 0..3 {
        let mut column = group.next_column().unwrap().unwrap();
        let names = [ByteArray::from("a"), ByteArray::from("a")];
        let levels = [1, 1];
        match at {
            2 => {
                let column = column.typed::<BoolType>();
                column
                    .write_batch(&[true, false], Some(&levels), None)
                    .unwrap();
            }
            at => {
                let column = column.typed::<ByteArrayType>();
                let begins = [0, 0];
                let begins = (at == 1).then_some(&begins[..]);
                column.write_batch(&names, Some(&levels), begins).unwrap();
            }
        }
        column.close().unwrap();
    }
    group.close().unwrap();
    writer.close().unwrap();

    let mut asked = by_time("time");
    let error = refused(&path, &asked);
    assert!(
        error.starts_with("column `activity`: this column holds several"),
        "{error}"
    );
    asked.mapping.columns[1].1 = "case".to_owned();
    let error = refused(&path, &asked);
    assert!(
        error.starts_with("row 1, column `time`: `true` is no date"),
        "{error}"
    );
}

#[test]
fn an_empty_table_a_cut_one_and_a_wrong_name_are_told() {
    let schema = format!(
        "{NAMES} optional int64 time (TIMESTAMP(MILLIS,true)); optional binary who (UTF8);"
    );
    let path = written("empty.parquet", &schema, Compression::SNAPPY, &[]);
    assert!(refused(&path, &asked()).contains("the log has no events"));

    let path = written(
        "whole.parquet",
        &schema,
        Compression::SNAPPY,
        &[columns(times(|at| at))],
    );
    let whole = std::fs::read(&path).unwrap();
    let cut = place("cut.parquet");
    std::fs::write(&cut, &whole[..whole.len() - 30]).unwrap();
    let error = refused(&cut, &asked());
    assert!(
        error.contains("cut off") && error.contains("文件不完整"),
        "{error}"
    );

    let named = place("really.csv");
    std::fs::write(&named, &whole).unwrap();
    assert!(refused(&named, &asked()).contains("the file holds Parquet"));
    let table = place("table.parquet");
    std::fs::write(&table, LOG).unwrap();
    assert!(refused(&table, &asked()).contains("the file holds CSV"));
}

#[test]
fn a_damaged_table_ends_with_an_answer_or_an_error() {
    let schema = format!(
        "{NAMES} optional int64 time (TIMESTAMP(MILLIS,true)); optional binary who (UTF8);"
    );
    for (name, how) in [
        ("bare", Compression::UNCOMPRESSED),
        ("v2", Compression::ZSTD(ZstdLevel::default())),
    ] {
        let path = written(
            &format!("{name}.parquet"),
            &schema,
            how,
            &[columns(times(|at| at))],
        );
        let whole = std::fs::read(&path).unwrap();
        let damaged = place(&format!("damaged-{name}.parquet"));
        let asked = Asked {
            threads: 1,
            ..asked()
        };
        for at in (4..whole.len()).step_by(2) {
            for wrong in [0xFF, whole[at] ^ 0x10] {
                let mut bytes = whole.clone();
                bytes[at] = wrong;
                std::fs::write(&damaged, &bytes).unwrap();
                let _ = opened(&damaged, &asked);
            }
        }
    }
}
