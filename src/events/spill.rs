//! Events on disk, where a log is larger than the memory it may take.
//!
//! A part writes its columns one after the other to a file without a name, which the system
//! removes when the program ends, however it ends. They come back part by part, when the
//! cases of the part are looked at.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};

use super::amount::Amounts;
use super::columns::{Good, Phase};
use super::kept::Kept;

/// Events of one part that were put aside, in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Spill {
    file: Option<File>,
    /// How often events were put aside, and how many in all.
    times: usize,
    events: usize,
}

impl Spill {
    /// How many events lie on disk.
    pub(super) fn events(&self) -> usize {
        self.events
    }

    /// Puts events aside, and gives back the room they took.
    pub(super) fn put(&mut self, kept: &mut Kept) -> io::Result<()> {
        let file = match self.file.take() {
            Some(file) => file,
            None => tempfile::tempfile()?,
        };
        let mut to = BufWriter::with_capacity(1 << 18, file);
        write(&mut to, kept.case.iter().copied(), u32::to_le_bytes)?;
        write(&mut to, kept.time.iter(), i64::to_le_bytes)?;
        write(&mut to, kept.activity.iter(), u32::to_le_bytes)?;
        write(&mut to, kept.start.iter(), i64::to_le_bytes)?;
        write(&mut to, kept.resource.iter(), u32::to_le_bytes)?;
        write(&mut to, kept.group.iter(), u32::to_le_bytes)?;
        write(&mut to, kept.phase.iter(), |phase| [*phase as u8])?;
        write(&mut to, kept.due.iter(), i64::to_le_bytes)?;
        write(&mut to, kept.good.iter(), |good| [*good as u8])?;
        write(&mut to, kept.amounts.iter().copied(), from_amounts)?;
        self.file = Some(to.into_inner().map_err(io::IntoInnerError::into_error)?);
        self.times += 1;
        self.events += kept.len();
        *kept = Kept::default();
        Ok(())
    }

    /// Brings all events back, in front of those that were not put aside.
    pub(super) fn back(self, kept: Kept) -> io::Result<Kept> {
        let Some(mut file) = self.file else {
            return Ok(kept);
        };
        file.rewind()?;
        let mut from = BufReader::with_capacity(1 << 18, file);
        let mut all = Kept::default();
        for _ in 0..self.times {
            read(&mut from, |bytes| all.case.push(u32::from_le_bytes(bytes)))?;
            read(&mut from, |bytes| all.time.push(i64::from_le_bytes(bytes)))?;
            read(&mut from, |bytes| {
                all.activity.push(u32::from_le_bytes(bytes));
            })?;
            read(&mut from, |bytes| all.start.push(i64::from_le_bytes(bytes)))?;
            read(&mut from, |bytes| {
                all.resource.push(u32::from_le_bytes(bytes));
            })?;
            read(&mut from, |bytes| all.group.push(u32::from_le_bytes(bytes)))?;
            read(&mut from, |byte| all.phase.push(phase(byte)))?;
            read(&mut from, |bytes| all.due.push(i64::from_le_bytes(bytes)))?;
            read(&mut from, |byte| all.good.push(good(byte)))?;
            read(&mut from, |bytes| all.amounts.push(amounts(bytes)))?;
        }
        all.append(kept);
        Ok(all)
    }
}

/// The elements of a list, behind how many there are.
fn write<T, const N: usize>(
    to: &mut impl Write,
    list: impl Iterator<Item = T> + Clone,
    bytes: impl Fn(T) -> [u8; N],
) -> io::Result<()> {
    let length = list.clone().count() as u64;
    to.write_all(&length.to_le_bytes())?;
    for element in list {
        to.write_all(&bytes(element))?;
    }
    Ok(())
}

/// What [`write`] wrote, element by element.
fn read<const N: usize>(from: &mut impl Read, mut element: impl FnMut([u8; N])) -> io::Result<()> {
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    for _ in 0..u64::from_le_bytes(length) {
        let mut bytes = [0; N];
        from.read_exact(&mut bytes)?;
        element(bytes);
    }
    Ok(())
}

fn phase([byte]: [u8; 1]) -> Phase {
    match byte {
        0 => Phase::Start,
        1 => Phase::Complete,
        _ => Phase::Other,
    }
}

fn from_amounts(amounts: Amounts) -> [u8; 16] {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&amounts.ordered.to_le_bytes());
    bytes[8..].copy_from_slice(&amounts.delivered.to_le_bytes());
    bytes
}

fn amounts(bytes: [u8; 16]) -> Amounts {
    let both = u128::from_le_bytes(bytes);
    let half = |bits: u128| f64::from_bits(u64::try_from(bits & u128::from(u64::MAX)).unwrap_or(0));
    Amounts {
        ordered: half(both),
        delivered: half(both >> 64),
    }
}

fn good([byte]: [u8; 1]) -> Good {
    match byte {
        1 => Good::Yes,
        2 => Good::No,
        3 => Good::Other,
        _ => Good::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two_events(from: i64) -> Kept {
        let mut kept = Kept {
            case: vec![1, 2],
            phase: vec![Phase::Start, Phase::Other],
            good: vec![Good::No, Good::Other],
            amounts: vec![
                Amounts {
                    ordered: 2.5,
                    delivered: -1.0,
                };
                2
            ],
            ..Kept::default()
        };
        kept.time.extend([from, from + 1].into_iter());
        kept.activity.extend([7, 8].into_iter());
        kept
    }

    #[test]
    fn what_is_put_aside_comes_back_as_it_was() {
        let mut spill = Spill::default();
        for from in [10, 20] {
            let mut events = two_events(from);
            spill.put(&mut events).unwrap();
            assert!(events.case.is_empty() && events.time.is_empty());
        }
        assert_eq!(spill.events(), 4);
        let all = spill.back(two_events(30)).unwrap();
        assert_eq!(all.case, [1, 2, 1, 2, 1, 2]);
        assert!(all.time.iter().eq([10, 11, 20, 21, 30, 31]));
        assert!(all.activity.iter().eq([7, 8, 7, 8, 7, 8]));
        assert_eq!(all.phase[2..4], [Phase::Start, Phase::Other]);
        assert_eq!(all.good[4..], [Good::No, Good::Other]);
        let last = all.amounts[5];
        assert_eq!((last.ordered, last.delivered), (2.5, -1.0));
        assert!(all.start.is_empty() && all.resource.size() == 0);
    }
}
