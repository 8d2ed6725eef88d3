//! The workers' program: reads images, holds their trees, and answers the page.

#[cfg(target_arch = "wasm32")]
fn main() {
    use wasm_bindgen::JsCast as _;
    if let Ok(scope) = js_sys::global().dyn_into() {
        peel::worker::browser::serve(scope);
    }
}

// Cargo builds every binary for every target; this one is for the browser.
#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This is a worker of Peel's page; build it with `cargo xtask serve`.");
}
