//! The choice among the images of an index.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::super::opener::Order;
use super::super::settings::Setting;
use crate::report::RemoteReport;
use crate::view::remote::{ImageLink, choice_labels};
use crate::view::text;
use crate::words::remote as say;

/// A picker, where there is a choice. What is chosen is asked of the next image too.
pub fn platforms(remote: &RemoteReport, orders: &Callback<Order>) -> Html {
    let choices = &remote.choices;
    if choices.len() < 2 {
        return Html::default();
    }
    let onchange = {
        let remote = remote.clone();
        orders.reform(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            let chosen = usize::try_from(select.selected_index()).unwrap_or(0);
            order(&remote, chosen)
        })
    };
    let labels = choice_labels(choices);
    let options = choices.iter().zip(labels).map(|(choice, label)| {
        html! {
            <option value={choice.manifest.clone()} selected={choice.chosen}>{text::visible(&label)}</option>
        }
    });
    html! {
        <label class="image-picker">
            <span>{say::platform()}</span>
            <select data-test="platform-picker" {onchange}>{for options}</select>
        </label>
    }
}

fn order(remote: &RemoteReport, chosen: usize) -> Order {
    let choices = &remote.choices;
    let choice = choices.get(chosen).cloned().unwrap_or_default();
    let platform = Some(choice.platform).filter(|platform| !platform.is_empty());
    if let Some(platform) = &platform {
        Setting::Platform.set(Some(platform));
    }
    let same = |other: &&crate::report::ChoiceReport| Some(&other.platform) == platform.as_ref();
    let alone = choices.iter().filter(same).count() == 1;
    Order::Image {
        link: ImageLink {
            image: remote.reference.clone(),
            platform,
            // Platforms tell the others apart, and mean the same when the image is another.
            manifest: (!alone).then(|| choice.manifest.clone()),
        },
        manifest: Some(choice.manifest),
    }
}
