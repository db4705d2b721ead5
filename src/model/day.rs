//! The latest day on which anything in the model is said to have happened.

use jiff::civil::Date;

use super::Chain;

impl Chain {
    /// The latest day of a figure, a talk, an agreement, a benchmark or a customer's voice.
    ///
    /// What is still to come, such as a deadline, does not count.
    pub fn latest_day(&self) -> Option<Date> {
        let figures = self.goals.iter().flat_map(|goal| {
            let figures = [&goal.record.baseline, &goal.record.actual];
            figures.into_iter().flatten().filter_map(|figure| figure.on)
        });
        let sides = self
            .handoffs
            .iter()
            .filter_map(|h| h.record.customer.as_ref());
        let talks = sides
            .flat_map(|side| [side.asked_on, side.agreed_on])
            .flatten();
        let sheets = self
            .sheets
            .iter()
            .filter_map(|sheet| sheet.record.agreed_on);
        let benchmarks = self.benchmarks.iter().filter_map(|b| b.record.on);
        let customers = self.customers.iter().filter_map(|c| c.record.last_contact);
        let voices = self.voices.iter();
        let voices = voices.flat_map(|voice| [voice.record.on, voice.record.reached_owner_on]);
        let waivers = self
            .waivers
            .iter()
            .filter_map(|waiver| waiver.record.granted_on);
        let periods = self
            .figures
            .iter()
            .map(|figure| figure.record.period.last());
        let surveys = self.surveys.iter().filter_map(|s| s.record.period.as_ref());
        let complaints = self.complaints.iter();
        let complaints = complaints.flat_map(|c| [c.record.on, c.record.closed, c.record.told]);
        let losses = self.losses.iter().filter_map(|loss| loss.record.on);
        let assessments = self.assessments.iter();
        let assessments = assessments.filter_map(|it| it.record.period.as_ref());
        figures
            .chain(periods)
            .chain(losses)
            .chain(assessments.map(crate::quantity::Period::last))
            .chain(surveys.map(crate::quantity::Period::last))
            .chain(complaints.flatten())
            .chain(waivers)
            .chain(talks)
            .chain(sheets)
            .chain(benchmarks)
            .chain(customers)
            .chain(voices.flatten())
            .max()
    }
}
