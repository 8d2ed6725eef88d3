//! `peel serve`: the page, who may ask for what, and the relay, before real registries.

mod guards;
mod http;
mod lab;
mod outside;
mod page;
mod program;
mod relay;
mod transfers;
