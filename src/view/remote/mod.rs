//! Images that are elsewhere, in registries and on web servers: what is meant by what a person
//! writes, what the page's address says, what is still to be downloaded, and what is listed.

mod choices;
mod kept;
mod link;
mod meaning;
mod names;
mod offer;
mod own;
mod rate;

pub use choices::choice_labels;
pub use kept::{KeptRow, kept_layers, kept_rows, kept_sum};
pub use link::ImageLink;
pub use meaning::Meaning;
pub use names::{Found, beside, find, in_registry};
pub use offer::Offer;
pub use own::{Recipe, recipes};
pub use rate::rate;
