//! Where a person stands: the part of the page's address that keeps the place, so that going back and
//! forth, a reload and a link come to the same view. What opens an image is
//! [`Link`](super::remote::Link).

mod lists;

use self::lists::{listed, paths, ticked, ticks};
use super::compare::{Compared, Shown, With};
use super::file::FilePlace;
use super::filter::{Filter, Set};
use super::fragment::{encoded, value};
use super::panel::Panel;
use super::state::Mode;
use super::tree::{Sort, SortBy};
use super::treemap::Look;
use crate::amount::{bytes, written};
use crate::limits;
use crate::pattern::How;
use crate::whatif::Tick;

/// What is looked at, and how. The default is what is seen of an archive that was just opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stand {
    /// The image, from 0.
    pub image: usize,
    /// The layer, from 0; absent for the topmost there is.
    pub layer: Option<usize>,
    /// What of it.
    pub mode: Mode,
    /// The path at hand, as a report writes it; absent for the first row.
    pub path: Option<String>,
    /// The filter.
    pub filter: Filter,
    /// The order.
    pub sort: Sort,
    /// What stands beside the tree.
    pub panel: Panel,
    /// Rows, map, or both.
    pub look: Look,
    /// Paths that are chosen together.
    pub picked: Vec<String>,
    /// The file that is looked at.
    pub file: Option<FilePlace>,
    /// What the image is compared with.
    pub compared: Option<Compared>,
    /// What is ticked, to see the image without it.
    pub ticks: Vec<Tick>,
}

/// What an address leads to, and is not there yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ToCome {
    /// Paths that are to be chosen together, once there is a tree.
    pub(super) picked: Vec<String>,
    /// The file that is to be looked at, once its layer is read.
    pub(super) file: Option<FilePlace>,
    /// What the image is to be compared with, once it is read.
    pub(super) compared: Option<Compared>,
}

impl Stand {
    /// Where an address's fragment leads, with or without its `#`. What it does not say, or says
    /// wrongly, is as it is at first.
    pub fn read(fragment: &str) -> Stand {
        let value = |name: &str| value(fragment, name);
        // People count from 1.
        let number = |name: &str| value(name)?.parse::<usize>().ok()?.checked_sub(1);
        let is = |name: &str, expected: &str| value(name).as_deref() == Some(expected);
        let text = value("filter").filter(|text| text.len() <= limits::PATTERN_BYTES);
        let sort = value("sort").unwrap_or_default();
        let (by, reversed) = match sort.strip_prefix('-') {
            Some(by) => (by, true),
            None => (sort.as_str(), false),
        };
        Stand {
            image: number("number").unwrap_or(0),
            layer: number("layer"),
            mode: match is("view", "layer") {
                true => Mode::Layer,
                false => Mode::Image,
            },
            path: value("path"),
            filter: Filter {
                how: named(&How::ALL, How::id, value("match")),
                text: text.unwrap_or_default(),
                hidden: value("hide").map_or_else(Set::default, |ids| Set::of_ids(&ids)),
                kinds: value("kind").map_or_else(Set::default, |ids| Set::of_ids(&ids)),
                at_least: value("min").and_then(|amount| bytes(&amount)),
                at_most: value("max").and_then(|amount| bytes(&amount)),
                layer: number("from").and_then(|layer| u32::try_from(layer).ok()),
            },
            sort: Sort {
                by: named(&SortBy::ALL, SortBy::id, Some(by.to_owned())),
                reversed,
            },
            panel: named(&Panel::ALL, Panel::id, value("panel")),
            look: named(&Look::ALL, Look::id, value("look")),
            picked: value("chosen").map_or_else(Vec::new, |list| paths(&list)),
            file: value("file").map(|path| FilePlace {
                path,
                layer: number("version"),
            }),
            compared: With::read(fragment).map(|with| Compared {
                with,
                shown: Shown::read(fragment),
            }),
            ticks: value("without").map_or_else(Vec::new, |list| ticks(&list)),
        }
    }

    /// The fragment that leads there, without its `#`; empty for the default.
    pub fn write(&self) -> String {
        let filter = &self.filter;
        let number = |number: Option<usize>| number.map(|number| (number + 1).to_string());
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        let sort = match (self.sort.by, self.sort.reversed) {
            (SortBy::Name, false) => None,
            (by, false) => Some(by.id().to_owned()),
            (by, true) => Some(format!("-{}", by.id())),
        };
        let panel = Some(self.panel).filter(|panel| *panel != Panel::default());
        let file = self.file.as_ref();
        let look = Some(self.look).filter(|look| *look != Look::default());
        let compared = self.compared.as_ref();
        let with = compared.map(|compared| compared.with.written());
        let [compare, with, which] = with.unwrap_or_default();
        let shown = compared.map(|compared| compared.shown.written());
        let parts = [
            (
                "number",
                number(Some(self.image).filter(|image| *image > 0)),
            ),
            ("layer", number(self.layer)),
            (
                "view",
                (self.mode == Mode::Layer).then(|| "layer".to_owned()),
            ),
            ("path", self.path.clone()),
            (
                "match",
                (filter.how != How::Text).then(|| filter.how.id().to_owned()),
            ),
            ("filter", some(filter.text.clone())),
            ("hide", some(filter.hidden.ids())),
            ("kind", some(filter.kinds.ids())),
            ("min", filter.at_least.map(written)),
            ("max", filter.at_most.map(written)),
            ("from", number(filter.layer.map(|layer| layer as usize))),
            ("sort", sort),
            ("panel", panel.map(|panel| panel.id().to_owned())),
            ("look", look.map(|look| look.id().to_owned())),
            ("chosen", some(listed(&self.picked))),
            ("file", file.map(|file| file.path.clone())),
            ("version", number(file.and_then(|file| file.layer))),
            ("compare", compare),
            ("with", with),
            ("which", which),
            ("without", some(ticked(&self.ticks))),
        ];
        let parts = parts.into_iter().chain(shown.into_iter().flatten());
        let parts = parts.filter_map(|(name, value)| Some(format!("{name}={}", encoded(&value?))));
        parts.collect::<Vec<_>>().join("&")
    }

