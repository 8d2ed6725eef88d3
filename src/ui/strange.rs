//! A stranger's text: as text nodes, set apart from the direction of the text around it, with
//! what cannot be seen drawn as escapes.

use yew::prelude::*;

use crate::view::text::{Lines, Piece, pieces};
use crate::words::file as say;

/// Properties of [`Strange`].
#[derive(Clone, PartialEq, Properties)]
pub struct StrangeProps {
    /// The text.
    pub text: AttrValue,
    /// Whether line breaks and tabs are layout.
    #[prop_or_default]
    pub lines: bool,
}

/// A stranger's text.
#[component]
pub fn Strange(props: &StrangeProps) -> Html {
    let lines = if props.lines {
        Lines::Keep
    } else {
        Lines::Escape
    };
    told(&pieces(&props.text, lines))
}

/// Text that has been told apart.
pub fn told(pieces: &[Piece]) -> Html {
    let drawn = pieces.iter().map(|piece| match piece {
        Piece::Text(text) => html! { {text} },
        Piece::Escape(escape) => html! {
            <span class="escape" title={say::unseen()}>{escape}</span>
        },
    });
    html! { <bdi class="strange">{for drawn}</bdi> }
}
