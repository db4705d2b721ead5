//! Inputs this project did not invent, with the answers known beforehand.

use std::path::Path;

use baton::audit::{Audit, Options, audit};
use baton::finding::{Profile, Verdict};
use baton::lang::Lang;
use baton::quantity::{Clock, Dimension, Quantity};
use baton::report::{Scope, Style, text};

/// Audits one file.
fn audited(name: &str, toml: &str) -> Audit {
    audited_as(name, toml, None)
}

fn audited_as(name: &str, toml: &str, profile: Option<Profile>) -> Audit {
    let folder = std::env::temp_dir().join(format!("baton-real-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("the temporary folder can be used");
    std::fs::write(folder.join("model.toml"), toml).expect("the temporary folder can be used");
    let options = Options {
        paths: vec![folder.clone()],
        profile,
        ..Options::default()
    };
    let found = audit(&options, &|_, _| {});
    std::fs::remove_dir_all(&folder).expect("the temporary folder can be used");
    found
}

/// The rules that found something on an object, in order.
fn found_on(audit: &Audit, id: &str) -> Vec<String> {
    let checked = audit
        .checked
        .as_ref()
        .unwrap_or_else(|| panic!("{:#?}", audit.problems));
    assert!(
        checked.outcome.errors.is_empty(),
        "{:#?}",
        checked.outcome.errors
    );
    let findings = checked.outcome.findings.iter();
    findings
        .filter(|finding| finding.verdict == Verdict::Nonconform)
        .filter(|finding| checked.world.id(finding.subject) == id)
        .map(|finding| audit.rules.rules[finding.rule].meta.id.clone())
        .collect()
}

/// The value sheet of a finance department for cash advances: borrowing and repaying.
const FINANCE_SHEET: &str = r#"
[process]
id = "finance"

[[step]]
id = "borrow"
name = { en = "Employee borrows", zh = "员工借款" }

[[step]]
id = "pay"
name = { en = "Cashier pays out", zh = "出纳付款" }
end = true

[[handoff]]
id = "request"
from = "borrow"
to = "pay"
deliverable = { en = "Cash request", zh = "借款单" }

[[value_sheet]]
id = "cash-advance"
name = { en = "Cash advance", zh = "暂借款工作客户价值单" }
department = { en = "Finance", zh = "财务部" }
target_customer = { en = "Employee who borrows", zh = "借款员工" }
agreed_with = { en = "Employee who borrows", zh = "借款员工" }

[[value_sheet.touchpoint]]
phase = "before"
at = { en = "borrow", zh = "借款" }
handoff = "request"
value = { en = "gets the money, and feels at ease", zh = "确保收到款，并心情舒畅" }
attribute = "service"
actions = [
  { text = "check form and approval; explain and show how to correct", evidence = "checked form", owner = "Cashier" },
  { text = "agree a pick-up time", within = "2 d", urgent_within = "0.5 d", owner = "Cashier" },
  { text = "phone when ready", owner = "Cashier" },
  { text = "count face to face, sign", evidence = "signature", owner = "Cashier" },
]

[[value_sheet.touchpoint]]
phase = "after"
at = { en = "repay", zh = "还款" }
value = { en = "knows what is still owed", zh = "清楚还款的状况" }
actions = [
  { text = "count in front of the payer, give a slip", evidence = "slip" },
  { text = "say clearly what is due or that it is settled" },
]
"#;

#[test]
fn the_finance_sheet_lacks_a_phase_and_means_for_two_actions() {
    let audit = audited("finance", FINANCE_SHEET);
    assert_eq!(
        found_on(&audit, "finance/cash-advance"),
        [
            "value/action-not-executable",
            "value/action-not-executable",
            "value/phase-not-covered"
        ]
    );
    let strict = audited_as("finance-strict", FINANCE_SHEET, Some(Profile::Strict));
    let strict = found_on(&strict, "finance/cash-advance");
    for rule in [
        "value/attribute-not-considered",
        "value/no-cost-to-customer",
    ] {
        assert_eq!(
            strict.iter().filter(|found| *found == rule).count(),
            1,
            "{rule}"
        );
    }
    let checked = audit.checked.as_ref().unwrap();
    let finding = checked
        .outcome
        .findings
        .iter()
        .find(|finding| audit.rules.rules[finding.rule].meta.id == "value/phase-not-covered");
    let place = &finding.unwrap().places[0];
    assert_eq!(audit.sources.text(place.spot), "[[value_sheet]]");
}

/// Both sides of a handoff from the raw store to production, written separately.
const TWO_SIDED: &str = r#"
[process]
id = "raw-store"

[[customer]]
id = "mill"

[[step]]
id = "kit"

[[step]]
id = "batch"

[[handoff]]
id = "lot"
from = "kit"
to = "batch"
kind = "process"
deliverable = "Kitted ore lot"
items = ["lot label", "moisture record", "weight ticket"]
due = "by 07:30"
evidence = "lot card, signed"
on_reject = { return_to = "kit", within = "1 h" }

[handoff.customer]
needs = ["moisture<=6%"]
why = "wet ore blocks the belt"
importance = 5
expects = 4.5
perceived = 3.6
agreed_by = "Production"
agreed_on = 2026-03-02

[handoff.supplier]
understands = ["moisture<=8%"]
criteria = ["moisture<=8%"]
promises = ["moisture<=6%"]

[[handoff]]
id = "goods"
from = "batch"
to = "mill"
"#;

#[test]
fn a_criterion_of_8_percent_is_weaker_than_a_need_of_6() {
    let audit = audited("two-sided", TWO_SIDED);
    let found = found_on(&audit, "raw-store/lot");
    assert_eq!(found, ["handoff/criterion-weaker-than-need"]);
    let checked = audit.checked.as_ref().unwrap();
    let finding = checked.outcome.findings.iter().find(|finding| {
        audit.rules.rules[finding.rule].meta.id == "handoff/criterion-weaker-than-need"
    });
    let shown: Vec<_> = finding
        .unwrap()
        .places
        .iter()
        .map(|place| audit.sources.text(place.spot))
        .collect();
    assert_eq!(shown, ["\"moisture<=8%\"", "\"moisture<=6%\""]);
}

/// The stamping company of the value-stream literature, as one would write it down here.
fn acme(rows: &[Row]) -> String {
    let mut toml = String::from(
        "[process]\nid = \"acme\"\ndemand = \"920 / working day\"\navailable = \"55200 s\"\n\
         [[supplier]]\nid = \"steel\"\n[[customer]]\nid = \"assembly-plant\"\n",
    );
    let mut before = "steel".to_owned();
    for row in rows {
        let id = row.step.to_lowercase().replace(' ', "-");
        let mut keys = format!("id = \"{id}\"\nname = \"{}\"\n", row.step);
        for (key, value) in &row.keys {
            keys += &format!("{key} = {value}\n");
        }
        toml += &format!("[[step]]\n{keys}");
        toml += &format!("[[handoff]]\nid = \"to-{id}\"\nfrom = \"{before}\"\nto = \"{id}\"\n");
        if let Some(stock) = &row.stock {
            toml += &format!("stock = \"{stock} pieces\"\n");
        }
        before = id;
    }
    toml += &format!("[[handoff]]\nid = \"goods\"\nfrom = \"{before}\"\nto = \"assembly-plant\"\n");
    toml
}

/// One line of the shared table.
struct Row {
    step: String,
    keys: Vec<(&'static str, String)>,
    stock: Option<String>,
}

fn rows(csv: &str) -> Vec<Row> {
    csv.lines()
        .skip(1)
        .filter(|line| !line.starts_with("Coil stock"))
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            let cell = |at: usize| Some(cells[at]).filter(|cell| !cell.is_empty());
            let mut keys = Vec::new();
            keys.extend(cell(2).map(|s| ("touch", format!("\"{s} s\""))));
            keys.extend(cell(3).map(|s| ("changeover", format!("\"{s} s\""))));
            keys.extend(cell(4).map(|percent| ("availability", format!("\"{percent} %\""))));
            // The press runs without an operator; that is still one press.
            let servers = cell(5).filter(|operators| *operators != "0");
            keys.extend(servers.map(|operators| ("servers", operators.to_owned())));
            Row {
                step: cells[0].to_owned(),
                keys,
                stock: cell(6).map(str::to_owned),
            }
        })
        .collect()
}

#[test]
fn the_stamping_company_loads_with_takt_times_and_yields_typed() {
    let table = Path::new("../shared/data/vsm/acme-stamping.csv");
    let Ok(csv) = std::fs::read_to_string(table) else {
        eprintln!("skipped: {} is not here", table.display());
        return;
    };
    let audit = audited("acme", &acme(&rows(&csv)));
    let checked = audit
        .checked
        .as_ref()
        .unwrap_or_else(|| panic!("{:#?}", audit.problems));
    let chain = &checked.world.chain;
    let takt = chain.takt(baton::model::ProcessId(0)).unwrap();
    assert_eq!(takt.dimension(), Dimension::Duration(Clock::Calendar));
    assert!((takt.base() - 60.0).abs() < 1e-9);
    let step = |id: &str| {
        chain
            .steps
            .iter()
            .find(|s| s.record.id.as_str() == id)
            .unwrap()
    };
    let touch = |id: &str| step(id).record.touch.clone().unwrap().typical.unwrap();
    assert!((touch("assembly-i").base() - 62.0).abs() < 1e-9);
    let slower = touch("assembly-i").compare(&takt);
    assert_eq!(
        slower,
        Some(std::cmp::Ordering::Greater),
        "assembly I cannot keep takt"
    );
    let weld = step("spot-weld-ii").record.availability.clone().unwrap().0;
    assert!((weld.base() - 0.80).abs() < 1e-12);
    let processing: f64 = chain
        .steps
        .iter()
        .filter_map(|step| step.record.touch.as_ref()?.typical.as_ref())
        .map(Quantity::base)
        .sum();
    assert!((processing - 188.0).abs() < 1e-9);
    let stock: f64 = chain
        .handoffs
        .iter()
        .filter_map(|handoff| handoff.record.stock.as_ref())
        .map(|stock| stock.base())
        .sum();
    // 7000 + 1700 + 2450 + 1840 + 4140 pieces at 920 a day are 18.6 of the 23.6 days; coils the rest.
    assert!((stock / 920.0 + 5.0 - 23.6).abs() < 0.05, "{stock}");
}

/// The chain every employee of the source's company is shown: from an order to its delivery.
const ORDER_CHAIN: &str = r#"
[[customer]]
id = "客户"
name = "客户"

[process]
id = "订单到交付"
name = "订单到交付"
owner = "营销部长"

[[step]]
id = "营销接单"
department = "营销部"
[[step]]
id = "生产计划"
department = "计划部"
[[step]]
id = "供应采购"
department = "供应部"
[[step]]
id = "原料仓库"
department = "仓储部"
[[step]]
id = "生产"
department = "生产部"
[[step]]
id = "质检"
department = "质检部"
[[step]]
id = "成品仓库"
department = "仓储部"
[[step]]
id = "营销发货"
department = "营销部"

[[handoff]]
id = "订单"
from = "客户"
to = "营销接单"
[[handoff]]
id = "订单评审"
from = "营销接单"
to = "生产计划"
[[handoff]]
id = "采购计划"
from = "生产计划"
to = "供应采购"
[[handoff]]
id = "原料"
from = "供应采购"
to = "原料仓库"
due = "尽快"
[[handoff]]
id = "领料"
from = "原料仓库"
to = "生产"
due = "每天7:30前"
[handoff.customer]
needs = ["水分不超过 6 %"]
[handoff.supplier]
criteria = ["水分 ≤ 8 %"]
[[handoff]]
id = "产品"
from = "生产"
to = "质检"
[[handoff]]
id = "合格品"
from = "质检"
to = "成品仓库"
[[handoff]]
id = "出库"
from = "成品仓库"
to = "营销发货"
[[handoff]]
id = "交付"
from = "营销发货"
to = "客户"
"#;

#[test]
fn the_order_chain_is_audited_in_chinese() {
    let audit = audited("order-chain", ORDER_CHAIN);
    let material = found_on(&audit, "订单到交付/原料");
    assert!(
        material.contains(&"handoff/no-due-time".to_owned()),
        "{material:?}"
    );
    let picked = found_on(&audit, "订单到交付/领料");
    assert!(
        picked.contains(&"handoff/criterion-weaker-than-need".to_owned()),
        "{picked:?}"
    );
    assert!(
        !picked.contains(&"handoff/no-due-time".to_owned()),
        "{picked:?}"
    );
    let style = Style {
        lang: Lang::Zh,
        ..Style::default()
    };
    let report = text::render(&audit, &Scope::default(), style);
    assert!(
        report.contains("“原料仓库”按“水分 ≤ 8 %”放行，而“生产”需要“水分不超过 6 %”"),
        "{report}"
    );
    assert!(report.contains("严重不符合[handoff/criterion-weaker-than-need]"));
}
