//! Any bytes as jsonl: no panic, and every fact is grounded.
#![no_main]

#[path = "../check.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| check::check(bytes, newsx::internals::Kind::Json));