    /// Whether it is another place, or only another row or another letter of it: then going back
    /// leads past it.
    pub fn moves_on_from(&self, before: &Stand) -> bool {
        let goes_on = |text: &str, other: &str| !text.is_empty() && !other.is_empty();
        let mut same = before.clone();
        same.path.clone_from(&self.path);
        same.picked.clone_from(&self.picked);
        // A step among ticks is undone where they are.
        same.ticks.clone_from(&self.ticks);
        // Another version is no other file.
        if let (Some(same), Some(file)) = (&mut same.file, &self.file)
            && same.path == file.path
        {
            same.layer = file.layer;
        }
        if let (Some(same), Some(compared)) = (&mut same.compared, &self.compared)
            && !compared.shown.moves_on_from(&same.shown)
        {
            same.shown.clone_from(&compared.shown);
        }
        if goes_on(&self.filter.text, &before.filter.text) {
            same.filter.text.clone_from(&self.filter.text);
        }
        *self != same
    }
}

/// What has this id; otherwise what is at first.
fn named<T: Copy + Default>(all: &[T], id: fn(T) -> &'static str, value: Option<String>) -> T {
    let same = |known: &&T| value.as_deref() == Some(id(**known));
    all.iter().find(same).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::filter::{Deed, KindGroup};

    #[test]
    fn leads_where_it_was_written() {
        let all = Stand {
            image: 1,
            layer: Some(2),
            mode: Mode::Layer,
            path: Some("usr/a b&c=d#é/\\xff%41".into()),
            filter: Filter {
                how: How::Regex,
                text: "^/a+&b".into(),
                hidden: Set::of(&[Deed::Nothing]),
                kinds: Set::of(&[KindGroup::File, KindGroup::HardLink]),
                at_least: Some(10 << 20),
                at_most: Some(12_345),
                layer: Some(0),
            },
            sort: Sort {
                by: SortBy::Size,
                reversed: true,
            },
            panel: Panel::Findings,
            look: Look::Both,
            picked: vec!["etc/a,b%2C".into(), "usr".into()],
            file: Some(FilePlace {
                path: "etc/passwd".into(),
                layer: Some(4),
            }),
            compared: Some(Compared {
                with: With::Reference("ghcr.io/a/b:1&2".into(), Some(1)),
                shown: Shown::read(
                    "compare-list=layers&compare-filter=a%20b&compare-hide=none&compare-sort=-new",
                ),
            }),
            ticks: vec![
                Tick::Path("usr/a,b".into()),
                Tick::Finding {
                    rule: "root-user".into(),
                    number: Some(0),
                },
                Tick::Finding {
                    rule: "large-base".into(),
                    number: None,
                },
            ],
        };
        let written = all.write();
        assert_eq!(Stand::read(&format!("#image=alpine&{written}")), all);
        let expected = "number=2&layer=3&view=layer&path=usr/a%20b%26c%3Dd%23%C3%A9/%5Cxff%2541\
            &match=regex&filter=%5E/a%2B%26b&hide=unchanged&kind=file,hardlink&min=10MiB&max=12345B\
            &from=1&sort=-size&panel=findings&look=both\
            &chosen=etc/a%252Cb%25252C,usr&file=etc/passwd&version=5\
            &compare=reference&with=ghcr.io/a/b:1%262&which=2\
            &without=/usr/a%252Cb,root-user:1,large-base\
            &compare-list=layers&compare-filter=a%20b&compare-hide=none&compare-sort=-new";
        assert_eq!(written, expected);
        assert_eq!(Stand::default().write(), "");
    }

    #[test]
    fn what_is_wrong_is_passed_over() {
        let wrong = "#layer=0&view=x&sort=colour&kind=a,b&min=much&from=-1&number=x&match=&hide=";
        assert_eq!(Stand::read(wrong), Stand::default());
        let long = format!("#filter={}", "a".repeat(5_000));
        assert_eq!(Stand::read(&long), Stand::default());
        let many = format!("#chosen={}", "a,".repeat(5_000));
        assert_eq!(Stand::read(&many), Stand::default());
    }

    #[test]
    fn going_back_leads_past_rows_and_letters() {
        let at = |path: &str, text: &str| Stand {
            path: Some(path.into()),
            filter: Filter::default().with_text(text),
            ..Stand::default()
        };
        assert!(!at("a", "").moves_on_from(&at("b", "")));
        assert!(!at("a", "bin").moves_on_from(&at("b", "bi")));
        assert!(at("a", "b").moves_on_from(&at("a", "")));
        assert!(at("a", "").moves_on_from(&at("a", "bin")));
        let file = |fragment: &str| Stand::read(fragment);
        assert!(file("file=a").moves_on_from(&Stand::default()));
        assert!(file("file=a").moves_on_from(&file("file=b")));
        assert!(!file("file=a&version=1").moves_on_from(&file("file=a&version=2")));
        assert!(!file("chosen=a").moves_on_from(&Stand::default()));
        assert!(!file("without=/a").moves_on_from(&Stand::default()));
        assert!(file("compare=image&with=2").moves_on_from(&Stand::default()));
        assert!(Stand::read("layer=2").moves_on_from(&Stand::default()));
    }
}
