//! What is known of an image's files: by their names, and by what in them has the form of a secret.

use super::Severity;
use super::names::{self, SecretNames};
use crate::image::{Event, Image};
use crate::layer::{Kind, Mark};
use crate::tokens::Token;
use crate::words;
use crate::words::rules::evidence as say;

/// Kinds of secrets of one file that evidence names.
const NAMED: usize = 3;

/// Debian's `ssl-cert` makes this key for tests of servers, and a certificate that nobody trusts.
const FOR_TESTS: &[u8] = b"ssl-cert-snakeoil.key";

/// What is known of an image's files.
pub(in super::super) struct Secrets<'a> {
    image: &'a Image,
    names: SecretNames,
    marked: bool,
}

impl<'a> Secrets<'a> {
    pub(in super::super) fn of(image: &'a Image) -> Secrets<'a> {
        let listings = image.layers.iter().filter_map(|layer| layer.listing());
        Secrets {
            image,
            names: SecretNames::new(),
            marked: listings.into_iter().any(|listing| listing.has_marks()),
        }
    }

    /// Whether a layer's version of a path is a file with secrets.
    pub(in super::super) fn has(&self, node: u32, layer: u32) -> bool {
        let event = self.image.stack.event_at(node, layer);
        event.is_some_and(|event| self.weight(node, &event).is_some())
    }

    /// How grave a version of a file is; `None` where nothing tells of a secret.
    pub(super) fn weight(&self, node: u32, event: &Event) -> Option<Severity> {
        let tree = &self.image.stack.tree;
        if tree.name(node) == FOR_TESTS {
            return None;
        }
        let by_name = self.names.weight(tree, node);
        if by_name.is_none() && !self.marked {
            return None;
        }
        let facts = self.image.facts(event)?;
        if facts.kind != Kind::File || facts.size == 0 {
            return None;
        }
        let by_contents = self.tokens(node, event).map(|mark| match mark.token {
            Token::LockedKey | Token::GoogleKey => Severity::High,
            _ => Severity::Critical,
        });
        by_contents.chain(by_name).min()
    }

    /// What a version of a file holds: `a GitHub token in line 3`; empty where its name alone tells.
    pub(super) fn holds(&self, node: u32, event: &Event) -> String {
        let mut said: Vec<(Token, u32)> = Vec::new();
        for mark in self.tokens(node, event) {
            if !said.iter().any(|(token, _)| *token == mark.token) {
                said.push((mark.token, mark.line));
            }
        }
        let named = said.iter().take(NAMED);
        let named = named.map(|(token, line)| say::in_line(&words::named(token.name()), *line));
        named.collect::<Vec<_>>().join(", ")
    }

    /// What in a version of a file has the form of a secret, and is no example.
    fn tokens(&self, node: u32, event: &Event) -> impl Iterator<Item = &'a Mark> {
        let marks = marks(self.image, event);
        let tree = &self.image.stack.tree;
        let mut packaged = None;
        let mut example = None;
        marks.iter().filter(move |mark| match mark.token {
            Token::Assigned => false,
            Token::PrivateKey | Token::LockedKey => {
                !*packaged.get_or_insert_with(|| names::is_packaged(tree, node))
            }
            _ => !*example.get_or_insert_with(|| names::is_example(tree, node)),
        })
    }

    /// Lines of a version of a file in which a value looks random under a name that says it is secret;
    /// nothing where more is known of the file, or where packages keep theirs.
    pub(in super::super) fn hints(&self, node: u32, event: &Event) -> Vec<u32> {
        let hints = marks(self.image, event).iter();
        let hints = hints.filter(|mark| mark.token == Token::Assigned);
        let lines: Vec<u32> = hints.map(|mark| mark.line).collect();
        let tree = &self.image.stack.tree;
        let told = || {
            self.weight(node, event).is_some()
                || names::is_packaged(tree, node)
                || names::is_example(tree, node)
        };
        if lines.is_empty() || told() {
            return Vec::new();
        }
        lines
    }
}

fn marks<'a>(image: &'a Image, event: &Event) -> &'a [Mark] {
    let layer = image.layers.get(event.layer as usize);
    let listing = layer.and_then(|layer| layer.listing());
    listing.map_or(&[], |listing| listing.marks(event.entry))
}
