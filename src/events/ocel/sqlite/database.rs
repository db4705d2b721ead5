//! The pages of a SQLite file and the trees of rows they make, as far as reading needs them.
//!
//! The format is documented at <https://sqlite.org/fileformat.html>. A row is a leaf cell of a
//! table's tree; what does not fit continues on overflow pages. Nothing in the file is
//! trusted: a page is read once at most, and every length is held against what there is.

use super::record::{Encoding, Value, values, varint};

/// What is wrong with the file.
pub(super) type Damage = &'static str;

/// A SQLite file.
#[derive(Debug)]
pub(super) struct Database<'b> {
    bytes: &'b [u8],
    page_size: usize,
    /// Bytes of a page that hold data.
    usable: usize,
    encoding: Encoding,
}

const TRUNCATED: Damage = "a page is missing";
const CELL: Damage = "a row does not lie in its page";
const TWICE: Damage = "a page belongs to two places";

impl<'b> Database<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Damage> {
        let head: &[u8; 100] = bytes.first_chunk().ok_or(TRUNCATED)?;
        let page_size = match u16::from_be_bytes([head[16], head[17]]) {
            1 => 65_536,
            size if size.is_power_of_two() && size >= 512 => usize::from(size),
            _ => return Err("the size of its pages is none"),
        };
        let encoding = match head[59] {
            0 | 1 => Encoding::Utf8,
            2 => Encoding::Utf16Little,
            3 => Encoding::Utf16Big,
            _ => return Err("its encoding is none"),
        };
        let usable = page_size - usize::from(head[20]);
        if usable < 480 {
            return Err("its pages have no room");
        }
        Ok(Self {
            bytes,
            page_size,
            usable,
            encoding,
        })
    }

    fn page(&self, number: usize) -> Result<&'b [u8], Damage> {
        let begin = number
            .checked_sub(1)
            .and_then(|at| at.checked_mul(self.page_size));
        let begin = begin.ok_or(TRUNCATED)?;
        let end = begin.checked_add(self.usable).ok_or(TRUNCATED)?;
        self.bytes.get(begin..end).ok_or(TRUNCATED)
    }

    /// Shows the rows of the tree at this page in the order of their numbers, until `show`
    /// says that it has seen enough.
    pub(super) fn rows(
        &self,
        root: usize,
        show: &mut dyn FnMut(i64, &[Value]) -> bool,
    ) -> Result<(), Damage> {
        let mut visited = vec![false; self.bytes.len() / self.page_size + 1];
        let mut visit = |number: usize| match visited.get_mut(number) {
            None => Err(TRUNCATED),
            Some(true) => Err(TWICE),
            Some(fresh) => {
                *fresh = true;
                Ok(())
            }
        };
        let mut open = vec![root];
        while let Some(number) = open.pop() {
            visit(number)?;
            let page = self.page(number)?;
            // The first page begins with the head of the file.
            let head = if number == 1 { 100 } else { 0 };
            let count = usize::from(two(page, head + 3)?);
            match page.get(head) {
                Some(0x05) => {
                    let children = (0..count).map(|at| {
                        let cell = usize::from(two(page, head + 12 + 2 * at)?);
                        four(page, cell)
                    });
                    let mut children: Vec<usize> = children.collect::<Result<_, _>>()?;
                    children.push(four(page, head + 8)?);
                    open.extend(children.into_iter().rev());
                }
                Some(0x0D) => {
                    for at in 0..count {
                        let cell = usize::from(two(page, head + 8 + 2 * at)?);
                        let (row_id, payload) = self.cell(page, cell, &mut visit)?;
                        if !show(row_id, &values(&payload, self.encoding).ok_or(CELL)?) {
                            return Ok(());
                        }
                    }
                }
                Some(0x02 | 0x0A) => return Err("tables without row ids are not read"),
                _ => return Err("a page is none of a table"),
            }
        }
        Ok(())
    }

    /// The number and the bytes of a row.
    fn cell(
        &self,
        page: &[u8],
        at: usize,
        visit: &mut dyn FnMut(usize) -> Result<(), Damage>,
    ) -> Result<(i64, Vec<u8>), Damage> {
        let cell = page.get(at..).ok_or(CELL)?;
        let (size, first) = varint(cell).ok_or(CELL)?;
        let (row_id, second) = varint(&cell[first..]).ok_or(CELL)?;
        let cell = &cell[first + second..];
        let size = usize::try_from(size)
            .ok()
            .filter(|size| *size <= self.bytes.len());
        let size = size.ok_or(CELL)?;
        let local = self.local(size);
        let mut payload = cell.get(..local).ok_or(CELL)?.to_vec();
        if local < size {
            let mut next = four(cell, local)?;
            while payload.len() < size {
                visit(next)?;
                let page = self.page(next)?;
                let more = (size - payload.len()).min(self.usable - 4);
                payload.extend_from_slice(&page[4..4 + more]);
                next = four(page, 0)?;
            }
        }
        Ok((row_id, payload))
    }

    /// How much of a row of this size lies in its page.
    fn local(&self, size: usize) -> usize {
        let most = self.usable - 35;
        if size <= most {
            return size;
        }
        let least = (self.usable - 12) * 32 / 255 - 23;
        let fitting = least + (size - least) % (self.usable - 4);
        if fitting <= most { fitting } else { least }
    }
}

fn two(bytes: &[u8], at: usize) -> Result<u16, Damage> {
    let found = bytes.get(at..).and_then(<[u8]>::first_chunk::<2>);
    found.map(|two| u16::from_be_bytes(*two)).ok_or(CELL)
}

fn four(bytes: &[u8], at: usize) -> Result<usize, Damage> {
    let found = bytes
        .get(at..)
        .and_then(<[u8]>::first_chunk::<4>)
        .ok_or(CELL)?;
    usize::try_from(u32::from_be_bytes(*found)).map_err(|_| CELL)
}
