//! The `wasm-bindgen` command that Trunk calls, without the parts that Trunk
//! does not call.
//!
//! `wasm-bindgen-cli` also carries a test runner with an HTTP client and TLS:
//! five minutes to compile. The work itself is in `wasm-bindgen-cli-support`,
//! which compiles in a fraction of that, and which our Cargo.lock keeps at the
//! version of the page's `wasm-bindgen`.

mod arguments;

use anyhow::Result;
use wasm_bindgen_cli_support::Bindgen;

use arguments::{Command, Job};

fn main() -> Result<()> {
    match arguments::parse(std::env::args().skip(1))? {
        // Trunk reads the second word.
        Command::Version => println!("wasm-bindgen {}", wasm_bindgen_shared::version()),
        Command::Generate(job) => generate(&job)?,
    }
    Ok(())
}

fn generate(job: &Job) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .web(true)?
        .input_path(&job.input)
        .out_name(&job.out_name)
        .typescript(job.typescript)
        .keep_debug(job.keep_debug)
        .demangle(job.demangle);
    bindgen.generate(&job.out_dir)
}
