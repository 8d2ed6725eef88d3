//! The strings of a binary: what can be read in it.

/// Characters that make a string, as for `strings`.
const LEAST: usize = 4;

/// Where strings begin, and how long they are: runs of printable ASCII, as `strings -a` finds them.
pub(super) fn strings(bytes: &[u8]) -> Vec<(u32, u32)> {
    let printable = |byte: &u8| matches!(byte, b' '..=b'~' | b'\t');
    let mut found = Vec::new();
    let mut start = 0;
    for run in bytes.split(|byte| !printable(byte)) {
        if run.len() >= LEAST {
            found.push((start as u32, run.len() as u32));
        }
        start += run.len() + 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_four_and_more() {
        assert_eq!(strings(b"abc\0abcd\0\0e\tfgh\x7fijk"), [(4, 4), (10, 5)]);
        assert_eq!(strings(b"abcd"), [(0, 4)]);
        assert_eq!(strings(b""), []);
    }
}
