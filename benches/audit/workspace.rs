//! Makes a workspace of any size: seeded, so that the same size gives the same bytes.
//!
//! One process a file, a thousand handoffs each, in one chain from a supplier to a
//! customer. Each thing a handoff, step or goal should say is left out, or said badly,
//! with a chance of one in twenty.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Handoffs of one process.
const PER_PROCESS: usize = 1_000;

/// Steps of one process.
const STEPS: usize = 400;

/// Goals of one process.
const GOALS: usize = 50;

/// Value sheets of one process.
const SHEETS: usize = 10;

/// One in so many is wrong.
const ONE_IN: u64 = 20;

/// Writes a workspace with that many handoffs; gives its files in order.
///
/// # Errors
/// If a file cannot be written.
pub(crate) fn write(folder: &Path, handoffs: usize) -> io::Result<Vec<PathBuf>> {
    fs::create_dir_all(folder)?;
    let mut files = vec![folder.join("organization.toml")];
    fs::write(&files[0], ORGANIZATION)?;
    let processes = handoffs.div_ceil(PER_PROCESS);
    for process in 0..processes {
        let count = PER_PROCESS.min(handoffs - process * PER_PROCESS);
        let file = folder.join(format!("process-{process:04}.toml"));
        fs::write(&file, Process::new(process, processes).text(count))?;
        files.push(file);
    }
    Ok(files)
}

const ORGANIZATION: &str = r#"[organization]
name = "A large company"
value_position = "Metal of the ordered grade, on the agreed day"

[[objective]]
id = "reliable-delivery"
text = "Customers get what was agreed, on the day agreed"

[[customer]]
id = "mills"
name = "Steel mills"

[[supplier]]
id = "mine"
name = "The mine"
"#;

/// Numbers that look random and are always the same (splitmix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, most: u64) -> u64 {
        self.next() % most
    }

    /// One of the cases that go wrong.
    fn slips(&mut self) -> bool {
        self.below(ONE_IN) == 0
    }
}

struct Process {
    number: usize,
    is_last: bool,
    dice: Dice,
    text: String,
}

impl Process {
    fn new(number: usize, processes: usize) -> Self {
        Self {
            number,
            is_last: number + 1 == processes,
            dice: Dice(0x5eed ^ (number as u64) << 20),
            text: String::new(),
        }
    }

    fn line(&mut self, line: impl AsRef<str>) {
        self.text.push_str(line.as_ref());
        self.text.push('\n');
    }

    /// A line that is sometimes forgotten.
    fn may_lack(&mut self, line: impl AsRef<str>) {
        if !self.dice.slips() {
            self.line(line);
        }
    }

    fn text(mut self, handoffs: usize) -> String {
        let number = self.number;
        self.line(format!(
            "[process]\nid = \"p{number:04}\"\nname = \"Process {number}\"\nowner = \"Lead {number}\"\npurpose = \"The next process can start at once\"\nclass = \"aa:5\"\n"
        ));
        let steps = STEPS.min(handoffs.max(2));
        for step in 0..steps {
            self.step(step);
        }
        for handoff in 0..handoffs {
            self.handoff(handoff, steps);
        }
        for goal in 0..GOALS.min(handoffs) {
            self.goal(goal);
        }
        for sheet in 0..SHEETS {
            self.sheet(sheet);
        }
        self.text
    }

    fn step(&mut self, step: usize) {
        let department = step / 10;
        self.line(format!(
            "[[step]]\nid = \"s{step}\"\nname = \"Step {step} of the line\"\ndepartment = \"Department {department}\"\nowner = \"Shift lead {department}\"\ntouch = {{ min = \"10 min\", typical = \"20 min\", max = \"45 min\" }}\ncapacity = \"60 / day\""
        ));
        self.line("[step.checks]");
        self.may_lack("incoming = \"Weight against the ticket, label against the list\"");
        self.line("self = \"Label and moisture record before release\"");
        self.line("service = \"A delay is called an hour before\"\n");
    }

