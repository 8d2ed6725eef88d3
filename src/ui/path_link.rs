//! A path that leads into the tree.

use yew::prelude::*;

use super::Strange;
use super::store::Dispatch;
use crate::view::Action;
use crate::view::sizes::Target;
use crate::view::text;

/// Properties of [`PathLink`].
#[derive(Clone, PartialEq, Properties)]
pub struct PathLinkProps {
    /// What is written.
    pub text: AttrValue,
    /// Where it leads.
    pub target: Target,
    /// Where the action goes.
    pub dispatch: Dispatch,
}

/// A path, or a layer, that leads into the tree.
#[component]
pub fn PathLink(props: &PathLinkProps) -> Html {
    let onclick = {
        let (target, dispatch) = (props.target.clone(), props.dispatch.clone());
        Callback::from(move |_: MouseEvent| dispatch.emit(Action::Reveal(target.clone())))
    };
    let path = props.target.path.clone();
    let layer = props.target.layer.map(|layer| layer.to_string());
    html! {
        <button class="path-link" type="button" data-test="path-link" data-path={path}
            data-layer={layer} title={text::visible(&props.text)} {onclick}>
            <Strange text={props.text.clone()} />
        </button>
    }
}
