//! What changed since an earlier audit, where there is one to compare with.

use maud::{Markup, html};

use super::super::body::Page;
use super::super::section::nothing;
use crate::baseline::{Compared, Entry};

pub(super) fn render(page: &Page<'_>, compared: Option<&Compared>) -> Markup {
    let (view, lang) = (&page.view, page.view.lang);
    let content = match compared {
        None => nothing(lang.pick(
                    "No earlier audit was given to compare with. Keep one with `baton baseline -o baseline.json`, and name it next time with `--baseline baseline.json`.",
                    "没有给出以往的审核可供比较。用 `baton baseline -o baseline.json` 留存一份，下次用 `--baseline baseline.json` 指明。",
                )),
        Some(compared) => {
            let within = |entries: &[Entry]| {
                entries
                    .iter()
                    .filter(|it| view.scope.includes_id(&it.object))
                    .count()
            };
            let new = page.register.entries.len();
            let rows = [
                (new, lang.pick("new since then", "此后新出现")),
                (
                    within(&compared.known),
                    lang.pick("known before and still there", "原已知道，仍然存在"),
                ),
                (
                    within(&compared.fixed),
                    lang.pick("put right since", "此后已纠正"),
                ),
                (
                    within(&compared.unseen),
                    lang.pick("of then, not judged this time", "当时有，这次没有判断"),
                ),
                (
                    within(&compared.gone),
                    lang.pick("of then, on objects that are gone", "当时有，对象已不存在"),
                ),
            ];
            html! {
                ul class="counts change" {
                    @for (count, word) in rows { li { b { (count) } " " (word) } }
                }
            }
        }
    };
    html! {
        h3 { (lang.pick("Change since the last audit", "与上次审核相比")) }
        (content)
    }
}
