//! The fuzz targets without a fuzzer: bytes from the seeds, changed at random but
//! repeatably. `drive load|rule EXECUTIONS SEED FILE…`
//!
//! Blind to coverage, so weaker than `cargo fuzz run`, but it needs no special compiler.

use std::fs;
use std::time::Instant;

/// A small generator; its whole state is one number, so a run can be repeated.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() >> 11).unwrap_or(0) % limit.max(1)
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let target: fn(&[u8]) = match arguments.next().as_deref() {
        Some("load") => baton_audit_fuzz::load,
        Some("rule") => baton_audit_fuzz::rule,
        _ => panic!("drive load|rule EXECUTIONS SEED FILE…"),
    };
    let mut number = || arguments.next().and_then(|number| number.parse::<u64>().ok());
    let (executions, seed) = (number().unwrap_or(1000), number().unwrap_or(1));
    let seeds: Vec<Vec<u8>> = arguments.filter_map(|file| fs::read(file).ok()).collect();
    let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let begun = Instant::now();
    for execution in 0..executions {
        let input = mutated(&seeds, &mut random);
        // Kept until it has passed, so that a crash leaves its input behind.
        let _ = fs::write("drive-input", &input);
        let started = Instant::now();
        target(&input);
        let taken = started.elapsed();
        if taken.as_secs() > 5 {
            println!("slow: {taken:?} at {execution}");
            let _ = fs::write(format!("drive-slow-{seed}-{execution}"), &input);
        }
    }
    println!("{executions} executions in {:?}", begun.elapsed());
}

/// A seed, or two joined, with a few pieces deleted, doubled, moved or overwritten.
fn mutated(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let any = |random: &mut Random| seeds.get(random.below(seeds.len())).cloned();
    let mut bytes = any(random).unwrap_or_default();
    for _ in 0..=random.below(8) {
        let start = random.below(bytes.len() + 1);
        let end = (start + random.below(40)).min(bytes.len());
        match random.below(5) {
            0 => {
                bytes.drain(start..end);
            }
            1 => {
                let piece = bytes[start..end].to_vec();
                let at = random.below(bytes.len() + 1);
                bytes.splice(at..at, piece);
            }
            2 => {
                let other = any(random).unwrap_or_default();
                let from = random.below(other.len() + 1);
                let to = (from + random.below(80)).min(other.len());
                bytes.splice(start..end, other[from..to].iter().copied());
            }
            3 => {
                let odd = b"\"'[]{}()=.,#\n\r\t\\ 019-%|\0";
                bytes.insert(start, odd[random.below(odd.len())]);
            }
            _ => {
                if let Some(byte) = bytes.get_mut(start) {
                    *byte ^= 1 << random.below(8);
                }
            }
        }
    }
    bytes
}
