//! Any bytes as a table beside a model; the first says of which kind.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| baton_audit_fuzz::evidence(data));
