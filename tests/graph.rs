//! Pictures of chains: the shipped example byte for byte, names that attack, chains of any size,
//! and what `baton graph` says to a wrong command line.
//!
//! `BLESS=1 cargo test --test graph` writes what comes out as what is expected.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

#[path = "graph/waived.rs"]
mod waived;
mod workspace;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use baton::audit::{Changes, Options, tried};
use baton::lang::Lang;
use baton::model::ProcessId;
use baton::report::graph::{Color, Lanes, Of, Picture, Seen, style};

use workspace::folder;

/// Looks at a sound workspace coloured by verdicts.
fn judged<T>(path: &Path, lang: Lang, look: impl FnOnce(&Seen<'_>) -> T) -> T {
    let audit = workspace::audited(path, |_| {});
    let checked = audit.checked.as_ref().expect("the input is sound");
    look(&Seen::judged(checked, &audit.rules, lang))
}

/// Looks at a sound workspace without running rules.
fn unjudged<T>(path: &Path, color: Color, look: impl FnOnce(Seen<'_>) -> T) -> T {
    let options = Options {
        paths: vec![path.to_path_buf()],
        ..Options::default()
    };
    let read = tried(&options, Changes::default(), &|_, _| {});
    let world = read.world.as_ref().expect("the input is sound");
    look(Seen::unjudged(world, color, Lang::En))
}

fn hold(name: &str, found: &str) {
    let path = Path::new("tests/graph").join(name);
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, found).expect("the file can be written");
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    let expected = expected.replace("\r\n", "\n");
    assert!(expected == found, "{name} differs; BLESS=1 rewrites it");
}

#[test]
fn the_example_is_drawn_as_it_was() {
    let example = Path::new("processes");
    judged(example, Lang::En, |seen| {
        hold("overview.en.svg", &seen.overview().standalone().unwrap());
        hold("overview.en.dot", &seen.overview().dot());
        hold("everything.en.mmd", &seen.everything().mermaid());
    });
    judged(example, Lang::Zh, |seen| {
        let store = (0..seen.world().chain.processes.len())
            .map(ProcessId::at)
            .find(|id| seen.world().chain.process(*id).record.id.as_str() == "raw-store")
            .unwrap();
        hold(
            "raw-store.zh.svg",
            &seen.process(store).standalone().unwrap(),
        );
    });
    unjudged(example, Color::Wait, |seen| {
        hold("wait.en.mmd", &seen.overview().mermaid());
    });
}

#[test]
fn an_embedded_picture_leads_where_the_page_says_and_brings_no_colours() {
    judged(Path::new("processes"), Lang::En, |seen| {
        let links = |of: Of<'_>| match of {
            Of::Process(id) => Some(format!("#process-{}", id.index())),
            Of::Handoffs(ids) => Some(format!("#handoff-{}", ids[0].index())),
            Of::Step(_) => None,
        };
        let svg = seen
            .overview()
            .embedded(&links, true)
            .unwrap()
            .into_string();
        let read = roxmltree::Document::parse(&svg).unwrap();
        let links = read
            .descendants()
            .filter(|one| one.has_tag_name("a") || one.tag_name().name() == "a");
        let links: Vec<&str> = links.filter_map(|one| one.attribute("href")).collect();
        assert!(
            links.contains(&"#process-0") && links.iter().any(|link| link.starts_with("#handoff-"))
        );
        assert!(!svg.contains("<style") && style().contains("var(--bad)"));
        let root = read.root_element();
        // What is one image to a screen reader has no links in it.
        assert_eq!(root.attribute("role"), Some("group"));
        assert!(root.attribute("aria-label").unwrap().contains("nonconform"));
    });
}

#[test]
fn what_nobody_judged_is_not_drawn_as_conform() {
    let folder = folder("graph-unjudged");
    fs::write(folder.join("store.toml"), workspace::STORE).unwrap();
    unjudged(&folder, Color::Gap, |seen| {
        let picture = seen.everything();
        let svg = picture.standalone().unwrap();
        assert!(svg.contains("unchecked") && svg.contains("nothing asked in figures"));
        assert!(!svg.contains("class=\"edge on good\""));
    });
    unjudged(&folder, Color::Verdict, |seen| {
        let svg = seen.everything().standalone().unwrap();
        assert!(!svg.contains("class=\"mark good\"") && !svg.contains("conform"));
    });
}

