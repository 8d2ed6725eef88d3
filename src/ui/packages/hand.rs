//! The package at hand: what is known of it, what is inside it, and its files.

use web_sys::MouseEvent;
use yew::prelude::*;

use super::files;
use crate::packages::Package;
use crate::ui::Strange;
use crate::ui::path_link::PathLink;
use crate::ui::store::Dispatch;
use crate::view::packages::{PackagesAction, PackagesView, Which};
use crate::view::sizes::Target;
use crate::view::{Action, text, words};

/// Properties of [`AtHand`].
#[derive(Clone, PartialEq, Properties)]
pub struct AtHandProps {
    /// The packages, and how they are looked at.
    pub view: PackagesView,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The package at hand.
#[component]
pub fn AtHand(props: &AtHandProps) -> Html {
    let AtHandProps { view, dispatch } = props;
    let Some(package) = view.at_hand() else {
        return Html::default();
    };
    let close = dispatch.reform(|_: MouseEvent| Action::Packages(PackagesAction::Choose(None)));
    html! {
        <section class="package-hand" aria-label="The package at hand" data-test="package-hand" data-name={package.name.clone()}>
            <div class="package-hand-head">
                <p class="package-title"><Strange text={format!("{} {}", package.name, package.version)} /></p>
                <button class="quiet" type="button" aria-label="Close" title="Close" onclick={close}>{"✕"}</button>
            </div>
            <div class="package-files" tabindex="0" role="region" aria-label="Facts and files of the package">
                {facts(package, dispatch)}
                if !package.parts.is_empty() { {parts(package)} }
                if let Some(listed) = &view.files {
                    {files(&listed.files, listed.more, dispatch)}
                } else if view.which == Which::There {
                    <p class="remark">{"Listing its files…"}</p>
                }
            </div>
        </section>
    }
}

fn facts(package: &Package, dispatch: &Dispatch) -> Html {
    let layer = |layer: u32| {
        let target = Target {
            layer: Some(layer as usize),
            path: None,
        };
        html! { <PathLink text={words::layer(layer as usize)} {target} dispatch={dispatch.clone()} /> }
    };
    let told = Target {
        layer: package.removed.map(|_| package.layer as usize),
        path: Some(package.path.clone()),
    };
    let fact = |word: &'static str, value: String| match value.is_empty() {
        true => Html::default(),
        false => html! { <div class="fact"><dt>{word}</dt><dd><Strange text={value} /></dd></div> },
    };
    let bytes = |word: &'static str, bytes: u64| match bytes {
        0 => Html::default(),
        bytes => fact(word, text::size(bytes)),
    };
    html! {
        <dl class="facts">
            <div class="fact"><dt>{"Brought by"}</dt><dd>{layer(package.layer)}</dd></div>
            if let Some(by) = package.removed {
                <div class="fact"><dt>{if package.replaced.is_some() { "Replaced by" } else { "Removed by" }}</dt><dd>{layer(by)}</dd></div>
            }
            <div class="fact"><dt>{"Told by"}</dt><dd>
                <PathLink text={format!("/{}", package.path)} target={told} dispatch={dispatch.clone()} />
            </dd></div>
            {fact("Processor", package.arch.clone())}
            {fact("Source", package.source.clone())}
            {fact("License", package.license.clone())}
            {bytes("Hidden below", package.hidden)}
            {bytes("Also of others", package.shared)}
            if package.missing > 0 {
                {fact("Not there", text::counted(package.missing, "path that it lists", "paths that it lists"))}
            }
        </dl>
    }
}

fn parts(package: &Package) -> Html {
    let part = |part: &crate::packages::Part| {
        html! { <li data-test="package-part"><Strange text={format!("{} {}", part.name, part.version)} /></li> }
    };
    html! {
        <details open={package.parts.len() <= 10} data-test="package-parts">
            <summary>{text::counted(package.parts.len() as u64, "thing inside it", "things inside it")}</summary>
            <ul class="package-parts">{for package.parts.iter().map(part)}</ul>
        </details>
    }
}
