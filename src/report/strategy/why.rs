//! One goal in full: how far, whether it can be reached, whose gap it is, what would close it.

use super::words::{number, percent, shown};
use super::{One, View};
use crate::lang::Lang;
use crate::measure::gap::Pattern;
use crate::model::{GoalId, Target};
use crate::quantity::Quantity;
use crate::report::gaps::verdict;
use crate::report::{judged, surveyed};
use crate::strategy::{Closing, Remedy};

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

pub(super) struct Page<'a, 'v> {
    pub(super) view: &'a View<'v>,
    pub(super) one: One<'a>,
    pub(super) text: String,
}

impl Page<'_, '_> {
    pub(super) fn lang(&self) -> Lang {
        self.view.lang
    }

    pub(super) fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    pub(super) fn title(&mut self, en: &str, zh: &str) {
        let title = self.lang().pick(en, zh).to_owned();
        self.line("");
        self.line(&title);
    }

    /// `name: value`, indented.
    pub(super) fn fact(&mut self, en: &str, zh: &str, value: &str) {
        let name = self.lang().pick(en, zh);
        let colon = self.lang().pick(": ", "：");
        self.line(&format!("  {name}{colon}{value}"));
    }

    fn head(&mut self) {
        let lang = self.lang();
        let goal = self.view.world.chain.goal(self.one.id);
        let id = self.view.goal_id(self.one.id);
        let text = goal.record.text.get(lang);
        self.line(&format!("{id}{}{text}", lang.colon()));
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
            let mut value = shown(&actual.value, lang) + lang.aside(&between).as_str();
            if let Some(n) = actual.n {
                value.push_str(&format!("{}n = {n}", lang.comma()));
            }
            if let Some(figure) = actual.figure {
                let evidence = judged::evidence(self.view.world, figure, lang);
                value.push_str(&format!("{}{evidence}", lang.pick("; ", "；")));
            }
            if let Some(survey) = actual.survey {
                let known = (self.view.world, self.view.sources);
                let evidence = surveyed::evidence(known.0, survey, lang);
                let place = surveyed::place(known, survey, "counts");
                let (semicolon, comma) = (lang.pick("; ", "；"), lang.comma());
                value.push_str(&format!("{semicolon}{evidence}{comma}{place}"));
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
            let of = match (customer.expected(), customer.handoff()) {
                (Some(expected), _) => {
                    let known = (self.view.world, self.view.sources);
                    let evidence = surveyed::evidence(known.0, expected.survey, lang);
                    let place = surveyed::place(known, expected.survey, "expected");
                    format!("{evidence}{}{place}", lang.pick(", ", "，"))
                }
                (None, Some(handoff)) => self.view.object(Target::Handoff(handoff)),
                (None, None) => String::new(),
            };
            let asked = customer.asked();
            let (asked, by) = (asked.get(lang), side(&customer.distance, lang));
            let (reached, _) = judged::verdict_parts(customer.verdict, lang);
            match customer.expected() {
                Some(_) => {
                    let value = lang.pick(
                        format!("{asked}: {by}, {reached}; {of}"),
                        format!("{asked}：{by}，{reached}；{of}"),
                    );
                    self.fact("the customer expects", "客户期望", &value);
                }
                None => {
                    let (comma, colon) = (lang.comma(), lang.colon());
                    let value = format!("{of}{comma}{asked}{colon}{by}");
                    self.fact("the customer needs", "客户需要", &value);
                }
            }
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
            let of = lang.aside(&of.unwrap_or_default());
            let value = format!("{value}{of}{}{by}", lang.colon());
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
            let on = lang.aside(&expected.on.to_string());
            let value = format!("{}{on}", shown(&expected.value, lang));
            self.fact("expected by then", "届时应达", &value);
        }
        if let Some(projected) = &gap.series.projected {
            let (low, high) = &projected.bounds;
            let value = format!(
                "{}{}{}{} {}{}",
                shown(&projected.value, lang),
                lang.aside(&format!("{} … {}", shown(low, lang), shown(high, lang))),
                lang.comma(),
                lang.pick("chance", "可能性"),
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
                let (low, high) = (shown(low, lang), shown(high, lang));
                let value = format!("{low} … {high}{}{variation}", lang.comma());
                self.fact("usually between", "通常在", &value);
            }
            (None, Some(few)) if gap.series.periods > 1 => {
                let few = few.get(lang).to_owned();
                self.fact("over time", "随时间", &few);
            }
            _ => {}
        }
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
                        "  A cheaper set may exist: not every one can be tried, and machines are counted whole.",
                        "  可能还有更便宜的办法：无法逐一尝试所有组合，设备按整台计。",
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
            let change = lang.aside(&format!("{what}.{parameter} {from} → {to}"));
            Some(format!("{id}{change}"))
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
    pub(super) fn value(&self, value: f64) -> String {
        self.one.value(value, self.lang())
    }

    /// A difference of such values; of shares it is points.
    pub(super) fn points(&self, value: f64) -> String {
        self.one.points(value, self.lang())
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
