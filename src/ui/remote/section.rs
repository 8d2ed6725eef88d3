//! What is known of where the image is.

use yew::prelude::*;

use super::super::Strange;
use super::super::copy::Copy;
use super::super::opener::{Order, Then};
use super::super::shared::Shared;
use super::super::store::Dispatch;
use super::lists::RegistryList;
use super::login::LoginMore;
use crate::registry::{List, Listed};
use crate::report::{Problem, RemoteReport};
use crate::view::State;
use crate::view::remote::{Meaning, rate};
use crate::words::buttons;
use crate::words::remote as say;

/// What the page knows of registries, and its hands there.
#[derive(Clone, PartialEq)]
pub struct Elsewhere {
    /// What the registry listed.
    pub lists: Shared<Vec<(List, Result<Listed, Problem>)>>,
    /// What it was asked to list.
    pub listing: Shared<Vec<List>>,
    /// Registries that know who asks, and the user's name at each.
    pub logins: Shared<Vec<(String, String)>>,
    /// Takes what a person wants.
    pub orders: Callback<Order>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

impl Elsewhere {
    /// What the page's state says.
    pub fn of(state: &State, orders: &Callback<Order>, dispatch: &Dispatch) -> Elsewhere {
        Elsewhere {
            lists: state.lists.clone().into(),
            listing: state.listing.clone().into(),
            logins: state.logins.clone().into(),
            orders: orders.clone(),
            dispatch: dispatch.clone(),
        }
    }
}

/// Properties of [`RegistrySection`].
#[derive(Clone, PartialEq, Properties)]
pub struct RegistrySectionProps {
    /// Where the image is.
    pub remote: RemoteReport,
    /// Digest of its own manifest.
    pub manifest: Option<String>,
    /// What is known besides.
    pub elsewhere: Elsewhere,
}

/// A part of the overview.
#[component]
pub fn RegistrySection(props: &RegistrySectionProps) -> Html {
    let RegistrySectionProps {
        remote,
        manifest,
        elsewhere,
    } = props;
    let meaning: Option<Meaning> = remote.reference.parse().ok();
    let layout = meaning.is_none_or(|meaning| meaning.layout);
    let limit = remote.rate_limit.as_ref();
    let limit = limit.map(|(limit, remaining)| rate(limit, remaining));
    html! {
        <section aria-labelledby="registry-title" data-test="registry">
            <h3 id="registry-title">{if layout { say::layout() } else { say::registry() }}</h3>
            <dl class="facts">
                {fact(say::host(), "host", html! { <code><Strange text={remote.host.clone()} /></code> })}
                {fact(say::reference(), "reference", code(&remote.reference, say::copy_reference()))}
                {fact(say::digest(), "digest", code(&remote.digest, buttons::copy_digest()))}
                if let Some(limit) = limit {
                    {fact(say::rate_limit(), "rate-limit", html! { <Strange text={limit} /> })}
                }
                {fact(say::login(), "login", login(remote, elsewhere))}
            </dl>
            if !layout {
                <RegistryList list={List::Tags} words={say::tags()} reference={remote.reference.clone()} elsewhere={elsewhere.clone()} />
                {for referring(remote, manifest).into_iter().map(|(manifest, words)| html! {
                    <RegistryList key={manifest.clone()} list={List::Referrers(manifest.clone())} {words}
                        reference={remote.reference.clone()} elsewhere={elsewhere.clone()} />
                })}
                <RegistryList list={List::Catalogue} words={say::other_repositories()} reference={remote.reference.clone()} elsewhere={elsewhere.clone()} />
            }
            if !remote.attestations.is_empty() {
                <h4>{say::not_fetched()}{" "}<span class="pane-count">{remote.attestations.len()}</span></h4>
                <ul class="codes" data-test="index-attestations">
                    {for remote.attestations.iter().map(|digest| html! { <li>{code(digest, buttons::copy_digest())}</li> })}
                </ul>
            }
        </section>
    }
}

/// The manifests that others may refer to: the image's own, and the index's that lists it.
fn referring(remote: &RemoteReport, manifest: &Option<String>) -> Vec<(String, &'static str)> {
    let own = manifest.clone().unwrap_or_else(|| remote.digest.clone());
    let mut all = vec![(own.clone(), say::signatures())];
    if remote.digest != own {
        all.push((remote.digest.clone(), say::signatures_of_index()));
    }
    all
}

fn login(remote: &RemoteReport, elsewhere: &Elsewhere) -> Html {
    let host = remote.host.clone();
    let known = elsewhere.logins.iter().find(|(known, _)| *known == host);
    match known {
        Some((_, user)) => {
            let log_out = elsewhere
                .orders
                .reform(move |_: MouseEvent| Order::LogOut(host.clone()));
            html! {
                <>
                {say::as_user()}{" "}<Strange text={user.clone()} />{" "}
                <button class="quiet" type="button" data-test="log-out" onclick={log_out}>{say::log_out()}</button>
                </>
            }
        }
        None => {
            html! { <LoginMore {host} user={None::<String>} then={Then::Open} orders={elsewhere.orders.clone()} /> }
        }
    }
}

fn code(text: &str, label: &'static str) -> Html {
    html! { <><code><Strange text={text.to_owned()} /></code>{" "}<Copy text={text.to_owned()} {label} /></> }
}

fn fact(label: &str, id: &str, value: Html) -> Html {
    html! {
        <div class="fact">
            <dt>{label}</dt>
            <dd data-test={format!("registry-{id}")}>{value}</dd>
        </div>
    }
}
