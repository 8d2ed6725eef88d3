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
use crate::words::buttons;
use crate::words::packages as say;

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
        <section class="package-hand" aria-label={say::at_hand()} data-test="package-hand" data-name={package.name.clone()}>
            <div class="package-hand-head">
                <p class="package-title"><Strange text={format!("{} {}", package.name, package.version)} /></p>
                <button class="quiet" type="button" aria-label={buttons::close()} title={buttons::close()} onclick={close}>{"✕"}</button>
            </div>
            <div class="package-files" tabindex="0" role="region" aria-label={say::facts_and_files()}>
                {facts(package, dispatch)}
                if !package.parts.is_empty() { {parts(package)} }
                if let Some(listed) = &view.files {
                    {files(&listed.files, listed.more, dispatch)}
                } else if view.of_report {
                    <p class="remark">{say::no_files()}</p>
                } else if view.which == Which::There {
                    <p class="remark">{say::listing()}</p>
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
            <div class="fact"><dt>{say::brought_by()}</dt><dd>{layer(package.layer)}</dd></div>
            if let Some(by) = package.removed {
                <div class="fact"><dt>{if package.replaced.is_some() { say::replaced_by() } else { say::removed_by() }}</dt><dd>{layer(by)}</dd></div>
            }
            <div class="fact"><dt>{say::told_by()}</dt><dd>
                <PathLink text={format!("/{}", package.path)} target={told} dispatch={dispatch.clone()} />
            </dd></div>
            {fact(say::processor(), package.arch.clone())}
            {fact(say::source(), package.source.clone())}
            {fact(say::license(), package.license.clone())}
            {bytes(say::hidden_below(), package.hidden)}
            {bytes(say::also_of_others(), package.shared)}
            if package.missing > 0 {
                {fact(say::not_there(), say::missing(package.missing))}
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
            <summary>{say::things(package.parts.len() as u64)}</summary>
            <ul class="package-parts">{for package.parts.iter().map(part)}</ul>
        </details>
    }
}
