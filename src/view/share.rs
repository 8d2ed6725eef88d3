//! Sharing what is looked at: the link, what it holds, and the files that can be saved instead.

use super::link::Link;
use super::remote::ImageLink;
use super::stand::Stand;
use crate::report::{Report, badge_name};

/// What is asked of the worker with the session: a report of one image, in the compact form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkRequest {
    /// Larger than all before.
    pub number: u64,
    /// The image, from 0.
    pub image: usize,
    /// Whether with the trees.
    pub trees: bool,
}

/// What a link leads to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Leads {
    /// The report, which the link itself holds.
    #[default]
    Report,
    /// The image in its registry, which whoever opens the link asks for it.
    Image,
}

/// What happens to the dialog.
#[derive(Clone, Debug, PartialEq)]
pub enum ShareAction {
    /// Show it.
    Open,
    /// Put it away.
    Close,
    /// Another kind of link.
    Lead(Leads),
    /// With the trees, or without.
    Trees(bool),
    /// The report of a number is there: the link, where it is not too long for one; and its length, in
    /// characters.
    Made(u64, Option<Link>, usize),
}

/// A link that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Made {
    trees: bool,
    link: Option<Link>,
    length: usize,
}

/// The dialog, and what is known for it. Cloning copies a link of some 64 KiB at most.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ShareView {
    /// Whether it is shown.
    pub open: bool,
    /// What the link leads to.
    pub leads: Leads,
    number: u64,
    image: usize,
    trees: bool,
    made: Vec<Made>,
    under_way: Option<LinkRequest>,
}

impl ShareView {
    /// What is asked, and not answered yet.
    pub fn request(&self) -> Option<LinkRequest> {
        self.under_way
    }

    /// Whether the trees are wanted in the link.
    pub fn trees(&self) -> bool {
        self.trees
    }

    /// Characters of the link with the trees, where they are known to be too many.
    pub fn too_long_with_trees(&self) -> Option<usize> {
        let made = self.made(true)?;
        made.link.is_none().then_some(made.length)
    }

    /// Characters of the link as it is wanted, where they are known to be too many.
    pub fn too_long(&self) -> Option<usize> {
        let made = self.made(self.trees)?;
        made.link.is_none().then_some(made.length)
    }

    fn made(&self, trees: bool) -> Option<&Made> {
        self.made.iter().find(|made| made.trees == trees)
    }

    /// The link as it is wanted: to the image in its registry, or with the report in it; the fragment of
    /// it, with its `#`. `None` until it is known, and where it would be too long.
    pub fn fragment(&self, report: &Report, stand: Option<&Stand>) -> Option<String> {
        let link = match self.leads {
            Leads::Image => in_registry(report)?,
            Leads::Report => self.made(self.trees)?.link.clone()?,
        };
        let stand = stand.map(|stand| Stand {
            // The one image that the report in it has.
            image: match self.leads {
                Leads::Report => 0,
                Leads::Image => stand.image,
            },
            // Files are in no report.
            file: stand.file.clone().filter(|_| self.leads == Leads::Image),
            ..stand.clone()
        });
        let place = stand.map(|stand| stand.write()).unwrap_or_default();
        Some(match place.is_empty() {
            true => link.write(),
            false => format!("{}&{place}", link.write()),
        })
    }

    pub(super) fn act(&mut self, action: ShareAction, image: usize, in_registry: bool) {
        match action {
            ShareAction::Open => {
                *self = ShareView {
                    open: true,
                    number: self.number,
                    image,
                    trees: true,
                    leads: match in_registry {
                        true => Leads::Image,
                        false => Leads::Report,
                    },
                    ..ShareView::default()
                };
                self.ask();
            }
            ShareAction::Close => {
                *self = ShareView {
                    number: self.number,
                    ..ShareView::default()
                };
            }
            ShareAction::Lead(leads) => self.leads = leads,
            ShareAction::Trees(trees) => {
                self.trees = trees;
                self.ask();
            }
            ShareAction::Made(number, link, length) => {
                let asked = self.under_way.filter(|asked| asked.number == number);
                let Some(LinkRequest { trees, .. }) = asked else {
                    return;
                };
                self.under_way = None;
                // What is too long with the trees may not be so without.
                self.trees &= link.is_some() || !trees;
                self.made.push(Made {
                    trees,
                    link,
                    length,
                });
                self.ask();
            }
        }
    }

