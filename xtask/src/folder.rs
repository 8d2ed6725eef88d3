//! What a folder holds.

use std::path::Path;

use crate::failure::{Outcome, While};

/// All files of a folder and those within it, by their paths below it, with slashes, in their order.
pub fn files(folder: &Path) -> Outcome<Vec<String>> {
    let (mut found, mut todo) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(next) = todo.pop() {
        let reading = format!("read {}", next.display());
        for entry in next.read_dir().or_fail(&reading)? {
            let path = entry.or_fail(&reading)?.path();
            if path.is_dir() {
                todo.push(path);
            } else if let Ok(name) = path.strip_prefix(folder) {
                found.push(name.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    Ok(found)
}