/// Tables in another order, and in other files, are the same chain.
#[test]
fn the_order_of_tables_and_files_does_not_show() {
    let steps = ["a", "b", "c", "d", "e"];
    let step = |id: &str, of: &str| format!("[[step]]\nid = \"{id}\"\ndepartment = \"{of}\"\n");
    let handoff = |from: &str, to: &str| {
        format!("[[handoff]]\nid = \"{from}{to}\"\nfrom = \"{from}\"\nto = \"{to}\"\n")
    };
    let mut parts: Vec<String> = steps
        .iter()
        .enumerate()
        .map(|(at, id)| step(id, if at % 2 == 0 { "X" } else { "Y" }))
        .collect();
    for (from, to) in [
        ("a", "b"),
        ("b", "c"),
        ("c", "d"),
        ("d", "e"),
        ("d", "b"),
        ("a", "d"),
    ] {
        parts.push(handoff(from, to));
    }
    let drawn = |name: &str, parts: &[String]| {
        let folder = folder(name);
        let text = format!("process = {{ id = \"p\" }}\n{}", parts.concat());
        fs::write(folder.join("p.toml"), text).unwrap();
        unjudged(&folder, Color::None, |seen| {
            let picture = seen.everything();
            [
                picture.standalone().unwrap(),
                picture.dot(),
                picture.mermaid(),
            ]
        })
    };
    let forward = drawn("graph-forward", &parts);
    parts.reverse();
    assert_eq!(forward, drawn("graph-backward", &parts));
}

const HOSTILE: &str =
    r#"<script>alert(1)</script>\" ]] --> %%{init: {}}%% | `x` #quot; \\ \u202e\u0007&amp; end"#;

