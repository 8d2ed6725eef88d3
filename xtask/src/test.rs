//! `cargo xtask test` and `cargo xtask check`: the steps one after the other,
//! up to the first that fails.

use std::time::Instant;

use crate::checkout::Checkout;
use crate::debian;
use crate::failure::{Failure, Outcome};
use crate::jobs;
use crate::steps::{STEPS, Step};

/// Does all steps, or one.
pub fn run(checkout: &Checkout, only: Option<&str>) -> Outcome {
    let steps = match only {
        None => STEPS.iter().collect(),
        Some(name) => vec![named(name)?],
    };
    run_steps(checkout, &steps)
}

/// Does the quick steps.
pub fn check(checkout: &Checkout) -> Outcome {
    let quick: Vec<&Step> = STEPS.iter().filter(|step| step.quick).collect();
    run_steps(checkout, &quick)
}

/// The names of all steps, with what they do.
pub fn list() -> String {
    let lines = STEPS.map(|step| format!("  {:<12} {}", step.name, step.about));
    lines.join("\n")
}

fn named(name: &str) -> Outcome<&'static Step> {
    STEPS
        .iter()
        .find(|step| step.name == name)
        .ok_or_else(|| Failure::new(format!("no step is called \"{name}\"")).next(list()))
}

fn run_steps(checkout: &Checkout, steps: &[&Step]) -> Outcome {
    let start = Instant::now();
    install(steps)?;
    let mut times = Vec::new();
    for step in steps {
        println!("\n=== {}: {}", step.name, step.about);
        let start = Instant::now();
        (step.run)(checkout).map_err(|failure| {
            let again = format!("cargo xtask test --only {}", step.name);
            Failure::new(format!("step {} failed: {failure}", step.name))
                .next(format!("This step alone, again: {again}"))
        })?;
        let time = jobs::seconds(start);
        println!("=== {}: passed in {time}", step.name);
        times.push(format!("{:<12} {time:>12}", step.name));
    }
    println!("\n{}", times.join("\n"));
    println!("All passed in {}.", jobs::seconds(start));
    Ok(())
}

/// Installs what the steps need, all at once, before the first of them.
fn install(steps: &[&Step]) -> Outcome {
    let needs: Vec<_> = steps.iter().flat_map(|step| step.needs).copied().collect();
    let packages = debian::missing(&needs);
    debian::can_install(&packages, "the tests")?;
    if packages.is_empty() {
        return Ok(());
    }
    println!("Installing Debian packages: {}", packages.join(" "));
    debian::install(&packages, None)
}
