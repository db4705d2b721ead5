//! One goal in full: how far, whether it can be reached, whose gap it is, what would close it.

use super::table::shortfall_said;
use super::words::{class, number, percent, shown};
use super::{One, View};
use crate::lang::Lang;
use crate::measure::gap::Pattern;
use crate::model::{GoalId, Target};
use crate::quantity::Quantity;
use crate::report::columns::{Align, Columns};
use crate::report::gaps::verdict;
use crate::report::judged;
use crate::strategy::computed::Side;
use crate::strategy::{
    Basis, Certificate, Closing, Made, Reason, Remedy, Share, Shares, Shows, Way,
};

/// Everything known of one goal; `None` if it is not there.
pub fn why(view: &View<'_>, goal: GoalId) -> Option<String> {
    let one = One {
        id: goal,
        gap: view.world.gaps.get(goal)?,
        strategy: view.world.strategy().get(goal)?,
    };
    let mut page = Page {
        view,
        one,
        text: String::new(),
    };
    page.head();
    page.how_far();
    page.reachable();
    page.whose();
    page.closing();
    page.next();
    Some(page.text)
}

struct Page<'a, 'v> {
    view: &'a View<'v>,
    one: One<'a>,
    text: String,
}

impl Page<'_, '_> {
    fn lang(&self) -> Lang {
        self.view.lang
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn title(&mut self, en: &str, zh: &str) {
        let title = self.lang().pick(en, zh).to_owned();
        self.line("");
        self.line(&title);
    }

    /// `name: value`, indented.
    fn fact(&mut self, en: &str, zh: &str, value: &str) {
        let name = self.lang().pick(en, zh);
        let colon = self.lang().pick(": ", "：");
        self.line(&format!("  {name}{colon}{value}"));
    }

    fn head(&mut self) {
        let lang = self.lang();
        let goal = self.view.world.chain.goal(self.one.id);
        let id = self.view.goal_id(self.one.id);
        let text = goal.record.text.get(lang);
        self.line(&format!("{id}: {text}"));
        let on = self.view.object(goal.on);
        self.fact("on", "对象", &on);
        if let Some(owner) = &goal.record.owner {
            let owner = owner.get(lang).to_owned();
            self.fact("owner", "负责人", &owner);
        }
    }

    fn how_far(&mut self) {
        let lang = self.lang();
        self.title("How far", "差多远");
        let gap = self.one.gap;
        let said = verdict(gap, lang);
        self.fact("verdict", "判定", &said);
        if let Some(actual) = &gap.actual {
            let between = judged::between(actual, lang);
            let mut value = format!("{} ({between})", shown(&actual.value, lang));
            if let Some(n) = actual.n {
                value.push_str(&format!(", n = {n}"));
            }
            if let Some(figure) = actual.figure {
                let evidence = judged::evidence(self.view.world, figure, lang);
                value.push_str(&format!("; {evidence}"));
            }
            self.fact("actual", "观测值", &value);
        }
        if let Some(target) = &gap.target {
            let target = shown(target, lang);
            self.fact("target", "目标值", &target);
        }
        self.sizes();
        self.yardsticks();
        self.in_time();
    }

    fn sizes(&mut self) {
        let lang = self.lang();
        let gap = self.one.gap;
        let short = gap
            .distance
            .as_ref()
            .filter(|distance| distance.base() > 0.0);
        let Some(distance) = short else { return };
        let mut parts = vec![shown(distance, lang)];
        if let Some(done) = gap.progress {
            let done = percent(done);
            parts.push(lang.pick(
                format!("{done} of the way is done"),
                format!("已走完 {done} 的路程"),
            ));
        }
        if let Some(factor) = gap.sizes.defect_factor {
            let factor = number(factor);
            parts.push(lang.pick(
                format!("what is bad must fall to 1/{factor}"),
                format!("不良须降到 1/{factor}"),
            ));
        }
        if let Some(units) = gap.sizes.variation_units {
            let units = number(units);
            parts.push(lang.pick(
                format!("{units} times the natural variation"),
                format!("为自然波动的 {units} 倍"),
            ));
        }
        if let Some(money) = &gap.sizes.money {
            let amount = shown(&money.amount, lang);
            parts.push(match &money.per {
                Some(per) => lang.pick(
                    format!("costs {amount} in {}", per.show(lang)),
                    format!("每 {} 损失 {amount}", per.show(lang)),
                ),
                None => lang.pick(format!("costs {amount} each"), format!("每件损失 {amount}")),
            });
        }
        let all = parts.join(lang.pick("; ", "；"));
        self.fact("short by", "差距", &all);
    }

    fn yardsticks(&mut self) {
        let lang = self.lang();
        let gap = self.one.gap;
        if let Some(customer) = &gap.customer {
            let handoff = self.view.object(Target::Handoff(customer.handoff));
            let need = customer.need.text.get(lang).to_owned();
            let by = side(&customer.distance, lang);
            let value = format!("{handoff}, {need}: {by}");
            self.fact("the customer needs", "客户需要", &value);
        }
        if let Some(other) = &gap.competitor
            && let Some(benchmark) = self
                .view
                .world
                .chain
                .benchmarks
                .get(other.benchmark as usize)
        {
            let value = benchmark.record.value.show(lang);
            let of = benchmark
                .record
                .of
                .as_ref()
                .map(|of| of.get(lang).to_owned());
            let by = side(&other.distance, lang);
            let value = format!("{value} ({}): {by}", of.unwrap_or_default());
            self.fact("others reach", "他人达到", &value);
        }
        let said = match gap.pattern {
            Some(Pattern::Watermelon) => lang.pick(
                "the target is met and the customer is not served: the target is too low",
                "目标达到了，客户却没有得到满足：目标定低了",
            ),
            Some(Pattern::Inward) => lang.pick(
                "the customer has what it needs; the target asks for more",
                "客户已得到所需；目标要求得更多",
            ),
            Some(Pattern::CompetitorAhead) => lang.pick(
                "target and need are met, and others are ahead",
                "目标和需求都满足了，但他人领先",
            ),
            None => return,
        };
        self.fact("which shows", "说明", said);
    }

    fn in_time(&mut self) {
        let lang = self.lang();
        let gap = self.one.gap;
        if let Some(expected) = &gap.expected {
            let value = format!("{} ({})", shown(&expected.value, lang), expected.on);
            self.fact("expected by then", "届时应达", &value);
        }
        if let Some(projected) = &gap.series.projected {
            let (low, high) = &projected.bounds;
            let value = format!(
                "{} ({} … {}), {} {}{}",
                shown(&projected.value, lang),
                shown(low, lang),
                shown(high, lang),
                lang.pick("chance", "把握"),
                percent(projected.chance),
                if projected.flat {
                    lang.pick("; no trend is shown", "；没有显示趋势")
                } else {
                    ""
                },
            );
            self.fact("on its day", "到期预计", &value);
        }
        match (&gap.series.chart, gap.series.too_few_periods()) {
            (Some(chart), _) => {
                let (low, high) = &chart.limits;
                let variation = match chart.variation_word() {
                    "common" => lang.pick("nothing special", "无异常"),
                    "special-better" => lang.pick("better than usual", "异常变好"),
                    _ => lang.pick("worse than usual", "异常变差"),
                };
                let value = format!("{} … {}, {variation}", shown(low, lang), shown(high, lang));
                self.fact("usually between", "通常在", &value);
            }
            (None, Some(few)) if gap.series.periods > 1 => {
                let few = few.get(lang).to_owned();
                self.fact("over time", "随时间", &few);
            }
            _ => {}
        }
    }

    fn reachable(&mut self) {
        let lang = self.lang();
        self.title("Can it be reached", "能不能达到");
        let attainable = &self.one.strategy.attainable;
        let said = class(attainable.class, lang);
        self.fact("class", "等级", said);
        for (of, reason) in &attainable.reasons {
            let said = self.reason(reason);
            let name = class(*of, lang);
            self.line(&format!("  {name}{}{said}", lang.pick(": ", "：")));
            if let Reason::Chain(certificate) = reason {
                self.certificate(certificate);
            }
        }
        if let Some(faults) = &self.one.strategy.faults {
            let (sketch, faults) = &**faults;
            self.line(lang.pick("  The chain cannot be worked out:", "  链条无法计算："));
            for fault in faults {
                let said = self.view.fault(fault, sketch);
                self.line(&format!("    {said}"));
            }
        } else if self.one.strategy.question.is_none() {
            self.line(lang.pick(
                "  The chain has no answer to this measure. It has to lead-time, first-pass, usable, rework, cost and throughput: say which it is in `of`.",
                "  链条对此指标没有答案。它能回答 lead-time、first-pass、usable、rework、cost、throughput：请在指标的 `of` 中写明。",
            ));
        }
        let shortfalls = &self.view.world.strategy().shortfalls;
        if let Some(shortfall) = shortfalls.iter().find(|one| one.goal == self.one.id) {
            let said = shortfall_said(self.view, shortfall);
            self.line(&format!("  {said}"));
        }
    }

    fn reason(&self, reason: &Reason) -> String {
        let lang = self.lang();
        match reason {
            Reason::MetNow => lang
                .pick("the latest value shows it", "最近的观测值已证明")
                .to_owned(),
            Reason::Chain(certificate) => self.certified(certificate),
            Reason::OutsideLimits { limit } => {
                let limit = shown(limit, lang);
                lang.pick(
                    format!("the process as it is gives no better than {limit}, unless something special happens"),
                    format!("流程照现状最好只到 {limit}，除非有特殊情况"),
                )
            }
            Reason::WithinLimits => lang
                .pick(
                    "the target lies within what varies anyway: it is hit and missed by chance",
                    "目标值落在自然波动之内：时达时不达，全凭运气",
                )
                .to_owned(),
            Reason::BeyondBestEver { best } => {
                let best = shown(best, lang);
                lang.pick(
                    format!("it was never better than {best}"),
                    format!("历史最好只有 {best}"),
                )
            }
            Reason::WithinBestEver { best } => {
                let best = shown(best, lang);
                lang.pick(format!("it was {best} once"), format!("曾经达到过 {best}"))
            }
            Reason::Faster { required, own } => {
                let (required, own) = (number(*required), number(*own));
                lang.pick(
                    format!(
                        "what is bad must halve every {required} months; of late it took {own}"
                    ),
                    format!("不良须每 {required} 个月减半；近来减半用了 {own} 个月"),
                )
            }
            Reason::Projected { chance } => {
                let chance = percent(*chance);
                lang.pick(
                    format!("as things go, the chance is {chance}"),
                    format!("照目前走势，把握为 {chance}"),
                )
            }
        }
    }

    fn certified(&self, certificate: &Certificate) -> String {
        let lang = self.lang();
        let bound = shown(&certificate.bound, lang);
        let bound = match certificate.side {
            Side::Exact => bound,
            Side::AtLeast => lang.pick(format!("at least {bound}"), format!("至少 {bound}")),
            Side::AtMost => lang.pick(format!("at most {bound}"), format!("至多 {bound}")),
        };
        match certificate.shows {
            Shows::AtBest if certificate.made == Made::Sum => lang.pick(
                format!("even with every lever pulled as far as it goes and without any waiting no case takes less than {bound}"),
                format!("即使所有杠杆都用到头、完全不等待，每件也要 {bound}"),
            ),
            Shows::AtBest => lang.pick(
                format!("even with every lever pulled as far as it goes, the chain gives {bound}"),
                format!("即使所有杠杆都用到头，链条也只给出 {bound}"),
            ),
            Shows::Least => lang.pick(
                format!("even without any waiting no case takes less than {bound}"),
                format!("即使完全不等待，每件也要 {bound}"),
            ),
            Shows::Typical => lang.pick(
                format!("with usual times the longest way takes {bound}: waits must go"),
                format!("按通常时间，最长的一路要 {bound}：必须减少等待"),
            ),
            Shows::Today => lang.pick(
                format!("as it is today the chain gives {bound}"),
                format!("照现状链条给出 {bound}"),
            ),
        }
    }

    fn certificate(&mut self, certificate: &Certificate) {
        let lang = self.lang();
        let made = match certificate.made {
            Made::Sum => lang.pick("the sum of", "由以下相加"),
            Made::Product => lang.pick("the product of", "由以下相乘"),
            Made::Bottleneck => lang.pick("the load that the target asks of", "目标要求的负荷"),
            Made::Network => lang.pick("made of", "由以下构成"),
        };
        if !certificate.terms.is_empty() {
            self.line(&format!("    {made}"));
            let heads = [("", Align::Left), ("", Align::Right), ("", Align::Left)];
            let mut columns = Columns::new(&heads, 60);
            for term in &certificate.terms {
                let known = term.known.as_ref().map(|known| self.view.known(known));
                columns.row(vec![
                    self.view.object(term.of),
                    shown(&term.value, lang),
                    known.unwrap_or_default(),
                ]);
            }
            for line in columns.render().lines().skip(1) {
                self.line(&format!("    {line}"));
            }
        }
        if !certificate.lacking.is_empty() {
            let names = certificate.lacking.iter();
            let names: Vec<String> = names
                .map(|(of, key)| format!("{}.{key}", self.view.object(*of)))
                .collect();
            let list = names.join(lang.pick(", ", "、"));
            self.line(&lang.pick(
                format!("    not known, and counted as what flatters the target: {list}"),
                format!("    未知，按对目标最有利计：{list}"),
            ));
        }
    }

    fn whose(&mut self) {
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
        self.leaders(shares);
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

    fn leaders(&mut self, shares: &Shares) {
        let lang = self.lang();
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

    fn closing(&mut self) {
        let lang = self.lang();
        let Some(closing) = &self.one.strategy.closing else {
            return;
        };
        self.title("What would close it", "怎样弥合");
        match closing {
            Closing::Remedies {
                remedies,
                may_be_cheaper,
            } => {
                for (at, remedy) in remedies.iter().enumerate() {
                    let said = self.remedy(remedy);
                    self.line(&format!("  {}. {said}", at + 1));
                }
                if *may_be_cheaper {
                    self.line(lang.pick(
                        "  There are too many levers to try every set: a cheaper one may exist.",
                        "  杠杆太多，未能逐一尝试所有组合：可能还有更便宜的办法。",
                    ));
                }
            }
            Closing::OutOfReach(nearest) => {
                let said = self.remedy(nearest);
                self.line(&lang.pick(
                    format!("  No set of levers closes it; nearest: {said}"),
                    format!("  没有任何杠杆组合能弥合；最接近的是：{said}"),
                ));
            }
        }
    }

    fn remedy(&self, remedy: &Remedy) -> String {
        let lang = self.lang();
        let levers = &self.view.world.chain.levers;
        let moves = remedy.moves.iter().filter_map(|one| {
            let lever = levers.get(one.lever)?;
            let what = self.view.object(lever.changes?);
            let parameter = crate::load::Choice::word(lever.record.parameter);
            let id = lever.record.id.as_str();
            let (from, to) = (shown(&one.from, lang), shown(&one.to, lang));
            Some(format!("{id} ({what}.{parameter} {from} → {to})"))
        });
        let moves: Vec<String> = moves.collect();
        let list = moves.join(lang.pick(" and ", "，并且 "));
        let value = shown(&remedy.value, lang);
        let gives = lang.pick(format!(" gives {value}"), format!("，得 {value}"));
        let cost = remedy.cost.as_ref().map(|cost| {
            let cost = shown(cost, lang);
            lang.pick(format!(", costs {cost}"), format!("，花费 {cost}"))
        });
        format!("{list}{gives}{}", cost.unwrap_or_default())
    }

    fn next(&mut self) {
        let lang = self.lang();
        if self.one.strategy.next.is_empty() {
            return;
        }
        self.title("What to measure next", "接下来测什么");
        for one in &self.one.strategy.next {
            let (of, share) = (self.view.object(one.of), percent(one.share));
            let cases = one.cases;
            self.line(&lang.pick(
                format!("  {of}: {cases} more cases; it makes {share} of what is not known"),
                format!("  {of}：再测 {cases} 件；它占未知部分的 {share}"),
            ));
        }
    }

    /// A value of the network as one of the goal's kind.
    fn value(&self, value: f64) -> String {
        let quantity = self.quantity(value);
        quantity.map_or_else(|| number(value), |quantity| shown(&quantity, self.lang()))
    }

    /// A difference of such values; of shares it is points.
    fn points(&self, value: f64) -> String {
        let is_share = self.is_share();
        if is_share {
            let pp = number(100.0 * value);
            return self
                .lang()
                .pick(format!("{pp} pp"), format!("{pp} 个百分点"));
        }
        self.value(value)
    }

    fn is_share(&self) -> bool {
        let target = self.one.gap.target.as_ref();
        target.is_some_and(|target| target.kind() == "share")
    }

    fn quantity(&self, value: f64) -> Option<Quantity> {
        let target = self.one.gap.target.as_ref()?;
        match &self.one.strategy.question {
            Some(question) => question.quantity(value, target),
            None => Some(target.with_base(value)),
        }
    }
}

/// A distance in words: short of it, or beyond.
fn side(distance: &Quantity, lang: Lang) -> String {
    if distance.base() <= 0.0 {
        return lang.pick("reached", "已达到").to_owned();
    }
    let by = shown(distance, lang);
    lang.pick(format!("short by {by}"), format!("差 {by}"))
}
