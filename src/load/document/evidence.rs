//! The tables of evidence: what was measured, what customers were asked, what they complained of.

use jiff::civil::Date;

use super::super::choices::{DecimalMark, Encoding, EvidenceKind, Grade, Severity};
use super::super::columns::{Columns, FilePath, ScaleGrade};
use super::super::decode::{Decode, Decoding, Reading};
use super::super::list::List;
use super::super::record::{Record, record};
use super::super::schema::{KeySpec, TableSpec};
use super::super::tree::Table;
use super::super::values::{Id, Reference, Whole};
use crate::lang::Text;
use crate::quantity::{Period, Quantity};
use crate::source::Span;

/// As many as counts may be: every whole number up to here is a float.
const MOST: i64 = 9_007_199_254_740_992;

record! {
    /// A file of evidence beside the model: a table with one row a figure, survey, complaint, lost customer
    /// or self-assessment.
    Evidence as "evidence", "与模型放在一起的证据文件：一行一个观测值、一次调查、一件投诉、一次客户流失或一次自我评价。" {
        /// What its rows are.
        required kind as "kind": EvidenceKind, "每一行是什么。";
        /// Where it is, from the folder of this model file.
        required path as "path": FilePath, "文件位置，从本模型文件所在的文件夹算起。";
        /// Its own headings for the keys of a row, where they differ.
        optional columns as "columns": Columns, "列标题与键名不同时，写明哪个键用哪个标题。";
        /// Headings of columns that are not evidence.
        list ignore as "ignore": Text, "不作为证据的列。";
        /// The encoding it was saved in; found out if not said.
        optional encoding as "encoding": Encoding, "文件编码；不写则自动识别。";
        /// The mark before decimals; told from the numbers of a column, where they show it.
        optional decimal as "decimal": DecimalMark, "小数点用哪个符号；不写则从该列的数字判断。";
        /// The measure of all rows that name none.
        optional measure as "measure": Reference, "未写指标的各行所用的指标。";
        /// What all rows speak of that do not say.
        optional on as "on": Reference, "未写对象的各行所说的对象。";
        /// The unit of bare numbers.
        optional unit as "unit": Text, "未写单位的数值所用的单位。";
        /// Who recorded it.
        optional recorded_by as "recorded_by": Text, "由谁记录。";
        /// Where it comes from.
        optional source as "source": Text, "来源。";
        /// How it was got.
        optional grade as "grade": Grade, "数据等级：怎么得来的。";
        /// All cases were looked at, not a sample.
        optional census as "census": bool, "全数统计，不是抽样。";
        /// For surveys: the grades of the scale, worst first; each is a column with its count. For
        /// self-assessments: the scale of all rows.
        list scale as "scale": ScaleGrade, "调查的各档评价，从最差到最好；每档一列，列出人数。自我评价则为各行共用的各档。";
        /// For surveys: the least grade that counts as satisfied.
        optional satisfied_from as "satisfied_from": ScaleGrade, "从哪一档起算作满意。";
    }
}

record! {
    /// One measured value, never bare: of what, when, from how many cases, recorded by whom.
    MeasuredFigure as "figure", "一个观测值：测的是什么、何时、多少件、由谁记录。" {
        /// What was measured.
        required measure as "measure": Reference, "指标。";
        /// The step, handoff or process it was measured on; `chain` for the whole chain.
        optional on as "on": Reference, "在哪道工序、交接或流程上测得；整条链写 `chain`。";
        /// The days it speaks of.
        required period as "period": Period, "所属期间。";
        /// The value.
        optional value as "value": Quantity, "数值。";
        /// With 95 % confidence it is no less, where that was worked out from all cases; not for counts `k` of `n`, whose bounds are worked out here.
        optional low as "low": Quantity, "置信下限（单侧 95 %），由全部个案算出时填写；用 `k` 和 `n` 计数的不写，其界限由本工具计算。";
        /// With 95 % confidence it is no more.
        optional high as "high": Quantity, "置信上限（单侧 95 %）。";
        /// For a share: how many cases had it.
        optional k as "k": Whole<0, MOST>, "占比的分子：符合的件数。";
        /// How many cases were looked at.
        optional n as "n": Whole<1, MOST>, "样本量。";
        /// Who recorded it: `customer`, `supplier`, or a name.
        optional recorded_by as "recorded_by": Text, "由谁记录：`customer`（接收方）、`supplier`（交出方）或名称。";
        /// Where it comes from.
        optional source as "source": Text, "来源。";
        /// All cases were looked at, not a sample.
        optional census as "census": bool, "全数统计，不是抽样。";
        /// How it was got.
        optional grade as "grade": Grade, "数据等级：怎么得来的。";
        /// From this figure on the measure is counted another way.
        optional definition_changed as "definition_changed": bool, "从本期起口径有变。";
        /// What else is to be known of it.
        optional note as "note": Text, "说明。";
    }
}

