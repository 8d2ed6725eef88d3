//! The paths that a package lists: thousands for each of hundreds of packages, so that they stand in
//! one run of bytes.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Paths, in bytes, in the order of their list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files(Vec<u8>);

impl Files {
    /// Adds a path. A path with a NUL, which no file has, is left out.
    pub fn push(&mut self, path: &[u8]) {
        if !path.contains(&0) {
            self.0.extend_from_slice(path);
            self.0.push(0);
        }
    }

    /// Adds a path in two pieces, as one.
    pub fn push_joined(&mut self, folder: &[u8], name: &[u8]) {
        if !folder.contains(&0) && !name.contains(&0) {
            self.0.extend_from_slice(folder);
            self.0.extend_from_slice(name);
            self.0.push(0);
        }
    }

    /// The same, for as long as there is room: long folders may be named again and again.
    pub(super) fn push_within(
        &mut self,
        room: &mut usize,
        folder: &[u8],
        name: &[u8],
    ) -> Option<()> {
        *room = room.checked_sub(folder.len() + name.len() + 1)?;
        self.push_joined(folder, name);
        Some(())
    }

    /// The paths.
    pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
        self.0
            .strip_suffix(&[0])
            .into_iter()
            .flat_map(|all| all.split(|byte| *byte == 0))
    }

    /// Bytes of all of them.
    pub fn bytes(&self) -> usize {
        self.0.len()
    }
}

impl<'a> FromIterator<&'a [u8]> for Files {
    fn from_iter<T: IntoIterator<Item = &'a [u8]>>(paths: T) -> Files {
        let mut files = Files::default();
        paths.into_iter().for_each(|path| files.push(path));
        files
    }
}

// As text with a character a byte: names are no UTF-8, and a list of numbers has four times the room.

impl Serialize for Files {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let swapped = |byte: &u8| char::from(if *byte == 0 { b'\n' } else { *byte });
        // A line feed may be in a name; zero takes its place as it took zero's.
        let text: String = (self.0.iter())
            .map(|byte| if *byte == b'\n' { '\0' } else { swapped(byte) })
            .collect();
        to.serialize_str(&text)
    }
}

impl<'de> Deserialize<'de> for Files {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Files, D::Error> {
        let text = String::deserialize(from)?;
        let byte = |c: char| match c {
            '\n' => Ok(0),
            '\0' => Ok(b'\n'),
            c => u8::try_from(u32::from(c)),
        };
        let bytes: Result<Vec<u8>, _> = text.chars().map(byte).collect();
        bytes.map(Files).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_name_crosses() {
        let paths: [&[u8]; 4] = [b"a/b", b"", b"caf\xe9\xff", b"line\nfeed"];
        let mut files: Files = paths.into_iter().collect();
        files.push(b"nul\0nul");
        assert_eq!(files.iter().collect::<Vec<_>>(), paths);
        let text = serde_json::to_string(&files).expect("text");
        assert_eq!(serde_json::from_str::<Files>(&text).expect("same"), files);
        assert_eq!(Files::default().iter().count(), 0);
    }
}
