//! What stands beside the tree: five panels, one shown.

use web_sys::HtmlElement;
use yew::prelude::*;

use super::findings::Findings;
use super::overview::Overview;
use super::packages::Packages;
use super::remote::Elsewhere;
use super::shared::Shared;
use super::sizes::Sizes;
use super::store::Dispatch;
use super::whatif::WhatIf;
use crate::report::Report;
use crate::view::packages::PackagesView;
use crate::view::whatif::WhatIfView;
use crate::view::{Action, Panel};
use crate::words::{Text, header as say};

/// Properties of [`Details`].
#[derive(Clone, PartialEq, Properties)]
pub struct DetailsProps {
    /// The analysis.
    pub report: Shared<Report>,
    /// The image at hand.
    pub image: usize,
    /// Which panel is shown.
    pub panel: Panel,
    /// The packages of the image.
    pub packages: PackagesView,
    /// What is ticked.
    pub whatif: WhatIfView,
    /// The Dockerfile beside the image.
    pub beside: Option<std::rc::Rc<crate::view::beside::Beside>>,
    /// What is known of registries.
    pub elsewhere: Elsewhere,
    /// Where actions go.
    pub dispatch: Dispatch,
}

const PANELS: [(Panel, &str, Text); 5] = [
    (Panel::Overview, "overview", say::overview),
    (Panel::Sizes, "sizes", say::sizes),
    (Panel::Findings, "findings", say::findings),
    (Panel::Packages, "packages", say::packages),
    (Panel::WhatIf, "whatif", crate::words::whatif::title),
];

/// The panels.
#[component]
pub fn Details(props: &DetailsProps) -> Html {
    let DetailsProps {
        report,
        image,
        panel,
        elsewhere,
        packages,
        whatif,
        beside,
        dispatch,
    } = props;
    let ticked = whatif.ticks().len();
    let tabs = use_node_ref();
    // The focus goes with the arrows from tab to tab.
    let onkeydown = {
        let (dispatch, tabs, panel) = (dispatch.clone(), tabs.clone(), *panel);
        Callback::from(move |event: KeyboardEvent| {
            let now = PANELS.iter().position(|(p, ..)| *p == panel).unwrap_or(0);
            let next = match event.key().as_str() {
                "ArrowRight" => (now + 1) % PANELS.len(),
                "ArrowLeft" => (now + PANELS.len() - 1) % PANELS.len(),
                "Home" => 0,
                "End" => PANELS.len() - 1,
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            dispatch.emit(Action::ChoosePanel(PANELS[next].0));
            let tab = tabs.cast::<web_sys::Element>().and_then(|tabs| {
                tabs.query_selector(&format!("#tab-{}", PANELS[next].1))
                    .ok()
                    .flatten()
            });
            if let Some(tab) =
                tab.and_then(|tab| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(tab).ok())
            {
                // Cannot fail for an element that is there.
                let _ = tab.focus();
            }
        })
    };
    let findings = report
        .images
        .get(*image)
        .map_or(0, |image| image.findings.len());
    let tab = |(this, id, word): &(Panel, &'static str, Text)| {
        let (this, chosen) = (*this, this == panel);
        let onclick = dispatch.reform(move |_: MouseEvent| Action::ChoosePanel(this));
        html! {
            <button type="button" role="tab" id={format!("tab-{id}")} data-test={format!("pane-{id}")}
                aria-selected={chosen.to_string()} aria-controls="panel" tabindex={if chosen { "0" } else { "-1" }} {onclick}>
                {word()}
                if this == Panel::WhatIf && ticked > 0 { <>{" "}<span class="pane-count" data-test="ticked">{ticked}</span></> }
                if this == Panel::Findings && findings > 0 { <>{" "}<span class="pane-count">{findings}</span></> }
            </button>
        }
    };
    let id = PANELS
        .iter()
        .find(|(p, ..)| p == panel)
        .map_or("overview", |(_, id, _)| id);
    let (report, image) = (report.clone(), *image);
    let title = PANELS
        .iter()
        .find(|(p, ..)| p == panel)
        .map(|(.., word)| word());
    html! {
        <section class="pane pane-details" aria-label={say::details()}>
            <div role="tablist" class="tabs" aria-label={say::details()} ref={tabs} {onkeydown}>{for PANELS.iter().map(tab)}</div>
            <div role="tabpanel" id="panel" key={id} class="panel" tabindex="0" aria-labelledby={format!("tab-{id}")} data-test={format!("panel-{id}")}>
                <h2 class="unseen">{title}</h2>
                {match panel {
                    Panel::Overview => html! { <Overview {report} {image} elsewhere={elsewhere.clone()} /> },
                    Panel::Sizes => html! { <Sizes {report} {image} dispatch={dispatch.clone()} /> },
                    Panel::Packages => html! { <Packages view={packages.clone()} dispatch={dispatch.clone()} /> },
                    Panel::WhatIf => html! { <WhatIf view={whatif.clone()} {report} {image} dispatch={dispatch.clone()} /> },
                    Panel::Findings => html! { <Findings {report} {image} whatif={whatif.clone()} beside={beside.clone()} dispatch={dispatch.clone()} /> },
                }}
            </div>
        </section>
    }
}
