//! The way that requests to registries take: straight, by the relay of `peel serve`, or by a
//! proxy that a person set.

use super::settings::Setting;
use crate::registry::Route;
use crate::words::remote as say;

/// The way, as it is now. The relay goes before a proxy: it is the person's own, and asks any
/// registry.
pub fn way() -> Route {
    let proxy = || Setting::Proxy.get().map(|proxy| Route::by_proxy(&proxy));
    match (said("peel-relay"), proxy()) {
        (Some(path), _) => Route::Relay(path),
        (None, Some(Ok(proxy))) => proxy,
        (None, _) => Route::Straight,
    }
}

/// The proxy on the way, which sees whatever goes along.
pub fn proxy() -> Option<String> {
    match way() {
        Route::Proxy(address) => Some(address),
        _ => None,
    }
}

/// Why there is no relay, where `peel serve` gave the page and could be one.
pub fn relay_missing() -> Option<&'static str> {
    said("peel-relay-missing").map(|why| match why.as_str() {
        "wrong-key" => say::relay_has_another_key(),
        _ => say::relay_needs_its_key(),
    })
}

/// What the page's server says in a `meta` element.
fn said(name: &str) -> Option<String> {
    let meta = gloo::utils::document().query_selector(&format!("meta[name='{name}']"));
    meta.ok().flatten()?.get_attribute("content")
}
