//! What follows an element's size.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, ResizeObserver};
use yew::prelude::*;

/// Runs `act` when the element's size changes, and once at the beginning.
#[hook]
pub fn use_resize(element: NodeRef, act: impl Fn() + 'static) {
    let latest = use_mut_ref(|| None::<Box<dyn Fn()>>);
    *latest.borrow_mut() = Some(Box::new(act));
    use_effect_with((), move |()| {
        let on_resize = Closure::<dyn FnMut()>::new(move || {
            if let Some(act) = latest.borrow().as_ref() {
                act();
            }
        });
        let observer = ResizeObserver::new(on_resize.as_ref().unchecked_ref()).ok();
        if let (Some(observer), Some(element)) = (&observer, element.cast::<Element>()) {
            observer.observe(&element);
        }
        move || {
            if let Some(observer) = observer {
                observer.disconnect();
            }
            drop(on_resize);
        }
    });
}
