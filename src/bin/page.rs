//! The browser binary: the page where there is a window, a worker where there is none. One
//! binary for both, so that a page never meets a worker of another version.

#[cfg(target_arch = "wasm32")]
fn main() {
    use wasm_bindgen::JsCast as _;
    if web_sys::window().is_some() {
        peel::ui::start();
    } else if let Ok(scope) = js_sys::global().dyn_into() {
        peel::worker::browser::serve(scope);
    }
}

// Cargo builds every binary for every target; this one is for the browser.
#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This is Peel's page; build it with `cargo xtask serve`.");
}
