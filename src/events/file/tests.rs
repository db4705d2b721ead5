//! Logs as they come: packed, in other encodings, with the wrong ending.

use std::io::Write;

use super::*;
use crate::lang::Lang;

const CSV: &[u8] = "case,what\n1,收货\n".as_bytes();

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

fn opened(bytes: &[u8]) -> Result<(Format, Vec<u8>, Vec<Note>), LogErrorKind> {
    let mut opened = open_stream(bytes).map_err(|error| error.kind)?;
    let mut text = Vec::new();
    let read = opened.bytes.read_to_end(&mut text);
    read.map_err(|cause| LogError::unreadable(&cause).kind)?;
    Ok((opened.format, text, opened.notes))
}

#[test]
fn packed_logs_are_unpacked_part_by_part() {
    for parts in [
        vec![CSV.to_vec()],
        vec![gzip(CSV)],
        vec![gzip(&CSV[..9]), gzip(&CSV[9..])],
        vec![zstd(CSV)],
        vec![
            zstd(&CSV[..9]),
            vec![0x50, 0x2A, 0x4D, 0x18, 2, 0, 0, 0, 7, 7],
            zstd(&CSV[9..]),
        ],
    ] {
        let (format, text, notes) = opened(&parts.concat()).unwrap();
        assert_eq!((format, &*text), (Format::Csv, CSV));
        assert!(notes.is_empty());
    }
}

#[test]
fn how_much_of_a_packed_log_was_read_is_counted_as_it_is() {
    let packed = gzip(&CSV.repeat(10_000));
    let mut opened = open_stream(&*packed).unwrap();
    opened.bytes.read_to_end(&mut Vec::new()).unwrap();
    assert_eq!(opened.consumed.load(Ordering::Relaxed), packed.len() as u64);
}

#[test]
fn a_packed_log_cut_anywhere_is_refused() {
    for whole in [gzip(CSV), zstd(CSV)] {
        for end in 4..whole.len() {
            let error = opened(&whole[..end]).unwrap_err();
            assert_eq!(error, LogErrorKind::Damaged(Fault::CompressedCut), "{end}");
        }
    }
}

#[test]
fn a_packed_log_with_a_wrong_byte_is_refused() {
    for whole in [gzip(CSV), zstd(CSV)] {
        let mut damaged = whole.clone();
        let at = damaged.len() - 3;
        damaged[at] ^= 0x10;
        let error = opened(&damaged).unwrap_err();
        assert!(
            matches!(error, LogErrorKind::Damaged(Fault::Compressed(_))),
            "{error:?}"
        );
    }
}

#[test]
fn other_encodings_are_read_as_what_they_mean() {
    let text = std::str::from_utf8(CSV).unwrap();
    let utf16: Vec<u16> = format!("\u{FEFF}{text}").encode_utf16().collect();
    let little: Vec<u8> = utf16.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big: Vec<u8> = utf16.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    for bytes in [little, big] {
        let (format, read, notes) = opened(&bytes).unwrap();
        assert_eq!((format, &*read), (Format::Csv, CSV));
        assert!(notes.is_empty());
    }
    let (gbk, _, _) = encoding_rs::GBK.encode(text);
    let (_, read, notes) = opened(&gbk).unwrap();
    assert_eq!(&*read, CSV);
    assert!(notes[0].message(Lang::En).contains("gb18030"));
}

