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
    /// The latest figure is worse than what is asked.
    Figure,
    /// The latest figure is in another unit.
    Unit,
    /// What was measured, asked or complained of is two years older.
    Outdated,
    /// It is not said who recorded it.
    Recorder,
    /// All who were asked gave the worst grade.
    Ratings,
    /// Nearly nobody answered.
    Response,
    /// A complaint was never closed.
    Unclosed,
    /// The customer was never told what came of a complaint.
    Untold,
    /// Twice as many complained in the latest month.
    Complaints,
    /// Waits at a handoff are ten times as long.
    Wait,
    /// Results at a step are bad.
    Result,
    /// What is handed over comes straight back once.
    Return,
    /// The receiver's work stands before the giver's.
    Order,
    /// Newer cases are taken first.
    Overtaken,
    /// An activity has a name the model does not know.
    Activity,
    /// All times of an activity are midnight.
    Midnight,
    /// A log is two years older.
    Times,
}

impl Kind {
    /// All kinds, in the order of reports.
    pub const ALL: [Self; 35] = [
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
        Self::Figure,
        Self::Unit,
        Self::Outdated,
        Self::Recorder,
        Self::Ratings,
        Self::Response,
        Self::Unclosed,
        Self::Untold,
        Self::Complaints,
        Self::Wait,
        Self::Result,
        Self::Return,
        Self::Order,
        Self::Overtaken,
        Self::Activity,
        Self::Midnight,
        Self::Times,
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
            Self::Figure => "figure",
            Self::Unit => "unit",
            Self::Outdated => "outdated",
            Self::Recorder => "recorder",
            Self::Ratings => "ratings",
            Self::Response => "response",
            Self::Unclosed => "unclosed",
            Self::Untold => "untold",
            Self::Complaints => "complaints",
            Self::Wait => "wait",
            Self::Result => "result",
            Self::Return => "return",
            Self::Order => "order",
            Self::Overtaken => "overtaken",
            Self::Activity => "activity",
            Self::Midnight => "midnight",
            Self::Times => "times",
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
            _ => self.word_of_evidence(lang),
        }
    }

    fn word_of_evidence(self, lang: Lang) -> &'static str {
        let (en, zh) = match self {
            Self::Figure => (
                "latest figure made worse than asked",
                "最近一期观测值劣于要求",
            ),
            Self::Unit => (
                "unit of the latest figure exchanged",
                "最近一期观测值单位写错",
            ),
            Self::Outdated => ("evidence aged by two years", "证据日期提前两年"),
            Self::Recorder => ("recorder taken away", "去掉记录方"),
            Self::Ratings => ("answers moved to the worst grade", "评价全部改为最低档"),
            Self::Response => ("response rate made tiny", "调查回收率改为极低"),
            Self::Unclosed => ("complaint left open", "投诉未关闭"),
            Self::Untold => ("complaint not answered", "投诉未答复客户"),
            Self::Complaints => (
                "complaints of the latest month doubled",
                "最近一个月的投诉加倍",
            ),
            Self::Wait => (
                "waits at a handoff stretched tenfold",
                "交接处的等待延长到十倍",
            ),
            Self::Result => ("results at a step turned bad", "工序的结果全部改为不合格"),
            Self::Return => (
                "handoff returned once in each case",
                "每个个案在交接处退回一次",
            ),
            Self::Order => (
                "order of giver and receiver exchanged",
                "接收方的活动排到交出方之前",
            ),
            Self::Overtaken => ("newer cases taken first", "先处理后到的个案"),
            Self::Activity => ("activity renamed", "活动改名"),
            Self::Midnight => (
                "times of an activity set to midnight",
                "活动的时间都改为零点",
            ),
            Self::Times => ("event log aged by two years", "事件日志提前两年"),
            _ => ("", ""),
        };
        lang.pick(en, zh)
    }

    /// It is a mistake in what was measured, not in the model.
    pub fn is_of_evidence(self) -> bool {
        self >= Self::Figure
    }

    /// What was measured becomes worse, so that a rule which found it bad already can find nothing
    /// new.
    pub(super) fn is_worse(self) -> bool {
        matches!(
            self,
            Self::Figure
                | Self::Unit
                | Self::Ratings
                | Self::Complaints
                | Self::Wait
                | Self::Result
                | Self::Return
                | Self::Overtaken
        )
    }
}
