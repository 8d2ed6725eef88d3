//! Several things in one value of an address: what parts them is written otherwise within.

use crate::limits;
use crate::whatif::Tick;

/// Paths in one value.
pub(super) fn listed(paths: &[String]) -> String {
    let paths = paths.iter();
    let paths = paths.map(|path| path.replace('%', "%25").replace(',', "%2C"));
    paths.collect::<Vec<_>>().join(",")
}

/// The paths of such a value; none where they are more than are written.
pub(super) fn paths(list: &str) -> Vec<String> {
    let paths = list.split(',').filter(|path| !path.is_empty());
    let paths = paths.take(limits::ADDRESS_ROWS + 1);
    let paths: Vec<String> = paths
        .map(|path| path.replace("%2C", ",").replace("%25", "%"))
        .collect();
    match fits(&paths) {
        true => paths,
        false => Vec::new(),
    }
}

fn fits(paths: &[String]) -> bool {
    let bytes = paths.iter().map(String::len).sum::<usize>();
    paths.len() <= limits::ADDRESS_ROWS && bytes <= limits::ADDRESS_BYTES
}

/// Ticks in one value: a path has a slash before it, a finding is its rule, and its number from 1. Nothing
/// where they are more than an address takes.
pub(super) fn ticked(ticks: &[Tick]) -> String {
    let ticks = ticks.iter().map(|tick| match tick {
        Tick::Path(path) => format!("/{path}"),
        Tick::Finding { rule, number: None } => rule.clone(),
        Tick::Finding {
            rule,
            number: Some(number),
        } => format!("{rule}:{}", number + 1),
    });
    let ticks: Vec<String> = ticks.collect();
    match fits(&ticks) {
        true => listed(&ticks),
        false => String::new(),
    }
}

/// The ticks of such a value.
pub(super) fn ticks(list: &str) -> Vec<Tick> {
    let ticks = paths(list).into_iter();
    let ticks = ticks.filter_map(|tick| match tick.strip_prefix('/') {
        Some(path) => Some(Tick::Path(path.to_owned())),
        None => finding(&tick),
    });
    ticks.collect()
}

fn finding(text: &str) -> Option<Tick> {
    let (rule, number) = match text.split_once(':') {
        Some((rule, number)) => (rule, Some(number.parse::<usize>().ok()?.checked_sub(1)?)),
        None => (text, None),
    };
    let rule = rule.to_owned();
    Some(Tick::Finding { rule, number })
}
