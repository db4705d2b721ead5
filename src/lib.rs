//! Audits the handoffs of business processes: the next process is your customer.
//!
//! Data flows one way, and each stage is a function of the one before:
//!
//! ```text
//! source ─▶ load ─▶ model ─▶ measure ─▶ strategy ─▶ engine ─▶ report ─▶ cli
//! texts     TOML+    petgraph  gaps and   reachable,  rhai      text,
//!           CSV with chain     intervals  whose, what rules     JSON
//!           places                        closes it
//!                              ▲                      ▲
//!           events: event logs ┘                      │
//!           lexicon: what sentences say ──────────────┘
//! leaf words any stage may use: source, problem, quantity, finding, lang, statistics, caught;
//! and the mathematics of chains: network, attribution (whose gap), remedy (what closes it)
//! ```
//!
//! [`record`] keeps what an audit found by its day, and holds later audits against it.
//! [`audit`](audit::audit) runs them all; [`desk`] answers those who write rules. The library never prints and never reads
//! anything but the files it is given.

pub mod attribution;
pub mod audit;
pub mod baseline;
pub mod caught;
pub mod cli;
pub mod desk;
pub mod engine;
pub mod events;
pub mod finding;
pub mod lang;
pub mod lexicon;
pub mod load;
pub mod manual;
pub mod measure;
pub mod model;
pub mod network;
pub mod problem;
pub mod quantity;
pub mod record;
pub mod remedy;
pub mod report;
pub mod source;
pub mod statistics;
pub mod strategy;
