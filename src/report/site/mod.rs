//! A folder of reports as static pages: every image with its size, waste and score over time. No server,
//! no script; a team's CI publishes what it writes.
//!
//! May depend on what `report` may. The index is in pieces of [`PER_PAGE`] images, and each image has a
//! page of its own, so that none grows with all reports. Pages are handed over one by one, so that memory
//! holds a line a report, and never all pages.

mod cells;
mod image;
mod index;
mod order;

use std::collections::BTreeMap;

use self::order::Order;

use super::Report;
use crate::rules::Score;

/// Images on one page of the index.
pub const PER_PAGE: usize = 500;

/// Reports on one page of an image.
pub const PER_IMAGE: usize = 1_000;

/// One image of one report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The report's file, relative to the folder, with `/` between parts.
    pub file: String,
    /// Which of its images it is, from 0.
    pub image: usize,
    /// Whether it has the paths of all layers, without which files cannot be compared.
    pub paths: bool,
    /// The tag, or the digest where there is none.
    pub tag: String,
    /// When the image was made, as its config writes it; may be empty.
    pub created: String,
    /// What it runs on.
    pub platform: String,
    /// Bytes of the files of all layers.
    pub total: u64,
    /// Bytes of them that the final tree does not show.
    pub hidden: u64,
    /// A to F.
    pub grade: char,
    /// 0 to 100.
    pub points: u32,
    /// Findings.
    pub findings: usize,
}

/// All reports of a folder, by the image that they are of.
#[derive(Clone, Debug, Default)]
pub struct Site {
    images: BTreeMap<String, Vec<Mark>>,
    /// The address of Peel's own page, to look at a report in; may be empty.
    page: String,
    /// Where the folder is, as that page asks for it, with its last slash.
    at: String,
}

impl Site {
    /// One without reports, whose reports are looked at by Peel's page at this address, which finds the
    /// folder `at` another; where the first is empty, links lead to the files alone. Addresses may be
    /// relative: of the page to the folder, of the folder to the page.
    pub fn new(page: &str, at: &str) -> Site {
        Site {
            images: BTreeMap::new(),
            page: page.to_owned(),
            at: at.to_owned(),
        }
    }

    /// Takes the images of a report, which is at this path below the folder.
    pub fn add(&mut self, file: &str, report: &Report) {
        for (at, image) in report.images.iter().enumerate() {
            let (name, tag) = named(image.tags.first().map_or("", String::as_str));
            let name = match name.is_empty() {
                true => report.source.name.clone(),
                false => name.to_owned(),
            };
            let tag = match tag.is_empty() {
                true => image.id.clone().unwrap_or_default(),
                false => tag.to_owned(),
            };
            let score = Score::of(&image.findings);
            self.images.entry(name).or_default().push(Mark {
                file: file.to_owned(),
                image: at,
                paths: image.layers.iter().all(|layer| layer.tree.is_some()),
                tag,
                created: image.created.clone().unwrap_or_default(),
                platform: image.platform.name(),
                total: image.sizes.total,
                hidden: image.sizes.hidden,
                grade: score.grade,
                points: score.points,
                findings: image.findings.len(),
            });
        }
    }

    /// Images there are.
    pub fn len(&self) -> usize {
        self.images.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.images.is_empty()
    }

    /// Hands over the pages: the path of each below the folder, and what it holds. The first is
    /// `index.html`.
    ///
    /// # Errors
    /// The first that `put` tells; then no more are made.
    pub fn pages<E>(mut self, mut put: impl FnMut(&str, &str) -> Result<(), E>) -> Result<(), E> {
        for marks in self.images.values_mut() {
            // By time; what is of no time comes first, and of two of one time the file decides.
            marks.sort_by(|a, b| (&a.created, &a.file).cmp(&(&b.created, &b.file)));
        }
        for order in Order::ALL {
            let rows = order.rows(&self.images);
            let pieces = order.pieces(&rows);
            for at in 0..pieces.len() {
                put(&order.page(at), &index::page(&self, order, &pieces, at))?;
            }
        }
        for (name, marks) in &self.images {
            put(&image::address(name), &image::page(&self, name, marks))?;
        }
        Ok(())
    }
}

