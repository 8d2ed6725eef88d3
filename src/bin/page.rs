//! The browser binary: the page where there is a window, a worker where there is none.
fn main() {}