#[test]
fn names_that_attack_stay_names_in_every_format() {
    let folder = folder("graph-hostile");
    let text = format!(
        "process = {{ id = \"p\", name = \"{HOSTILE}\" }}
step = [{{ id = \"a\", name = \"{HOSTILE}\", department = \"{HOSTILE}\" }}, {{ id = \"b\", department = \"B\" }}]
[[handoff]]\nid = \"h\"\nfrom = \"a\"\nto = \"b\"\ndeliverable = \"{HOSTILE}\"\n"
    );
    fs::write(folder.join("p.toml"), text).unwrap();
    judged(&folder, Lang::En, |seen| {
        for picture in [
            seen.overview(),
            seen.everything(),
            seen.process(ProcessId::at(0)),
        ] {
            let svg = picture.standalone().unwrap();
            let read = roxmltree::Document::parse(&svg).expect("it is well formed");
            let names = read.descendants().map(|one| one.tag_name().name());
            assert!(names.into_iter().all(|name| name != "script"));
            let (dot, mermaid) = (picture.dot(), picture.mermaid());
            for text in [&svg, &dot, &mermaid] {
                assert!(!text.contains('\u{202e}') && !text.contains('\u{7}'));
            }
            for line in dot.lines() {
                let plain = line.replace("\\\\", "").replace("\\\"", "");
                assert!(plain.matches('"').count() % 2 == 0, "{line}");
                let outside: Vec<&str> = plain.split('"').step_by(2).collect();
                assert!(!outside.concat().contains("script"), "{line}");
            }
            let (_, body) = mermaid.split_once("flowchart").unwrap();
            assert!(!body.contains("<script") && !body.contains("%%{") && !body.contains('`'));
            for line in body.lines().filter(|line| !line.contains("%%")) {
                assert!(line.matches('"').count() <= 2, "{line}");
            }
        }
    });
}

/// A made-up chain: processes one after the other, each with steps of six departments.
fn chain(name: &str, processes: usize, steps: usize) -> PathBuf {
    let folder = folder(name);
    for process in 0..processes {
        let mut text = format!("process = {{ id = \"p{process}\" }}\n");
        for step in 0..steps {
            let of = (process * 5 + step * 7 / 3) % 6;
            let _ = write!(text, "[[step]]\nid = \"s{step}\"\ndepartment = \"D{of}\"\n");
        }
        let mut handoff = |number: usize, from: usize, to: &str, rest: &str| {
            let _ = write!(
                text,
                "[[handoff]]\nid = \"h{number}\"\nfrom = \"s{from}\"\nto = \"{to}\"\n{rest}"
            );
        };
        for step in 1..steps {
            handoff(
                step,
                step - 1,
                &format!("s{step}"),
                "volume = \"12 / day\"\n",
            );
        }
        for (number, step) in (4..steps).step_by(9).enumerate() {
            handoff(
                1_000 + number,
                step,
                &format!("s{}", step - 3),
                "returns = true\n",
            );
        }
        if process + 1 < processes {
            handoff(2_000, steps - 1, &format!("p{}/s0", process + 1), "");
        }
        fs::write(folder.join(format!("p{process:03}.toml")), text).unwrap();
    }
    folder
}

#[test]
fn long_chains_are_drawn_first_as_an_overview_and_in_parts() {
    for (name, processes, steps) in [("graph-300", 10, 30), ("graph-2000", 50, 40)] {
        let folder = chain(name, processes, steps);
        unjudged(&folder, Color::None, |seen| {
            let overview = seen.overview();
            assert_eq!(overview.steps(), 0);
            let svg = overview.standalone().unwrap();
            assert!(svg.len() < 200_000, "{}", svg.len());
            let part = seen.process(ProcessId::at(1));
            assert_eq!(part.steps(), steps);
            assert!(part.standalone().unwrap().len() < 100_000);
        });
    }
}

#[test]
fn three_hundred_steps_are_drawn_at_once_where_somebody_asks() {
    let folder = chain("graph-all", 10, 30);
    unjudged(&folder, Color::None, |seen| {
        let picture: Picture = seen
            .laid(Lanes::Department, Default::default())
            .everything();
        let svg = picture.standalone().unwrap();
        assert!(roxmltree::Document::parse(&svg).is_ok() && svg.len() < 600_000);
        assert!(picture.mermaid_warning().is_some());
    });
}

fn baton(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_baton"))
        .args(arguments)
        .env_remove("BATON_LANG")
        .env("LC_ALL", "C")
        .output()
        .expect("the program runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    (
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

#[test]
fn what_is_asked_wrongly_is_said_with_what_is_near() {
    for (arguments, message) in [
        (
            vec!["graph", "--process", "raw-stoer"],
            "baton: --process: there is no `raw-stoer`; did you mean `raw-store`?",
        ),
        (
            vec!["graph", "--around", "smlt"],
            "baton: --around: there is no `smlt`; did you mean `production/smelt`?",
        ),
        (
            vec!["graph", "--goal", "right-all-teh-way"],
            "baton: --goal: there is no `right-all-teh-way`; did you mean `sinter-line/right-all-the-way`?",
        ),
        (
            vec!["graph", "--color", "none", "-o", "chain.png"],
            "baton: -o: the ending `.png` says nothing of how to draw; name a .svg, .dot or .mmd file, or write --format",
        ),
    ] {
        let (code, shown, said) = baton(&arguments);
        assert_eq!(
            (code, shown.as_str(), said.as_str()),
            (Some(2), "", message)
        );
    }
    let (code, _, said) = baton(&["graph", "--lanes", "process"]);
    assert!(code == Some(2) && said.contains("--all"), "{said}");
}

#[test]
fn the_ending_of_the_file_says_how_to_draw_and_the_option_wins() {
    let folder = folder("graph-endings");
    let drawn = |file: &str, more: &[&str]| {
        let path = folder.join(file);
        let name = path.to_string_lossy().into_owned();
        let mut arguments = vec![
            "graph",
            "--process",
            "order",
            "--color",
            "none",
            "-o",
            &name,
        ];
        arguments.extend(more);
        assert_eq!(baton(&arguments), (Some(0), String::new(), String::new()));
        fs::read_to_string(path).unwrap()
    };
    assert!(drawn("a.svg", &[]).contains("<svg"));
    assert!(drawn("a.gv", &[]).starts_with("digraph"));
    assert!(drawn("a.mmd", &[]).contains("flowchart"));
    assert!(drawn("b.svg", &["--format", "dot"]).starts_with("digraph"));
    let (code, shown, _) = baton(&["graph", "--color", "gap"]);
    assert!(code == Some(0) && shown.contains("flowchart TD"));
}

#[test]
fn broken_input_is_told_and_nothing_is_drawn() {
    let folder = folder("graph-broken");
    fs::write(folder.join("p.toml"), "[process]\nid = 7\n").unwrap();
    let file = folder.join("p.svg");
    let (path, out) = (folder.to_string_lossy(), file.to_string_lossy());
    let (code, shown, _) = baton(&["graph", &path, "-o", &out]);
    assert!(code == Some(3) && shown.contains("p.toml") && !file.exists());
}

/// The crate that lays out is young: whatever it becomes, one file changes.
#[test]
fn one_file_knows_the_crate_that_lays_out() {
    let mut open = vec![PathBuf::from("src")];
    let mut found = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(path).unwrap().map(|one| one.unwrap().path()));
        } else if fs::read_to_string(&path).is_ok_and(|text| text.contains("graphlay")) {
            found.push(path);
        }
    }
    assert_eq!(found, [PathBuf::from("src/report/graph/layout.rs")]);
}
