//! What can be wrong with the input: every code with an example of what is said.

use super::page::{Page, code};
use crate::lang::{Lang, Text};
use crate::load::Choice as _;
use crate::load::document::HandoffKind;
use crate::problem::{
    CalendarFault, EvidenceProblem, Expected, Found, Problem, ProblemKind, RecordFault,
    ScoreProblem, StrategyProblem,
};
use crate::quantity::Quantity;
use crate::source::UnreadableReason;

/// The manual of problems.
pub fn problems() -> String {
    let mut page = Page::new(
        "Problems of the input",
        "Problems are not findings: they say why a file could not be understood, each with its place and a next step. All of them are shown at once, and nothing is checked until they are mended (exit code 3; 5 if only evidence is wrong); only objects that waivers and overrides name are looked up once the tables of the model are sound, for until then a table that cannot be read may hold them. The codes stay the same between versions.",
        "输入问题不是审核发现：它们说明文件为何无法理解，并给出位置和下一步。所有问题一次列出；改正之前不做任何检查（退出码 3；只是证据有问题则为 5）；只有让步和另行规定中写的对象，要等模型的各表都无误后才核对，因为在此之前它们可能写在读不懂的表里。代码在各版本间不变。",
    );
    let mut rows: Vec<_> = examples().into_iter().map(row).collect();
    rows.sort();
    page.table(
        ["code", "for example", "next step", "例如", "下一步"],
        &rows,
    );
    page.text()
}

fn row(kind: ProblemKind) -> [String; 5] {
    let problem = Problem::nowhere(kind);
    [
        code(problem.code()),
        problem.message(Lang::En),
        problem.hint(Lang::En),
        problem.message(Lang::Zh),
        problem.hint(Lang::Zh),
    ]
}

/// One of each.
fn examples() -> Vec<ProblemKind> {
    let mut all = of_syntax();
    all.extend(of_values());
    all.extend(of_links());
    all.extend(of_settings_and_files());
    let evidence = of_evidence().into_iter().chain(of_counts());
    all.extend(evidence.map(ProblemKind::Evidence));
    all.extend(of_scores().map(|problem| ProblemKind::Evidence(EvidenceProblem::Score(problem))));
    all.extend(of_strategy().into_iter().map(ProblemKind::Strategy));
    all
}

fn of_syntax() -> Vec<ProblemKind> {
    use ProblemKind as P;
    vec![
        P::Syntax {
            found: "unclosed text".into(),
            expected: "`\"`".into(),
        },
        P::DuplicateKey { key: "due".into() },
        P::NotExtendable {
            key: "checks".into(),
        },
        P::FullWidthPunctuation {
            found: '，',
            write: ",",
        },
        P::MissingValue,
        P::NumberOutOfRange,
        P::TooDeep { limit: 80 },
        P::TooManySyntaxErrors { hidden: 12 },
        P::UnknownKey {
            key: "ownr".into(),
            table: "goal",
            suggestion: Some("owner"),
            known: vec!["owner"],
        },
        P::MissingKey {
            key: "id",
            table: "step",
            example: "id = \"kit\"".into(),
        },
        P::WrongType {
            expected: Expected::Text,
            found: Found::Integer,
        },
        P::NotATable {
            found: Found::Text,
            keys: vec!["value", "on"],
        },
    ]
}

fn of_values() -> Vec<ProblemKind> {
    use ProblemKind as P;
    let mut all = vec![
        P::ValueContradictsCounts {
            value: "95 %".into(),
            counted: "89 %".into(),
        },
        P::OutOfRange { min: 1, max: 5 },
        P::UnknownChoice {
            written: "prozess".into(),
            suggestion: Some("process"),
            choices: HandoffKind::WORDS.to_vec(),
        },
        P::UnitOfOtherKind {
            expected: Expected::Duration,
            written: "95 %".into(),
        },
        P::UnitDoesNotFitMeasure {
            written: "2 h".into(),
            measure: "usable".into(),
            kind: "share",
            example: "95 %",
        },
        P::BilingualBoundsDiffer,
        P::TimeWithoutQuotes {
            written: "7:30".into(),
        },
        P::BadDate {
            written: "2026-02-30".into(),
        },
        P::BadCalendar {
            written: "Mon-Fri 13:00-12:00".into(),
            fault: CalendarFault::Backwards { hours: 23 },
        },
        P::MilestonesBackwards {
            in_time: false,
            written: "84 %".into(),
            before: "87 %".into(),
        },
        P::StillToCome {
            day: jiff::civil::date(2062, 6, 14),
            last_day: jiff::civil::date(2026, 6, 30),
            is_today: true,
        },
        P::DatesOutOfOrder {
            first: "start",
            second: "by",
        },
        P::BadId {
            written: "raw store".into(),
        },
        P::MoreThanAll { k: 250, n: 240 },
        P::MoreThanWhole {
            written: Text::bilingual(Some("on time ≥ 105 %".into()), Some("准时 ≥ 105 %".into())),
        },
        P::NoPercentile {
            measure: "slow-lots".into(),
        },
    ];
    if let Err(error) = Quantity::parse("2 hors") {
        all.push(P::BadQuantity(error));
    }
    if let Ok(available) = Quantity::parse("26 h") {
        let period = Quantity::days(1.0);
        all.push(P::LongerThanPeriod { available, period });
    }
    all
}

