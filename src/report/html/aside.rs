//! Findings that are not among the open ones: accepted for a while, or known before.

use maud::{Markup, html};

use super::body::Page;
use super::marks;
use super::section::{Section, table};
use crate::finding::{Finding, SetAside};
use crate::report::{message, object};

/// `None` if no finding is set aside.
pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let (view, lang) = (&page.view, page.view.lang);
    let all = view.checked.outcome.findings.iter();
    let own: Vec<_> = all
        .filter(|it| view.includes(it.subject))
        .filter_map(|it| Some((it, it.set_aside?)))
        .collect();
    if own.is_empty() {
        return None;
    }
    let heads = [
        lang.pick("Level", "级别"),
        lang.pick("Finding", "发现"),
        lang.pick("On", "对象"),
        lang.pick("Why it is not open", "为何不在未关闭之列"),
    ];
    let rows = html! { @for (finding, aside) in &own { (row(page, finding, *aside)) } };
    Some(Section {
        name: "aside",
        title: lang.pick("Accepted or known findings", "已让步或原已知道的发现"),
        lead: lang.pick(
            "They are still wrong. Somebody accepts them until a day, or they are in the baseline.",
            "它们仍然不符合，只是有人在期限内接受，或已列入基线。",
        ),
        content: table(
            lang.pick("Findings set aside", "暂不处理的发现"),
            &heads,
            &rows,
        ),
    })
}

fn row(page: &Page<'_>, finding: &Finding, aside: SetAside) -> Markup {
    let (view, lang) = (&page.view, page.view.lang);
    let id = view.checked.world.id(finding.subject);
    html! {
        tr {
            td { (marks::level(finding.level, lang)) }
            td { (marks::prose(&message(&view.audit.rules, finding, lang))) " " code class="rule" { (view.audit.rules.rules[finding.rule].meta.id) } }
            td { (object(&id, lang)) }
            td {
                @match aside {
                    SetAside::Known => (lang.pick("known since the baseline", "列入基线")),
                    SetAside::Waived(number) => (waiver(page, number)),
                }
            }
        }
    }
}

fn waiver(page: &Page<'_>, number: u32) -> Markup {
    let lang = page.view.lang;
    let nobody = lang.pick("not said", "没有写");
    let Some(waiver) = page.view.checked.world.chain.waivers.get(number as usize) else {
        return html! {};
    };
    let waiver = &waiver.record;
    let by = waiver
        .approved_by
        .as_ref()
        .map_or(nobody, |by| by.get(lang));
    let signed = waiver.signed_by.as_ref().map_or(nobody, |by| by.get(lang));
    let until = waiver
        .ends_on
        .map_or_else(|| nobody.to_owned(), |day| day.to_string());
    html! {
        (waiver.reason.get(lang))
        span class="muted" {
            (lang.pick(
                format!(" waiver {}, approved by {by}, signed by {signed}, until {until}", waiver.id.as_str()),
                format!(" 让步 {}，批准：{by}，客户签字：{signed}，有效至 {until}", waiver.id.as_str()),
            ))
        }
    }
}
