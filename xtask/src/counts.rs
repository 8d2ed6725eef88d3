//! Counts that must not grow unnoticed: what callgrind and the program itself count while it reads one image, held
//! against benches/counts.json. Never a time, which says more about the machine.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::checkout::Checkout;
use crate::failure::{Failure, Outcome, While};
use crate::process;

/// Where counts stand that were seen before. The browser's tests keep theirs in it too.
const RECORDED: &str = "benches/counts.json";

/// Set by who wants what is counted now to be written there.
const WRITE: &str = "PEEL_WRITE_COUNTS";

/// Of a hundred, how far a count may be from the one that is recorded. The C library's copying and the keys of hash
/// maps move the instructions by some thousandths from machine to machine; another compiler by more, and then they
/// are to be written anew, with the change of the compiler.
const TOLERANCE: u64 = 3;

/// Counts and compares.
pub fn run(checkout: &Checkout) -> Outcome {
    if std::env::consts::ARCH != "x86_64" {
        println!("The counts are those of x86-64: left out.");
        return Ok(());
    }
    let mut cargo = Command::new("cargo");
    cargo
        .args(["build", "--locked", "--profile=counts", "--example=counts"])
        .current_dir(&checkout.root);
    process::run(&mut cargo)?;
    let program = checkout.target.join("counts/examples/counts");
    let counted = counted(&program)?;
    let path = checkout.root.join(RECORDED);
    let mut recorded = parsed(&checkout.read(RECORDED)?);
    if std::env::var_os(WRITE).is_some() {
        recorded.extend(counted);
        return fs::write(&path, written(&recorded)).or_fail(format_args!("write {RECORDED}"));
    }
    let complaints: Vec<String> = counted
        .iter()
        .filter_map(|(what, now)| complaint(what, *now, recorded.get(what).copied()))
        .collect();
    for (what, now) in &counted {
        println!("{what}: {now}");
    }
    match complaints.is_empty() {
        true => Ok(()),
        false => Err(Failure::new(complaints.join("\n")).next(format!(
            "What grew costs everybody who opens an image. Where it is meant, write it down, and say in the commit why:\n\n  \
             {WRITE}=1 cargo xtask test --only counts"
        ))),
    }
}

/// What the program tells, and the instructions of its `whole_image`.
fn counted(program: &Path) -> Outcome<BTreeMap<String, u64>> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--toggle-collect=*counts*whole_image*"])
        .arg("--callgrind-out-file=/dev/null")
        .arg(program)
        .stdin(Stdio::null())
        .output()
        .or_fail("start valgrind")?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(Failure::new(format!("valgrind failed:\n{said}")));
    }
    let told = String::from_utf8_lossy(&output.stdout);
    let mut counts: BTreeMap<String, u64> = told
        .lines()
        .filter_map(|line| line.split_once(": "))
        .filter_map(|(what, count)| Some((format!("command: {what}"), count.parse().ok()?)))
        .collect();
    let instructions = said
        .lines()
        .find_map(|line| line.split_once("Collected :")?.1.trim().parse().ok())
        .filter(|count: &u64| *count > 0)
        .ok_or_else(|| Failure::new(format!("callgrind counted nothing:\n{said}")))?;
    counts.insert("command: instructions".to_owned(), instructions);
    Ok(counts)
}

/// Why a count is not what it was, if it is not.
fn complaint(what: &str, now: u64, before: Option<u64>) -> Option<String> {
    let Some(before) = before else {
        return Some(format!("{what}: {now}, and {RECORDED} does not have it"));
    };
    let moved = now.abs_diff(before);
    if moved * 100 <= before * TOLERANCE {
        return None;
    }
    let verb = if now > before { "grew" } else { "fell" };
    let share = moved as f64 * 100.0 / before.max(1) as f64;
    Some(format!(
        "{what} {verb} by {share:.1} %: {now}, and it was {before}"
    ))
}

/// One object of numbers, a line each: no more of JSON is ever in it.
fn parsed(json: &str) -> BTreeMap<String, u64> {
    json.lines()
        .filter_map(|line| {
            let (name, count) = line.trim().trim_end_matches(',').rsplit_once(": ")?;
            let name = name.strip_prefix('"')?.strip_suffix('"')?;
            Some((name.to_owned(), count.parse().ok()?))
        })
        .collect()
}

fn written(counts: &BTreeMap<String, u64>) -> String {
    let lines: Vec<String> = counts
        .iter()
        .map(|(name, count)| format!("  \"{name}\": {count}"))
        .collect();
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let counts = BTreeMap::from([
            ("command: instructions".to_owned(), 12),
            ("page: reads".to_owned(), 3),
        ]);
        assert_eq!(parsed(&written(&counts)), counts);
        assert_eq!(parsed("{}\n"), BTreeMap::new());
    }

    #[test]
    fn a_change_is_said() {
        assert_eq!(complaint("reads", 103, Some(100)), None);
        let grew = complaint("reads", 104, Some(100));
        assert_eq!(
            grew.as_deref(),
            Some("reads grew by 4.0 %: 104, and it was 100")
        );
        assert!(complaint("reads", 96, Some(100)).is_some_and(|said| said.contains("fell")));
        assert!(complaint("reads", 1, None).is_some());
    }
}
