//! The fixed words of the TOML: kinds, sides, states.

use super::decode::{Decode, Decoding, Reading};
use super::schema::Shape;
use super::tree::{Node, Value};
use crate::problem::{Expected, ProblemKind, nearest};

/// One of a few words.
pub trait Choice: Copy + Default + 'static {
    /// Every word with its Chinese meaning, and what it stands for.
    const WORDS: &'static [(&'static str, &'static str)];
    /// The choice at a position of [`Self::WORDS`].
    fn at(position: usize) -> Self;
    /// The position in [`Self::WORDS`].
    fn position(self) -> usize;
    /// The word in the TOML.
    fn word(self) -> &'static str {
        Self::WORDS[self.position()].0
    }
}

/// Reads one of the words of a choice.
fn decode_choice<C: Choice>(node: &Node<'_>, decoding: &mut Decoding<'_>) -> C {
    let written = match &node.value {
        Value::String(written) => written.to_string(),
        Value::Boolean(flag) => flag.to_string(),
        Value::Integer(number) => number.to_string(),
        _ => {
            decoding.wrong_type(node, Expected::Choice);
            return C::default();
        }
    };
    let words = || C::WORDS.iter().map(|(word, _)| *word);
    let is_text = matches!(node.value, Value::String(_));
    if let Some(position) = words().position(|word| is_text && word == written) {
        return C::at(position);
    }
    // Tables filled in Chinese have the meaning where the word is wanted.
    let meant = C::WORDS.iter().find(|(_, zh)| *zh == written);
    let kind = ProblemKind::UnknownChoice {
        suggestion: meant
            .map(|(word, _)| *word)
            .or_else(|| nearest(&written, words())),
        choices: C::WORDS.to_vec(),
        written,
    };
    decoding.problem(node.span, kind);
    C::default()
}

