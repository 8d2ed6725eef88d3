//! Sources far larger than memory: pieces of bytes, each of which may come many times.

use peel::source::{ByteSource, SourceError};

/// Bytes that are made as they are read.
#[derive(Clone, Default)]
pub struct Pieces(Vec<(Vec<u8>, u64)>);

impl Pieces {
    /// These bytes, once.
    pub fn of(bytes: impl Into<Vec<u8>>) -> Pieces {
        Pieces::default().then(bytes)
    }

    /// These bytes after what is there.
    pub fn then(self, bytes: impl Into<Vec<u8>>) -> Pieces {
        self.times(bytes, 1)
    }

    /// These bytes so many times.
    pub fn times(mut self, bytes: impl Into<Vec<u8>>, count: u64) -> Pieces {
        let bytes = bytes.into();
        if !bytes.is_empty() && count > 0 {
            self.0.push((bytes, count));
        }
        self
    }

    /// Other pieces after what is there.
    pub fn and(mut self, other: Pieces) -> Pieces {
        self.0.extend(other.0);
        self
    }
}

impl ByteSource for Pieces {
    fn len(&self) -> u64 {
        let pieces = self.0.iter();
        pieces
            .map(|(bytes, count)| bytes.len() as u64 * count)
            .sum()
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> Result<usize, SourceError> {
        let (mut start, mut done) = (0, 0);
        for (bytes, count) in &self.0 {
            let len = bytes.len() as u64;
            let end = start + len * count;
            while done < buf.len() && offset + (done as u64) < end {
                let within = ((offset + done as u64 - start) % len) as usize;
                let n = (buf.len() - done).min(bytes.len() - within);
                buf[done..done + n].copy_from_slice(&bytes[within..within + n]);
                done += n;
            }
            start = end;
        }
        Ok(done)
    }
}

/// A `docker save` archive that is being laid out.
#[derive(Clone, Default)]
pub struct Save {
    pieces: Pieces,
    layers: Vec<String>,
}

impl Save {
    /// Adds a member.
    pub fn member(mut self, name: &str, contents: Pieces) -> Save {
        let len = contents.len();
        let header = super::bytes::Header::gnu(name, b'0', 0).binary(124, 12, len as i64);
        let padding = vec![0; (len.next_multiple_of(512) - len) as usize];
        self.pieces = self.pieces.then(header.done()).and(contents).then(padding);
        self
    }

    /// Adds bytes as they are: members that are not files.
    pub fn raw(mut self, bytes: Vec<u8>) -> Save {
        self.pieces = self.pieces.then(bytes);
        self
    }

    /// Adds a layer.
    pub fn layer(mut self, contents: Pieces) -> Save {
        let name = format!("layer{}.tar", self.layers.len());
        self.layers.push(name.clone());
        self.member(&name, contents)
    }

    /// The archive, with a manifest of the layers and a config that claims nothing of them.
    pub fn done(self) -> Pieces {
        let config =
            r#"{"os":"linux","architecture":"amd64","config":{},"rootfs":{"type":"layers"}}"#;
        self.with_config(config)
    }

    /// The archive with this config.
    pub fn with_config(self, config: &str) -> Pieces {
        let layers = serde_json::to_string(&self.layers).expect("names are text");
        let manifest =
            format!(r#"[{{"Config":"config.json","RepoTags":["a:1"],"Layers":{layers}}}]"#);
        self.member("config.json", Pieces::of(config))
            .member("manifest.json", Pieces::of(manifest))
            .end()
    }

    /// The archive without a manifest of its own.
    pub fn end(self) -> Pieces {
        self.pieces.then(vec![0; 1024])
    }
}
