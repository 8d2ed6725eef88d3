//! The page: draws what stands in `view/` and sends its actions. It computes nothing.
//!
//! May depend on `view`, `report` and `worker::pool`; exists only in a browser. One component a
//! file, with its properties above it. Every text from an image goes through [`Strange`], which
//! sets text nodes only; nothing here sets markup. Heights and places are set through the style
//! object ([`place`]), since the page's policy forbids `style` attributes; bars are SVG.

mod address;
mod app;
mod attestations;
mod bar;
mod beside;
mod command_palette;
mod commands;
mod compare;
mod copy;
mod details;
mod divider;
mod dockerfile;
mod drop;
mod feed;
mod file;
mod findings;
mod folder;
mod header;
mod help;
mod history;
mod history_row;
mod icon;
mod landing;
mod language;
mod logins;
mod map;
mod modal;
mod open;
mod opened;
mod opener;
mod outside;
mod overview;
mod packages;
mod panes;
mod path_link;
mod place;
mod problems;
mod progress;
mod reload;
mod remote;
mod resize;
mod reuse;
mod rows;
mod settings;
mod share;
mod shared;
mod sizes;
mod store;
mod strange;
mod theme;
mod tree;
mod way;
mod whatif;
mod written;

use strange::{Sentence, Strange};

use crate::view::keys;

/// Draws the page into `#peel`.
pub fn start() {
    theme::apply(theme::stored());
    language::apply(language::wanted());
    keys::set_apple(is_apple());
    let Some(root) = gloo::utils::document().get_element_by_id("peel") else {
        return;
    };
    yew::Renderer::<app::App>::with_root(root).render();
}

/// Whether the page runs on a machine with Apple's keyboard: browsers call it `MacIntel`, `iPad` or `iPhone`.
fn is_apple() -> bool {
    let platform = gloo::utils::window().navigator().platform();
    let platform = platform.unwrap_or_default();
    ["Mac", "iP"].iter().any(|name| platform.starts_with(name))
}
