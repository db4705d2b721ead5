//! Events on disk, where a log is larger than the memory it may take.
//!
//! A part writes its columns one after the other to a file without a name, which the system
//! removes when the program ends, however it ends. They come back part by part, when the
//! cases of the part are looked at.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};

use super::amount::Amounts;
use super::columns::{Columns, Good, Phase};

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
    pub(super) fn put(&mut self, case: &mut Vec<u32>, columns: &mut Columns) -> io::Result<()> {
        let file = match self.file.take() {
            Some(file) => file,
            None => tempfile::tempfile()?,
        };
        let mut to = BufWriter::with_capacity(1 << 18, file);
        write(&mut to, case, u32::to_le_bytes)?;
        write(&mut to, &columns.time, i64::to_le_bytes)?;
        write(&mut to, &columns.activity, u32::to_le_bytes)?;
        write(&mut to, &columns.start, i64::to_le_bytes)?;
        write(&mut to, &columns.resource, u32::to_le_bytes)?;
        write(&mut to, &columns.group, u32::to_le_bytes)?;
        write(&mut to, &columns.phase, |phase| [phase as u8])?;
        write(&mut to, &columns.due, i64::to_le_bytes)?;
        write(&mut to, &columns.good, |good| [good as u8])?;
        write(&mut to, &columns.amounts, from_amounts)?;
        self.file = Some(to.into_inner().map_err(io::IntoInnerError::into_error)?);
        self.times += 1;
        self.events += case.len();
        *case = Vec::new();
        *columns = Columns::default();
        Ok(())
    }

    /// Brings all events back, in front of those that were not put aside.
    pub(super) fn back(self, case: Vec<u32>, columns: Columns) -> io::Result<(Vec<u32>, Columns)> {
        let Some(mut file) = self.file else {
            return Ok((case, columns));
        };
        file.rewind()?;
        let mut from = BufReader::with_capacity(1 << 18, file);
        let mut cases = Vec::with_capacity(self.events + case.len());
        let mut all = Columns::default();
        for _ in 0..self.times {
            read(&mut from, &mut cases, u32::from_le_bytes)?;
            read(&mut from, &mut all.time, i64::from_le_bytes)?;
            read(&mut from, &mut all.activity, u32::from_le_bytes)?;
            read(&mut from, &mut all.start, i64::from_le_bytes)?;
            read(&mut from, &mut all.resource, u32::from_le_bytes)?;
            read(&mut from, &mut all.group, u32::from_le_bytes)?;
            read(&mut from, &mut all.phase, phase)?;
            read(&mut from, &mut all.due, i64::from_le_bytes)?;
            read(&mut from, &mut all.good, good)?;
            read(&mut from, &mut all.amounts, amounts)?;
        }
        cases.extend(case);
        all.extend(columns);
        Ok((cases, all))
    }
}

/// The length of a list, then its elements.
fn write<T: Copy, const N: usize>(
    to: &mut impl Write,
    list: &[T],
    bytes: impl Fn(T) -> [u8; N],
) -> io::Result<()> {
    to.write_all(&(list.len() as u64).to_le_bytes())?;
    for element in list {
        to.write_all(&bytes(*element))?;
    }
    Ok(())
}

/// What [`write`] wrote, behind what is there.
fn read<T, const N: usize>(
    from: &mut impl Read,
    list: &mut Vec<T>,
    element: impl Fn([u8; N]) -> T,
) -> io::Result<()> {
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    let length = usize::try_from(u64::from_le_bytes(length)).map_err(io::Error::other)?;
    list.reserve(length);
    for _ in 0..length {
        let mut bytes = [0; N];
        from.read_exact(&mut bytes)?;
        list.push(element(bytes));
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
        _ => Good::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_aside_comes_back_as_it_was() {
        let columns = |from: i64| Columns {
            time: vec![from, from + 1],
            activity: vec![7, 8],
            phase: vec![Phase::Start, Phase::Other],
            good: vec![Good::No, Good::Yes],
            amounts: vec![
                Amounts {
                    ordered: 2.5,
                    delivered: -1.0,
                };
                2
            ],
            ..Columns::default()
        };
        let mut spill = Spill::default();
        for from in [10, 20] {
            let (mut case, mut events) = (vec![1, 2], columns(from));
            spill.put(&mut case, &mut events).unwrap();
            assert!(case.is_empty() && events.time.is_empty());
        }
        assert_eq!(spill.events(), 4);
        let (case, all) = spill.back(vec![3, 4], columns(30)).unwrap();
        assert_eq!(case, [1, 2, 1, 2, 3, 4]);
        assert_eq!(all.time, [10, 11, 20, 21, 30, 31]);
        assert_eq!(all.activity, [7, 8, 7, 8, 7, 8]);
        assert_eq!(all.phase[2..4], [Phase::Start, Phase::Other]);
        assert_eq!(all.good[4..], [Good::No, Good::Yes]);
        let last = all.amounts[5];
        assert_eq!((last.ordered, last.delivered), (2.5, -1.0));
        assert!(all.start.is_empty() && all.resource.is_empty());
    }
}
