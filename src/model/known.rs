//! What was known on a day: the chain without records of what had not happened yet.

use std::sync::Arc;

use jiff::civil::Date;

use super::Chain;
use crate::quantity::Period;

impl Chain {
    /// Leaves out the voices, surveys, complaints, losses, self-assessments and waivers of days
    /// after `day`, surveys and assessments by the last day of their period; a complaint that was
    /// closed or answered later is open or unanswered again. Returns how many records that are.
    ///
    /// Figures stay: they are chosen by their period wherever one counts.
    ///
    /// # Complexity
    /// Linear in the number of these records.
    pub fn leave_out_later_than(&mut self, day: Date) -> usize {
        let before = self.of_days();
        let known = |on: Option<Date>| on.is_none_or(|on| on <= day);
        let voices = marks(&self.voices, |it| known(it.record.on));
        keep(&mut self.voices, &voices);
        keep(&mut self.links.voice_customer, &voices);

        let surveys = marks(&self.surveys, |it| {
            known(it.record.period.as_ref().map(Period::last))
        });
        keep(&mut self.surveys, &surveys);
        keep(&mut self.heard.survey_on, &surveys);
        keep(&mut self.heard.survey_customer, &surveys);

        let complaints = marks(&self.complaints, |it| known(it.record.on));
        keep(&mut self.complaints, &complaints);
        keep(&mut self.heard.complaint_handoff, &complaints);
        keep(&mut self.heard.complaint_step, &complaints);
        keep(&mut self.heard.complaint_customer, &complaints);
        for complaint in &mut self.complaints {
            if !known(complaint.record.closed) {
                Arc::make_mut(&mut complaint.record).closed = None;
            }
            if !known(complaint.record.told) {
                Arc::make_mut(&mut complaint.record).told = None;
            }
        }

        self.losses.retain(|it| known(it.record.on));
        self.assessments
            .retain(|it| known(it.record.period.as_ref().map(Period::last)));
        self.waivers.retain(|it| known(it.record.granted_on));
        before - self.of_days()
    }

    /// How many records there are that may be left out.
    fn of_days(&self) -> usize {
        let heard = self.voices.len() + self.surveys.len() + self.complaints.len();
        heard + self.losses.len() + self.assessments.len() + self.waivers.len()
    }
}

/// Which of them stay.
fn marks<T>(list: &[T], stays: impl Fn(&T) -> bool) -> Vec<bool> {
    list.iter().map(stays).collect()
}

/// Keeps of a list what is marked in the one beside it.
fn keep<T>(list: &mut Vec<T>, marks: &[bool]) {
    let mut marks = marks.iter();
    list.retain(|_| marks.next().is_none_or(|stays| *stays));
}
