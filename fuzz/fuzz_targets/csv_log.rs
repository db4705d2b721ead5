//! Any bytes as a CSV log.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| baton_audit_fuzz::csv_log(data));
