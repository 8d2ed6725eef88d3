//! The page's program: what is drawn, and what a person does. What reads images is the workers'
//! program, `worker.rs`, which is several times as large: so the page is there soon. Both are made of
//! one library, and the page names the worker of its own build.

#[cfg(target_arch = "wasm32")]
fn main() {
    peel::ui::start();
}

// Cargo builds every binary for every target; this one is for the browser.
#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This is Peel's page; build it with `cargo xtask serve`.");
}
