//! What stands above the table of packages: which are shown, and the filter.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::grid;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::store::Dispatch;
use crate::view::packages::{PackagesAction, PackagesView, Which, lines};
use crate::view::{Action, text};
use crate::words::counts;
use crate::words::packages as say;

/// Properties of [`Tools`].
#[derive(Clone, PartialEq, Properties)]
pub struct ToolsProps {
    /// The packages, and how they are looked at.
    pub view: PackagesView,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The tools.
#[component]
pub fn Tools(props: &ToolsProps) -> Html {
    let ToolsProps { view, dispatch } = props;
    let (there, removed, unowned) = view.packages().map_or((0, 0, 0), |packages| {
        let unowned = packages.unowned_files;
        let removed = packages.removed.len() as u64;
        (packages.packages.len() as u64, removed, unowned)
    });
    let button = |(which, word, count): (Which, &'static str, u64)| {
        let onclick =
            dispatch.reform(move |_: MouseEvent| Action::Packages(PackagesAction::Show(which)));
        html! {
            <button type="button" data-test={format!("packages-{}", which.id())}
                aria-pressed={(view.which == which).to_string()} {onclick}>
                {word}{" "}<span class="pane-count">{text::count(count)}</span>
            </button>
        }
    };
    let oninput = dispatch.reform(|event: InputEvent| {
        let filter = event.target_unchecked_into::<HtmlInputElement>().value();
        Action::Packages(PackagesAction::Filter(filter))
    });
    let onkeydown = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "Escape" => {
                event.stop_propagation();
                dispatch.emit(Action::Packages(PackagesAction::Filter(String::new())));
                grid::focus();
            }
            "ArrowDown" | "Enter" => {
                event.prevent_default();
                event.stop_propagation();
                grid::focus();
            }
            _ => {}
        })
    };
    let all = [
        (Which::There, say::there(), there),
        (Which::Removed, say::removed(), removed),
        (Which::Unowned, say::no_package(), unowned),
    ];
    let hits = (!view.filter.is_empty()).then(|| lines(view).len() as u64);
    html! {
        <div class="package-tools">
            <div class="segments" role="group" aria-label={say::which_shown()}>{for all.into_iter().map(button)}</div>
            if view.which != Which::Unowned {
                <label class="search">
                    <Glyph icon={Icon::Search} />
                    <span class="unseen">{say::filter()}</span>
                    <input type="search" data-test="packages-filter" placeholder={say::filter_example()} value={view.filter.clone()}
                        autocomplete="off" spellcheck="false" {oninput} {onkeydown} />
                    if let Some(hits) = hits {
                        <span class="hits" data-test="packages-hits" aria-live="polite">{counts::hits(hits)}</span>
                    }
                </label>
            }
        </div>
    }
}
