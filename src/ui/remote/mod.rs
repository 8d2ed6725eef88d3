//! What the page shows of images that are elsewhere: the field for references, what is still to be
//! downloaded, the questions that a registry makes necessary, and what it lists.

mod advanced;
mod again;
mod dialog;
mod field;
mod form;
mod instead;
mod kept;
mod lists;
mod login;
mod offer;
mod own;
mod paste;
mod platforms;
mod remedy;
mod section;

pub use again::TryAgain;
pub use dialog::OpenDialog;
pub use field::focus_field;
pub use form::ReferenceForm;
pub use login::LoginMore;
pub use offer::OfferLine;
pub use own::OwnRegistry;
pub use paste::use_paste;
pub use platforms::platforms;
pub use remedy::RemedyForm;
pub use section::{Elsewhere, RegistrySection};
