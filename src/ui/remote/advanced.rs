//! What few need: layers without asking, and a proxy of one's own.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::super::settings::{Setting, always_download};
use super::kept::KeptFiles;
use crate::registry::Route;
use crate::report::Problem;
use crate::words::remote as say;

/// Properties of [`Advanced`].
#[derive(Clone, PartialEq, Properties)]
pub struct AdvancedProps {
    /// The way that requests take now.
    pub way: Route,
    /// Tells that it is another.
    pub on_way: Callback<()>,
}

/// The settings, folded away.
#[component]
pub fn Advanced(props: &AdvancedProps) -> Html {
    html! {
        <details class="advanced" data-test="advanced">
            <summary>{say::advanced()}</summary>
            <AlwaysDownload words={say::always_download()} />
            if matches!(props.way, Route::Relay(_)) {
                <p class="remark">
                    {say::this_page_comes_from()}{" "}<code>{"peel serve"}</code>{say::served()}
                </p>
            } else {
                <Proxy way={props.way.clone()} on_way={props.on_way.clone()} />
            }
            <KeptFiles />
        </details>
    }
}

/// Properties of [`AlwaysDownload`].
#[derive(Clone, PartialEq, Properties)]
pub struct AlwaysDownloadProps {
    /// What the box says.
    pub words: AttrValue,
}

/// A box for downloading layers without asking, from the next image on.
#[component]
pub fn AlwaysDownload(props: &AlwaysDownloadProps) -> Html {
    let always = use_state_eq(always_download);
    let onchange = {
        let always = always.clone();
        Callback::from(move |event: Event| {
            let checked = event.target_unchecked_into::<HtmlInputElement>().checked();
            Setting::AlwaysDownload.set(checked.then_some("yes"));
            always.set(checked);
        })
    };
    html! {
        <label class="check">
            <input type="checkbox" checked={*always} data-test="always-download" {onchange} />
            {&props.words}
        </label>
    }
}

/// A proxy of one's own.
#[component]
fn Proxy(props: &AdvancedProps) -> Html {
    let field = use_node_ref();
    let wrong = use_state_eq(|| None::<String>);
    let save = {
        let (field, wrong, on_way) = (field.clone(), wrong.clone(), props.on_way.clone());
        Callback::from(move |()| {
            let Some(field) = field.cast::<HtmlInputElement>() else {
                return;
            };
            match Route::by_proxy(&field.value()) {
                Ok(Route::Proxy(address)) => {
                    Setting::Proxy.set(Some(&address));
                    field.set_value(&address);
                    wrong.set(None);
                }
                Ok(_) => {}
                Err(error) => wrong.set(Some(Problem::of_proxy(error).message)),
            }
            on_way.emit(());
        })
    };
    let remove = {
        let (field, wrong, on_way) = (field.clone(), wrong.clone(), props.on_way.clone());
        Callback::from(move |_: MouseEvent| {
            Setting::Proxy.set(None);
            if let Some(field) = field.cast::<HtmlInputElement>() {
                field.set_value("");
            }
            wrong.set(None);
            on_way.emit(());
        })
    };
    // Enter belongs to this field here, and not to the form around it.
    let onkeydown = {
        let save = save.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                event.prevent_default();
                save.emit(());
            }
        })
    };
    let set = match &props.way {
        Route::Proxy(address) => Some(address.clone()),
        _ => None,
    };
    html! {
        <div class="proxy">
            <label for="proxy">{say::own_proxy()}</label>
            <div class="proxy-line">
                <input id="proxy" ref={field} type="text" inputmode="url" autocomplete="off" spellcheck="false"
                    autocapitalize="off" placeholder="https://proxy.example/" value={set.clone().unwrap_or_default()}
                    aria-describedby="proxy-about" aria-invalid={wrong.is_some().then_some("true")}
                    data-test="proxy" {onkeydown} />
                <button class="button" type="button" data-test="proxy-set" onclick={save.reform(|_: MouseEvent| ())}>{say::use_it()}</button>
                if set.is_some() {
                    <button class="button" type="button" data-test="proxy-remove" onclick={remove}>{say::remove()}</button>
                }
            </div>
            if let Some(wrong) = &*wrong {
                <p class="is-wrong" role="alert" data-test="proxy-wrong">{say::not_used(wrong)}</p>
            }
            <p id="proxy-about" class="remark">
                {say::about_proxy()}
            </p>
        </div>
    }
}
