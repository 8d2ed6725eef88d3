//! What the browser remembers of a person's wishes between visits. Credentials are none of them.

/// A wish that is remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// The platform that was chosen last, as `linux/arm64`.
    Platform,
    /// Whether layers are downloaded without asking: `yes`.
    AlwaysDownload,
    /// The address of a proxy for registries.
    Proxy,
    /// The columns of the tree, by their ids.
    Columns,
    /// Where the lines between the parts of the page were put.
    Panes,
    /// The language of the page, by its tag.
    Language,
}

impl Setting {
    fn key(self) -> &'static str {
        match self {
            Setting::Platform => "peel-platform",
            Setting::AlwaysDownload => "peel-always-download",
            Setting::Proxy => "peel-proxy",
            Setting::Columns => "peel-columns",
            Setting::Panes => "peel-panes",
            Setting::Language => "peel-language",
        }
    }

    /// What is remembered. A browser may refuse to tell.
    pub fn get(self) -> Option<String> {
        let storage = gloo::utils::window().local_storage().ok().flatten()?;
        storage.get_item(self.key()).ok().flatten()
    }

    /// Remembers it, or nothing. A full or forbidden storage only forgets.
    pub fn set(self, value: Option<&str>) {
        let Ok(Some(storage)) = gloo::utils::window().local_storage() else {
            return;
        };
        let _ = match value {
            Some(value) => storage.set_item(self.key(), value),
            None => storage.remove_item(self.key()),
        };
    }
}

/// Whether layers are downloaded without asking.
pub fn always_download() -> bool {
    Setting::AlwaysDownload.get().as_deref() == Some("yes")
}
