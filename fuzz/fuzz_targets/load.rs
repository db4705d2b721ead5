//! Any bytes as a model file.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| baton_audit_fuzz::load(data));
