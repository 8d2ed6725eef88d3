//! The messages between the page and its workers, and who answers them.
//!
//! `budget.rs`, `event.rs`, `protocol.rs`, `scan.rs`, `session.rs` and `schedule.rs` are pure and tested natively; `pool.rs` and `browser.rs` exist
//! only in a browser. May depend on everything below `view`.
//!
//! One worker opens the file and holds its [`Session`]; the others scan a layer each. The page
//! forwards every listing to the one with the session, which analyses the images.

mod budget;
pub mod event;
pub mod protocol;
mod scan;
pub mod schedule;
mod session;

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod pool;

pub use scan::scan;
pub use session::{Progress, Session};
