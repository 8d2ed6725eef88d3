//! What a worker must know to ask for an image that is elsewhere.

use serde::{Deserialize, Serialize};

use crate::registry::{Access, Asked, Pasted, PastedError, Route};

/// An image that is elsewhere, and how to ask for it. It holds a person's credentials where they
/// gave some, and goes from the page to its workers only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoteAsk {
    /// What the person pasted.
    pub text: String,
    /// Of several images, the one for this platform: `linux/arm64`.
    pub platform: Option<String>,
    /// Of several images, the one with this manifest.
    pub manifest: Option<String>,
    /// What may be shown to whom.
    pub access: Access,
    /// How requests get there.
    pub route: Route,
}

impl RemoteAsk {
    /// What is asked for.
    ///
    /// # Errors
    /// [`PastedError`] where what was pasted names no image.
    pub fn asked(&self) -> Result<Asked, PastedError> {
        let Pasted { place, platform } = self.text.parse()?;
        let given = self.platform.as_deref().filter(|text| !text.is_empty());
        Ok(Asked {
            place,
            // What is written beside the reference goes before what was chosen some other time.
            platform: platform.or(given.map(Into::into)),
            manifest: self.manifest.clone(),
        })
    }
}
