//! Peel's own build commands.
fn main() {}
