//! The panels beside the tree.

/// What stands beside the tree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panel {
    /// What the image is and runs with.
    #[default]
    Overview,
    /// Where the bytes are.
    Sizes,
    /// What could be better.
    Findings,
    /// Which package owns which bytes.
    Packages,
    /// What is ticked, and the image without it.
    WhatIf,
}

impl Panel {
    /// All of them.
    pub const ALL: [Panel; 5] = [
        Panel::Overview,
        Panel::Sizes,
        Panel::Findings,
        Panel::Packages,
        Panel::WhatIf,
    ];

    /// For addresses.
    pub fn id(self) -> &'static str {
        match self {
            Panel::Overview => "overview",
            Panel::Sizes => "sizes",
            Panel::Findings => "findings",
            Panel::Packages => "packages",
            Panel::WhatIf => "whatif",
        }
    }
}
