//! A path, folder by folder.

/// The name of each folder on a path, as a report writes it, and its own path; from the top down.
pub fn crumbs(path: &str) -> Vec<(String, String)> {
    let ends = path.match_indices('/').map(|(end, _)| end);
    let mut begin = 0;
    let mut crumbs = Vec::new();
    for end in ends.chain([path.len()]) {
        if begin < end {
            crumbs.push((path[begin..end].to_owned(), path[..end].to_owned()));
        }
        begin = end + 1;
    }
    crumbs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_folder_has_its_path() {
        let crumb = |name: &str, path: &str| (name.to_owned(), path.to_owned());
        let expected = [
            crumb("usr", "usr"),
            crumb("lib", "usr/lib"),
            crumb("é", "usr/lib/é"),
        ];
        assert_eq!(crumbs("usr/lib/é"), expected);
        assert_eq!(crumbs(""), []);
    }
}
