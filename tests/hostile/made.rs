//! Attacks too long for a file: the source itself is the weapon.

use super::Attack;

/// Deeper than any parser should follow.
const DEEP: usize = 20_000;

/// How a source that is refused before it is parsed ends.
const TOO_LONG: &str = "1:1 the script is longer than 256 KiB";

/// How a source nested too deep ends.
const TOO_DEEP: &str = "Expression exceeds maximum complexity";

fn body(code: &str) -> String {
    format!("fn check(handoff) {{\n{code}\n}}\n")
}

/// `code` as an attack that must end like that.
fn attack(name: &str, code: &str, expected: &str) -> Attack {
    Attack::new(format!("made-{name}"), body(code), expected)
}

/// Something opened and closed `DEEP` times.
fn nested(name: &str, open: &str, inside: &str, close: &str) -> Attack {
    let code = format!("{}{inside}{};", open.repeat(DEEP), close.repeat(DEEP));
    attack(name, &code, TOO_DEEP)
}

/// All attacks made here.
pub(crate) fn attacks() -> Vec<Attack> {
    let mut attacks = nestings();
    attacks.extend(lengths());
    attacks
}

fn nestings() -> Vec<Attack> {
    let mut attacks = vec![
        nested("brackets", "(", "1", ")"),
        nested("lists", "[", "1", "]"),
        nested("open-lists", "[", "1", ""),
        nested("blocks", "{", "1", "}"),
        nested("ifs", "if true {", "1", "}"),
        nested("loops", "loop {", "1", "}"),
        nested("negations", "!", "true", ""),
        nested("minuses", "- ", "1", ""),
        nested("closures", "|| ", "1", ""),
        nested("calls", "abs(", "1", ")"),
        attack(
            "else-ifs",
            &format!("{}{{ }}", "if false { } else ".repeat(10_000)),
            TOO_DEEP,
        ),
        attack("open-comments", &"/* ".repeat(DEEP), "Expecting '}'"),
        nested("sums", "1 + ", "1", ""),
        nested("dots", "handoff.", "id", ""),
        nested("indexes", "handoff[", "1", "]"),
    ];
    let deep = 4_000;
    let maps = format!("{}1{};", "#{ a: ".repeat(deep), " }".repeat(deep));
    attacks.push(attack("maps", &maps, TOO_DEEP));
    let texts = format!("{}1{};", "`${".repeat(deep), "}`".repeat(deep));
    attacks.push(attack("texts-in-texts", &texts, TOO_DEEP));
    let switches = format!("{}1{};", "switch 1 { _ => ".repeat(deep), " }".repeat(deep));
    attacks.push(attack("switches", &switches, TOO_DEEP));
    let meta = format!(
        "const META = #{{ a: {}1{} }};\n",
        "[".repeat(DEEP),
        "]".repeat(DEEP)
    );
    attacks.push(Attack::new("made-meta", meta + &body(""), TOO_DEEP));
    attacks
}

fn lengths() -> Vec<Attack> {
    let names = |count: usize| -> String {
        let lines = (0..count).map(|at| format!("let v{at} = {at};\n"));
        lines.collect()
    };
    let functions: String = (0..300).map(|at| format!("fn f{at}() {{ }}\n")).collect();
    vec![
        attack("long-script", &"// moisture\n".repeat(40_000), TOO_LONG),
        attack(
            "long-text",
            &format!("let s = \"{}\";", "x".repeat(400 * 1024)),
            TOO_LONG,
        ),
        attack("text", &format!("let s = \"{}\";", "x ".repeat(60_000)), ""),
        attack(
            "name",
            &format!("let {} = 1;", "x".repeat(200_000)),
            "2:5 a name longer than 255 bytes",
        ),
        attack(
            "chinese-name",
            &format!("let {} = 1;", "量".repeat(20_000)),
            "2:5 a name longer than 255 bytes",
        ),
        attack(
            "number",
            &format!("let n = {};", "9".repeat(400)),
            "2:9 a name longer than 255 bytes",
        ),
        attack("variables", &names(500), ""),
        Attack::new("made-functions", functions + &body(""), ""),
        attack("odd-bytes", "\u{0}\u{1}\u{fffd}", ""),
        attack("list", &format!("let a = [{}];", "1, ".repeat(60_000)), ""),
    ]
}
