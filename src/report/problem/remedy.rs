//! What the page can do about a problem: where the sentence alone is not enough to act on.

use serde::{Deserialize, Serialize};

/// What the page can do about a problem, if a person says so. Hosts are named as references name
/// them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Remedy {
    /// Log in.
    LogIn {
        /// The registry.
        host: String,
    },
    /// Let a login be sent to another host too.
    Consent {
        /// The registry.
        host: String,
        /// The other host.
        realm: String,
    },
    /// Open another image.
    Instead {
        /// References, those that are most likely meant first.
        references: Vec<String>,
    },
    /// Wait, then try again.
    Wait {
        /// Seconds.
        seconds: u64,
    },
}
