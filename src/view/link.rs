//! The part of the page's address that opens something: `#image=REFERENCE`, `#report=ADDRESS` or
//! `#r=DATA`.

use data_encoding::BASE64URL_NOPAD;

use super::fragment::{self, encoded};
use super::remote::ImageLink;
use crate::limits;

/// What an address opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// An image that is elsewhere.
    Image(ImageLink),
    /// A report at this address, which may be relative to the page.
    Report(String),
    /// A report in the compact form, which the address itself holds: as base64url without padding.
    Data(String),
}

impl Link {
    /// What an address's fragment opens, with or without its `#`; `None` where it opens nothing.
    pub fn read(fragment: &str) -> Option<Link> {
        let value = |name: &str| fragment::value(fragment, name);
        let image = ImageLink::read(fragment).map(Link::Image);
        let report = || value("report").map(Link::Report);
        let data = || value("r").map(Link::Data);
        image.or_else(report).or_else(data)
    }

    /// The link of a report in the compact form; `None` where it would be too long.
    pub fn of_data(report: &[u8]) -> Option<Link> {
        let fits = BASE64URL_NOPAD.encode_len(report.len()) <= limits::REPORT_LINK;
        fits.then(|| Link::Data(BASE64URL_NOPAD.encode(report)))
    }

    /// The report that the address holds; `None` where it holds none, or one that was cut.
    pub fn data(&self) -> Option<Vec<u8>> {
        match self {
            // Some programs that carry links put padding, or a full stop, behind them.
            Link::Data(text) => {
                let text = text.trim_end_matches(['=', '.']);
                BASE64URL_NOPAD.decode(text.as_bytes()).ok()
            }
            _ => None,
        }
    }

    /// The fragment that opens it, with its `#`.
    pub fn write(&self) -> String {
        match self {
            Link::Image(image) => image.write(),
            Link::Report(address) => format!("#report={}", encoded(address)),
            Link::Data(data) => format!("#r={data}"),
        }
    }

    /// Whether it opens the same as another.
    pub fn is_same(&self, other: &Link) -> bool {
        match (self, other) {
            (Link::Image(one), Link::Image(two)) => one.is_same(two),
            (one, two) => one == two,
        }
    }

    /// Whether it opens the same image as another, of whatever platform; or the same report.
    pub fn is_of(&self, other: &Link) -> bool {
        match (self, other) {
            (Link::Image(one), Link::Image(two)) => one.is_of(two),
            (one, two) => one == two,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        let image = ImageLink {
            image: "alpine:3".into(),
            ..ImageLink::default()
        };
        for link in [
            Link::Image(image),
            Link::Report("https://a.example/app.json?x=1&y=a b#z".into()),
            Link::Report("reports/app.peel".into()),
            Link::of_data(b"PEEL\x01\xff\xfe\xfd").expect("short"),
        ] {
            let fragment = link.write();
            assert_eq!(Link::read(&fragment), Some(link.clone()), "{fragment}");
            assert_eq!(Link::read(&format!("{fragment}&layer=2")), Some(link));
        }
    }

    #[test]
    fn a_report_within_a_link() {
        let report = [7; 1000];
        let link = Link::of_data(&report).expect("short");
        assert_eq!(link.data().as_deref(), Some(&report[..]));
        assert_eq!(link.write().len(), "#r=".len() + 1334);
        let padded = Link::Data("UEVFTA==.".into());
        assert_eq!(padded.data().as_deref(), Some(&b"PEEL"[..]));
        assert_eq!(Link::Data("UEVF!".into()).data(), None);
        assert_eq!(Link::of_data(&[0; limits::REPORT_LINK]), None);
    }
}
