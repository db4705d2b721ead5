//! The kinds of mistakes that are planted, with their words.

use crate::lang::Lang;

/// What sort of mistake a fault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The giver no longer checks something.
    Criterion,
    /// The receiver no longer says that it needs something.
    Need,
    /// The giver no longer promises something.
    Promise,
    /// A criterion or a promise allows more than it did.
    Bound,
    /// A handoff is gone, or nobody receives it.
    Handoff,
    /// Nobody answers for it.
    Owner,
    /// Something is said to have happened, or to be due, ten years earlier.
    Date,
    /// A handoff has no due time.
    Due,
    /// What is refused has no way back.
    WayBack,
    /// A goal has no measure, target, deadline or baseline.
    Aim,
    /// A goal serves nothing.
    Support,
    /// One of the three duties of a step is not kept.
    Check,
    /// A touchpoint says nothing of what the customer values, or of what is done for it.
    Touchpoint,
    /// An action has no end.
    ActionDay,
    /// Nothing shows that it was done.
    Evidence,
    /// Worse is taken for better.
    Better,
    /// A whole object other than a handoff is gone.
    Object,
    /// Any other key, or item of a list, is gone.
    Key,
}

impl Kind {
    /// All kinds, in the order of reports.
    pub const ALL: [Self; 18] = [
        Self::Criterion,
        Self::Need,
        Self::Promise,
        Self::Bound,
        Self::Handoff,
        Self::Owner,
        Self::Date,
        Self::Due,
        Self::WayBack,
        Self::Aim,
        Self::Support,
        Self::Check,
        Self::Touchpoint,
        Self::ActionDay,
        Self::Evidence,
        Self::Better,
        Self::Object,
        Self::Key,
    ];

    /// The kind of leaving out `key` of a table; without a key, a whole object.
    pub(super) fn of_drop(table: &str, key: Option<&str>) -> Self {
        let Some(key) = key else {
            return if table == "handoff" {
                Self::Handoff
            } else {
                Self::Object
            };
        };
        match (table, key) {
            (_, "owner") => Self::Owner,
            (_, "evidence") => Self::Evidence,
            ("handoff.supplier", "criteria") => Self::Criterion,
            ("handoff.supplier", "promises") => Self::Promise,
            ("handoff.customer", "needs") => Self::Need,
            ("handoff", "to") => Self::Handoff,
            ("handoff", "due") => Self::Due,
            ("handoff", "on_reject") | ("handoff.on_reject", "return_to" | "within") => {
                Self::WayBack
            }
            ("goal", "measure" | "target" | "by" | "baseline") => Self::Aim,
            ("goal", "supports") => Self::Support,
            ("step", "checks") | ("step.checks", _) => Self::Check,
            ("value_sheet.touchpoint", "value" | "actions") => Self::Touchpoint,
            ("action", "by") => Self::ActionDay,
            _ => Self::Key,
        }
    }

    /// Its name for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Criterion => "criterion",
            Self::Need => "need",
            Self::Promise => "promise",
            Self::Bound => "bound",
            Self::Handoff => "handoff",
            Self::Owner => "owner",
            Self::Date => "date",
            Self::Due => "due",
            Self::WayBack => "way-back",
            Self::Aim => "aim",
            Self::Support => "support",
            Self::Check => "check",
            Self::Touchpoint => "touchpoint",
            Self::ActionDay => "action-day",
            Self::Evidence => "evidence",
            Self::Better => "better",
            Self::Object => "object",
            Self::Key => "key",
        }
    }

    /// The words of either language.
    pub fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::Criterion => lang.pick("criterion dropped", "去掉验收准则"),
            Self::Need => lang.pick("need dropped", "去掉需求"),
            Self::Promise => lang.pick("promise dropped", "去掉承诺"),
            Self::Bound => lang.pick("bound loosened", "放宽界限"),
            Self::Handoff => lang.pick("handoff cut", "切断交接"),
            Self::Owner => lang.pick("owner taken away", "去掉负责人"),
            Self::Date => lang.pick("date set ten years back", "日期提前十年"),
            Self::Due => lang.pick("due time dropped", "去掉交付时间"),
            Self::WayBack => lang.pick("way back dropped", "去掉退回办法"),
            Self::Aim => lang.pick(
                "measure, target, deadline or baseline of a goal dropped",
                "去掉目标的指标、目标值、截止日期或基线值",
            ),
            Self::Support => lang.pick("objective of a goal dropped", "去掉目标所支持的战略目标"),
            Self::Check => lang.pick("duty of a step dropped", "去掉工序的一项责任"),
            Self::Touchpoint => lang.pick(
                "value or action of a touchpoint dropped",
                "去掉接触点的价值或行动措施",
            ),
            Self::ActionDay => lang.pick("end of an action dropped", "去掉行动的完成日期"),
            Self::Evidence => lang.pick("evidence dropped", "去掉证据"),
            Self::Better => lang.pick("better side flipped", "颠倒好坏方向"),
            Self::Object => lang.pick("other object dropped", "去掉其他对象"),
            Self::Key => lang.pick("other key dropped", "去掉其他键"),
        }
    }
}