/// Declares a [`Choice`]: variant, its word in the TOML, its Chinese meaning.
macro_rules! choice {
    (
        $(#[doc = $doc:literal])+
        $name:ident { $($(#[doc = $word_doc:literal])+ $variant:ident = $word:literal, $zh:literal;)+ }
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
        pub enum $name {
            #[default]
            $($(#[doc = $word_doc])+ $variant,)+
        }

        impl Choice for $name {
            const WORDS: &'static [(&'static str, &'static str)] = &[$(($word, $zh)),+];

            fn at(position: usize) -> Self {
                [$(Self::$variant),+].get(position).copied().unwrap_or_default()
            }

            fn position(self) -> usize {
                self as usize
            }
        }

        impl Decode for $name {
            fn shape() -> Shape {
                Shape::Choice(Self::WORDS)
            }

            fn decode(node: &Node<'_>, decoding: &mut Decoding<'_>) -> Self {
                decode_choice(node, decoding)
            }

            fn reading(&self) -> Reading<'_> {
                Reading::Word(self.word())
            }
        }
    };
}

choice!(
    /// Which internal customer the receiver is.
    HandoffKind {
        /// The next process of the chain.
        Process = "process", "流程客户";
        /// A department with another function.
        Functional = "functional", "职能客户";
        /// A superior or a subordinate.
        Hierarchical = "hierarchical", "职级客户";
        /// The next workstep.
        Workstep = "workstep", "工序客户";
    }
);

choice!(
    /// What flows along a hierarchical handoff.
    Direction {
        /// A result, upwards.
        Result = "result", "成果";
        /// A task, downwards.
        Task = "task", "任务";
        /// Help and feedback, downwards.
        Coaching = "coaching", "辅导";
    }
);

choice!(
    /// How several handoffs into a step come together, or several out of it part.
    Junction {
        /// All of them.
        And = "and", "全部";
        /// Exactly one of them.
        Xor = "xor", "其中之一";
        /// One or more of them.
        Or = "or", "至少一个";
    }
);

choice!(
    /// What a measure counts in.
    MeasureKind {
        /// A share of a whole.
        Share = "share", "占比";
        /// A length of time.
        Duration = "duration", "时长";
        /// So many per period.
        Rate = "rate", "速率";
        /// A number of things.
        Count = "count", "数量";
        /// A rating on a scale.
        Score = "score", "评分";
        /// An amount of money.
        Money = "money", "金额";
    }
);

choice!(
    /// Which side of a value is better.
    Better {
        /// More is better.
        Higher = "higher", "越高越好";
        /// Less is better.
        Lower = "lower", "越低越好";
    }
);

choice!(
    /// From whose side a measure looks.
    View {
        /// The receiver's.
        Customer = "customer", "客户视角";
        /// The giver's.
        Internal = "internal", "内部视角";
    }
);

choice!(
    /// What kind of expectation customers have of something.
    Expectation {
        /// They take it for granted, and do not mention it.
        Basic = "basic", "基本的：客户认为理所当然，不会说出来";
        /// They ask for it, and compare.
        Specified = "specified", "客户指定的：客户会提出并比较";
        /// They do not know of it until they see it.
        Hidden = "hidden", "隐藏的：客户见到才知道";
    }
);

choice!(
    /// What a goal is for.
    GoalKind {
        /// To move from a baseline to a target.
        Improve = "improve", "改进";
        /// To stay within a limit.
        Maintain = "maintain", "保持";
        /// To be shown to be so, yes or no.
        Comply = "comply", "符合";
    }
);

choice!(
    /// How a goal comes from its baseline to its target.
    Curve {
        /// By the same amount every day.
        Linear = "linear", "匀速";
        /// What is bad halves in the same time again and again.
        HalfLife = "half-life", "半衰期（缺陷每隔同样时间减半）";
    }
);

choice!(
    /// How a figure was got, weakest first.
    Grade {
        /// Somebody said so.
        Declared = "declared", "自报";
        /// Estimated.
        Estimated = "estimated", "估计";
        /// From a sample.
        Sampled = "sampled", "抽样";
        /// From a system's record.
        Logged = "logged", "系统记录";
        /// Confirmed by the customer.
        CustomerConfirmed = "customer-confirmed", "客户确认";
    }
);

choice!(
    /// How far an action is.
    ActionStatus {
        /// Not begun.
        Planned = "planned", "已计划";
        /// Begun.
        Started = "started", "进行中";
        /// Finished.
        Done = "done", "已完成";
        /// Given up.
        Dropped = "dropped", "已取消";
    }
);

choice!(
    /// When the customer meets a touchpoint.
    Phase {
        /// Before the service.
        Before = "before", "事前";
        /// While it is given.
        During = "during", "事中";
        /// After it.
        After = "after", "事后";
    }
);

choice!(
    /// Which of the four attributes of customer value is meant.
    Attribute {
        /// The thing itself.
        Product = "product", "产品";
        /// How it is provided.
        Service = "service", "服务";
        /// What the customer gives for it.
        Price = "price", "价格";
        /// How both stand to each other.
        Relationship = "relationship", "关系";
    }
);

choice!(
    /// Who answers for the wait at a handoff.
    WaitOwner {
        /// The giver, until the receiver accepts.
        Supplier = "supplier", "供方";
        /// The receiver.
        Customer = "customer", "客户";
    }
);

choice!(
    /// One side of a handoff, or both.
    Side {
        /// The receiver.
        Customer = "customer", "接收方";
        /// The giver.
        Supplier = "supplier", "交出方";
        /// Both together.
        Both = "both", "双方";
    }
);

choice!(
    /// How many cases become one value.
    Statistic {
        /// The mean.
        Mean = "mean", "平均值";
        /// The middle one.
        Median = "median", "中位数";
        /// The value that a given share does not exceed, such as the 90th percentile.
        Percentile = "percentile", "百分位数";
        /// The share that meets a limit.
        ShareWithin = "share-within", "达标比例";
        /// The sum.
        Total = "total", "合计";
        /// The worst.
        Worst = "worst", "最差值";
    }
);

choice!(
    /// What a target was taken from.
    Basis {
        /// A need of the customer.
        Need = "need", "客户需求";
        /// What competitors do.
        Competitor = "competitor", "竞争对手";
        /// A law or a rule.
        Law = "law", "法规";
        /// The own past.
        History = "history", "历史数据";
        /// A guess.
        Guess = "guess", "估计";
    }
);

choice!(
    /// With whom a benchmark compares.
    BenchmarkKind {
        /// Another part of the same organization.
        Internal = "internal", "内部";
        /// A competitor.
        Competitive = "competitive", "竞争对手";
        /// The same function in another trade.
        Functional = "functional", "同职能";
        /// The same kind of process anywhere.
        Generic = "generic", "通用流程";
    }
);

choice!(
    /// Whether a practice was taken over.
    Adoption {
        /// Yes.
        Adopted = "adopted", "已采用";
        /// No.
        Rejected = "rejected", "不采用";
        /// Not decided.
        Open = "open", "未定";
    }
);

choice!(
    /// What an organization wants to be better at than others.
    Posture {
        /// The price.
        Price = "price", "价格";
        /// Product and service.
        ProductAndService = "product-and-service", "产品与服务";
        /// All three.
        All = "all", "三者兼顾";
    }
);

choice!(
    /// The usual measures of a handoff, so that a need such as "on-time ≥ 95 %" meets the figures
    /// that answer it.
    StandardMeasure {
        /// Handed over when it was due.
        OnTime = "on-time", "准时";
        /// Handed over complete.
        InFull = "in-full", "足量";
        /// Both, for each order.
        Otif = "otif", "准时且足量";
        /// Used without correcting, adding or asking back.
        Usable = "usable", "直接可用";
        /// Right the first time, before any rework.
        FirstPass = "first-pass", "一次合格";
        /// Done again.
        Rework = "rework", "返工";
        /// Sent back.
        Returned = "returned", "退回";
        /// Waited before it was taken up.
        Wait = "wait", "等待";
        /// From the order to the end of the giver's work, or of the process.
        LeadTime = "lead-time", "交付周期";
        /// Went round the agreed way.
        Bypass = "bypass", "绕开约定途径";
        /// What the receiver gives for it.
        Rating = "rating", "接收方评分";
        /// How many are finished per period.
        Throughput = "throughput", "产量";
        /// What one case costs.
        Cost = "cost", "单件成本";
    }
);

impl StandardMeasure {
    /// The side that is better for everybody who receives.
    pub fn usually_better(self) -> Better {
        match self {
            Self::OnTime
            | Self::InFull
            | Self::Otif
            | Self::Usable
            | Self::FirstPass
            | Self::Rating
            | Self::Throughput => Better::Higher,
            Self::Rework
            | Self::Returned
            | Self::Wait
            | Self::LeadTime
            | Self::Bypass
            | Self::Cost => Better::Lower,
        }
    }
}

choice!(
    /// Which part of a date comes first.
    DateOrder {
        /// The year.
        YearFirst = "year-first", "年在前";
        /// The day.
        DayFirst = "day-first", "日在前";
        /// The month.
        MonthFirst = "month-first", "月在前";
    }
);

choice!(
    /// What the results that a step tells in an event log speak of.
    Judges {
        /// What it was given.
        Received = "received", "收到的东西";
        /// Its own work.
        Own = "own", "自己做的活";
    }
);

choice!(
    /// Which figure of a step or handoff a lever changes.
    Parameter {
        /// The share of pieces right first time, of a step.
        Yield = "yield", "一次合格率";
        /// The time one piece is worked on, of a step.
        Touch = "touch", "加工时间";
        /// The share of the working time a step can be used.
        Availability = "availability", "可用率";
        /// How many work side by side, of a step.
        Servers = "servers", "并行人数或设备数";
        /// The share of the defects reaching a step that its checks find.
        Detects = "detects", "检出率";
        /// How long work waits, at a handoff.
        Wait = "wait", "等待时间";
        /// The share of the work that takes a handoff.
        Share = "share", "分流比例";
    }
);

choice!(
    /// What a file of evidence holds.
    EvidenceKind {
        /// Values of measures.
        Figures = "figures", "观测值";
        /// Counts of answers.
        Surveys = "surveys", "调查";
        /// Complaints.
        Complaints = "complaints", "投诉";
        /// Customers that were lost.
        Losses = "losses", "客户流失";
        /// Scores that people gave themselves.
        Assessments = "assessments", "自我评价";
    }
);

choice!(
    /// Why a customer left.
    LossReason {
        /// The thing itself is not, or no longer, what it needs.
        Product = "product", "产品不合需要";
        /// What came was not as agreed.
        Quality = "quality", "质量";
        /// It came late, short or not at all.
        Delivery = "delivery", "交付";
        /// What goes with the product: answers, help, documents.
        Service = "service", "服务";
        /// Nobody cared for it.
        Attitude = "attitude", "态度冷淡";
        /// It costs too much.
        Price = "price", "价格";
        /// Somebody else offered more.
        Competitor = "competitor", "竞争对手更好";
        /// It went where it cannot be served.
        Moved = "moved", "客户迁走";
        /// It gave up its business.
        Closed = "closed", "客户停业";
        /// Nobody knows.
        Unknown = "unknown", "原因不明";
    }
);

choice!(
    /// In which encoding a file was saved, where it cannot be told from the file.
    Encoding {
        /// Unicode.
        Utf8 = "utf-8", "UTF-8";
        /// Simplified Chinese, as spreadsheets in China save it.
        Gb18030 = "gb18030", "简体中文（GB18030、GBK）";
        /// Traditional Chinese.
        Big5 = "big5", "繁体中文（Big5）";
        /// Western European.
        Windows1252 = "windows-1252", "西欧";
        /// Unicode in units of two bytes.
        Utf16 = "utf-16", "UTF-16";
    }
);

choice!(
    /// Which mark stands before decimals in a file.
    DecimalMark {
        /// 1,234.5
        Point = ".", "点：1,234.5";
        /// 1.234,5
        Comma = ",", "逗号：1.234,5";
    }
);

impl DecimalMark {
    /// The mark.
    pub fn mark(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }
}

choice!(
    /// How bad a complaint is for the customer.
    Severity {
        /// A nuisance.
        Low = "low", "轻微";
        /// The work of the customer suffers.
        Medium = "medium", "一般";
        /// The work of the customer stops, or somebody may be hurt.
        High = "high", "严重";
    }
);
