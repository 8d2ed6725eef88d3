//! The versions of a file: which layers hold its path.

use yew::prelude::*;

use crate::ui::store::Dispatch;
use crate::view::file::{FileAction, FileAsk, FileAt, Version, Which};
use crate::view::{Action, text, words};
use crate::words::file as say;

/// The versions, each of which opens.
pub fn versions(found: &FileAt, dispatch: &Dispatch) -> Html {
    html! {
        <div class="file-versions" role="group" aria-label={say::versions()} data-test="file-versions">
            {for found.versions.iter().map(|it| version(it, found, dispatch))}
        </div>
    }
}

fn version(version: &Version, found: &FileAt, dispatch: &Dispatch) -> Html {
    let layer = version.layer;
    let which = version.node.map(|node| Which { layer, node });
    let change = version.change.map(words::change);
    let size = version.file.map(|_| text::size(version.size));
    let words = [Some(words::layer(layer)), change.map(str::to_owned), size];
    let words: Vec<String> = words.into_iter().flatten().collect();
    let image = found.image;
    let onclick = which.map(|which| {
        let ask = FileAsk::Version { image, which };
        dispatch.reform(move |_: MouseEvent| Action::File(FileAction::Open(ask.clone())))
    });
    let now = which == Some(found.which);
    html! {
        <button type="button" class="version" data-test="file-version" data-layer={layer.to_string()}
            disabled={which.is_none()} aria-pressed={now.to_string()} {onclick}>
            {words.join(" · ")}
        </button>
    }
}
