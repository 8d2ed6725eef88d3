//! A stranger's text: as text nodes, set apart from the direction of the text around it, with
//! what cannot be seen drawn as escapes.

use yew::prelude::*;

use crate::text::{Said, said};
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
    told(&pieces(&props.text, layout(props.lines)))
}

/// Text that has been told apart.
pub fn told(pieces: &[Piece]) -> Html {
    html! { <bdi class="strange">{for pieces.iter().map(piece)}</bdi> }
}

fn piece(piece: &Piece) -> Html {
    match piece {
        Piece::Text(text) => html! { {text} },
        Piece::Escape(escape) => html! {
            <span class="escape" title={say::unseen()}>{escape}</span>
        },
    }
}

/// Properties of [`Sentence`].
#[derive(Clone, PartialEq, Properties)]
pub struct SentenceProps {
    /// What Peel says; names in it are strangers' text.
    pub text: AttrValue,
    /// Whether line breaks and tabs are layout.
    #[prop_or_default]
    pub lines: bool,
}

/// What Peel says, with what one would write drawn as code.
#[component]
pub fn Sentence(props: &SentenceProps) -> Html {
    let drawn = |text| {
        let pieces = pieces(text, layout(props.lines));
        html! { {for pieces.iter().map(piece)} }
    };
    let parts = said(&props.text).into_iter().map(|part| match part {
        Said::Words(text) => drawn(text),
        Said::Code(text) => html! { <code>{drawn(text)}</code> },
    });
    html! { <bdi class="strange">{for parts}</bdi> }
}

fn layout(lines: bool) -> Lines {
    match lines {
        true => Lines::Keep,
        false => Lines::Escape,
    }
}