    /// The first handoffs join the steps to a line; the others are side deliveries forward.
    fn handoff(&mut self, handoff: usize, steps: usize) {
        let on_line = handoff < steps;
        let from = handoff % steps;
        let (from_id, to) = if handoff == 0 && self.number == 0 {
            ("mine".to_owned(), Some("s0".to_owned()))
        } else if from + 1 >= steps {
            (format!("s{from}"), Some(self.next_process()))
        } else if on_line {
            (format!("s{from}"), Some(format!("s{}", from + 1)))
        } else {
            let ahead = 2 + usize::try_from(self.dice.below(8)).unwrap_or(0);
            let to = (!self.dice.slips()).then(|| format!("s{}", (from + ahead).min(steps - 1)));
            (
                format!("s{from}"),
                to.filter(|to| *to != format!("s{from}")),
            )
        };
        self.line(format!(
            "[[handoff]]\nid = \"h{handoff}\"\nfrom = \"{from_id}\""
        ));
        if let Some(to) = to {
            self.line(format!("to = \"{to}\""));
        }
        self.line("kind = \"process\"");
        self.may_lack("deliverable = \"Kitted ore lot with its card\"");
        self.line("items = [\"lot label\", \"moisture record\", \"weight ticket\"]");
        let due = if self.dice.slips() {
            "as soon as possible"
        } else {
            "by 07:30"
        };
        self.line(format!(
            "due = \"{due}\"\nvolume = \"40 / day\"\nwait = \"3 h\""
        ));
        let back = if from_id == "mine" {
            String::new()
        } else {
            format!("return_to = \"{from_id}\", ")
        };
        self.may_lack(format!(
            "on_reject = {{ {back}within = \"1 h\", at_most = 2 }}"
        ));
        self.sides();
    }

    fn next_process(&self) -> String {
        if self.is_last {
            "mills".to_owned()
        } else {
            format!("p{:04}/s0", self.number + 1)
        }
    }

    fn sides(&mut self) {
        let moisture = 4 + self.dice.below(8);
        self.line("[handoff.customer]");
        self.line(format!(
            "needs = [\"moisture ≤ {moisture} %\", \"lots on time ≥ 95 %\"]"
        ));
        self.may_lack("why = \"Wet ore blocks the batching belt\"");
        self.line("importance = 5\nasked_by = \"Materials lead\"\nasked_on = 2026-02-20");
        self.may_lack("agreed_by = \"Production lead\"\nagreed_on = 2026-03-02");
        self.line("[handoff.supplier]");
        let gate = if self.dice.slips() {
            moisture + 2
        } else {
            moisture
        };
        let criteria = if self.dice.slips() {
            "\"clean\"".to_owned()
        } else if self.dice.slips() {
            format!("\"moisture ≤ {gate} %\"")
        } else {
            format!("\"moisture ≤ {gate} %\", \"lots on time ≥ 95 %\"")
        };
        self.line(format!(
            "criteria = [{criteria}]\npromises = [\"moisture ≤ {moisture} %\"]\n"
        ));
    }

    fn goal(&mut self, goal: usize) {
        self.line(format!(
            "[[measure]]\nid = \"m{goal}\"\nname = \"Lots usable as they come\"\nkind = \"share\"\nbetter = \"higher\"\ndefinition = \"Lots used without correcting or asking / lots received\"\nsource = \"Lot cards\"\nevery = \"1 month\"\n"
        ));
        let wrong_side = self.dice.slips();
        let (from, to) = if wrong_side { (95, 78) } else { (78, 95) };
        self.line(format!(
            "[[goal]]\nid = \"g{goal}\"\ntext = \"Raise lots usable as they come to {to} % by 2026-12-31\"\non = \"h{goal}\""
        ));
        self.may_lack(format!("measure = \"m{goal}\""));
        self.line(format!(
            "baseline = {{ value = \"{from} %\", n = 240, on = 2025-12-31 }}"
        ));
        self.may_lack(format!("target = \"{to} %\""));
        self.may_lack("start = 2026-01-01\nby = 2026-12-31");
        let owner = if self.dice.slips() {
            "all departments"
        } else {
            "Raw store lead"
        };
        self.line(format!("owner = \"{owner}\""));
        self.may_lack("supports = [\"reliable-delivery\"]");
        let met = if self.dice.slips() { 213 } else { 238 };
        self.line(format!(
            "actual = {{ k = {met}, n = 240, on = 2026-06-30, grade = \"sampled\" }}\n"
        ));
        if goal.is_multiple_of(2) {
            self.line(format!(
                "[[action]]\nid = \"a{goal}\"\ntext = \"Install a moisture meter at the outlet\"\nhelps = [\"g{goal}\"]\nowner = \"Raw store lead\"\nby = 2026-10-31\nstatus = \"started\"\n"
            ));
        }
    }

    fn sheet(&mut self, sheet: usize) {
        let number = self.number;
        let _ = writeln!(
            self.text,
            "[[value_sheet]]\nid = \"v{sheet}\"\nname = \"Service of department {sheet} in process {number}\"\ndepartment = \"Department {sheet}\""
        );
        self.may_lack("target_customer = \"The shift leads of the line\"");
        for phase in ["before", "during", "after"] {
            if self.dice.slips() {
                continue;
            }
            self.line(format!(
                "[[value_sheet.touchpoint]]\nphase = \"{phase}\"\nat = \"At the counter\"\nattribute = \"service\""
            ));
            self.may_lack("value = \"An answer at the first call\"");
            self.line("actions = [{ text = \"One number for all questions\", owner = \"Desk lead\", within = \"1 h\" }]\n");
        }
    }
}
