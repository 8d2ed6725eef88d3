//! What an image is held to.

use crate::rules::Severity;

/// What an image is held to.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// Findings of this severity or a graver one fail; `None`: no finding does.
    pub fail_on: Option<Severity>,
    /// What an image may weigh.
    pub budget: Budget,
}

impl Default for Policy {
    fn default() -> Policy {
        Policy {
            fail_on: Some(Severity::High),
            budget: Budget::default(),
        }
    }
}

/// What an image may weigh.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Budget {
    /// Bytes of the files of all layers, uncompressed.
    pub max_size: Option<u64>,
    /// Bytes of the layers that the final tree does not show.
    pub max_waste: Option<u64>,
    /// Visible bytes over all bytes, 0 to 1.
    pub min_efficiency: Option<f64>,
}
