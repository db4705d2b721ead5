//! Of one goal in full: whether it can be reached, and what shows it.

use super::table::shortfall_said;
use super::twice;
use super::why::Page;
use super::words::{class, number, percent, shown};
use super::{One, View};
use crate::quantity::Quantity;
use crate::report::columns::{Align, Columns};
use crate::report::judged;
use crate::strategy::computed::Side;
use crate::strategy::wording;
use crate::strategy::{Certificate, Class, Made, Reason, Shows};

/// Whether a goal can be reached, in a word, with what shows it where something does.
pub(in crate::report) fn reachable(
    view: &View<'_>,
    one: One<'_>,
) -> (&'static str, Option<String>) {
    let page = Page {
        view,
        one,
        text: String::new(),
    };
    let attainable = &one.strategy.attainable;
    let first = attainable.reasons.first();
    let shown = first.map(|(_, reason)| page.reason(reason));
    let why = shown.or_else(|| page.unanswered());
    (class(attainable.class, view.lang), why)
}

impl Page<'_, '_> {
    pub(super) fn reachable(&mut self) {
        let lang = self.lang();
        self.title("Can it be reached", "能不能达到");
        let attainable = &self.one.strategy.attainable;
        let said = class(attainable.class, lang);
        self.fact("class", "等级", said);
        for (of, reason) in &attainable.reasons {
            let said = self.reason(reason);
            let name = class(*of, lang);
            self.line(&format!("  {name}{}{said}", lang.pick(": ", "：")));
            if let Reason::Chain(certificate)
            | Reason::Contradicted(certificate)
            | Reason::Both { certificate, .. } = reason
            {
                self.certificate(certificate);
            }
            if let Reason::Chain(certificate) = reason {
                self.beaten(certificate);
            }
            if let Reason::OnceOrTwice { once, .. } = reason {
                self.certificate(once);
            }
        }
        for said in twice::lines(self.view, &self.one.strategy.twice) {
            self.line(&format!("  {said}"));
        }
        if let Some(faults) = &self.one.strategy.faults {
            let (sketch, faults) = &**faults;
            self.line(lang.pick("  The chain cannot be worked out:", "  链条无法计算："));
            for said in wording::faults(&self.view.world.chain, sketch, faults, lang) {
                self.line(&format!("    {said}"));
            }
        } else if let Some(Reason::Both { certificate, ends }) = &self.one.strategy.beside {
            let said = self.both(certificate, ends.as_ref());
            self.line(&lang.pick(
                format!("  Both was measured, which says more: {said}"),
                format!("  两者兼备已有观测值，以其为准：{said}"),
            ));
            self.certificate(certificate);
        } else if !self.one.strategy.unrecorded.is_empty() {
            let said = self.to_be_recorded();
            self.line(&format!("  {said}"));
        } else if self.one.strategy.question.is_none() && !self.is_from_shares() {
            self.line(lang.pick(
                "  The chain has no answer to this measure. It has to these, said in `of`: lead-time on a process, a handoff or the whole chain; first-pass, rework, cost and throughput on a process or the whole chain; usable on a handoff.",
                "  链条对此指标没有答案。它能回答（写在 `of`）：流程、交接或整条链的 lead-time；流程或整条链的 first-pass、rework、cost、throughput；交接的 usable。",
            ));
        } else if attainable.reasons.is_empty()
            && let Some(said) = self.unanswered()
        {
            self.line(&format!("  {said}"));
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
            Reason::Contradicted(certificate) => {
                let bound = certificate
                    .side
                    .said(&shown(&certificate.bound, lang), lang);
                lang.pick(
                    format!("the figures of the chain come to {bound}, and better was measured: one of them is wrong, so they show nothing"),
                    format!("链条的数据只给出 {bound}，而实测更好：其中必有一项有误，不能作为依据"),
                )
            }
            Reason::OnceOrTwice { once, twice } => {
                let (once, twice) = (self.certified(once), self.certified(twice));
                lang.pick(
                    format!("whether two figures are of the same rejections decides: counted once, {once}; counted twice, {twice}"),
                    format!("取决于两处记录的是否同一批不合格：只计一次，{once}；计两次，{twice}"),
                )
            }
            Reason::Both { certificate, ends } => self.both(certificate, ends.as_ref()),
            Reason::Drawn {
                within,
                mean,
                asked,
            } => self.drawn(*within, *mean, *asked),
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
                    format!("照目前走势，达成的可能性为 {chance}"),
                )
            }
        }
    }

    /// Why nothing says whether it can be reached, in a few words.
    fn unanswered(&self) -> Option<String> {
        let lang = self.lang();
        let strategy = self.one.strategy;
        if let Some(faults) = &strategy.faults {
            let (sketch, faults) = &**faults;
            let said = wording::faults(&self.view.world.chain, sketch, faults, lang);
            return said.into_iter().next();
        }
        if !strategy.unrecorded.is_empty() {
            return Some(self.to_be_recorded());
        }
        let said = match (&self.one.gap.target, &strategy.question) {
            (None, _) => lang.pick("there is no target as a number", "没有数值形式的目标值"),
            (_, None) => lang.pick(
                "the chain has no answer to this measure, and there is too little history to go by",
                "链条对此指标没有答案，历史数据也不足",
            ),
            (_, Some(_)) => lang.pick(
                "too little is known of the parts, and there is too little history to go by",
                "对各部分所知太少，历史数据也不足",
            ),
        };
        Some(said.to_owned())
    }

    /// Shares of the same orders say what the chain cannot.
    fn is_from_shares(&self) -> bool {
        let mut reasons = self.one.strategy.attainable.reasons.iter();
        reasons.any(|(_, reason)| matches!(reason, Reason::Both { .. }))
    }

    /// What would bound a goal on time and in full.
    fn to_be_recorded(&self) -> String {
        let lang = self.lang();
        let lacking = self.one.strategy.unrecorded.iter();
        let lacking: Vec<String> = lacking
            .map(|of| format!("`{}`", judged::grade(*of, lang)))
            .collect();
        let list = lacking.join(lang.pick(" and ", "、"));
        let on = self.view.object(self.view.world.chain.goal(self.one.id).on);
        lang.pick(
            format!("What is on time and in full cannot be worked out from the chain. The share of each on `{on}` would bound it; no figure is of {list} there. Record for each order whether it was both."),
            format!("准时且足量无法由链条算出。`{on}` 上准时、足量各自的占比可给出上下限；其上没有 {list} 的观测值。请逐单记录是否准时且足量。"),
        )
    }

    /// Nothing decides whether the goal can be reached.
    fn is_open(&self) -> bool {
        self.one.strategy.attainable.class == Class::Undetermined
    }

    /// What cases drawn from the times of the chain say.
    fn drawn(&self, within: f64, mean: Option<f64>, asked: Option<f64>) -> String {
        let lang = self.lang();
        let kept = percent(within);
        if let Some(asked) = asked {
            let asked = percent(asked);
            return lang.pick(
                format!(
                    "of cases drawn from the times of the chain {kept} keep it; {asked} have to"
                ),
                format!("按链条的时间抽样，{kept} 的个案能做到；要求 {asked}"),
            );
        }
        let mean = mean.map(|mean| self.value(mean)).unwrap_or_default();
        lang.pick(
            format!("cases drawn from the times of the chain take {mean} on average, as the later of several ways counts; {kept} keep it"),
            format!("按链条的时间抽样，平均用时 {mean}（几路同时进行时以最晚的为准）；{kept} 的个案能做到"),
        )
    }

    /// What shares of on time and in full say of both.
    fn both(&self, certificate: &Certificate, ends: Option<&(Quantity, Quantity)>) -> String {
        let lang = self.lang();
        let Some((low, high)) = ends else {
            return lang
                .pick(
                    "the shares of on time and in full are of different days and say nothing of both; record for each order whether it was both",
                    "准时与足量的占比不是同一时期的，不能说明两者兼备；请逐单记录是否准时且足量",
                )
                .to_owned();
        };
        let (low, high) = (shown(low, lang), shown(high, lang));
        let record = match certificate.side == Side::AtMost && self.is_open() {
            true => lang.pick(
                "; record for each order whether it was both",
                "；请逐单记录是否准时且足量",
            ),
            false => "",
        };
        lang.pick(
            format!("by the shares of each, between {low} and {high} of orders are on time and in full{record}"),
            format!("按各自的占比，准时且足量的订单在 {low} 与 {high} 之间{record}"),
        )
    }

    fn certified(&self, certificate: &Certificate) -> String {
        let lang = self.lang();
        let bound = certificate
            .side
            .said(&shown(&certificate.bound, lang), lang);
        match certificate.shows {
            Shows::AtBest if certificate.made == Made::Sum => lang.pick(
                format!("even with every lever pulled as far as it goes and without any waiting no case takes less than {bound}"),
                format!("即使所有杠杆都用到头、完全不等待，每件也要 {bound}"),
            ),
            Shows::AtBest => {
                let measured = certificate.from_measured.as_ref();
                let measured = measured.map(|value| shown(value, lang));
                let measured = measured.map(|value| {
                    lang.pick(
                        format!("; reckoned from what was measured, {value}"),
                        format!("；从实测值算起为 {value}"),
                    )
                });
                let measured = measured.unwrap_or_default();
                lang.pick(
                    format!("even with every lever pulled as far as it goes, and all else as it is today, the chain gives {bound}{measured}"),
                    format!("即使所有杠杆都用到头（其余照现状），链条也只给出 {bound}{measured}"),
                )
            }
            Shows::Least => lang.pick(
                format!("even without any waiting no case takes less than {bound}"),
                format!("即使完全不等待，每件也要 {bound}"),
            ),
            Shows::Typical => lang.pick(
                format!("with usual times even the quickest choice of ways takes {bound}: waits must go"),
                format!("按通常时间，即使走最快的分流也要 {bound}：必须减少等待"),
            ),
            Shows::Today => lang.pick(
                format!("as it is today the chain gives {bound}"),
                format!("照现状链条给出 {bound}"),
            ),
        }
    }

    /// A bound that was beaten, though not by enough to be wrong for certain.
    fn beaten(&mut self, certificate: &Certificate) {
        let (actual, question) = (&self.one.gap.actual, &self.one.strategy.question);
        let (Some(actual), Some(question)) = (actual, question) else {
            return;
        };
        let is_bound = certificate.side != Side::Exact || certificate.shows != Shows::Today;
        if !is_bound || !certificate.is_beaten(question.better, &actual.value, 1e-9) {
            return;
        }
        let lang = self.lang();
        let measured = shown(&actual.value, lang);
        self.line(&lang.pick(
            format!("    better was measured, {measured}: figures of these parts err a little, count otherwise or are of other days"),
            format!("    实测为 {measured}，比此界限更好：各部分的数据略有出入、口径不同或取自别的时期"),
        ));
    }

    fn certificate(&mut self, certificate: &Certificate) {
        let lang = self.lang();
        let made = match certificate.made {
            Made::Sum => lang.pick("the sum of", "由以下相加"),
            Made::Product => lang.pick("the product of", "由以下相乘"),
            Made::Bottleneck => lang.pick("the load that the target asks of", "目标要求的负荷"),
            Made::Cut => lang.pick(
                "whatever share of the work takes each way, the sum of what can be borne by",
                "无论各路分流多少，由以下能承受的量相加",
            ),
            Made::Both => lang.pick("from the shares of", "由以下占比得出"),
            Made::Network => lang.pick("made of", "由以下构成"),
        };
        if !certificate.terms.is_empty() {
            self.line(&format!("    {made}"));
            let heads = [("", Align::Left), ("", Align::Right), ("", Align::Left)];
            let mut columns = Columns::new(&heads, 60);
            for term in &certificate.terms {
                let known = self.view.known_of(term);
                columns.row(vec![
                    self.view.named(term.of, term.what),
                    shown(&term.value, lang),
                    known.unwrap_or_default(),
                ]);
            }
            for line in columns.render().lines().skip(1) {
                self.line(&format!("    {line}"));
            }
        }
        if let Some(worst) = &certificate.worst {
            let worst = shown(worst, lang);
            self.line(&lang.pick(
                format!("    as it is today no case takes longer than {worst}"),
                format!("    照现状，没有一件超过 {worst}"),
            ));
        }
        if !certificate.assumed.is_empty() {
            let said = self.view.taken_as_one(&certificate.assumed);
            self.line(&format!("    {said}"));
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
}
