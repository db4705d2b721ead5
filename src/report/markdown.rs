//! The report as Markdown: a comment on a pull request that always fits.
//!
//! What matters most comes first and is cut last: the summary, what keeps the audit from being
//! complete, the findings as a table, what is undetermined and not looked at, then each finding
//! with its effect and advice, folded by process, and the goals. What does not fit is counted.

mod goals;

use super::closing;
use super::coverage::Coverage;
use super::escape::{html, markdown};
use super::format::Request;
use super::hindrance::{Hindrance, hindrances};
use super::order;
use super::summary::Summary;
use super::told::{self, Told};
use crate::audit::Checked;
use crate::finding::{Level, Verdict};
use crate::lang::Lang;

/// The longest comment GitHub takes, in characters.
const LONGEST: usize = 65_536;

/// Kept free for the lines that say what was left out.
const RESERVE: usize = 2_000;

/// Kept free for what is undetermined, however many findings there are.
const FOR_UNDECIDED: usize = 8_000;

/// More of one text than a reader of a comment wants.
const LONGEST_TEXT: usize = 600;

/// More lines of the summary than a reader of a comment wants.
const MOST_LINES: usize = 30;

/// The comment.
pub(super) fn render(request: &Request<'_>) -> String {
    let (audit, scope, lang) = (request.audit, request.scope, request.lang());
    let broken = hindrances(audit, scope, lang);
    let Some(checked) = &audit.checked else {
        let title = lang.pick("## baton: nothing was checked", "## baton：什么也没有检查");
        let mut room = Room::new(title.chars().count() + RESERVE);
        return format!("{title}\n\n{}", hindered(&broken, &mut room, lang));
    };
    let open = told::open(audit, checked, scope, lang);
    let (wrong, undecided): (Vec<_>, Vec<_>) =
        open.into_iter().partition(|told| told.level().is_some());
    let head = head(request, checked, &broken);
    let not_looked_at = not_looked_at(request, checked);
    let used = head.chars().count() + not_looked_at.chars().count() + RESERVE;
    let mut room = Room::new(used);
    let broken = hindered(&broken, &mut room, lang);
    room.left = room.left.saturating_sub(FOR_UNDECIDED);
    let all = Summary::of(checked, &audit.rules, scope).all;
    let table = table(&wrong, all.nonconform, &mut room, lang);
    room.left += FOR_UNDECIDED;
    let undecided = undetermined(&undecided, all.undetermined, &mut room, lang);
    let details = details(checked, &wrong, &mut room, lang);
    let goals = goals::table(request, checked, &mut room);
    [
        head,
        broken,
        table,
        details,
        goals,
        undecided,
        not_looked_at,
    ]
    .concat()
}

/// How many characters may still be written.
struct Room {
    left: usize,
}

impl Room {
    fn new(used: usize) -> Self {
        Self {
            left: LONGEST.saturating_sub(used),
        }
    }

    /// Takes what a text needs, if there is that much.
    fn take(&mut self, text: &str) -> bool {
        let needed = text.chars().count();
        let fits = needed <= self.left;
        if fits {
            self.left -= needed;
        }
        fits
    }

    /// As many of the parts as fit, and how many do not.
    fn fill(&mut self, parts: impl IntoIterator<Item = String>) -> (String, usize) {
        let (mut text, mut left_out) = (String::new(), 0);
        for part in parts {
            if left_out == 0 && self.take(&part) {
                text.push_str(&part);
            } else {
                left_out += 1;
            }
        }
        (text, left_out)
    }
}

/// A text of the user in one line, cut where it is longer than anybody reads.
fn short(text: &str) -> String {
    let mut cut: String = text.chars().take(LONGEST_TEXT).collect();
    if text.chars().nth(LONGEST_TEXT).is_some() {
        cut.push('…');
    }
    markdown(&cut)
}

/// A name as code where it cannot be anything else.
fn code(name: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_/.".contains(c);
    if !name.is_empty() && name.chars().all(is_plain) {
        format!("`{name}`")
    } else {
        short(name)
    }
}

/// What does not fit, and where it stands.
fn left_out(count: usize, what: (&str, &str), lang: Lang) -> String {
    if count == 0 {
        return String::new();
    }
    let (en, zh) = what;
    let line = lang.pick(
        format!("… and {count} more {en}, left out for length; `--format text` or `-o audit.xlsx` has all"),
        format!("……另有 {count} {zh}，因篇幅省略；`--format text` 或 `-o audit.xlsx` 列出全部"),
    );
    format!("\n*{line}*\n")
}