    fn ask(&mut self) {
        if self.under_way.is_none() && self.made(self.trees).is_none() {
            self.number += 1;
            self.under_way = Some(LinkRequest {
                number: self.number,
                image: self.image,
                trees: self.trees,
            });
        }
    }
}

/// The link to an image in its registry, where it is in one that others can ask too.
pub fn in_registry(report: &Report) -> Option<Link> {
    let remote = report.source.remote.as_ref()?;
    let chosen = remote.choices.iter().find(|choice| choice.chosen);
    let platform = chosen.map(|choice| choice.platform.clone());
    Some(Link::Image(ImageLink {
        image: remote.reference.clone(),
        platform: platform.filter(|platform| !platform.is_empty()),
        manifest: None,
    }))
}

/// A badge with a link, for a README in Markdown; the badge is a file beside it.
pub fn markdown(report: &Report, image: usize, url: &str) -> Option<String> {
    let image = report.images.get(image)?;
    Some(format!("[![{}](peel.svg)]({url})", badge_name(image)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits;
    use crate::report::{ImageReport, RemoteReport, SourceReport};

    fn opened() -> ShareView {
        let mut view = ShareView::default();
        view.act(ShareAction::Open, 1, false);
        view
    }

    fn answer(view: &mut ShareView, bytes: usize) {
        let asked = view.request().expect("something is asked");
        let link = Link::of_data(&vec![1; bytes]);
        view.act(ShareAction::Made(asked.number, link, bytes), 1, false);
    }

    #[test]
    fn holds_the_trees_where_they_fit() {
        let mut view = opened();
        let asked = view.request().expect("asked at once");
        assert_eq!((asked.image, asked.trees), (1, true));
        answer(&mut view, 1_000);
        assert_eq!(view.request(), None);
        let stand = Stand {
            image: 1,
            layer: Some(2),
            ..Stand::default()
        };
        let fragment = view.fragment(&Report::default(), Some(&stand));
        assert!(
            fragment.is_some_and(|link| link.starts_with("#r=AQEB") && link.ends_with("&layer=3"))
        );
        // Without them it is asked once, and remembered.
        view.act(ShareAction::Trees(false), 1, false);
        answer(&mut view, 10);
        view.act(ShareAction::Trees(true), 1, false);
        assert_eq!(view.request(), None);
    }

    #[test]
    fn leaves_them_out_where_they_do_not() {
        let mut view = opened();
        answer(&mut view, limits::REPORT_LINK);
        assert!(!view.trees());
        assert_eq!(view.too_long_with_trees(), Some(limits::REPORT_LINK));
        assert_eq!(view.request().map(|asked| asked.trees), Some(false));
        answer(&mut view, limits::REPORT_LINK);
        assert_eq!(view.too_long(), Some(limits::REPORT_LINK));
        assert_eq!(view.fragment(&Report::default(), None), None);
        // An answer that comes too late is of another dialog.
        let late = ShareAction::Made(1, None, 5);
        view.act(ShareAction::Close, 1, false);
        view.act(late, 1, false);
        assert_eq!(view.too_long(), None);
    }

    #[test]
    fn leads_to_the_registry_where_the_image_is() {
        let remote = RemoteReport {
            reference: "docker.io/library/alpine:3".into(),
            ..RemoteReport::default()
        };
        let report = Report {
            source: SourceReport {
                remote: Some(remote),
                ..SourceReport::default()
            },
            images: vec![ImageReport::default()],
            ..Report::default()
        };
        let mut view = ShareView::default();
        view.act(ShareAction::Open, 0, in_registry(&report).is_some());
        let link = view.fragment(&report, None);
        assert_eq!(link.as_deref(), Some("#image=docker.io/library/alpine:3"));
        let text = markdown(&report, 0, "https://peel.example/#x");
        assert_eq!(
            text.as_deref(),
            Some("[![Peel: A, 0B](peel.svg)](https://peel.example/#x)")
        );
    }
}
