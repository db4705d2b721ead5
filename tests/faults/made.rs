//! Models of the same kind of content in every layout TOML has: headers, dotted keys, braces,
//! lists over several lines, comments with marks in them, strings of all four kinds.

/// Numbers from a seed.
struct Dice(u64);

impl Dice {
    /// A number below `sides`.
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn one_of(&mut self, choices: &[&'static str]) -> &'static str {
        let at = usize::try_from(self.roll(choices.len() as u64)).unwrap_or(0);
        choices[at]
    }

    /// Now and then a comment that looks like everything else.
    fn comment(&mut self) -> &'static str {
        self.one_of(&["", "", "", " # ] } , \" ' [[handoff]] a = 1"])
    }
}

/// A value, or a table of them.
enum Thing {
    Plain(String),
    List(Vec<Self>),
    Table(Vec<(&'static str, Self)>),
}

/// A model file.
pub(crate) fn model(seed: u64) -> String {
    let mut dice = Dice(seed);
    let mut text = String::new();
    if dice.roll(2) == 0 {
        text.push_str("# a model\n\n");
    }
    let inline = dice.roll(4) == 0;
    if inline {
        let process = process(&mut dice);
        text.push_str(&format!(
            "process = {}{}\n",
            braces(&mut dice, &process),
            dice.comment()
        ));
    } else {
        let process = process(&mut dice);
        headed(&mut dice, "process", false, &process, &mut text);
    }
    for id in ["a", "b"] {
        let step = step(&mut dice, id);
        headed(&mut dice, "step", true, &step, &mut text);
    }
    for id in ["one", "two", "three"] {
        let handoff = handoff(&mut dice, id);
        headed(&mut dice, "handoff", true, &handoff, &mut text);
    }
    if dice.roll(3) == 0 {
        text = text.replace('\n', "\r\n");
    }
    if dice.roll(3) == 0 {
        text.truncate(text.trim_end().len());
    }
    text
}

type Keys = Vec<(&'static str, Thing)>;

fn process(dice: &mut Dice) -> Keys {
    let mut keys = vec![("id", plain("\"p\"")), ("owner", words(dice))];
    if dice.roll(2) == 0 {
        keys.push((
            "enablers",
            Thing::Table(vec![("people", words(dice)), ("quality", words(dice))]),
        ));
    }
    keys
}

fn step(dice: &mut Dice, id: &str) -> Keys {
    let checks = vec![("incoming", words(dice)), ("self", words(dice))];
    vec![
        ("id", plain(&format!("\"{id}\""))),
        ("owner", words(dice)),
        ("checks", Thing::Table(checks)),
    ]
}

fn handoff(dice: &mut Dice, id: &str) -> Keys {
    let date = dice.one_of(&["2024-02-29", "\"2026-03-01\"", "'2025-12-31'"]);
    let customer = vec![
        ("needs", statements(dice)),
        ("asked_on", plain(date)),
        ("why", words(dice)),
    ];
    let supplier = vec![
        ("criteria", statements(dice)),
        ("promises", statements(dice)),
    ];
    let mut keys = vec![
        ("id", plain(&format!("\"{id}\""))),
        ("from", plain("\"a\"")),
        ("to", plain("'b'")),
        (
            "items",
            Thing::List((0..dice.roll(4)).map(|_| words(dice)).collect()),
        ),
        ("due", plain("\"by 10:30\"")),
        ("customer", Thing::Table(customer)),
        ("supplier", Thing::Table(supplier)),
    ];
    if dice.roll(2) == 0 {
        let reject = vec![("return_to", plain("\"a\"")), ("within", plain("\"2 h\""))];
        keys.insert(3, ("on_reject", Thing::Table(reject)));
    }
    keys
}

fn plain(text: &str) -> Thing {
    Thing::Plain(text.to_owned())
}

fn words(dice: &mut Dice) -> Thing {
    plain(dice.one_of(&[
        "\"plain\"",
        "\"a ] , } # \\\" [[handoff]]\"",
        "'a ] , } # \" x'",
        "\"\"\"two\n[[handoff]]\n\"quoted\" = 1 # no\n\"\"\"",
        "'''also\ntwo = 2'''",
        "{ en = \"Lead\", zh = \"主管\" }",
        "{ zh = '炉长' }",
    ]))
}

fn statements(dice: &mut Dice) -> Thing {
    let some = 1 + dice.roll(3);
    let one = |dice: &mut Dice| {
        plain(dice.one_of(&[
            "\"moisture ≤ 6 %\"",
            "{ en = \"moisture ≤ 6 %\", zh = \"水分 ≤ 6 %\" }",
            "'on time ≥ 95 %'",
            "\"clean\"",
        ]))
    };
    Thing::List((0..some).map(|_| one(dice)).collect())
}

/// A table below a header, its inner tables laid out in any way.
fn headed(dice: &mut Dice, name: &str, many: bool, keys: &Keys, text: &mut String) {
    let (open, close) = if many { ("[[", "]]") } else { ("[", "]") };
    let indent = dice.one_of(&["", "", "  "]);
    let comment = dice.comment();
    text.push_str(&format!("{indent}{open}{name}{close}{comment}\n"));
    let mut below = Vec::new();
    for (key, thing) in keys {
        let quoted = if dice.roll(6) == 0 {
            format!("\"{key}\"")
        } else {
            (*key).to_owned()
        };
        match thing {
            Thing::Table(inner) => match dice.roll(3) {
                0 => below.push((key, inner)),
                1 => dotted(dice, &quoted, inner, text),
                _ => {
                    let value = braces(dice, inner);
                    line(dice, &quoted, &value, text);
                }
            },
            thing => {
                let value = value(dice, thing);
                line(dice, &quoted, &value, text);
            }
        }
    }
    for (key, inner) in below {
        headed(dice, &format!("{name}.{key}"), false, inner, text);
    }
    if dice.roll(2) == 0 {
        text.push_str("\n# about what follows\n");
    }
}

fn line(dice: &mut Dice, key: &str, value: &str, text: &mut String) {
    let (indent, space) = (
        dice.one_of(&["", "", "    "]),
        dice.one_of(&[" ", "", "\t"]),
    );
    let comment = dice.comment();
    text.push_str(&format!("{indent}{key}{space}={space}{value}{comment}\n"));
}

/// Keys of an inner table as dotted keys, now and then with other keys between them.
fn dotted(dice: &mut Dice, key: &str, inner: &Keys, text: &mut String) {
    let dot = dice.one_of(&[".", " . "]);
    for (name, thing) in inner {
        let value = value(dice, thing);
        line(dice, &format!("{key}{dot}{name}"), &value, text);
    }
}

fn value(dice: &mut Dice, thing: &Thing) -> String {
    match thing {
        Thing::Plain(text) => text.clone(),
        Thing::Table(keys) => braces(dice, keys),
        Thing::List(items) => {
            let items: Vec<_> = items.iter().map(|item| value(dice, item)).collect();
            between(dice, "[", &items, "]")
        }
    }
}

/// A table in braces; tables inside it in braces or with dotted keys.
fn braces(dice: &mut Dice, keys: &Keys) -> String {
    let mut pairs = Vec::new();
    for (key, thing) in keys {
        match thing {
            Thing::Table(inner) if dice.roll(2) == 0 => {
                for (name, thing) in inner {
                    pairs.push(format!("{key}.{name} = {}", value(dice, thing)));
                }
            }
            thing => pairs.push(format!("{key} = {}", value(dice, thing))),
        }
    }
    between(dice, "{", &pairs, "}")
}

/// Parts with commas, on one line or on several.
fn between(dice: &mut Dice, open: &str, parts: &[String], close: &str) -> String {
    if parts.is_empty() {
        return format!("{open}{}{close}", dice.one_of(&["", " "]));
    }
    match dice.roll(4) {
        0 => {
            let mut text = format!("{open}{}\n", dice.comment());
            for part in parts {
                text.push_str(&format!("  {part},{}\n", dice.comment()));
            }
            text + close
        }
        1 => {
            let parts: Vec<_> = parts
                .iter()
                .map(|part| format!("{part}{}\n", dice.comment()))
                .collect();
            format!("{open}{}{close}", parts.join(", "))
        }
        2 => format!("{open} {} {close}", parts.join(" , ")),
        _ => format!("{open}{}{close}", parts.join(",")),
    }
}