fn of_links() -> Vec<ProblemKind> {
    use ProblemKind as P;
    vec![
        P::DuplicateId {
            id: "kit".into(),
            what: "step",
        },
        P::DuplicateProcess {
            id: "raw-store".into(),
        },
        P::Dangling {
            written: "prodution/batch".into(),
            what: "step",
            suggestion: Some("production/batch".into()),
            unknown_process: None,
        },
        P::Ambiguous {
            written: "repair".into(),
            one: "step",
            other: "process",
            full: Some("repair/repair".into()),
        },
        P::HandoffToItself { step: "kit".into() },
        P::HandoffOutside,
        P::NoProcess { table: "step" },
        P::EmptyWorkspace,
    ]
}

fn of_strategy() -> Vec<StrategyProblem> {
    use StrategyProblem as S;
    let share = |text: &str| text.to_owned();
    vec![
        S::RangeBackwards {
            least: share("97 %"),
            most: share("84 %"),
        },
        S::ExcludesToday {
            today: share("78 %"),
            least: share("84 %"),
            most: share("97 %"),
            measured: None,
        },
        S::NotOfObject {
            parameter: "wait",
            object: "step",
            known: vec!["yield", "touch"],
        },
        S::CurrenciesDiffer {
            one: "800 CNY".into(),
            other: "90 EUR".into(),
        },
        S::SharesNotWhole {
            step: "inspect".into(),
            sum: 110.0,
        },
        S::TimesNotRising,
        S::NeverEnds {
            step: "weld".into(),
        },
    ]
}

/// Of counts and values, each cell of which can be read.
fn of_counts() -> Vec<EvidenceProblem> {
    use EvidenceProblem as E;
    vec![
        E::PeriodsOverlap {
            first: "2026-Q2".into(),
            second: "2026-06".into(),
        },
        E::NoValue,
        E::NoBounds {
            low: "40 min".into(),
            value: "33 min".into(),
            high: "50 min".into(),
        },
        E::CountsUnlikeScale {
            counts: 3,
            grades: 4,
        },
        E::CountsUnlikeAnswers {
            counted: 46,
            answered: 48,
        },
        E::NotOnScale {
            written: "excellent".into(),
        },
        E::MoreAnswers {
            answers: 48,
            invited: 40,
        },
    ]
}

fn of_evidence() -> Vec<EvidenceProblem> {
    use EvidenceProblem as E;
    let path = || "processes/evidence/figures.csv".to_owned();
    vec![
        E::Unreadable {
            path: path(),
            reason: UnreadableReason::Missing,
        },
        E::Encoding { path: path() },
        E::Empty { path: path() },
        E::UnknownColumn {
            heading: "mesure".into(),
            suggestion: Some("measure"),
            known: vec!["measure"],
        },
        E::MissingColumn { key: "period" },
        E::DuplicateColumn {
            key: "period".into(),
        },
        E::NoSuchHeading {
            heading: "Monate".into(),
            path: path(),
            suggestion: Some("Monat".into()),
        },
        E::RowWidth {
            cells: 7,
            headings: 6,
        },
        E::UnclosedQuote,
        E::AmbiguousNumber {
            written: "1,234".into(),
            more: 0,
        },
        E::BadPeriod {
            written: "Jun-26".into(),
        },
        E::Log {
            path: "processes/evidence/lots.csv".into(),
            place: Text::bilingual(
                Some("row 12, column `time`".into()),
                Some("第 12 行，“time”列".into()),
            ),
            message: Text::bilingual(
                Some("there is no such day or hour: `2026-05-34`".into()),
                Some("没有这样的日期或时刻：“2026-05-34”".into()),
            ),
            hint: Text::default(),
        },
        E::NoSuchActivity {
            written: "Wiegh".into(),
            suggestion: Some("Weigh".into()),
        },
        E::ActivityOfTwoSteps {
            activity: "Weigh".into(),
            first: "raw-store/receive".into(),
            second: "raw-store/issue".into(),
        },
    ]
}

fn of_scores() -> [ScoreProblem; 4] {
    [
        ScoreProblem::WithoutScale,
        ScoreProblem::OffScale {
            written: "85".into(),
            worst: "1".into(),
            best: "5".into(),
        },
        ScoreProblem::ScaleFalls {
            first: "5".into(),
            last: "1".into(),
        },
        ScoreProblem::NotAShare {
            measure: "lead-time".into(),
            kind: "duration",
        },
    ]
}

fn of_settings_and_files() -> Vec<ProblemKind> {
    use ProblemKind as P;
    vec![
        P::UnknownRule {
            written: "handoff/no-due".into(),
            suggestion: Some("handoff/no-due-time".into()),
        },
        P::UnknownWord {
            written: "timly".into(),
            suggestion: Some("timely".into()),
        },
        P::UnknownParameter {
            written: "limit".into(),
            rule: "handoff/receiver-not-asked".into(),
            known: vec!["explain_from".into()],
        },
        P::ParameterType {
            name: "explain_from".into(),
            default: "4".into(),
        },
        P::ParameterRange {
            name: "explain_from".into(),
            en: "between 1 and 5".into(),
            zh: "在 1 到 5 之间".into(),
            default: "4".into(),
        },
        P::MisplacedSettings {
            path: "processes/store/baton.toml".into(),
            top: "processes/baton.toml".into(),
        },
        P::Unreadable {
            path: "processes/store.toml".into(),
            reason: UnreadableReason::NotUtf8(17),
        },
        P::Record {
            path: "records/2026-06-30.json".into(),
            fault: RecordFault::Cut {
                line: 12,
                column: 8,
            },
        },
        P::EmptyFile {
            path: "processes/store.toml".into(),
        },
        P::NothingToAudit {
            paths: vec!["processes".into()],
        },
    ]
}
