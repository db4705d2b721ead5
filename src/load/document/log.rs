//! The table that declares an event log: where it is, which column holds what.

use super::super::choices::{DateOrder, Encoding, Judges};
use super::super::columns::FilePath;
use super::super::decode::{Decode, Decoding, Reading};
use super::super::list::List;
use super::super::record::{Record, record};
use super::super::schema::{KeySpec, TableSpec};
use super::super::tree::Table;
use super::super::values::{Id, Reference};
use crate::lang::Text;
use crate::source::Span;

record! {
    /// An event log beside the model: what was done, to which case, when. Columns that are not named are found by their names and values.
    Log as "log", "与模型放在一起的事件日志：对哪个个案、何时、做了什么。未写明的列按列名和内容识别。" {
        /// Short name, unique in its process.
        required id as "id": Id, "代号，在本流程中唯一。";
        /// What people call it.
        optional name as "name": Text, "名称。";
        /// Where it is, from the folder of this model file: CSV, XES or OCEL, also compressed; Parquet where baton is built with it.
        required path as "path": FilePath, "文件位置，从本模型文件所在的文件夹算起；CSV、XES 或 OCEL，也可压缩；编译时含 parquet 功能的 baton 还可读取 Parquet。";
        /// The encoding it was saved in; found out if not said.
        optional encoding as "encoding": Encoding, "文件编码；不写则自动识别。";
        /// The process it is of, or `chain` for all of them; the process of this file if not said.
        optional on as "on": Reference, "属于哪个流程；整条链写 `chain`；不写则为本文件的流程。";
        /// The column that says which case it is.
        optional case as "case": Text, "个案列。";
        /// The column that says what was done.
        optional activity as "activity": Text, "活动列：做了什么。";
        /// The column that says when it was done, or ended.
        optional time as "time": Text, "时间列：何时完成。";
        /// The column that says when it began.
        optional start as "start": Text, "开始时间列。";
        /// The column that says who did it.
        optional resource as "resource": Text, "执行人列。";
        /// The column with the group or department of who did it.
        optional group as "group": Text, "执行人所属班组或部门列。";
        /// The column that says whether the event is a start or an end.
        optional phase as "phase": Text, "阶段列：是开始还是完成。";
        /// The column that says when it was due.
        optional due as "due": Text, "应完成时间列。";
        /// The column that says whether the result was good.
        optional good as "good": Text, "结果是否合格列。";
        /// The values of that column that mean good; the usual words if not said.
        list good_values as "good_values": Text, "该列中表示合格的值；不写则用常用词。";
        /// What results speak of: what the step of the row was given, or its own work. If not said, a step that is done again right after most of its bad results is taken to speak of its own work, any other of what it was given.
        optional judges as "judges": Judges, "结果说的是哪一方：该行的工序收到的东西，还是它自己做的活。不写时，不合格之后多半紧接着重做本工序的，按自己做的活算，其余按收到的东西算。";
        /// The column that says how much was ordered; its last value in a case counts.
        optional ordered as "ordered": Text, "订购数量列；个案中的最后一个值算数。";
        /// The column that says how much was delivered in all; its last value in a case counts.
        optional delivered as "delivered": Text, "累计交付数量列；个案中的最后一个值算数。";
        /// The time zone of times that do not say theirs, such as `Asia/Shanghai`; UTC if not said.
        optional zone as "zone": Text, "未写明时区的时间所用的时区，例如 `Asia/Shanghai`；不写则为 UTC。";
        /// The working calendar by which waits, touch and lead times count; all hours count if not said. Times that do not say their zone are then in that of the calendar.
        optional calendar as "calendar": Reference, "等待、作业和交付周期按哪个工作日历计时；不写则全天都算。未写明时区的时间此时按该日历的时区。";
        /// Which part of a date comes first, where its values do not show it.
        optional dates as "dates": DateOrder, "日期中哪一部分在前（从数据看不出来时填写）。";
        /// More words that stand for nothing.
        list missing as "missing": Text, "另有哪些词表示“没有”。";
        /// Words that usually stand for nothing, and here do not.
        list known as "known": Text, "通常表示“没有”、在此却是真实值的词。";
        /// Of a log of objects: the type whose objects are the cases.
        optional object as "object": Text, "对象型日志（OCEL）：以哪一类对象作为个案。";
        /// It holds every case of its days, not a sample.
        optional census as "census": bool, "包含期间内的全部个案，不是抽样。";
        /// Activities with which a case is finished, as the log names them; if not said, every case counts as finished.
        list last as "last": Text, "哪些活动表示个案已办完（按日志中的名称）；不写则所有个案都算办完。";
    }
}
