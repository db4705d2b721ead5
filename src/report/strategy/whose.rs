//! Of one goal in full: whose gap it is.

use super::why::Page;
use super::words::percent;
use crate::model::Target;
use crate::report::columns::{Align, Columns};
use crate::strategy::{Basis, LateCases, LateCause, Share, Shares, Way};

impl Page<'_, '_> {
    pub(super) fn whose(&mut self) {
        let lang = self.lang();
        let Some(shares) = &self.one.strategy.shares else {
            return;
        };
        self.title("Whose gap", "是谁的差距");
        let how = match shares.way {
            Way::Logarithms => lang.pick(
                "yields multiply: shared out by logarithms",
                "合格率相乘：按对数分摊",
            ),
            Way::Addition => lang.pick("times add up", "时间相加"),
            Way::Followed => lang.pick(
                "each case followed from its end back to its start; what it waited for adds up",
                "逐件由终点向起点追溯；所等待的时间相加",
            ),
            Way::Shapley => lang.pick(
                "choices and loops: Shapley values over all sets",
                "有分流和循环：按全部组合的 Shapley 值",
            ),
            Way::Sampled => lang.pick(
                "choices and loops: Shapley values over random orders",
                "有分流和循环：按随机次序抽样的 Shapley 值",
            ),
        };
        let against = match shares.basis {
            Basis::LocalTargets => {
                lang.pick("against what was asked of each part", "对照对各处的要求")
            }
            Basis::Loss => lang.pick(
                "nothing is asked of any part: by what each loses",
                "对各处都没有要求：按各处的损失",
            ),
        };
        self.line(&format!("  {how}{}{against}", lang.pick("; ", "；")));
        let table = self.parts(shares);
        self.text.push_str(&table);
        self.sums(shares);
        self.offset(shares);
        self.leaders(shares);
        if let Some(late) = &shares.late {
            self.late(late);
        }
    }

    /// How many cases took longer than the target, and what made them late.
    fn late(&mut self, late: &LateCases) {
        let lang = self.lang();
        let LateCases {
            cases, late: count, ..
        } = late;
        self.line(&lang.pick(
            format!("  {count} of {cases} cases took longer than the target."),
            format!("  {cases} 件中有 {count} 件超过目标时间。"),
        ));
        if *count == 0 {
            return;
        }
        let heads = [
            (lang.pick("what made them late", "迟的原因"), Align::Left),
            (lang.pick("slack gone first", "最先耗尽余量"), Align::Right),
            (lang.pick("took most of it", "占用最多"), Align::Right),
        ];
        let mut columns = Columns::new(&heads, 44);
        for (cause, first, largest) in &late.causes {
            let name = match cause {
                LateCause::Part(part) => self.view.object(*part),
                LateCause::Plan => lang
                    .pick(
                        "(what is allowed exceeds the target)",
                        "（允许的时间已超过目标）",
                    )
                    .to_owned(),
                LateCause::Unknown => lang
                    .pick("(time nothing is planned for)", "（没有计划的时间）")
                    .to_owned(),
            };
            columns.row(vec![name, first.to_string(), largest.to_string()]);
        }
        self.text.push_str(&columns.render());
    }

    fn parts(&self, shares: &Shares) -> String {
        let lang = self.lang();
        let heads = [
            (lang.pick("part", "部分"), Align::Left),
            (lang.pick("share", "占差距"), Align::Right),
            (lang.pick("points", "分量"), Align::Right),
            (lang.pick("between", "区间"), Align::Left),
            (lang.pick("first in", "居首"), Align::Right),
            (lang.pick("gives", "实际"), Align::Right),
            (lang.pick("asked", "要求"), Align::Right),
            (lang.pick("fixed alone", "只修此处可得"), Align::Right),
            (lang.pick("owner", "负责人"), Align::Left),
            (lang.pick("evidence", "依据"), Align::Left),
        ];
        let mut columns = Columns::new(&heads, 44);
        for part in &shares.parts {
            columns.row(self.part(part, shares));
        }
        let rest = |name: &str, points: f64| {
            let share = if shares.gap > 0.0 {
                percent(points / shares.gap)
            } else {
                "–".to_owned()
            };
            vec![name.to_owned(), share, self.points(points)]
        };
        let is_some = |points: f64| points.abs() > 1e-9 * shares.gap.abs();
        if is_some(shares.not_cascaded) {
            columns.row(rest(
                lang.pick("(not asked of any part)", "（没有分解到任何部分）"),
                shares.not_cascaded,
            ));
        }
        if is_some(shares.unlisted) {
            columns.row(rest(
                lang.pick("(in no measured part)", "（不在已测量的部分）"),
                shares.unlisted,
            ));
        }
        columns.render()
    }

