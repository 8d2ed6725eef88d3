//! What the list holds, as the page is now.

use super::{Deed, Entry, Shade, Wish};
use crate::report::ImageReport;
use crate::rules::Finding;
use crate::view::filter::Member;
use crate::view::keys::{Command, KEYS, Key, Scope, label};
use crate::view::sizes::Target;
use crate::view::tree::{Column, Excerpt};
use crate::view::treemap::Look;
use crate::view::{Pane, Panel, State, history, text, title_among};
use crate::words::palette as words;

/// Everything that can be asked, as the page is now.
pub fn entries(state: &State) -> Vec<Entry> {
    let opened = state.image_report();
    let mut all: Vec<Entry> = KEYS
        .iter()
        .filter(|key| is_listed(key, opened.is_some()))
        .map(of_key)
        .collect();
    let mut add = |group: &'static str, text: String, deed: Deed| {
        all.push(Entry {
            text: text::visible(&text),
            group,
            keys: Vec::new(),
            deed,
        });
    };
    add(
        words::command(),
        words::open_folder().into(),
        Deed::OpenFolder,
    );
    for (shade, word) in [
        (Shade::Light, words::light()),
        (Shade::Dark, words::dark()),
        (Shade::System, words::as_the_system()),
    ] {
        add(words::theme(), word.into(), Deed::Theme(shade));
    }
    let Some(image) = opened else {
        return all;
    };
    let wish = |wishes: &[Wish]| Deed::Actions(wishes.to_vec());
    if let Some(tree) = &state.tree {
        if let Some(ask) = tree.file_at_hand() {
            add(
                words::command(),
                words::see_file().into(),
                wish(&[Wish::See(ask)]),
            );
        }
        if let Some(path) = path_at_hand(tree) {
            add(words::copy(), words::the_path().into(), Deed::Copy(path));
        }
    }
    if let Some(id) = &image.id {
        add(
            words::copy(),
            words::the_image_id().into(),
            Deed::Copy(id.clone()),
        );
    }
    for (panel, word) in [
        (Panel::Overview, words::overview()),
        (Panel::Sizes, words::sizes()),
        (Panel::Findings, words::findings()),
        (Panel::Packages, words::packages()),
        (Panel::WhatIf, crate::words::whatif::title()),
    ] {
        let wishes = [Wish::Panel(panel), Wish::Pane(Pane::Details)];
        add(words::panel(), word.into(), wish(&wishes));
    }
    for (look, word) in [
        (Look::Rows, words::rows()),
        (Look::Both, words::rows_and_map()),
        (Look::Map, words::map()),
    ] {
        let wishes = [Wish::Look(look), Wish::Pane(Pane::Tree)];
        add(words::view(), word.into(), wish(&wishes));
    }
    for column in Column::ALL {
        let word = match state.columns.has(*column) {
            true => words::hide(column.word()),
            false => words::show(column.word()),
        };
        add(words::column(), word, wish(&[Wish::Column(*column)]));
    }
    let images = state.report.as_ref().map_or(&[][..], |r| &r.images);
    for number in (0..images.len()).filter(|_| images.len() > 1) {
        let name = title_among(images, number);
        add(words::image(), name, wish(&[Wish::Image(number)]));
    }
    for layer in 0..image.layers.len() {
        let wishes = [Wish::Layer(layer), Wish::Pane(Pane::Tree)];
        let name = history::layer_label(image, layer);
        add(words::layer(), name, wish(&wishes));
    }
    for finding in &image.findings {
        add(
            words::finding(),
            finding.title.clone(),
            wish(&of_finding(image, finding)),
        );
    }
    all
}

/// Whether a command makes sense in a list: not what only moves, and not what is of the map alone.
fn is_listed(key: &Key, opened: bool) -> bool {
    let without = matches!(
        key.command,
        Command::OpenFile | Command::OpenImage | Command::Help
    );
    let moves = matches!(
        key.command,
        Command::Up
            | Command::Down
            | Command::PageUp
            | Command::PageDown
            | Command::First
            | Command::Last
            | Command::Extend(_)
            | Command::Roam(_)
            | Command::Escape
            | Command::Palette
            | Command::Packages
            | Command::WhatIf
            | Command::Map(_)
    );
    // The filter has a key in the tree, and one everywhere.
    let again = key.scope == Scope::Tree && key.command == Command::Filter;
    !moves && !again && (opened || without)
}

fn of_key(key: &Key) -> Entry {
    Entry {
        text: (key.does)().to_owned(),
        group: words::command(),
        keys: key.keys.iter().map(|name| label(name)).collect(),
        deed: Deed::Command(key.command),
    }
}

/// The panel of findings, and the first place that shows this one.
fn of_finding(image: &ImageReport, finding: &Finding) -> Vec<Wish> {
    let place = finding.evidence.iter().find_map(|evidence| {
        let layer = evidence.layer.map(|layer| layer as usize);
        let there = layer.is_none_or(|layer| layer < image.layers.len());
        (there && (layer.is_some() || evidence.path.is_some())).then(|| Target {
            layer,
            path: evidence.path.clone(),
        })
    });
    let mut wishes: Vec<Wish> = place.map(Wish::Reveal).into_iter().collect();
    wishes.push(Wish::Panel(Panel::Findings));
    wishes.push(Wish::Pane(Pane::Details));
    wishes
}

fn path_at_hand(tree: &Excerpt) -> Option<String> {
    let row = tree.row(tree.at?)?;
    Some(format!("/{}", row.path))
}