record! {
    /// A survey: what customers were asked, and how many gave each answer.
    Survey as "survey", "调查：问了客户什么，每档各有多少人。" {
        /// Short name, unique in its process.
        required id as "id": Id, "代号，在本流程中唯一。";
        /// The handoff, step, process or external customer it is about.
        optional on as "on": Reference, "针对哪个交接、工序、流程或外部客户。";
        /// Who was asked.
        optional asked as "asked": Text, "问了谁。";
        /// When.
        optional period as "period": Period, "何时。";
        /// The grades of the scale, worst first.
        list scale as "scale": ScaleGrade, "各档评价，从最差到最好。";
        /// How many gave each grade, in the order of the scale.
        list counts as "counts": Whole<0, MOST>, "每档人数，次序同 scale。";
        /// How many expected each grade beforehand, in the order of the scale; their mean is what the
        /// customer asks of a goal that is rated.
        list expected as "expected": Whole<0, MOST>, "事先期望各档的人数，次序同 scale；其平均分就是客户对评分类目标的要求。";
        /// How many were asked.
        optional invited as "invited": Whole<0, MOST>, "发出多少份。";
        /// How many answered.
        optional answered as "answered": Whole<0, MOST>, "收回多少份。";
        /// The least grade that counts as satisfied.
        optional satisfied_from as "satisfied_from": ScaleGrade, "从哪一档起算作满意。";
        /// The mean of the answers, where only that is known.
        optional mean as "mean": f64, "平均分（只知道平均分时）。";
        /// What the answers depend on most.
        optional driver as "driver": Text, "影响评价的主要因素。";
        /// What is known of those who did not answer.
        optional note as "note": Text, "对未作答者的了解。";
        /// Who asked and counted.
        optional recorded_by as "recorded_by": Text, "由谁调查、统计。";
    }
}

record! {
    /// A complaint, from the day it was made to the day the customer was told.
    Complaint as "complaint", "投诉：从提出到答复客户。" {
        /// Short name or number, unique in its process.
        required id as "id": Id, "代号或编号，在本流程中唯一。";
        /// When it was made.
        optional on as "on": Date, "何时提出。";
        /// The external customer, or who else complained.
        optional customer as "customer": Text, "哪个客户提出的。";
        /// The handoff it is about.
        optional handoff as "handoff": Reference, "针对哪个交接。";
        /// The step it is about.
        optional step as "step": Reference, "针对哪道工序。";
        /// The touchpoint it is about.
        optional touchpoint as "touchpoint": Text, "针对哪个接触点。";
        /// What kind of complaint it is.
        optional category as "category": Text, "类别。";
        /// How bad it is for the customer.
        optional severity as "severity": Severity, "严重程度。";
        /// What it came from.
        optional cause as "cause": Text, "原因。";
        /// What was done.
        optional action as "action": Text, "措施。";
        /// When it was closed.
        optional closed as "closed": Date, "何时关闭。";
        /// When the customer was told.
        optional told as "told": Date, "何时答复客户。";
        /// Who answers for it.
        optional owner as "owner": Text, "负责人。";
        /// What the customer said.
        optional text as "text": Text, "客户怎么说的。";
        /// Who recorded it.
        optional recorded_by as "recorded_by": Text, "由谁记录。";
    }
}

impl MeasuredFigure {
    /// An empty one whose place is that of the table from which it was worked out.
    pub fn from_table_at(span: Span) -> Self {
        Self {
            span,
            ..Self::default()
        }
    }
}
