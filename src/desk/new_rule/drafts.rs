//! The text of a new rule: one draft for each kind of object, small and true.

mod texts;

use self::texts::{Said, of};
use crate::finding::SubjectKind;

const STEPS: &str =
    "[process]\nid = \"raw-store\"\n\n[[step]]\nid = \"kit\"\n\n[[step]]\nid = \"batch\"\n";

/// The script.
pub(super) fn script(kind: SubjectKind) -> String {
    let draft = of(kind);
    let (object, key) = (draft.object, draft.key);
    let (asked, place, what) = match kind {
        // The chain is no table: the first of its processes stands for it.
        SubjectKind::Chain => (
            "chain.objectives.is_empty()".to_owned(),
            "chain.processes[0].at(\"\")".to_owned(),
            "chain.processes[0]",
        ),
        _ => (
            format!("!{object}.has(\"{key}\")"),
            format!("{object}.at(\"{key}\")"),
            object,
        ),
    };
    let wording = |said: &Said| {
        format!(
            "#{{\n        finding: \"{}\",\n        effect: \"{}\",\n        advice: \"{}\",\n    }}",
            said.finding, said.effect, said.advice
        )
    };
    format!(
        "//! {}\nconst META = #{{\n    level: \"note\",               // note, warning or error\n    \
         looks_at: \"{}\",\n    since: \"1.0.0\",\n    en: {},\n    zh: {},\n}};\n\n\
         fn check({object}) {{\n    if {asked} {{\n        nonconform({place}, #{{ what: {what} }});\n    }}\n}}\n",
        draft.summary,
        kind.name(),
        wording(&draft.en),
        wording(&draft.zh),
    )
}

/// The manual, with a finding and a clean case.
pub(super) fn manual(id: &str, kind: SubjectKind) -> String {
    let draft = of(kind);
    let before = if kind == SubjectKind::Handoff {
        format!("{STEPS}\n")
    } else {
        String::new()
    };
    let finds = format!("   # finds: {id}");
    let without = format!("{before}{}", draft.without.replace('@', &finds));
    let with = match kind {
        SubjectKind::Chain => draft.without.replace('@', "") + draft.with,
        _ => {
            // The key stands below the id of its table.
            let (head, tail) = draft.without.split_once('@').unwrap_or((draft.without, ""));
            let tail = tail.trim_start_matches('\n');
            let (id_line, rest) = tail.split_once('\n').unwrap_or((tail, ""));
            format!("{before}{head}\n{id_line}\n{}{rest}", draft.with)
        }
    };
    let plain = |said: &str| said.replace("\\\"", "\"");
    format!(
        "# {id}\n\n{}\n\n## Why\n\n{}\n\n## What to do\n\n{}.\n\n## 中文\n\n- 发现什么：{}。\n\
         - 为什么：{}\n- 怎么办：{}。\n\n## Examples\n\n### It is not written\n\n```toml\n{without}```\n\n\
         ### It is written\n\n```toml\n{with}```\n",
        draft.summary,
        draft.why,
        capital(&plain(draft.en.advice)),
        draft.zh.finding.replace("“{what}”", ""),
        draft.zh_why,
        plain(draft.zh.advice),
    )
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
