//! Any bytes as an object-centric log, in any of its formats.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| baton_audit_fuzz::ocel(data));
