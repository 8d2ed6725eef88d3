//! Digests as the OCI image spec writes them, and the one streaming hasher behind all of them.
//!
//! Spec: image-spec `descriptor.md`, section "Digests". `sha256` and `sha512` are the
//! registered algorithms that tools write. Upper-case hex is not allowed there, so it is not
//! accepted here.

use std::fmt;
use std::str::FromStr;

use data_encoding::HEXLOWER;
use sha2::Digest as _;

/// A registered digest algorithm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Algorithm {
    /// SHA-256, 64 hex digits; what every image uses.
    Sha256,
    /// SHA-512, 128 hex digits.
    Sha512,
}

impl Algorithm {
    /// The name in a digest, before the colon.
    pub fn name(self) -> &'static str {
        match self {
            Algorithm::Sha256 => "sha256",
            Algorithm::Sha512 => "sha512",
        }
    }

    fn hex_len(self) -> usize {
        match self {
            Algorithm::Sha256 => 64,
            Algorithm::Sha512 => 128,
        }
    }
}

/// Why a text is no digest.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DigestError {
    /// There is no colon.
    #[error("no ':' in the digest")]
    NoColon,
    /// The part before the colon is not an algorithm that Peel can compute.
    #[error("unknown digest algorithm")]
    Algorithm,
    /// The part after the colon has another length or other characters than the algorithm's.
    #[error("the digest is not {expected} lower-case hex digits")]
    Encoding {
        /// Digits that the algorithm has.
        expected: usize,
    },
}

/// A digest such as `sha256:e3b0c4…`, already checked against the grammar.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digest {
    algorithm: Algorithm,
    hex: String,
}

impl Digest {
    /// The digest of `bytes`.
    pub fn of(algorithm: Algorithm, bytes: &[u8]) -> Digest {
        let mut hasher = Hasher::new(algorithm);
        hasher.update(bytes);
        hasher.finish()
    }

    /// The algorithm.
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The hex digits after the colon.
    pub fn hex(&self) -> &str {
        &self.hex
    }

    /// The first twelve digits, as `docker` prints them.
    pub fn short(&self) -> &str {
        &self.hex[..12]
    }
}

impl FromStr for Digest {
    type Err = DigestError;

    fn from_str(text: &str) -> Result<Digest, DigestError> {
        let (name, hex) = text.split_once(':').ok_or(DigestError::NoColon)?;
        let algorithm = match name {
            "sha256" => Algorithm::Sha256,
            "sha512" => Algorithm::Sha512,
            _ => return Err(DigestError::Algorithm),
        };
        let expected = algorithm.hex_len();
        let lower_hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        if hex.len() != expected || !hex.bytes().all(lower_hex) {
            return Err(DigestError::Encoding { expected });
        }
        Ok(Digest {
            algorithm,
            hex: hex.to_owned(),
        })
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.algorithm.name(), self.hex)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl serde::Serialize for Digest {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Digest {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Digest, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Computes a digest over bytes that arrive in pieces. Memory is constant.
#[derive(Clone)]
pub struct Hasher(State);

// One hasher a stream: the size of the larger state does not matter.
#[allow(clippy::large_enum_variant)]
#[derive(Clone)]
enum State {
    Sha256(sha2::Sha256),
    Sha512(sha2::Sha512),
}

impl Hasher {
    /// A hasher that has seen no bytes.
    pub fn new(algorithm: Algorithm) -> Hasher {
        Hasher(match algorithm {
            Algorithm::Sha256 => State::Sha256(sha2::Sha256::new()),
            Algorithm::Sha512 => State::Sha512(sha2::Sha512::new()),
        })
    }

    /// Takes the next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        match &mut self.0 {
            State::Sha256(state) => state.update(bytes),
            State::Sha512(state) => state.update(bytes),
        }
    }

    /// The digest of everything taken.
    pub fn finish(self) -> Digest {
        let (algorithm, hex) = match self.0 {
            State::Sha256(state) => (Algorithm::Sha256, HEXLOWER.encode(&state.finalize())),
            State::Sha512(state) => (Algorithm::Sha512, HEXLOWER.encode(&state.finalize())),
        };
        Digest { algorithm, hex }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // FIPS 180-4 examples, as `printf abc | sha256sum` and `sha512sum` print them.
    const ABC_256: &str = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn known_values() {
        assert_eq!(Digest::of(Algorithm::Sha256, b"abc").to_string(), ABC_256);
        assert!(
            Digest::of(Algorithm::Sha512, b"abc")
                .hex()
                .starts_with("ddaf35a193617abacc417349ae204131")
        );
    }

    #[test]
    fn pieces_give_the_same_digest() {
        let mut hasher = Hasher::new(Algorithm::Sha256);
        for byte in b"abc" {
            hasher.update(&[*byte]);
        }
        assert_eq!(hasher.finish().to_string(), ABC_256);
    }

    #[test]
    fn grammar() {
        assert!(ABC_256.parse::<Digest>().is_ok());
        assert_eq!("sha256".parse::<Digest>(), Err(DigestError::NoColon));
        assert_eq!("md5:00".parse::<Digest>(), Err(DigestError::Algorithm));
        let upper = ABC_256.to_uppercase().replace("SHA256", "sha256");
        let expected = Err(DigestError::Encoding { expected: 64 });
        assert_eq!(upper.parse::<Digest>(), expected);
        assert_eq!("sha256:../../etc".parse::<Digest>(), expected);
    }
}
