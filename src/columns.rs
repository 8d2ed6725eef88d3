//! Columns of numbers as bytes: how trees cross from a worker to another without being held
//! twice: they are written and read in small pieces.
//!
//! Little-endian, each column after its length. Only Peel's own worker writes them, and of the
//! same build; reading still checks every length, so that a defect is an error and no panic.

/// Why a buffer does not hold the columns that it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the buffer of columns is damaged")]
pub struct WireError;

/// Bytes that are written or read at a time.
const PIECE: usize = 16 << 10;

/// Where columns are written to.
pub trait Sink {
    /// Takes the next bytes.
    fn put(&mut self, bytes: &[u8]);
}

impl Sink for Vec<u8> {
    fn put(&mut self, bytes: &[u8]) {
        self.extend_from_slice(bytes);
    }
}

/// What is written as columns.
pub trait Columns {
    /// Writes it.
    fn write(&self, out: &mut impl Sink);
}

/// Counts the bytes that are written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Length(pub usize);

impl Sink for Length {
    fn put(&mut self, bytes: &[u8]) {
        self.0 += bytes.len();
    }
}

/// Where columns are read from.
pub trait Source {
    /// Bytes that are left.
    fn left(&self) -> usize;

    /// Fills `out` with the next bytes; there are as many left.
    fn fill(&mut self, out: &mut [u8]);
}

impl Source for &[u8] {
    fn left(&self) -> usize {
        self.len()
    }

    fn fill(&mut self, out: &mut [u8]) {
        let (next, rest) = self.split_at(out.len());
        out.copy_from_slice(next);
        *self = rest;
    }
}

/// Writes a column: its length, then every item's bytes.
pub fn write<T, const N: usize>(out: &mut impl Sink, items: &[T], bytes: impl Fn(&T) -> [u8; N]) {
    out.put(&(items.len() as u64).to_le_bytes());
    let mut piece = Vec::with_capacity(PIECE);
    for some in items.chunks(PIECE / N) {
        piece.clear();
        piece.extend(some.iter().flat_map(&bytes));
        out.put(&piece);
    }
}

/// Reads the next column.
///
/// # Errors
/// [`WireError`] where the source is too short, or what `item` says.
pub fn read<T, const N: usize>(
    from: &mut impl Source,
    item: impl Fn([u8; N]) -> Result<T, WireError>,
) -> Result<Vec<T>, WireError> {
    let mut count = [0; 8];
    if from.left() < count.len() {
        return Err(WireError);
    }
    from.fill(&mut count);
    let count = usize::try_from(u64::from_le_bytes(count)).map_err(|_| WireError)?;
    let size = count.checked_mul(N).ok_or(WireError)?;
    if size > from.left() {
        return Err(WireError);
    }
    let mut items = Vec::with_capacity(count);
    let mut piece = vec![0; (PIECE / N * N).min(size)];
    let mut left = size;
    while left > 0 {
        let some = left.min(piece.len());
        from.fill(&mut piece[..some]);
        let (chunks, _) = piece[..some].as_chunks::<N>();
        for chunk in chunks {
            items.push(item(*chunk)?);
        }
        left -= some;
    }
    Ok(items)
}

/// A column of `u32`.
///
/// # Errors
/// As [`read`].
pub fn read_u32(from: &mut impl Source) -> Result<Vec<u32>, WireError> {
    read(from, |b| Ok(u32::from_le_bytes(b)))
}

/// A column of `u64`.
///
/// # Errors
/// As [`read`].
pub fn read_u64(from: &mut impl Source) -> Result<Vec<u64>, WireError> {
    read(from, |b| Ok(u64::from_le_bytes(b)))
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

    /// Makes room for so many more, and for so many bytes.
    pub fn reserve(&mut self, count: usize, bytes: usize) {
        self.ends.reserve_exact(count);
        self.bytes.reserve_exact(bytes);
    }

    /// Writes them as columns.
    pub fn write(&self, out: &mut impl Sink) {
        write(out, &self.bytes, |b| [*b]);
        write(out, &self.ends, |n| n.to_le_bytes());
    }

    /// Reads them.
    ///
    /// # Errors
    /// As [`read`]; also where the ends are not in order.
    pub fn read(from: &mut impl Source) -> Result<Strings, WireError> {
        let strings = Strings {
            bytes: read(from, |[b]: [u8; 1]| Ok(b))?,
            ends: read_u32(from)?,
        };
        let last = strings.ends.last().map_or(0, |e| *e as usize);
        if strings.ends.is_sorted() && last <= strings.bytes.len() {
            Ok(strings)
        } else {
            Err(WireError)
        }
    }
}