    fn part(&self, part: &Share, shares: &Shares) -> Vec<String> {
        let nothing = || "–".to_owned();
        let value = |value: f64| self.value(value);
        vec![
            self.view.object(part.of),
            if shares.gap > 0.0 {
                percent(part.points / shares.gap)
            } else {
                nothing()
            },
            self.points(part.points),
            part.between.map_or_else(nothing, |between| {
                format!(
                    "{} … {}",
                    self.points(between.lower),
                    self.points(between.upper)
                )
            }),
            part.first.map_or_else(nothing, percent),
            value(part.actual),
            part.local.map_or_else(nothing, value),
            // What gives more than is asked has nothing to be put right.
            part.fix_one
                .filter(|gain| *gain > 0.0)
                .map_or_else(nothing, |gain| self.points(gain)),
            self.view.owner(part.of).unwrap_or_else(nothing),
            part.known
                .as_ref()
                .map_or_else(nothing, |known| self.view.known(known)),
        ]
    }

    /// The sums by process and by department; both come to the whole.
    fn sums(&mut self, shares: &Shares) {
        let chain = &self.view.world.chain;
        let step = |of: Target| match of {
            Target::Step(id) => Some(id),
            Target::Handoff(id) => match chain.handoff(id).from {
                crate::model::Party::Step(step) => Some(crate::model::StepId(step)),
                _ => None,
            },
            _ => None,
        };
        let lang = self.lang();
        let by_process = shares.by(|part| {
            step(part.of).map_or_else(String::new, |id| {
                chain
                    .process(chain.step(id).process)
                    .record
                    .id
                    .as_str()
                    .to_owned()
            })
        });
        let by_department = shares.by(|part| {
            let department = step(part.of).and_then(|id| chain.step(id).record.department.clone());
            department.map_or_else(String::new, |name| name.get(lang).to_owned())
        });
        for (name, sums) in [
            (lang.pick("by process", "按流程"), by_process),
            (lang.pick("by department", "按部门"), by_department),
        ] {
            if sums.len() < 2 {
                continue;
            }
            let said = sums.iter().filter(|(who, _)| !who.is_empty());
            let said: Vec<String> = said
                .map(|(who, points)| format!("{who} {}", self.points(*points)))
                .collect();
            self.line(&format!(
                "  {name}{}{}",
                lang.pick(": ", "："),
                said.join(lang.pick(", ", "，"))
            ));
        }
    }

    /// Why some of the shares are above the whole: others are below nothing.
    fn offset(&mut self, shares: &Shares) {
        if shares.gap <= 0.0 || shares.unlisted >= -0.005 * shares.gap {
            return;
        }
        let (lang, more) = (self.lang(), self.points(-shares.unlisted));
        self.line(&lang.pick(
            format!("  The parts lose {more} more than was measured of the whole: figures of other cases, or one loss in two figures. The shares above add up only with that taken off."),
            format!("  各部分的损失比整体的实测多出 {more}：可能是不同的个案，或同一损失记在两处。上面的占比要扣除这一部分才合计为 100 %。"),
        ));
    }

    fn leaders(&mut self, shares: &Shares) {
        let lang = self.lang();
        if let Some(only) = shares.only() {
            let only = self.view.object(only);
            self.line(&lang.pick(
                format!("  `{only}` is the only part that is known: nothing tells whether others lose more."),
                format!("  只知道 `{only}` 这一处的数据：无从比较别处是否损失更多。"),
            ));
            return;
        }
        if shares.is_mostly_unknown() {
            self.line(lang.pick(
                "  More of it is in no measured part than in any that is: the largest contributor is not known.",
                "  不在已测量部分的比任何一处都多：贡献最大的在哪里还不知道。",
            ));
            return;
        }
        let Some(leaders) = &shares.leaders else {
            return;
        };
        let names = leaders.iter().filter_map(|at| shares.parts.get(*at));
        let names: Vec<String> = names.map(|part| self.view.object(part.of)).collect();
        let said = match names.as_slice() {
            [] => lang.pick(
                "Which part contributes most cannot be told from so few cases.".to_owned(),
                "个案太少，无法断定哪一处贡献最大。".to_owned(),
            ),
            [one] => lang.pick(
                format!("The largest contributor is `{one}`: it comes first in at least 90 % of resamples."),
                format!("贡献最大的是 `{one}`：在至少 90 % 的重抽样中居首。"),
            ),
            several => lang.pick(
                format!("Joint leaders: {}; no one of them comes first in 90 % of resamples.", several.join(", ")),
                format!("并列居首：{}；没有哪一处单独在 90 % 的重抽样中居首。", several.join("、")),
            ),
        };
        self.line(&format!("  {said}"));
    }
}
