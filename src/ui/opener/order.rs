//! What a person wants opened, downloaded, listed, compared and saved.

use crate::registry::{List, Secret};
use crate::ui::compare::Comparing;
use crate::view::remote::ImageLink;
use crate::view::{Link, Stand};
use crate::worker::pool::Given;

/// What a person wants.
pub enum Order {
    /// Open a file or a folder.
    Open(Given),
    /// Open an image that is elsewhere.
    Image {
        /// What the page's address says of it.
        link: ImageLink,
        /// Of several images, the one with this manifest.
        manifest: Option<String>,
    },
    /// Go where the address leads.
    GoTo {
        /// What it opens.
        link: Option<Link>,
        /// What of it, or of the file that is open, or will be.
        stand: Stand,
        /// Whether the page was just loaded.
        at_first: bool,
    },
    /// The same once more.
    Again,
    /// Save a file of what is open.
    Save(File),
    /// Compare the image at hand; nothing ends that.
    Compare(Option<Comparing>),
    /// Of several old images, this one is meant, from 0.
    CompareWith(usize),
    /// End what is going on.
    Cancel,
    /// Download the layers.
    Download,
    /// Ask the registry for a list.
    List(List),
    /// Tell a registry who asks.
    LogIn {
        /// The registry.
        host: String,
        /// The user.
        user: String,
        /// The password, or an access token.
        password: Secret,
        /// What was wanted.
        then: Then,
    },
    /// Let a registry's login be sent to another host too.
    Consent {
        /// The registry.
        host: String,
        /// The other host.
        realm: String,
        /// What was wanted.
        then: Then,
    },
    /// Forget who asks at a registry.
    LogOut(String),
}

/// A file that can be saved of what is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum File {
    /// The report in the compact form.
    Compact,
    /// The report as JSON.
    Json,
}

/// What was wanted, and is tried again after a login.
#[derive(Clone, Debug, PartialEq)]
pub enum Then {
    /// Opening the image.
    Open,
    /// Downloading layers.
    Download,
    /// A list.
    List(List),
}
