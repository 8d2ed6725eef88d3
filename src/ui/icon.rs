//! The icons, drawn on a grid of 16.

use yew::prelude::*;

use crate::layer::Kind;

/// An icon of the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Icon {
    /// A stack of layers: the page itself.
    Peel,
    /// A folder.
    Folder,
    /// A file.
    File,
    /// A link.
    Link,
    /// A device, a pipe, or what nobody knows.
    Device,
    /// A whiteout.
    Whiteout,
    /// What opens and closes.
    Twist,
    /// A link to what is looked at.
    Share,
    /// A copy.
    Copy,
    /// Done, right.
    Check,
    /// Wrong.
    Warn,
    /// Light and dark.
    Theme,
    /// The keys.
    Keys,
    /// Open a file.
    Open,
    /// Save a file.
    Save,
    /// Search.
    Search,
    /// Open every folder.
    OpenAll,
    /// Close every folder.
    CloseAll,
}

impl Icon {
    /// The icon of a node.
    pub fn of(kind: Kind) -> Icon {
        match kind {
            Kind::Directory => Icon::Folder,
            Kind::File => Icon::File,
            Kind::HardLink | Kind::Symlink => Icon::Link,
            Kind::CharDevice | Kind::BlockDevice | Kind::Fifo | Kind::Other => Icon::Device,
            Kind::Whiteout | Kind::Opaque | Kind::Reserved => Icon::Whiteout,
        }
    }

    fn path(self) -> &'static str {
        match self {
            Icon::Peel => "M2 11.500h12v2.500H2zM2 7.500h12V10H2zM2 2.500h6c3.500 0 6 1 6 3.500H2z",
            Icon::Folder => "M1.500 4.500v8.500h13V5.500h-7L6 3.500H1.500z",
            Icon::File => "M3.500 1.500h6l3 3v10h-9zM9.500 1.500v3h3",
            Icon::Link => {
                "M6.500 9.500l3-3M7.500 4.500l1.500-1.500a2.800 2.800 0 0 1 4 4l-1.500 1.500M8.500 11.500L7 13a2.800 2.800 0 0 1-4-4l1.500-1.500"
            }
            Icon::Device => "M3 3h10v10H3zM6 6h4v4H6z",
            Icon::Whiteout => "M3.500 1.500h6l3 3v10h-9zM6 7.500l4 4M10 7.500l-4 4",
            Icon::Twist => "M6 3.500L10.500 8 6 12.500",
            Icon::Share => {
                "M12 2.200a1.800 1.800 0 1 0 0 3.600 1.800 1.800 0 0 0 0-3.600zM4 6.200a1.800 1.800 0 1 0 0 3.600 1.800 1.800 0 0 0 0-3.600zM12 10.200a1.800 1.800 0 1 0 0 3.600 1.800 1.800 0 0 0 0-3.600zM5.600 7.200l4.800-2.400M5.600 8.800l4.800 2.400"
            }
            Icon::Copy => "M5.500 5.500h8v8h-8zM3 10.500h-.5v-8h8V3",
            Icon::Check => "M3 8.500l3.500 3.500L13 4.500",
            Icon::Warn => "M8 2l6.500 12h-13zM8 6.500v3.500M8 12v.5",
            Icon::Theme => "M8 2a6 6 0 1 0 0 12zM8 2a6 6 0 0 1 0 12",
            Icon::Keys => "M1.500 4.500h13v7.500h-13zM4 7h.5M7 7h.5M10 7h.5M12 7h.5M5 9.500h6",
            Icon::Open => "M8 10.500v-8M4.500 6L8 2.500 11.500 6M2 10v3.500h12V10",
            Icon::Save => "M8 2.500v8M4.500 7L8 10.500 11.500 7M2 10v3.500h12V10",
            Icon::OpenAll => "M4 6l4-4 4 4M4 10l4 4 4-4",
            Icon::CloseAll => "M4 2l4 4 4-4M4 14l4-4 4 4",
            Icon::Search => {
                "M7 2.500a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9zM10.500 10.500L14 14"
            }
        }
    }
}

/// Properties of [`Glyph`].
#[derive(Clone, PartialEq, Properties)]
pub struct GlyphProps {
    /// Which.
    pub icon: Icon,
    /// More classes.
    #[prop_or_default]
    pub class: Classes,
}

/// An icon. It stands beside a text, or in a button with a label.
#[component]
pub fn Glyph(props: &GlyphProps) -> Html {
    let class = classes!("glyph", props.class.clone());
    html! {
        <svg {class} viewBox="0 0 16 16" aria-hidden="true"><path d={props.icon.path()} /></svg>
    }
}
