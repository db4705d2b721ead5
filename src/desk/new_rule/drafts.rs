//! The text of a new rule: one draft for each kind of object, small and true.

use crate::finding::SubjectKind;

/// What a draft says in one language.
struct Said {
    finding: &'static str,
    effect: &'static str,
    advice: &'static str,
}

/// A rule that looks for one key.
struct Draft {
    /// The name of the object in the script.
    object: &'static str,
    /// The key it looks for.
    key: &'static str,
    /// What is asked for.
    summary: &'static str,
    why: &'static str,
    en: Said,
    zh: Said,
    zh_why: &'static str,
    /// A model without the key; `@` stands where the finding is marked.
    without: &'static str,
    /// The line that is added where `@` stands in a second copy of the model.
    with: &'static str,
}

const STEPS: &str =
    "[process]\nid = \"raw-store\"\n\n[[step]]\nid = \"kit\"\n\n[[step]]\nid = \"batch\"\n";

/// The draft for objects of a kind.
fn of(kind: SubjectKind) -> Draft {
    match kind {
        SubjectKind::Chain => CHAIN,
        SubjectKind::Process => PROCESS,
        SubjectKind::Step => STEP,
        SubjectKind::Handoff => HANDOFF,
        SubjectKind::Goal => GOAL,
        SubjectKind::ValueSheet => SHEET,
    }
}

const CHAIN: Draft = Draft {
    object: "chain",
    key: "objective",
    summary: "Somebody has written down what the organization wants to reach.",
    why: "Where no objective is written, each department picks its own, and goals pull apart.",
    en: Said {
        finding: "no objective says what the processes from “{what}” on are for",
        effect: "each step improves what it likes, not what the customer pays for",
        advice: "write an [[objective]] with the year and the value it is to reach",
    },
    zh: Said {
        finding: "从“{what}”起的各流程没有写明要达到的战略目标",
        effect: "各道工序各改各的，而不是改客户愿意付钱的地方",
        advice: "请写 [[objective]]，写明年份和要达到的值",
    },
    zh_why: "没有战略目标，各部门自选目标，力量互相抵消。",
    without: "[process]@\nid = \"raw-store\"\n\n[[step]]\nid = \"kit\"\n",
    with: "\n[[objective]]\nid = \"on-time\"\ntext = \"98 % of orders complete on the confirmed day\"\n",
};

const PROCESS: Draft = Draft {
    object: "process",
    key: "purpose",
    summary: "Every process says why it exists.",
    why: "A process that cannot say what its customer gets from it is kept alive by habit.",
    en: Said {
        finding: "the process “{what}” does not say why it exists",
        effect: "its customers cannot tell what they may expect of it",
        advice: "write `purpose` in the customers' words",
    },
    zh: Said {
        finding: "流程“{what}”没有写明存在的目的",
        effect: "它的客户不知道可以期待什么",
        advice: "请用客户的话写 `purpose`",
    },
    zh_why: "说不清客户能得到什么的流程，只是靠习惯在运行。",
    without: "[process]@\nid = \"raw-store\"\n\n[[step]]\nid = \"kit\"\n",
    with: "purpose = \"lots the furnace can use as they come\"\n",
};

const STEP: Draft = Draft {
    object: "step",
    key: "department",
    summary: "Every step says which department does it.",
    why: "Work between two departments is done by neither.",
    en: Said {
        finding: "no department does the step “{what}”",
        effect: "the next step does not know whom to ask when something is missing",
        advice: "write `department`",
    },
    zh: Said {
        finding: "工序“{what}”没有写明由哪个部门负责",
        effect: "缺了东西，下道工序不知道该找谁",
        advice: "请写 `department`",
    },
    zh_why: "两个部门之间的工作，往往谁也不做。",
    without: "[process]\nid = \"raw-store\"\n\n[[step]]@\nid = \"kit\"\n",
    with: "department = \"Raw store\"\n",
};

const HANDOFF: Draft = Draft {
    object: "handoff",
    key: "volume",
    summary: "Every handoff says how much passes.",
    why: "Who does not know how much comes cannot plan people and machines for it.",
    en: Said {
        finding: "it is not said how much of “{what}” passes",
        effect: "the receiver cannot plan its people and machines",
        advice: "write `volume`, for example volume = \\\"40 / day\\\"",
    },
    zh: Said {
        finding: "没有写“{what}”交接多少",
        effect: "下道工序无法安排人员和设备",
        advice: "请写 `volume`，例如 volume = \\\"40 / day\\\"",
    },
    zh_why: "不知道来多少，就无法安排人员和设备。",
    without: "[[handoff]]@\nid = \"lot\"\nfrom = \"kit\"\nto = \"batch\"\ndeliverable = \"Kitted ore lot\"\n",
    with: "volume = \"40 / day\"\n",
};

const GOAL: Draft = Draft {
    object: "goal",
    key: "floor",
    summary: "Every goal says the least that is acceptable.",
    why: "A goal without a floor treats a near miss and a disaster alike.",
    en: Said {
        finding: "the goal “{what}” does not say the least that is acceptable",
        effect: "nobody knows from when on the customer has to be told",
        advice: "write `floor`: the value below which something is done at once",
    },
    zh: Said {
        finding: "目标“{what}”没有写底线",
        effect: "没有人知道低到什么程度必须告诉客户",
        advice: "请写 `floor`：低于该值必须立即行动",
    },
    zh_why: "没有底线的目标，差一点和差很多看起来一样。",
    without: "[process]\nid = \"raw-store\"\n\n[[measure]]\nid = \"usable\"\nkind = \"share\"\nbetter = \"higher\"\ndefinition = \"lots used as they came / lots received\"\n\n[[goal]]@\nid = \"right-first-time\"\ntext = \"Raise lots usable as they come to 95 %\"\nmeasure = \"usable\"\ntarget = \"95 %\"\n",
    with: "floor = \"85 %\"\n",
};

const SHEET: Draft = Draft {
    object: "sheet",
    key: "agreed_with",
    summary: "Every customer value sheet was agreed with somebody of the customer's side.",
    why: "What the customer values is known to the customer, not to the department.",
    en: Said {
        finding: "nobody of the customer's side agreed to the value sheet “{what}”",
        effect: "the customer gets what the department thinks it values",
        advice: "show it to the customer and write `agreed_with` and `agreed_on`",
    },
    zh: Said {
        finding: "客户价值单“{what}”没有与客户方达成一致",
        effect: "客户得到的是部门以为它看重的东西",
        advice: "请给客户看，并写 `agreed_with` 和 `agreed_on`",
    },
    zh_why: "客户看重什么，客户知道，部门不一定知道。",
    without: "[[value_sheet]]@\nid = \"lab-sampling\"\ntarget_customer = \"Furnace shift leads\"\n",
    with: "agreed_with = \"Furnace shift lead\"\n",
};

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
