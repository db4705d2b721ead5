//! What the drafts say: for each kind of object one key, and why it matters.

use crate::finding::SubjectKind;

/// What a draft says in one language.
pub(super) struct Said {
    pub(super) finding: &'static str,
    pub(super) effect: &'static str,
    pub(super) advice: &'static str,
}

/// A rule that looks for one key.
pub(super) struct Draft {
    /// The name of the object in the script.
    pub(super) object: &'static str,
    /// The key it looks for.
    pub(super) key: &'static str,
    /// What is asked for.
    pub(super) summary: &'static str,
    pub(super) why: &'static str,
    pub(super) en: Said,
    pub(super) zh: Said,
    pub(super) zh_why: &'static str,
    /// A model without the key; `@` stands where the finding is marked.
    pub(super) without: &'static str,
    /// The line that is added where `@` stands in a second copy of the model.
    pub(super) with: &'static str,
}

/// The draft for objects of a kind.
pub(super) fn of(kind: SubjectKind) -> Draft {
    match kind {
        SubjectKind::Chain => CHAIN,
        SubjectKind::Process => PROCESS,
        SubjectKind::Step => STEP,
        SubjectKind::Handoff => HANDOFF,
        SubjectKind::Goal => GOAL,
        SubjectKind::ValueSheet => SHEET,
        SubjectKind::Measure => MEASURE,
        SubjectKind::Action => ACTION,
        SubjectKind::Objective => OBJECTIVE,
        SubjectKind::Customer => CUSTOMER,
        SubjectKind::Benchmark => BENCHMARK,
        SubjectKind::Practice => PRACTICE,
        SubjectKind::Weakness => WEAKNESS,
        SubjectKind::Asset => ASSET,
        SubjectKind::Voice => VOICE,
        SubjectKind::Waiver => WAIVER,
        SubjectKind::Survey => SURVEY,
        SubjectKind::Complaint => COMPLAINT,
        SubjectKind::Loss => LOSS,
        SubjectKind::Assessment => ASSESSMENT,
        SubjectKind::Log => LOG,
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

const MEASURE: Draft = Draft {
    object: "measure",
    key: "source",
    summary: "Every measure says where its figures come from.",
    why: "A figure of unknown origin cannot be checked, and is not believed when it is bad.",
    en: Said {
        finding: "nobody knows where the figures of “{what}” come from",
        effect: "the next step cannot check what it is told",
        advice: "write `source`: the list, system or person the figures are taken from",
    },
    zh: Said {
        finding: "指标“{what}”没有写数据来源",
        effect: "下道工序无法核对数据",
        advice: "请写 `source`：数据取自哪张表、哪个系统或哪个岗位",
    },
    zh_why: "来历不明的数据无法核对，数据不好看时也没有人信。",
    without: "[process]\nid = \"raw-store\"\n\n[[measure]]@\nid = \"usable\"\nkind = \"share\"\nbetter = \"higher\"\ndefinition = \"lots used as they came / lots received\"\n",
    with: "source = \"receiver's lot card\"\n",
};

const ACTION: Draft = Draft {
    object: "action",
    key: "owner",
    summary: "Every action says who does it.",
    why: "An action of everybody is done by nobody.",
    en: Said {
        finding: "nobody is to do “{what}”",
        effect: "the goal it should help stays where it is",
        advice: "write one role in `owner`",
    },
    zh: Said {
        finding: "行动“{what}”没有写由谁做",
        effect: "它要支持的目标原地不动",
        advice: "请在 `owner` 中写一个岗位",
    },
    zh_why: "人人都做的事，往往没有人做。",
    without: "[process]\nid = \"raw-store\"\n\n[[action]]@\nid = \"second-dryer\"\ntext = \"Put the second dryer into service\"\n",
    with: "owner = \"Raw store lead\"\n",
};

const OBJECTIVE: Draft = Draft {
    object: "objective",
    key: "sponsor",
    summary: "Every objective has somebody of the top management behind it.",
    why: "An objective without a sponsor loses to the first urgent order.",
    en: Said {
        finding: "nobody of the top management stands behind “{what}”",
        effect: "departments that give something up for it get no backing",
        advice: "write `sponsor`",
    },
    zh: Said {
        finding: "战略目标“{what}”没有高层支持人",
        effect: "为它让步的部门得不到支持",
        advice: "请写 `sponsor`",
    },
    zh_why: "没有高层支持的战略目标，遇到急单就让路。",
    without: "[[objective]]@\nid = \"on-time\"\ntext = \"98 % of orders complete on the confirmed day\"\n",
    with: "sponsor = \"General manager\"\n",
};

const CUSTOMER: Draft = Draft {
    object: "customer",
    key: "buys",
    summary: "Every external customer's purchase is written down in its own words.",
    why: "Customers do not buy what is made; they buy what it does for them.",
    en: Said {
        finding: "it is not written what “{what}” buys, in its own words",
        effect: "each step guesses what matters to the customer",
        advice: "ask the customer, and write `buys`",
    },
    zh: Said {
        finding: "没有用客户的话写明“{what}”买的是什么",
        effect: "各道工序只能猜客户看重什么",
        advice: "请询问客户并写 `buys`",
    },
    zh_why: "客户买的不是产品，而是产品对他的用处。",
    without: "[[customer]]@\nid = \"mill\"\nname = \"Stainless steel mill\"\n",
    with: "buys = \"metal it can charge without testing again\"\n",
};

const BENCHMARK: Draft = Draft {
    object: "benchmark",
    key: "source",
    summary: "Every benchmark says where it comes from.",
    why: "A comparison nobody can look up ends no discussion.",
    en: Said {
        finding: "nobody knows where the benchmark “{what}” comes from",
        effect: "the gap to it can be doubted, and nothing is done about it",
        advice: "write `source`",
    },
    zh: Said {
        finding: "标杆“{what}”没有写来源",
        effect: "与它的差距可以被质疑，于是什么也不做",
        advice: "请写 `source`",
    },
    zh_why: "查不到出处的比较，说服不了任何人。",
    without: "[process]\nid = \"raw-store\"\n\n[[measure]]\nid = \"usable\"\nkind = \"share\"\nbetter = \"higher\"\n\n[[benchmark]]@\nid = \"sister-plant\"\nmeasure = \"raw-store/usable\"\nvalue = \"97 %\"\n",
    with: "source = \"visit to the sister plant\"\n",
};

const PRACTICE: Draft = Draft {
    object: "practice",
    key: "evidence",
    summary: "Every practice says what shows that it works.",
    why: "What works elsewhere is a guess until something shows that it does.",
    en: Said {
        finding: "nothing shows that “{what}” works",
        effect: "a way of working is copied, and its effect is not",
        advice: "write `evidence`",
    },
    zh: Said {
        finding: "没有写用什么证明“{what}”有效",
        effect: "学了做法，学不到效果",
        advice: "请写 `evidence`",
    },
    zh_why: "别处有效的做法，没有证据之前只是猜测。",
    without: "[[practice]]@\nid = \"lot-card\"\ntext = \"A card goes with every lot\"\n",
    with: "evidence = \"claims fell from 12 to 3 in a year\"\n",
};

const WEAKNESS: Draft = Draft {
    object: "weakness",
    key: "blocks",
    summary: "Every weakness says which goals it stands in the way of.",
    why: "A weakness that blocks nothing is a complaint; one that does is work to be done.",
    en: Said {
        finding: "it is not said which goals “{what}” stands in the way of",
        effect: "nobody can tell how urgent it is",
        advice: "write `blocks` with the ids of the goals",
    },
    zh: Said {
        finding: "劣势“{what}”没有写妨碍哪些目标",
        effect: "看不出它有多紧急",
        advice: "请在 `blocks` 中写目标的代号",
    },
    zh_why: "不妨碍任何目标的劣势只是抱怨；妨碍目标的才是要做的事。",
    without: "[process]\nid = \"raw-store\"\n\n[[goal]]\nid = \"right-first-time\"\ntext = \"Raise lots usable as they come to 95 %\"\n\n[[weakness]]@\nid = \"one-dryer\"\ntext = \"There is only one dryer\"\n",
    with: "blocks = [\"raw-store/right-first-time\"]\n",
};

const ASSET: Draft = Draft {
    object: "asset",
    key: "escalate_to",
    summary: "Every shared asset says who decides when it fails.",
    why: "What several steps use is repaired by none of them.",
    en: Said {
        finding: "nobody decides when “{what}” fails",
        effect: "the steps that use it wait for one another",
        advice: "write `escalate_to`",
    },
    zh: Said {
        finding: "共用资源“{what}”出故障时没有人决定",
        effect: "使用它的各道工序互相等待",
        advice: "请写 `escalate_to`",
    },
    zh_why: "大家都用的东西，坏了往往谁也不修。",
    without: "[[asset]]@\nid = \"weighbridge\"\nname = \"Weighbridge\"\n",
    with: "escalate_to = \"Plant manager\"\n",
};

const VOICE: Draft = Draft {
    object: "voice",
    key: "reached_owner_on",
    summary: "What a customer said reaches whoever can act on it.",
    why: "A customer who talks to a wall says it once.",
    en: Said {
        finding: "“{what}” has reached nobody who can act on it",
        effect: "the customer says it once, and then buys elsewhere",
        advice: "pass it on, and write the day in `reached_owner_on`",
    },
    zh: Said {
        finding: "“{what}”没有传到能采取行动的人那里",
        effect: "客户只说一次，然后去别处购买",
        advice: "请转达，并在 `reached_owner_on` 中写日期",
    },
    zh_why: "对墙说话的客户，只会说一次。",
    without: "[[voice]]@\nid = \"wet-lots\"\ntext = \"The lots come wet\"\n",
    with: "reached_owner_on = 2026-03-02\n",
};

const WAIVER: Draft = Draft {
    object: "waiver",
    key: "granted_on",
    summary: "Every waiver says when it was granted.",
    why: "Whoever reads it later cannot tell what was known when it was granted.",
    en: Said {
        finding: "the waiver “{what}” does not say when it was granted",
        effect: "nobody can tell whether the customer knew what it knows today",
        advice: "write `granted_on`",
    },
    zh: Said {
        finding: "让步“{what}”没有写批准日期",
        effect: "说不清批准时客户是否知道今天所知道的情况",
        advice: "请写 `granted_on`",
    },
    zh_why: "以后看的人不知道批准时掌握了哪些情况。",
    without: "[process]\nid = \"raw-store\"\n\n[[step]]\nid = \"kit\"\n\n[[handoff]]\nid = \"lot\"\nfrom = \"kit\"\n\n[[waiver]]@\nid = \"w-1\"\nrule = \"handoff/nobody-receives\"\non = \"raw-store/lot\"\nreason = \"the furnace is being built\"\n",
    with: "granted_on = 2026-03-02\n",
};

const SURVEY: Draft = Draft {
    object: "survey",
    key: "asked",
    summary: "Every survey says who was asked.",
    why: "Answers of those one happens to meet say little of the others.",
    en: Said {
        finding: "the survey “{what}” does not say who was asked",
        effect: "nobody can tell whose opinion the numbers show",
        advice: "write `asked`: everybody, or how those asked were chosen",
    },
    zh: Said {
        finding: "调查“{what}”没有写问了谁",
        effect: "说不清这些数字代表谁的意见",
        advice: "请写 `asked`：全体，或怎样选出受访者",
    },
    zh_why: "只问碰巧遇到的人，说明不了其他人的看法。",
    without: "[[survey]]@\nid = \"spring\"\nscale = [\"poor\", \"good\"]\ncounts = [2, 18]\n",
    with: "asked = \"everybody who received a lot in May\"\n",
};

const COMPLAINT: Draft = Draft {
    object: "complaint",
    key: "owner",
    summary: "Every complaint has somebody who answers for it.",
    why: "A complaint that belongs to all is answered by nobody.",
    en: Said {
        finding: "nobody answers for the complaint “{what}”",
        effect: "the customer waits, and every department thinks another one writes",
        advice: "name one role in `owner`",
    },
    zh: Said {
        finding: "投诉“{what}”没有人负责",
        effect: "客户在等，各部门都以为别人会答复",
        advice: "在 `owner` 中写明一个岗位",
    },
    zh_why: "大家都负责的投诉，没有人会答复。",
    without: "[[complaint]]@\nid = \"2026-014\"\ntext = \"Wet lots again\"\n",
    with: "owner = \"Raw store lead\"\n",
};

/// Its models end with the log they name, in a block of its own.
const LOG: Draft = Draft {
    object: "log",
    key: "zone",
    summary: "Every event log says in which time zone its clocks run.",
    why: "Read in another zone, a shift that begins at six begins at fourteen, and days do not add up.",
    en: Said {
        finding: "the event log “{what}” does not say its time zone",
        effect: "times are read as UTC, so what happened at night counts to another day",
        advice: "write `zone`, such as Asia/Shanghai",
    },
    zh: Said {
        finding: "事件日志“{what}”没有写时区",
        effect: "时间按 UTC 读取，夜里发生的事会算到另一天",
        advice: "请写 `zone`，例如 Asia/Shanghai",
    },
    zh_why: "时区不对，早上六点的班就成了下午两点，按天统计也对不上。",
    without: "[process]\nid = \"raw-store\"\n\n[[step]]\nid = \"weigh\"\n\n[[step]]\nid = \"kit\"\n\n[[handoff]]\nid = \"lot\"\nfrom = \"weigh\"\nto = \"kit\"\n\n[[log]]@\nid = \"tickets\"\npath = \"tickets.csv\"\n```\n\n```csv tickets.csv\ncase,activity,time\nL7,weigh,2026-05-04 08:12:31\nL7,kit,2026-05-04 09:40:02\nL8,weigh,2026-05-04 10:01:44\nL8,kit,2026-05-04 11:25:19\n",
    with: "zone = \"Asia/Shanghai\"\n",
};

const LOSS: Draft = Draft {
    object: "loss",
    key: "recorded_by",
    summary: "Every lost customer was recorded by somebody who can be asked.",
    why: "Why a customer left is known to whom it told; a record without a name cannot be asked back.",
    en: Said {
        finding: "nobody says who recorded the loss of “{what}”",
        effect: "when the same reason comes again, nobody can be asked what the customer said",
        advice: "write who spoke with the customer in `recorded_by`",
    },
    zh: Said {
        finding: "没有写是谁记录了“{what}”的流失",
        effect: "同样的原因再次出现时，没有人可以问当时客户怎么说",
        advice: "在 `recorded_by` 中写明是谁与客户谈过",
    },
    zh_why: "客户为什么走，听他说的人才知道；没有署名的记录无从追问。",
    without: "[[loss]]@\nid = \"2026-02\"\ncustomer = \"Hillside Bakery\"\n",
    with: "recorded_by = \"Sales lead\"\n",
};

const ASSESSMENT: Draft = Draft {
    object: "assessment",
    key: "recorded_by",
    summary: "Every self-assessment says who gave the score.",
    why: "A score that nobody gave binds nobody.",
    en: Said {
        finding: "the self-assessment “{what}” does not say who gave the score",
        effect: "where others score lower, nobody can be asked why",
        advice: "write who gave it in `recorded_by`",
    },
    zh: Said {
        finding: "自我评价“{what}”没有写由谁打分",
        effect: "别人打分更低时，找不到人说明原因",
        advice: "在 `recorded_by` 中写明由谁打分",
    },
    zh_why: "没有人署名的得分，对谁都没有约束。",
    without: "[process]\nid = \"raw-store\"\n\n[[assessment]]@\nid = \"spring\"\nscore = 4\nscale = [1, 5]\n",
    with: "recorded_by = \"Raw store lead\"\n",
};
