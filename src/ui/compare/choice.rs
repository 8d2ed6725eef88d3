//! What to compare with.

use web_sys::{HtmlInputElement, HtmlSelectElement, SubmitEvent};
use yew::prelude::*;

use super::{Against, Comparing};
use crate::report::Report;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::open;
use crate::ui::opener::Order;
use crate::ui::shared::Shared;
use crate::view::{text, title_among, words};
use crate::words::compare as say;

/// Properties of [`Choice`].
#[derive(Clone, PartialEq, Properties)]
pub struct ChoiceProps {
    /// The analysis.
    pub report: Shared<Report>,
    /// The image at hand.
    pub image: usize,
    /// Takes what is to be compared.
    pub orders: Callback<Order>,
}

/// The choice.
#[component]
pub fn Choice(props: &ChoiceProps) -> Html {
    let ChoiceProps { report, image, .. } = props;
    let image = *image;
    let order = {
        let (orders, report) = (props.orders.clone(), report.clone());
        Callback::from(move |against: Against| {
            let report = report.clone();
            orders.emit(Order::Compare(Some(Comparing {
                against,
                image,
                report,
            })));
        })
    };
    let field = use_node_ref();
    let (old, new) = (use_node_ref(), use_node_ref());
    let onsubmit = {
        let (order, field) = (order.clone(), field.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let text = field.cast::<HtmlInputElement>().map(|field| field.value());
            let text = text.filter(|text| !text.trim().is_empty());
            if let Some(text) = text {
                order.emit(Against::Reference(text, None));
            }
        })
    };
    let onlayers = {
        let (order, old, new) = (order.clone(), old.clone(), new.clone());
        Callback::from(move |_: MouseEvent| {
            let chosen = |select: &NodeRef| {
                let select = select.cast::<HtmlSelectElement>();
                select.map_or(0, |select| select.selected_index().max(0) as usize)
            };
            let (old, new) = (chosen(&old), chosen(&new));
            order.emit(Against::Layers { old, new });
        })
    };
    // Where the page takes a file, the dialog takes it.
    let file = Callback::from(|_: MouseEvent| open::choose());
    let layers = report
        .images
        .get(image)
        .map_or(0, |image| image.layers.len());
    let others = (0..report.images.len()).filter(|other| *other != image);
    let others = others.map(|other| {
        let name = title_among(&report.images, other);
        let onclick = order.reform(move |_: MouseEvent| Against::Image(other));
        html! {
            <button class="button" type="button" data-test="compare-image" data-image={other.to_string()} {onclick}>
                {text::visible(&name)}
            </button>
        }
    });
    let select = |node: &NodeRef, word: &'static str, test: &'static str, chosen: usize| {
        let options = (0..layers).map(|layer| {
            html! { <option selected={layer == chosen}>{words::layer(layer)}</option> }
        });
        html! { <label>{word}{" "}<select ref={node} data-test={test}>{for options}</select></label> }
    };
    html! {
        <div class="compare-choice" data-test="compare-choice">
            <p>{say::what_with()}</p>
            <p class="compare-line">
                <button class="button" type="button" data-test="compare-file" onclick={file}><Glyph icon={Icon::Open} />{say::choose_file()}</button>
                <span class="remark">{say::or_drop()}</span>
            </p>
            <form class="compare-line" {onsubmit}>
                <label>{say::reference()}{" "}
                    <input ref={field} type="text" autocomplete="off" spellcheck="false" placeholder={say::reference_example()} data-test="compare-reference" />
                </label>
                <button class="button" type="submit">{say::compare()}</button>
            </form>
            if report.images.len() > 1 {
                <p class="compare-line"><span>{say::image_here()}</span>{for others}</p>
            }
            if layers > 1 {
                <p class="compare-line">
                    <span>{say::two_layers()}</span>
                    {select(&old, say::old_layer(), "compare-old-layer", 0)}
                    {select(&new, say::new_layer(), "compare-new-layer", layers - 1)}
                    <button class="button" type="button" data-test="compare-layers" onclick={onlayers}>{say::compare()}</button>
                </p>
            }
        </div>
    }
}