/// Title and summary.
fn head(request: &Request<'_>, checked: &Checked, broken: &[Hindrance]) -> String {
    let (audit, scope, lang) = (request.audit, request.scope, request.lang());
    let summary = Summary::of(checked, &audit.rules, scope);
    let mut text = lang.pick("## baton: ", "## baton：").to_owned();
    let mut found = closing::levels_alone(&summary, lang);
    if summary.all.undetermined > 0 {
        let (open, word) = (summary.all.undetermined, Verdict::Undetermined.word(lang));
        found.push_str(&lang.pick(format!("; {open} {word}"), format!("；{open} 项{word}")));
    }
    text.push_str(&match (summary.all.checked, broken.is_empty()) {
        (0, _) => lang
            .pick("nothing was checked", "什么也没有检查")
            .to_owned(),
        (_, true) => found,
        (_, false) => lang.pick(
            format!("audit incomplete; {found}"),
            format!("审核不完整；{found}"),
        ),
    });
    text.push_str("\n\n");
    let shown = order::nonconformities(checked, scope);
    let first = order::first(&shown);
    let lines = closing::lines(audit, checked, scope, first.as_ref(), lang);
    for line in lines.iter().take(MOST_LINES) {
        text.push_str(&format!("- {}\n", short(line.trim_start())));
    }
    let more = lines.len().saturating_sub(MOST_LINES);
    text.push_str(&left_out(more, ("lines of the summary", "行小结"), lang));
    if !scope.wanted().is_empty() {
        let wanted: Vec<_> = scope.wanted().iter().map(|id| code(id)).collect();
        let wanted = wanted.join(lang.pick(", ", "、"));
        text.push_str(&lang.pick(
            format!("- only {wanted}: nothing is said of the rest\n"),
            format!("- 仅限 {wanted}：其余部分不作说明\n"),
        ));
    }
    text
}

fn hindered(all: &[Hindrance], room: &mut Room, lang: Lang) -> String {
    if all.is_empty() {
        return String::new();
    }
    let lines = all.iter().map(|one| {
        let at = one.place.as_ref();
        let at = at.map_or_else(String::new, |at| lang.aside(&short(&at.to_string())));
        let (word, code) = (one.word(lang), code(&one.code));
        let (colon, said) = (lang.colon(), short(&one.sentence(lang)));
        format!("- **{word}** {code}{at}{colon}{said}\n")
    });
    let (lines, more) = room.fill(lines);
    let title = lang.pick(
        "What keeps this audit from being complete",
        "审核为何不完整",
    );
    let more = left_out(more, ("of these", "项"), lang);
    format!("\n### {title}\n\n{lines}{more}")
}

/// The findings as a table; `all` counts also the checks whose findings are set aside.
fn table(wrong: &[Told<'_>], all: usize, room: &mut Room, lang: Lang) -> String {
    if wrong.is_empty() {
        let said = match all {
            0 => lang.pick("No nonconformity was found.", "没有发现不符合项。"),
            _ => lang.pick(
                "No nonconformity is open; what is waived or known from the baseline is only counted.",
                "没有待处理的不符合项；已让步的和基线中已有的只计数，不列出。",
            ),
        };
        return format!("\n{said}\n");
    }
    // A line of Chinese may break after any character, and a browser then makes narrow columns
    // one character wide; a head that does not break keeps them open.
    let wide = |head: &str| {
        let whole: Vec<_> = head.chars().map(String::from).collect();
        format!("{}{}", whole.join("&#8288;"), "&nbsp;".repeat(12))
    };
    let heads = match lang {
        Lang::En => ["level", "rule", "object", "finding", "place", "owner"].map(str::to_owned),
        Lang::Zh => [
            wide("级别"),
            "规则".to_owned(),
            "对象".to_owned(),
            "发现".to_owned(),
            "位置".to_owned(),
            wide("负责人"),
        ],
    };
    let rows = by_level(wrong).into_iter().map(|told| {
        let place = told.place.as_ref();
        let cells = [
            told.grade(lang).to_owned(),
            code(told.rule),
            code(&told.object),
            short(&told.message),
            place.map_or_else(String::new, |at| short(&format!("{}:{}", at.file, at.line))),
            short(&told.owner),
        ];
        format!("| {} |\n", cells.join(" | "))
    });
    let (rows, more) = room.fill(rows);
    let more = left_out(more, ("findings", "项发现"), lang);
    let title = lang.pick("Findings", "审核发现");
    let heads = heads.join(" | ");
    format!("\n### {title}\n\n| {heads} |\n|---|---|---|---|---|---|\n{rows}{more}")
}

/// The gravest first: what does not fit is what matters least.
fn by_level<'t, 'a>(wrong: &'t [Told<'a>]) -> Vec<&'t Told<'a>> {
    let of = |level: Level| wrong.iter().filter(move |told| told.finding.level == level);
    let (errors, warnings) = (of(Level::Error), of(Level::Warning));
    errors.chain(warnings).chain(of(Level::Note)).collect()
}

