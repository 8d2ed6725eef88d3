//! What rules say: their titles and reasons, what they tell of evidence, and the comments in fixes.
//!
//! A module a rule, in a file a topic. Lines of a Dockerfile, paths, modes and the names of programs
//! are no texts: they stand in the rules.

mod accounts;
mod build;
pub mod evidence;
mod habits;
mod kept;
mod order;
mod security;
mod size;

pub use accounts::*;
pub use build::*;
pub use habits::*;
pub use kept::*;
pub use order::*;
pub use security::*;
pub use size::*;
