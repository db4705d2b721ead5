//! Whether results speak of what came in or of the step's own work.

use baton::audit::Audit;
use baton::lang::Lang;
use baton::measure::logged::OwnResults;
use baton::report::{Scope, Style, text};

use super::{audited, logged, row, sound};

const MODEL: &str = r#"
process = { id = "shop" }
step = [{ id = "cut", start = true }, { id = "weld" }, { id = "paint" }, { id = "pack", end = true }]
measure = [{ id = "usable", kind = "share", of = "usable" }]

[[handoff]]
id = "parts"
from = "cut"
to = "weld"
customer.needs = ["usable as is ≥ 95 %"]

[[handoff]]
id = "frames"
from = "weld"
to = "paint"
customer.needs = ["usable as is ≥ 95 %"]

[[handoff]]
id = "coated"
from = "paint"
to = "pack"
customer.needs = ["usable as is ≥ 95 %"]

[[log]]
id = "orders"
path = "log.csv"
good = "ok"
"#;

/// Of a hundred cases twenty are welded again at once, ten come back from painting to welding,
/// and packing finds nothing wrong.
fn log() -> String {
    let mut text = "case,activity,start,end,who,ok\n".to_owned();
    for case in 0..100 {
        let mut at = case * 200;
        let mut next = |activity: &str, ok: &str| {
            row(&mut text, case, activity, (at, at + 5), ok);
            at += 10;
        };
        next("cut", "");
        if case % 5 == 0 {
            next("weld", "no");
        }
        next("weld", "yes");
        if case % 10 == 3 {
            next("paint", "no");
            next("weld", "yes");
        }
        next("paint", "yes");
        next("pack", "yes");
    }
    text
}

fn with(name: &str, key: &str) -> Audit {
    let model = format!("{MODEL}{key}");
    audited(name, &[("shop.toml", model), ("log.csv", log())], 1)
}

/// By handoff, in their order: what the receiver found good, and whether its results are its own.
fn found(audit: &Audit) -> Vec<((u64, u64), Option<OwnResults>)> {
    let handoffs = logged(audit).handoffs.iter();
    handoffs.map(|one| (one.good, one.own_results)).collect()
}

fn shown(again: u64, of: u64, elsewhere: bool) -> Option<OwnResults> {
    Some(OwnResults::Shown {
        again,
        of,
        elsewhere,
    })
}

#[test]
fn what_is_done_again_at_once_says_nothing_of_what_came_in() {
    let audit = with("own", "");
    assert_eq!(
        found(&audit),
        [
            // Paint to pack, weld to paint, cut to weld.
            ((0, 0), shown(20, 30, true)),
            ((100, 110), None),
            ((0, 0), shown(20, 20, false)),
        ]
    );
    let measures: Vec<_> = sound(&audit).world.chain.figures.iter().collect();
    assert_eq!(measures.len(), 1, "no figure of what is not known");
}

#[test]
fn the_model_may_say_which_it_is() {
    assert_eq!(
        found(&with("received", "judges = \"received\"\n")),
        [((100, 100), None), ((100, 110), None), ((80, 100), None)]
    );
    let own = found(&with("all-own", "judges = \"own\"\n"));
    assert_eq!(own, [((0, 0), Some(OwnResults::Said)); 3]);
}

#[test]
fn the_report_says_why_nothing_is_known_and_what_to_write() {
    let report = |lang| {
        let style = Style {
            lang,
            colored: false,
            quiet: false,
        };
        text::render(&with("told", ""), &Scope::default(), style)
    };
    let en = report(Lang::En);
    for line in [
        "as after 20 of 20 bad ones it was done again at once",
        "as after 20 of 30 bad ones of other steps the same was done again at once",
        "the results that the event log has of the receiver speak of its own work",
    ] {
        assert!(en.contains(line), "{line} in {en}");
    }
    let zh = report(Lang::Zh);
    assert!(
        zh.contains("20 次不合格中有 20 次之后紧接着重做同一工序"),
        "{zh}"
    );
    assert!(zh.contains("其他工序的 30 次"), "{zh}");
}