/// A reference's name, and its tag, or its digest where it has none.
fn named(reference: &str) -> (&str, &str) {
    let (before, digest) = reference.split_once('@').unwrap_or((reference, ""));
    match before.rsplit_once(':') {
        // A colon before a slash is that of a port.
        Some((name, tag)) if !tag.contains('/') => (name, tag),
        _ => (before, digest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{ImageReport, LayerReport, SourceReport};

    fn report(tag: &str, created: &str, total: u64) -> Report {
        let mut image = ImageReport {
            tags: vec![tag.to_owned()],
            created: Some(created.to_owned()),
            ..ImageReport::default()
        };
        image.sizes.total = total;
        Report {
            images: vec![image],
            source: SourceReport {
                name: "x.tar".into(),
                ..SourceReport::default()
            },
            ..Report::default()
        }
    }

    fn pages(site: Site) -> Vec<(String, String)> {
        let mut pages = Vec::new();
        let put = |name: &str, page: &str| {
            pages.push((name.to_owned(), page.to_owned()));
            Ok::<(), ()>(())
        };
        site.pages(put).expect("nothing fails");
        pages
    }

    #[test]
    fn an_image_has_one_page_over_time() {
        let mut site = Site::new("peel/", "../");
        site.add("b.json", &report("host:5000/app:2", "2026-02-01", 20));
        site.add("a.json", &report("host:5000/app:1", "2026-01-01", 10));
        site.add("c.json", &report("<i>:1", "", 10));
        let pages = pages(site);
        assert_eq!(pages.len(), Order::ALL.len() + 2);
        let (name, index) = &pages[0];
        assert!(name == "index.html" && index.contains("host:5000/app"));
        assert!(!index.contains("<i>") && index.contains("&lt;i&gt;"));
        let (_, app) = pages
            .iter()
            .find(|(_, page)| page.contains("2026-01-01"))
            .expect("its page");
        assert!(
            app.find("2026-02-01") < app.find("2026-01-01"),
            "the newest first"
        );
        assert!(app.contains("href=\"../peel/#report=../a.json\""));
        let compared = "peel/#report=../b.json&amp;compare=report&amp;with=../a.json&amp;which=1\"";
        assert!(app.contains(&format!("href=\"../{compared}")));
        assert!(index.contains(&format!("href=\"{compared}")));
        assert_eq!(
            app.matches("compare=report").count(),
            1,
            "nothing is before the first"
        );
    }

    #[test]
    fn platforms_are_compared_with_their_own() {
        let mut site = Site::new("https://peel.example/", "https://reports.example/");
        for (file, created, architecture) in [
            ("1 a.peel", "2026-01-01", "amd64"),
            ("2 b.peel", "2026-02-01", "arm64"),
            ("3 c.peel", "2026-03-01", "amd64"),
        ] {
            let mut report = report("app:1", created, 10);
            report.images[0].platform.architecture = architecture.into();
            site.add(file, &report);
        }
        let pages = pages(site);
        let (_, app) = &pages[pages.len() - 1];
        let link = "https://peel.example/#report=https://reports.example/3%2520c.peel&amp;compare=report&amp;with=https://reports.example/1%2520a.peel&amp;which=1";
        assert!(app.contains(&format!("href=\"{link}\"")), "{app}");
        assert_eq!(app.matches("compare=report").count(), 1);
    }

    #[test]
    fn nothing_is_compared_without_its_paths() {
        let mut site = Site::new("peel/", "../");
        site.add("a.json", &report("app:1", "2026-01-01", 10));
        let mut newest = report("app:2", "2026-02-01", 10);
        newest.images[0].layers.push(LayerReport::default());
        site.add("b.json", &newest);
        let pages = pages(site);
        assert!(
            pages
                .iter()
                .all(|(_, page)| !page.contains("compare=report"))
        );
    }

    #[test]
    fn the_worst_are_listed_first() {
        let mut site = Site::new("", "");
        for n in 0..PER_PAGE as u64 + 1 {
            site.add(
                &format!("{n}.json"),
                &report(&format!("app{n:05}:1"), "", n),
            );
        }
        let pages = pages(site);
        let (_, largest) = pages
            .iter()
            .find(|(name, _)| name == "largest.html")
            .expect("it");
        assert!(!largest.contains(">app00000<"), "a page of them is enough");
        assert!(largest.find(">app00500<") < largest.find(">app00499<"));
    }

    #[test]
    fn a_digest_does_not_part_an_image() {
        assert_eq!(named("h:5/a:1@sha256:ab"), ("h:5/a", "1"));
        assert_eq!(named("h:5/a@sha256:ab"), ("h:5/a", "sha256:ab"));
        assert_eq!(named("h:5/a"), ("h:5/a", ""));
    }

    #[test]
    fn the_index_is_in_pieces() {
        let mut site = Site::new("", "");
        for n in 0..PER_PAGE * 2 + 1 {
            site.add(
                &format!("{n}.json"),
                &report(&format!("app{n:05}:1"), "", 1),
            );
        }
        let pages = pages(site);
        let index = pages.iter().filter(|(name, _)| name.starts_with("index"));
        let index: Vec<_> = index.collect();
        assert_eq!(index.len(), 3);
        assert!(
            index
                .iter()
                .all(|(_, page)| page.matches("<tr>").count() <= PER_PAGE + 1)
        );
    }
}
