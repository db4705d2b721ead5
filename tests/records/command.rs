//! `baton audit --record` and `baton trend` from the command line.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use super::{folder, months, relapse, store, write};

/// Runs the program; gives what came of it.
fn baton(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, Output) {
    let output = Command::new(env!("CARGO_BIN_EXE_baton"))
        .current_dir(folder)
        .env("BATON_LANG", "en")
        .args(arguments)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code(), said, output)
}

#[test]
fn the_command_line_records_whole_audits_only_and_says_what_it_replaces() {
    let folder = folder("command");
    write(&folder, &store(false, false, ""));
    let file = folder.join("records/2026-01-28.json");
    for part in [
        ["--rule", "own"],
        ["--only", "store"],
        ["--level", "note"],
        ["--explain", "0"],
    ] {
        let (code, said, _) = baton(&folder, &["audit", ".", "--record", part[0], part[1]]);
        assert_eq!(code, Some(2), "{said}");
        assert!(
            said.contains(part[0]) && !folder.join("records").exists(),
            "{said}"
        );
    }
    let on = [
        "audit",
        ".",
        "--record",
        "--as-of",
        "2026-01-28",
        "--fail-on",
        "never",
    ];
    let (code, said, _) = baton(&folder, &on);
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains("recorded: ./records/2026-01-28.json"),
        "{said}"
    );
    let first = fs::read_to_string(&file).unwrap();
    let (_, said, _) = baton(&folder, &on);
    assert!(said.contains("of the same day was replaced"), "{said}");
    assert_eq!(fs::read_to_string(&file).unwrap(), first);
    let elsewhere = baton(
        &folder,
        &["audit", ".", "--record=kept", "--as-of", "2026-01-28"],
    );
    assert!(
        elsewhere.1.contains("recorded: kept/2026-01-28.json"),
        "{}",
        elsewhere.1
    );
    assert_eq!(
        fs::read_dir(folder.join("kept")).unwrap().count(),
        1,
        "no draft is left"
    );
}

#[test]
fn a_place_that_cannot_be_written_is_told_before_any_work_and_broken_input_is_not_recorded() {
    let folder = folder("unwritable");
    write(&folder, &store(false, false, ""));
    fs::write(folder.join("file"), "").unwrap();
    for place in ["--record=file", "--record=file/below", "--record=no/such"] {
        let (code, said, output) = baton(&folder, &["audit", ".", place]);
        assert_eq!(code, Some(74), "{said}");
        assert!(said.contains("no record can be written"), "{said}");
        assert!(output.stdout.is_empty(), "no report was made");
    }
    write(&folder, "[process\n");
    let (code, said, _) = baton(
        &folder,
        &["audit", ".", "--record", "--as-of", "2026-01-28"],
    );
    assert_eq!(code, Some(3));
    assert!(said.contains("not recorded"), "{said}");
    assert!(!folder.join("records").exists(), "no empty folder is left");
    write(&folder, &store(false, false, ""));
    fs::write(folder.join("rules/own/no-volume.rhai"), "const META = 1;").unwrap();
    let (code, said, _) = baton(
        &folder,
        &["audit", ".", "--record", "--as-of", "2026-01-28"],
    );
    assert_eq!(code, Some(4));
    assert!(said.contains("not recorded") && !folder.join("records").exists());
}

#[test]
fn the_gate_of_a_pipeline_sees_the_raised_level() {
    let gate = ["audit", ".", "--rule", "own", "--fail-on", "warning"];
    let (raised, _) = relapse("gate", "", "");
    assert_eq!(baton(&raised, &gate).0, Some(1));
    let (kept, _) = relapse("gate-off", "[records]\nraise = false\n", "");
    assert_eq!(baton(&kept, &gate).0, Some(0));
}

#[test]
fn a_trend_without_records_says_how_to_make_the_first() {
    let folder = folder("no-records");
    write(&folder, &store(false, false, ""));
    let (code, said, _) = baton(&folder, &["trend", "."]);
    assert_eq!(code, Some(3));
    assert!(said.contains("`baton audit . --record`"), "{said}");
    months(&folder, &[store(false, false, "")]);
    let (code, said, _) = baton(&folder, &["trend", ".", "--since", "2027-01-01"]);
    assert_eq!(code, Some(3));
    assert!(said.contains("the last one is of 2026-01-28"), "{said}");
    let (code, said, _) = baton(&folder, &["trend", ".", "--only", "stor"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("did you mean `store`?"), "{said}");
}

#[test]
fn a_trend_of_a_folder_that_is_not_there_says_so_and_speaks_of_no_records() {
    let folder = folder("trend-nowhere");
    for (typed, named) in [
        (&["trend", "nowhere"][..], "nowhere"),
        (&["trend", "--records", "kept/not"], "kept/not"),
    ] {
        let (code, _, output) = baton(&folder, typed);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(code, Some(3), "{told}");
        let said = format!("baton: there is no folder {named}; check the spelling of the path\n");
        assert_eq!(told, said);
    }
    let (_, _, output) = baton(&folder, &["trend", "nowhere", "--lang", "zh"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(told, "baton: 没有 nowhere 这个文件夹；请检查路径是否写对\n");
}
