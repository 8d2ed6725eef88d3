//! The page's address: its fragment says which image is open and what of it is looked at, so that a
//! reload, a bookmark, a link, and going back and forth come to the same place. Everything before the
//! fragment stays as it is.

use std::cell::RefCell;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsValue;
use yew::prelude::*;

use super::opener::Order;
use super::reload;
use crate::view::{Link, Stand};

/// How long a place has to last before the address tells it, in milliseconds: browsers take some
/// hundred changes in half a minute, and keys repeat faster. Who leaves the page does not wait for it.
const LASTING: u32 = 300;

/// What the address opens.
pub fn link() -> Option<Link> {
    Link::read(&fragment())
}

fn fragment() -> String {
    // A browser refuses only in a page that is not there any more.
    gloo::utils::window().location().hash().unwrap_or_default()
}

thread_local! {
    /// The fragment that the page has read or written last. Where the address has another, a person has just
    /// changed it, and the browser is about to say so.
    static KNOWN: RefCell<String> = RefCell::default();
}

fn know() {
    KNOWN.replace(fragment());
}

fn is_known() -> bool {
    KNOWN.with_borrow(|known| *known == fragment())
}

/// Shows in the address what is opened: as a new entry of the browser's history where that is
/// another image, in the place of the last where it is the same again.
pub fn show(link: &Link) {
    let before = self::link();
    if before.as_ref() == Some(link) {
        return;
    }
    let same = before.is_some_and(|before| before.is_of(link));
    let stand = match same {
        true => Stand::read(&fragment()),
        false => Stand::default(),
    };
    go(&address(Some(link), &stand), !same);
}

/// The address opens nothing and leads nowhere: what is open is another file.
pub fn clear() {
    if !fragment().is_empty() {
        go(&address(None, &Stand::default()), true);
    }
}

/// The address of an image and a place in it.
fn address(link: Option<&Link>, stand: &Stand) -> String {
    let link = link.map(Link::write);
    let stand = stand.write();
    match (link, stand.is_empty()) {
        (Some(link), true) => link,
        (Some(link), false) => format!("{link}&{stand}"),
        (None, false) => format!("#{stand}"),
        (None, true) => {
            let location = gloo::utils::window().location();
            let path = location.pathname().unwrap_or_default();
            path + &location.search().unwrap_or_default()
        }
    }
}

/// What a person's moving on makes of the history.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Moves {
    /// An entry of its own, where the place is another one and not just another row.
    On,
    /// None: the page goes away, and an entry that it makes then is not one to go back to.
    Away,
}

/// Writes where a person stands into the address; `before` is the place that was written the last time.
fn keep(stand: Stand, before: &RefCell<Option<Stand>>, moves: Moves) {
    if !is_known() {
        return;
    }
    let before = before.replace(Some(stand.clone()));
    if Stand::read(&fragment()) != stand {
        let moved = before.is_some_and(|before| stand.moves_on_from(&before));
        go(
            &address(link().as_ref(), &stand),
            moved && moves == Moves::On,
        );
    }
}

fn go(address: &str, push: bool) {
    let Ok(history) = gloo::utils::window().history() else {
        return;
    };
    // A browser refuses only what comes too often; then the address lags behind.
    let _ = match push {
        true => history.push_state_with_url(&JsValue::NULL, "", Some(address)),
        false => history.replace_state_with_url(&JsValue::NULL, "", Some(address)),
    };
    know();
}

/// Goes where the address leads, at first and whenever a person changes it, goes back or forward; and
/// keeps it where a person `stands`.
#[hook]
pub fn use_address(orders: Callback<Order>, stands: Option<Stand>) {
    // Where the address was put the last time, since it led anywhere.
    let before = use_mut_ref(|| None::<Stand>);
    // Where a person stands, and the address does not tell yet.
    let unwritten = use_mut_ref(|| None::<Stand>);
    use_effect_with(orders, {
        let before = before.clone();
        move |orders| {
            let leads = {
                let orders = orders.clone();
                move |at_first: bool| {
                    before.take();
                    know();
                    orders.emit(Order::GoTo {
                        link: link(),
                        stand: Stand::read(&fragment()),
                        at_first,
                    });
                }
            };
            if let Some(fragment) = reload::come(&fragment()) {
                go(&fragment, false);
            }
            leads(true);
            let window = gloo::utils::window();
            let listener = EventListener::new(&window, "hashchange", move |_| leads(false));
            move || drop(listener)
        }
    });
    use_effect_with((), {
        let (before, unwritten) = (before.clone(), unwritten.clone());
        move |()| {
            let away = {
                let (before, unwritten) = (before.clone(), unwritten.clone());
                move |_: &web_sys::Event| {
                    let from = fragment();
                    if let Some(stand) = unwritten.take() {
                        keep(stand, &before, Moves::Away);
                        reload::leave(&from, &fragment());
                    }
                }
            };
            // A page that nobody sees may be thrown away without being asked.
            let unseen = move |_: &web_sys::Event| {
                if gloo::utils::document().hidden()
                    && let Some(stand) = unwritten.take()
                {
                    keep(stand, &before, Moves::On);
                }
            };
            let listeners = [
                EventListener::new(&gloo::utils::window(), "pagehide", away),
                EventListener::new(&gloo::utils::document(), "visibilitychange", unseen),
            ];
            move || drop(listeners)
        }
    });
    use_effect_with(stands, move |stands| {
        let stands = stands.clone();
        // The first place after it led somewhere is no other, even where it is not quite that one.
        if before.borrow().is_none() {
            before.borrow_mut().clone_from(&stands);
        }
        unwritten.borrow_mut().clone_from(&stands);
        let lasts = stands.map(|_| {
            Timeout::new(LASTING, move || {
                if let Some(stand) = unwritten.take() {
                    keep(stand, &before, Moves::On);
                }
            })
        });
        move || drop(lasts)
    });
}
