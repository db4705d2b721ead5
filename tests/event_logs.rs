//! Event logs that this project did not write, with facts known beforehand; beside the
//! project, so a line says so where they are absent.

#[path = "event_logs/asked.rs"]
mod asked;
#[path = "event_logs/calendars.rs"]
mod calendars;
#[path = "event_logs/conformance.rs"]
mod conformance;
#[path = "event_logs/dates.rs"]
mod dates;
#[path = "event_logs/doubts.rs"]
mod doubts;
#[path = "event_logs/hostile.rs"]
mod hostile;
#[path = "event_logs/measured.rs"]
mod measured;
#[path = "event_logs/objects.rs"]
mod objects;
#[path = "event_logs/shared.rs"]
mod shared;
#[path = "event_logs/traces.rs"]
mod traces;
