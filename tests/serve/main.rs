//! `peel serve`: the page, who may ask for what, and the relay, before real registries.

mod guards;
mod http;
mod lab;
mod outside;
mod page;
mod program;
mod relay;
mod transfers;

#[path = "../registry/lab.rs"]
#[expect(dead_code, reason = "what the images are is for others to know")]
mod registries;
