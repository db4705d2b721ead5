//! The sheet of figures: everything that was measured, each value with what makes it worth
//! believing.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::super::format::Request;
use super::super::judged::{grade, recorder};
use super::Names;
use super::table::{Cell, Looks, Table, heads};
use crate::audit::Checked;
use crate::engine::World;
use crate::lang::Lang;
use crate::model::Figure;

/// Writes a row for every figure on an object in scope.
pub(super) fn write(
    sheet: &mut Worksheet,
    request: &Request<'_>,
    checked: &Checked,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let lang = request.lang();
    let world = &checked.world;
    let rows = world.chain.figures.iter().filter_map(|figure| {
        let on = world.chain.target_id(figure.on);
        request
            .scope
            .includes_id(&on)
            .then(|| row(world, figure, on, lang))
    });
    let table = Table {
        heads: heads(&HEADS, lang),
        rows: rows.collect(),
        frozen: 2,
        printed: 13,
        nothing: lang.pick(
            "no figures in scope: keep them as CSV with measure, on, period, k and n, and name the file in [[evidence]]",
            "范围内没有观测值：请用 CSV 记录 measure、on、period、k 和 n，并在 [[evidence]] 中写明文件",
        ),
    };
    table.write(sheet, Names::of(lang).figures, looks)
}

const HEADS: [(&str, &str, u16); 15] = [
    ("measure", "指标", 30),
    ("on", "测量对象", 28),
    ("period", "期间", 22),
    ("from", "起", 12),
    ("to", "止", 12),
    ("value", "数值", 12),
    ("unit", "单位", 12),
    ("k", "k", 8),
    ("n", "n", 8),
    ("all cases", "全数", 10),
    ("grade", "数据等级", 18),
    ("recorded by", "由谁记录", 18),
    ("source", "来源", 40),
    ("note", "说明", 40),
    ("hash of its file", "文件散列值", 34),
];

fn row(world: &World, figure: &Figure, on: String, lang: Lang) -> Vec<Cell> {
    let chain = &world.chain;
    let measure = &chain.measures[figure.measure.0 as usize];
    let measure = chain.full_id(measure.process, measure.record.id.as_str());
    let record = &figure.record;
    let whole = |count: i64| Cell::cases(u64::try_from(count).ok());
    let text = |text: &Option<crate::lang::Text>| {
        text.as_ref()
            .map_or(Cell::Empty, |text| Cell::text(text.get(lang)))
    };
    let on = if on.is_empty() {
        lang.pick("the whole chain", "整条链").to_owned()
    } else {
        on
    };
    vec![
        Cell::Text(measure),
        Cell::Text(on),
        Cell::text(record.period.written()),
        Cell::Day(record.period.first()),
        Cell::Day(record.period.last()),
        Cell::number(Some(&figure.value)),
        Cell::unit(Some(&figure.value), lang),
        record.k.map_or(Cell::Empty, |k| whole(k.0)),
        record.n.map_or(Cell::Empty, |n| whole(n.0)),
        Cell::text(match record.census {
            Some(true) => lang.pick("yes", "是"),
            _ => lang.pick("no", "否"),
        }),
        Cell::Text(grade(figure.grade, lang)),
        Cell::Text(
            record
                .recorded_by
                .as_ref()
                .map_or_else(String::new, |by| recorder(by, lang)),
        ),
        text(&record.source),
        text(&record.note),
        Cell::text(&*figure.hash),
    ]
}