/// Each finding with its effect and advice, folded by process.
fn details(checked: &Checked, wrong: &[Told<'_>], room: &mut Room, lang: Lang) -> String {
    let groups: Vec<&[Told<'_>]> = wrong.chunk_by(|a, b| a.process == b.process).collect();
    let colon = lang.pick(": ", "：");
    let blocks = groups.iter().map(|group| {
        let items: String = group.iter().map(|told| item(told, colon, lang)).collect();
        let (title, count) = (group_title(checked, group, lang), group.len());
        format!(
            "<details><summary>{}{}</summary>\n\n{items}\n</details>\n",
            html(&title),
            lang.aside(&count.to_string())
        )
    });
    let (blocks, more) = room.fill(blocks);
    if wrong.is_empty() {
        return String::new();
    }
    let title = lang.pick("Effect and advice", "影响与建议");
    let more = left_out(more, ("processes", "个流程"), lang);
    format!("\n### {title}\n\n{blocks}{more}")
}

fn item(told: &Told<'_>, colon: &str, lang: Lang) -> String {
    let mut text = format!(
        "- **{}** {} {}{colon}{}\n",
        told.grade(lang),
        code(told.rule),
        code(&told.object),
        short(&told.message)
    );
    let parts = [
        (lang.pick("effect", "影响"), &told.effect),
        (lang.pick("advice", "建议"), &told.advice),
    ];
    for (name, part) in parts {
        if !part.is_empty() {
            text.push_str(&format!("  - {name}{colon}{}\n", short(part)));
        }
    }
    text
}

fn group_title(checked: &Checked, group: &[Told<'_>], lang: Lang) -> String {
    let chain = &checked.world.chain;
    let first = group.first().map_or("", |told| told.process.as_str());
    let process = chain
        .processes
        .iter()
        .find(|one| one.record.id.as_str() == first);
    process.map_or_else(
        || lang.pick("organization", "组织").to_owned(),
        |process| {
            let name = process.name();
            let name = name.get(lang);
            if name == first {
                first.to_owned()
            } else {
                format!("{first} · {name}")
            }
        },
    )
}

/// What could not be judged and what would decide it; said also if there is nothing. `all` counts
/// also what is set aside.
fn undetermined(undecided: &[Told<'_>], all: usize, room: &mut Room, lang: Lang) -> String {
    let word = Verdict::Undetermined.word(lang);
    if undecided.is_empty() {
        let said = match all {
            0 => lang.pick(
                "Every check that applies could be judged.",
                "所有适用的检查都已判定。",
            ),
            _ => lang.pick(
                "What is undetermined is waived or known from the baseline, and only counted.",
                "尚不能判定的都已让步或在基线中，只计数，不列出。",
            ),
        };
        return format!("\n{said}\n");
    }
    let lines = undecided.iter().map(|told| {
        let (rule, object) = (code(told.rule), code(&told.object));
        let colon = lang.pick(": ", "：");
        format!("- {rule} {object}{colon}{}\n", short(&told.message))
    });
    let (lines, more) = room.fill(lines);
    let more = left_out(
        more,
        ("checks that are undetermined", "项尚不能判定的检查"),
        lang,
    );
    let count = undecided.len();
    let title = lang.pick(
        format!("Could not be judged: {count} {word}, which is not conform"),
        format!("{word}：{count} 项，不等于符合"),
    );
    format!("\n### {title}\n\n{lines}{more}")
}

/// What no rule of the run looked at; said also if there is nothing.
fn not_looked_at(request: &Request<'_>, checked: &Checked) -> String {
    let lang = request.lang();
    let coverage = Coverage::of(checked, &request.audit.rules, request.scope);
    let lines = coverage.lines(lang);
    if lines.is_empty() {
        return lang
            .pick(
                "\nEvery value written was read, and every object judged, by a rule of this run.\n",
                "\n每个已写的值都有规则读取，每个对象都有规则判断。\n",
            )
            .to_owned();
    }
    let title = lang.pick("Not looked at by any rule", "没有任何规则看过的内容");
    let lines: String = lines
        .iter()
        .map(|line| format!("- {}\n", short(line)))
        .collect();
    format!("\n### {title}\n\n{lines}")
}
