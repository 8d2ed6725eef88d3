//! The place that a person had only just come to when they reload. Browsers decide which address a reload asks
//! for before the page hears of it, so the page that comes finds the place in what its tab keeps.

use web_sys::{PerformanceNavigation, Storage};

const KEY: &str = "peel-reload";

/// Leaves word, in a page that goes away: at address `from`, the place was already `to`, both as fragments.
pub fn leave(from: &str, to: &str) {
    if let Some(storage) = storage() {
        // A full storage only forgets. No fragment has a line break.
        let _ = storage.set_item(KEY, &format!("{from}\n{to}"));
    }
}

/// The place that was left at this address, where this is its reload. It is told once.
pub fn come(fragment: &str) -> Option<String> {
    let storage = storage()?;
    let word = storage.get_item(KEY).ok().flatten()?;
    let _ = storage.remove_item(KEY);
    let performance = gloo::utils::window().performance()?;
    let reloads = performance.navigation().type_() == PerformanceNavigation::TYPE_RELOAD;
    let (from, to) = word.split_once('\n')?;
    (reloads && from == fragment).then(|| to.to_owned())
}

fn storage() -> Option<Storage> {
    // A browser may refuse it.
    gloo::utils::window().session_storage().ok().flatten()
}
