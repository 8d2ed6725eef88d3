//! Which distribution an image is made of, told by files that each has.

use super::paths::Sieve;
use crate::image::Image;

/// A distribution, as far as advice differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Distribution {
    Alpine,
    Amazon,
    Arch,
    Debian,
    Fedora,
    RedHat,
    Suse,
    Ubuntu,
}

use Distribution::{Alpine, Amazon, Arch, Debian, Fedora, RedHat, Suse, Ubuntu};

/// The name of a folder, that of a file in it, and what that tells. Ubuntu has Debian's too.
const SIGNS: &[(&str, &str, Distribution)] = &[
    ("keyrings", "ubuntu-archive-keyring.gpg", Ubuntu),
    ("trusted.gpg.d", "ubuntu-keyring-2018-archive.gpg", Ubuntu),
    ("etc", "debian_version", Debian),
    ("etc", "alpine-release", Alpine),
    ("etc", "fedora-release", Fedora),
    ("lib", "fedora-release", Fedora),
    ("etc", "amazon-linux-release", Amazon),
    ("lib", "amazon-linux-release", Amazon),
    ("etc", "redhat-release", RedHat),
    ("etc", "arch-release", Arch),
    ("zypp", "zypp.conf", Suse),
];

/// The distribution of the lowest layers, up to `layers` of them.
pub(super) fn of(image: &Image, layers: u32) -> Option<Distribution> {
    let tree = &image.stack.tree;
    let mut best = None;
    let sieve = Sieve::of(SIGNS.iter().map(|(_, file, _)| file.as_bytes()));
    for node in 1..tree.len() as u32 {
        let name = tree.name(node);
        if !sieve.may_hold(name) {
            continue;
        }
        let folder = tree.name(tree.parent(node));
        let sign = SIGNS
            .iter()
            .position(|(above, file, _)| name == file.as_bytes() && folder == above.as_bytes());
        let Some(sign) = sign else {
            continue;
        };
        if image.stack.history(node).any(|event| event.layer < layers) {
            best = Some(best.map_or(sign, |best: usize| best.min(sign)));
        }
    }
    best.map(|sign| SIGNS[sign].2)
}

impl Distribution {
    pub(super) fn name(self) -> &'static str {
        match self {
            Alpine => "Alpine",
            Amazon => "Amazon Linux",
            Arch => "Arch Linux",
            Debian => "Debian",
            Fedora => "Fedora",
            RedHat => "Red Hat",
            Suse => "SUSE",
            Ubuntu => "Ubuntu",
        }
    }
}