#[test]
fn western_european_text_is_not_taken_for_chinese() {
    let text = "case;what;who\n1;Prüfen;Müller\n2;Größe messen;café René\n";
    let (western, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let (_, read, notes) = opened(&western).unwrap();
    assert_eq!(std::str::from_utf8(&read), Ok(text));
    assert!(notes[0].message(Lang::En).contains("windows-1252"));
}

#[test]
fn an_encoding_that_cannot_be_told_is_asked_for() {
    let western = encoding_rs::WINDOWS_1252
        .encode("case,who\n1,Müller\n2,Jürgen\n")
        .0;
    let chinese = encoding_rs::GBK.encode("3,张\n").0;
    let both = [&*western, &*chinese].concat();
    let error = opened(&both).unwrap_err();
    assert_eq!(error, LogErrorKind::Damaged(Fault::OpenEncoding));
    let mut said = open_stream_in(&*both, Some(Encoding::Windows1252)).unwrap();
    let mut text = String::new();
    said.bytes.read_to_string(&mut text).unwrap();
    assert_eq!(text, "case,who\n1,Müller\n2,Jürgen\n3,ÕÅ\n");
    assert!(said.notes.is_empty());
    // A mark in the text knows better than whoever asks.
    let marked = [b"\xEF\xBB\xBF", CSV].concat();
    let mut said = open_stream_in(&*marked, Some(Encoding::Big5)).unwrap();
    let mut read = Vec::new();
    said.bytes.read_to_end(&mut read).unwrap();
    assert!(read.ends_with(CSV));
}

#[test]
fn a_long_text_in_another_encoding_loses_nothing() {
    let line = "工单,收货,2026-06-30 08:00:00,张三\n";
    let text = line.repeat(20_000);
    let (gbk, _, _) = encoding_rs::GBK.encode(&text);
    assert!(opened(&gbk).unwrap().1 == text.as_bytes());
}

#[test]
fn what_xml_says_of_its_encoding_counts() {
    let text = "<?xml version=\"1.0\" encoding=\"GBK\"?><log><trace><event/></trace>收</log>";
    let (gbk, _, _) = encoding_rs::GBK.encode(text);
    let (format, read, notes) = opened(&gbk).unwrap();
    assert_eq!(
        (format, &*read, notes),
        (Format::Xes, text.as_bytes(), Vec::new())
    );
    let unknown = text.replace("GBK", "Klingon").replace('收', "");
    let error = opened(unknown.as_bytes()).unwrap_err();
    assert_eq!(
        error,
        LogErrorKind::Damaged(Fault::Encoding("Klingon".into()))
    );
}

#[test]
fn formats_are_known_by_what_they_hold() {
    for (text, expected) in [
        ("a;b\n", Some(Format::Csv)),
        (
            "ocel:eid,ocel:activity,ocel:type:order\n",
            Some(Format::OcelCsv),
        ),
        (" {\"events\": []}", Some(Format::OcelJson)),
        ("<log xes.version='1'/>", Some(Format::Xes)),
        ("<x:log><x:trace/>", Some(Format::Xes)),
        (
            "<log><global scope='event'/><global scope='object'/>",
            Some(Format::OcelXml),
        ),
        ("<log><object-types/>", Some(Format::OcelXml)),
        ("SQLite format 3\0", Some(Format::OcelSqlite)),
        ("<html><body/></html>", None),
        ("PK\u{3}\u{4},", None),
        ("one word", None),
    ] {
        assert_eq!(Format::of(text.as_bytes()), expected, "{text}");
    }
    assert_eq!(opened(b" \n").unwrap_err(), LogErrorKind::Empty);
    let parquet = open_stream(&b"PAR1\x15\x04\xC4,\xB5\n"[..]);
    if cfg!(feature = "parquet") {
        assert_eq!(parquet.unwrap().format, Format::Parquet);
    } else {
        let error = parquet.err().unwrap();
        assert_eq!(error.kind, LogErrorKind::Parquet);
        assert!(error.hint(Lang::En).contains("CSV"));
        assert!(error.hint(Lang::Zh).contains("--features parquet"));
    }
}

#[test]
fn an_ending_that_says_another_format_is_refused() {
    assert_eq!(
        Format::Csv.contradicts("log.XES.gz"),
        Some(".xes".to_owned())
    );
    assert_eq!(Format::Xes.contradicts("log.xes.gz"), None);
    assert_eq!(Format::Csv.contradicts("export.dat"), None);
    let path = std::env::temp_dir().join(format!("baton-format-{}.xes", std::process::id()));
    std::fs::write(&path, CSV).unwrap();
    let error = open(&path).err().unwrap();
    let hash = content_hash(&path).unwrap();
    std::fs::write(&path, &CSV[1..]).unwrap();
    assert_ne!(content_hash(&path).unwrap(), hash);
    std::fs::remove_file(&path).unwrap();
    let ending = ".xes".to_owned();
    let found = Format::Csv;
    assert_eq!(
        error.kind,
        LogErrorKind::Damaged(Fault::OtherFormat { ending, found })
    );
}
