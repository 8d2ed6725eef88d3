//! What the page remembers of the map.

use super::map::{ColourBy, Map, Shape, Wish};

/// How the tree is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// As rows.
    #[default]
    Rows,
    /// As rows, with the map below them.
    Both,
    /// As a map.
    Map,
}

impl Look {
    /// All of them.
    pub const ALL: [Look; 3] = [Look::Rows, Look::Both, Look::Map];

    /// For attributes.
    pub fn id(self) -> &'static str {
        match self {
            Look::Rows => "rows",
            Look::Both => "both",
            Look::Map => "map",
        }
    }

    /// The look after this one, for a key that passes through all.
    pub fn next(self) -> Look {
        match self {
            Look::Rows => Look::Both,
            Look::Both => Look::Map,
            Look::Map => Look::Rows,
        }
    }
}

/// What can be done with the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MapAction {
    /// Show the tree so.
    Look(Look),
    /// Show the tree in the next way.
    NextLook,
    /// There is so much room: width and height, in pixels of the page.
    Room(u32, u32),
    /// Lay it out so.
    Shape(Shape),
    /// Colour it by this.
    Colour(ColourBy),
    /// Fill it with the folder of this path.
    Zoom(String),
    /// Fill it with the folder above.
    Out,
    /// Take the row of a node at hand: of the tree with this number, and of no other.
    Choose(u32, u64),
}

/// The map, and how it is looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapView {
    /// Whether it is looked at.
    pub look: Look,
    /// What its colours tell.
    pub colour: ColourBy,
    /// What is wished for. Its size is 0 until there is room for it.
    pub wish: Wish,
    /// The last that came.
    pub map: Option<Map>,
}

impl MapView {
    /// The same, of another archive.
    pub(in crate::view) fn anew(&self) -> MapView {
        MapView {
            wish: self.wish.clone().of_the_whole(),
            map: None,
            ..*self
        }
    }

    /// What to ask for; nothing where it is not looked at.
    pub(in crate::view) fn wanted(&self) -> Option<Wish> {
        let room = self.wish.width > 0 && self.wish.height > 0;
        (self.look != Look::Rows && room).then(|| self.wish.clone())
    }
}
