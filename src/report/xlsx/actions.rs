//! The list of corrective actions: every open nonconformity with room for who does what until
//! when, then the actions the model has already.

use std::collections::BTreeSet;

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Formula,
    Worksheet, XlsxError,
};

use super::super::format::Request;
use super::super::told::{self, Told};
use super::Names;
use super::table::{Cell, Looks, Table, Tone, heads};
use crate::audit::Checked;
use crate::engine::World;
use crate::finding::{Subject, SubjectKind};
use crate::lang::Lang;
use crate::load::document::ActionStatus;
use crate::load::{Choice, Reference};

/// The columns that are filled in by hand.
const OWNER: u16 = 6;
const DUE: u16 = 7;
const STATUS: u16 = 8;
const SEEN: u16 = 9;

/// Writes the list.
pub(super) fn write(
    sheet: &mut Worksheet,
    request: &Request<'_>,
    checked: &Checked,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let (audit, scope, lang) = (request.audit, request.scope, request.lang());
    let world = &checked.world;
    let open = told::open(audit, checked, scope, lang);
    let wrong = open.iter().filter(|told| told.level().is_some());
    let mut rows: Vec<_> = wrong.map(|told| to_be_decided(told, lang)).collect();
    let actions = world.of_kind(SubjectKind::Action);
    let actions = actions.filter(|subject| scope.includes(world, *subject));
    rows.extend(actions.map(|subject| decided(world, subject, lang)));
    let table = Table {
        heads: heads(&HEADS, lang),
        rows,
        frozen: 2,
        printed: 10,
        nothing: lang.pick(
            "nothing to correct, and no [[action]] in the model",
            "没有需要纠正的，模型中也没有 [[action]]",
        ),
    };
    let names = Names::of(lang);
    table.write(sheet, names.actions, looks)?;
    let last = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
    if last > 0 {
        let owners = owners(checked, lang).len();
        add_choices(sheet, last, owners, &names, lang)?;
    }
    Ok(())
}

const HEADS: [(&str, &str, u16); 12] = [
    ("from", "来源", 14),
    ("object", "对象", 28),
    ("what is wrong, or is done", "问题或措施", 52),
    ("advice", "建议", 44),
    ("answers for it today", "目前负责人", 18),
    ("action", "纠正措施", 40),
    ("owner", "责任人", 18),
    ("due", "期限", 12),
    ("status", "状态", 12),
    ("effect seen on", "效果验证日期", 14),
    ("rule", "规则", 32),
    ("fingerprint", "编号", 34),
];

/// A finding about which nothing is decided yet.
fn to_be_decided(told: &Told<'_>, lang: Lang) -> Vec<Cell> {
    vec![
        Cell::Toned(told.grade(lang).to_owned(), Tone::of_level(told.level())),
        Cell::text(&*told.object),
        Cell::text(&*told.message),
        Cell::text(&*told.advice),
        Cell::text(&*told.owner),
        Cell::Input(None),
        Cell::Input(None),
        Cell::InputDay(None),
        Cell::Input(None),
        Cell::InputDay(None),
        Cell::text(told.rule),
        Cell::text(told.finding.fingerprint.to_string()),
    ]
}

/// An action of the model.
fn decided(world: &World, subject: Subject, lang: Lang) -> Vec<Cell> {
    let record = &*world.chain.actions[subject.number as usize].record;
    let helps: Vec<_> = record.helps.iter().map(Reference::as_str).collect();
    let helps = helps.join(lang.pick(", ", "、"));
    let owner = record
        .owner
        .as_ref()
        .map(|owner| owner.get(lang).to_owned());
    vec![
        Cell::Toned(lang.pick("action", "行动").to_owned(), Tone::Faint),
        Cell::text(world.id(subject)),
        Cell::Text(lang.pick(format!("helps {helps}"), format!("有助于 {helps}"))),
        Cell::Empty,
        owner.clone().map_or(Cell::Empty, Cell::Text),
        Cell::Input(Some(record.text.get(lang).to_owned())),
        Cell::Input(owner),
        Cell::InputDay(record.by),
        Cell::Input(record.status.map(|status| word(status, lang).to_owned())),
        Cell::InputDay(None),
        Cell::Empty,
        Cell::Empty,
    ]
}

fn word(status: ActionStatus, lang: Lang) -> &'static str {
    let (en, zh) = ActionStatus::WORDS[status.position()];
    lang.pick(en, zh)
}

/// Every role the model names as an owner.
fn owners(checked: &Checked, lang: Lang) -> BTreeSet<String> {
    let world = &checked.world;
    let owners = world.subjects().filter_map(|subject| world.owner(subject));
    owners
        .map(|owner| owner.get(lang).trim().to_owned())
        .filter(|owner| !owner.is_empty())
        .collect()
}

/// Lists to choose from; another role may be typed, another status not.
fn add_choices(
    sheet: &mut Worksheet,
    last: u32,
    owners: usize,
    names: &Names,
    lang: Lang,
) -> Result<(), XlsxError> {
    let lists = names.lists;
    if owners > 0 {
        let range = Formula::new(format!("='{lists}'!$A$2:$A${}", owners + 1));
        let roles = DataValidation::new()
            .allow_list_formula(range)
            .set_error_style(DataValidationErrorStyle::Information)
            .set_error_title(lang.pick("Another role", "其他岗位"))?
            .set_error_message(lang.pick(
                "The model names no such role as an owner.",
                "模型中没有以此岗位为负责人。",
            ))?;
        sheet.add_data_validation(1, OWNER, last, OWNER, &roles)?;
    }
    let count = ActionStatus::WORDS.len();
    let range = Formula::new(format!("='{lists}'!$B$2:$B${}", count + 1));
    let status = DataValidation::new().allow_list_formula(range);
    sheet.add_data_validation(1, STATUS, last, STATUS, &status)?;
    let first_day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let dates = DataValidation::new()
        .allow_date(DataValidationRule::GreaterThanOrEqualTo(first_day))
        .set_error_message(lang.pick(
            "Write a day, such as 2026-12-31.",
            "请写日期，例如 2026-12-31。",
        ))?;
    for column in [DUE, SEEN] {
        sheet.add_data_validation(1, column, last, column, &dates)?;
    }
    Ok(())
}

/// The sheet that the lists to choose from stand in.
pub(super) fn write_lists(
    sheet: &mut Worksheet,
    request: &Request<'_>,
    checked: &Checked,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let lang = request.lang();
    let owners: Vec<_> = owners(checked, lang).into_iter().collect();
    let words = ActionStatus::WORDS.iter();
    let words: Vec<_> = words.map(|(en, zh)| lang.pick(*en, *zh)).collect();
    let cell = |text: Option<String>| text.map_or(Cell::Empty, Cell::Text);
    let rows = (0..owners.len().max(words.len())).map(|at| {
        let word = words.get(at).map(|word| (*word).to_owned());
        vec![cell(owners.get(at).cloned()), cell(word)]
    });
    let table = Table {
        heads: vec![
            (lang.pick("owners", "责任人"), 30),
            (lang.pick("status", "状态"), 16),
        ],
        rows: rows.collect(),
        frozen: 0,
        printed: 2,
        nothing: "",
    };
    table.write(sheet, Names::of(lang).lists, looks)
}
