//! What is done with each fuzzed input. The fuzz targets run these, and so does `tests/replay.rs`
//! with every input that is kept, on the stable compiler.

// A fuzz target is a program of its own and uses one of them.
#![allow(dead_code)]

pub mod archive;
pub mod config_history;
pub mod decompress;
pub mod dockerfile;
pub mod packages;
pub mod pieces;
pub mod reference;
pub mod saved;
pub mod stacking;
pub mod tar_scan;
pub mod toc;
