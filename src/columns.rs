//! Columns of numbers as bytes: how trees cross from a worker to the page without being copied.
//!
//! Little-endian, each column after its length. Only Peel's own worker writes them, and of the
//! same build; reading still checks every length, so that a defect is an error and no panic.

/// Why a buffer does not hold the columns that it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the buffer of columns is damaged")]
pub struct WireError;

/// Appends a column: its length, then every item's bytes.
pub fn write<T, const N: usize>(out: &mut Vec<u8>, items: &[T], bytes: impl Fn(&T) -> [u8; N]) {
    out.extend_from_slice(&(items.len() as u64).to_le_bytes());
    for item in items {
        out.extend_from_slice(&bytes(item));
    }
}

/// Takes the next column off the front of `bytes`.
///
/// # Errors
/// [`WireError`] where the buffer is too short, or what `item` says.
pub fn read<T, const N: usize>(
    bytes: &mut &[u8],
    item: impl Fn([u8; N]) -> Result<T, WireError>,
) -> Result<Vec<T>, WireError> {
    let (count, rest) = bytes.split_first_chunk::<8>().ok_or(WireError)?;
    let size = usize::try_from(u64::from_le_bytes(*count))
        .ok()
        .and_then(|count| count.checked_mul(N))
        .ok_or(WireError)?;
    let (column, rest) = rest.split_at_checked(size).ok_or(WireError)?;
    *bytes = rest;
    let (items, _) = column.as_chunks::<N>();
    items.iter().map(|chunk| item(*chunk)).collect()
}

/// A column of `u32`.
///
/// # Errors
/// As [`read`].
pub fn read_u32(bytes: &mut &[u8]) -> Result<Vec<u32>, WireError> {
    read(bytes, |b| Ok(u32::from_le_bytes(b)))
}

/// A column of `u64`.
///
/// # Errors
/// As [`read`].
pub fn read_u64(bytes: &mut &[u8]) -> Result<Vec<u64>, WireError> {
    read(bytes, |b| Ok(u64::from_le_bytes(b)))
}

/// Many byte strings, one after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strings {
    bytes: Vec<u8>,
    /// Where each ends.
    ends: Vec<u32>,
}

impl Strings {
    /// Adds a string and gives its number.
    pub fn push(&mut self, string: &[u8]) -> u32 {
        self.bytes.extend_from_slice(string);
        self.ends.push(self.bytes.len() as u32);
        self.ends.len() as u32 - 1
    }

    /// The string of this number.
    pub fn get(&self, i: u32) -> &[u8] {
        let i = i as usize;
        let start = if i == 0 { 0 } else { self.ends[i - 1] as usize };
        &self.bytes[start..self.ends[i] as usize]
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.ends.len()
    }

    /// Bytes of all of them.
    pub fn total_bytes(&self) -> usize {
        self.bytes.len()
    }

    /// Appends them as columns.
    pub fn write(&self, out: &mut Vec<u8>) {
        write(out, &self.bytes, |b| [*b]);
        write(out, &self.ends, |n| n.to_le_bytes());
    }

    /// Takes them off the front of `bytes`.
    ///
    /// # Errors
    /// As [`read`]; also where the ends are not in order.
    pub fn read(bytes: &mut &[u8]) -> Result<Strings, WireError> {
        let strings = Strings {
            bytes: read(bytes, |[b]: [u8; 1]| Ok(b))?,
            ends: read_u32(bytes)?,
        };
        let last = strings.ends.last().map_or(0, |e| *e as usize);
        if strings.ends.is_sorted() && last <= strings.bytes.len() {
            Ok(strings)
        } else {
            Err(WireError)
        }
    }
}
