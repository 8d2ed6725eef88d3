//! What a registry lists: tags, repositories, and what refers to the image.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::super::Strange;
use super::super::copy::Copy;
use super::super::opener::{Order, Then};
use super::section::Elsewhere;
use crate::registry::{List, Listed, Referrer};
use crate::report::Problem;
use crate::ui::problems::problem_words;
use crate::view::remote::{ImageLink, beside, find, in_registry};
use crate::view::{Action, text};
use crate::words::buttons;
use crate::words::remote as say;

/// Properties of [`RegistryList`].
#[derive(Clone, PartialEq, Properties)]
pub struct RegistryListProps {
    /// What is listed.
    pub list: List,
    /// What the heading says, and before that the button.
    pub words: &'static str,
    /// The reference of the image at hand.
    pub reference: AttrValue,
    /// What is known.
    pub elsewhere: Elsewhere,
}

/// A button that asks for a list, then the list.
#[component]
pub fn RegistryList(props: &RegistryListProps) -> Html {
    let RegistryListProps {
        list, elsewhere, ..
    } = props;
    let asking = elsewhere.listing.contains(list);
    let answer = elsewhere.lists.iter().find(|(known, _)| known == list);
    let onclick = {
        let list = list.clone();
        elsewhere
            .orders
            .reform(move |_: MouseEvent| Order::List(list.clone()))
    };
    let id = id(list);
    let listed = answer.and_then(|(_, answer)| answer.as_ref().ok());
    let word = match (asking, answer) {
        (true, _) => say::asking(),
        (false, Some(_)) => say::ask_again(),
        (false, None) if *list == List::Tags => say::list_tags(),
        (false, None) => props.words,
    };
    html! {
        <div class="listed" data-test={format!("list-{id}")}>
            if let Some(listed) = listed {
                <h4>{props.words}</h4>
                {shown(props, listed)}
            } else {
                if let Some((_, Err(problem))) = answer {
                    <h4>{props.words}</h4>
                    {failed(props, problem)}
                }
                <button class="button" type="button" data-test={format!("ask-{id}")} disabled={asking} {onclick}>{word}</button>
            }
        </div>
    }
}

fn id(list: &List) -> &'static str {
    match list {
        List::Tags => "tags",
        List::Catalogue => "catalogue",
        List::Referrers(_) => "referrers",
    }
}

fn shown(props: &RegistryListProps, listed: &Listed) -> Html {
    if let List::Referrers(_) = props.list {
        return referrers(&listed.referrers);
    }
    html! {
        <Names list={props.list.clone()} listed={listed.clone()} reference={props.reference.clone()}
            elsewhere={props.elsewhere.clone()} />
    }
}

/// A list that cannot be had is no trouble for the image: it is said, and no more.
fn failed(props: &RegistryListProps, problem: &Problem) -> Html {
    let elsewhere = &props.elsewhere;
    html! {
        <>
        <p class="remark" data-test="list-failed" data-code={problem.code.clone()}>
            {problem_words(problem)}
        </p>
        if let Some(remedy) = problem.remedy.as_deref().cloned() {
            <super::RemedyForm {remedy} logins={elsewhere.logins.to_vec()} then={Then::List(props.list.clone())}
                orders={elsewhere.orders.clone()} dispatch={elsewhere.dispatch.clone()} />
        }
        </>
    }
}

/// Properties of [`Names`].
#[derive(Clone, PartialEq, Properties)]
struct NamesProps {
    list: List,
    listed: Listed,
    reference: AttrValue,
    elsewhere: Elsewhere,
}

/// Names with a filter; each opens something.
#[component]
fn Names(props: &NamesProps) -> Html {
    let filter = use_state_eq(String::new);
    let oninput = {
        let filter = filter.clone();
        Callback::from(move |event: InputEvent| {
            filter.set(event.target_unchecked_into::<HtmlInputElement>().value());
        })
    };
    let names = &props.listed.names;
    let found = find(names, &filter);
    let (count, many): (fn(u64) -> String, &str) = match props.list {
        List::Tags => (say::tags_found, say::tag_names()),
        _ => (say::repositories, say::repository_names()),
    };
    let count = count(found.fitting as u64);
    let drawn = found.names.len();
    html! {
        <>
        <label class="names-filter">
            <span class="unseen">{say::filter_the(many)}</span>
            <input type="search" placeholder={say::filter_names(many)} autocomplete="off" spellcheck="false"
                data-test="list-filter" {oninput} />
            <span class="remark" data-test="list-count" aria-live="polite">
                {count}
                if props.listed.more { {say::of_more()} }
            </span>
        </label>
        <ul class="names" data-test="names">
            {for found.names.iter().map(|name| html! { <li key={*name}>{self::name(props, name)}</li> })}
        </ul>
        if drawn < found.fitting {
            <p class="remark">{say::first_shown(drawn)}</p>
        }
        </>
    }
}

/// One name: a tag opens its image; a repository goes into the field, since nobody knows its tags.
fn name(props: &NamesProps, name: &str) -> Html {
    let strange = html! { <Strange text={name.to_owned()} /> };
    let Elsewhere {
        orders, dispatch, ..
    } = &props.elsewhere;
    let onclick: Callback<MouseEvent> = match props.list {
        List::Tags => match beside(&props.reference, name) {
            Some(image) => orders.reform(move |_| Order::Image {
                link: ImageLink {
                    image: image.clone(),
                    ..ImageLink::default()
                },
                manifest: None,
            }),
            None => return strange,
        },
        _ => match in_registry(&props.reference, name) {
            Some(image) => {
                let dispatch = dispatch.clone();
                Callback::from(move |_| {
                    dispatch.emit(Action::Write(image.clone()));
                    dispatch.emit(Action::Choose(true));
                })
            }
            None => return strange,
        },
    };
    html! { <button class="path-link" type="button" data-test="listed-name" {onclick}>{strange}</button> }
}

fn referrers(referrers: &[Referrer]) -> Html {
    if referrers.is_empty() {
        return html! { <p class="remark" data-test="no-referrers">{say::nothing_refers()}</p> };
    }
    let row = |referrer: &Referrer| {
        html! {
            <li data-test="referrer">
                <code><Strange text={referrer.artifact_type.clone()} /></code>
                <span class="remark" title={text::visible(&referrer.digest)}>
                    <code><Strange text={text::short_digest(&referrer.digest).to_owned()} /></code>
                </span>
                if let Some(size) = referrer.size { <span title={text::exact(size)}>{text::size(size)}</span> }
                <Copy text={referrer.digest.clone()} label={buttons::copy_digest()} />
            </li>
        }
    };
    html! { <ul class="referrers">{for referrers.iter().map(row)}</ul> }
}
