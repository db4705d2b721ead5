//! Any bytes as a XES log.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| baton_audit_fuzz::xes(data));
