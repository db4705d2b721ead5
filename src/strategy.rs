//! The strategy gap: how far a process is from what is asked of it, whether that can be reached,
//! whose gap it is, and what would close it.

pub mod computed;
pub mod scope;
pub mod sketch;
pub mod throughput;
pub mod today;
