//! From what Trunk leaves to the page as it is served: the workers' program beside the page's, two
//! style sheets, a hash in every name but those that a browser must know, integrity wherever a browser
//! checks it, and the list of all files for the service worker.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use data_encoding::{BASE64, HEXLOWER};
use sha2::{Digest, Sha384};

use crate::failure::{Failure, Outcome, While};
use crate::folder::files;

/// What Trunk.toml has Trunk write for us to replace.
const STARTS: &str = "<!-- starts the page -->";
const LOADS: &str = "<!-- loads the page -->";

/// What stands in index.html before the style sheets that nothing needs before the program is there.
const LATER: &str = "<!-- the others come with the program -->";
const PROGRAM_STYLE: &str = "program.css";

/// Names that a browser must know, or that say what a file is to people. The service worker's must
/// stay: a browser asks for the newer one by it.
const KEPT_NAMES: [&str; 4] = [INDEX, KEPT, "manifest.webmanifest", ".nojekyll"];
const INDEX: &str = "index.html";
const KEPT: &str = "kept.js";

/// Parts of which a browser checks what their bytes hash to. A worker's modules are not checked by any.
const CHECKED: [&str; 5] = ["style", "page", "page-wasm", "worker-wasm", "outside"];

/// Folders for which the same holds.
const KEPT_FOLDERS: [&str; 3] = ["icons/", "sample/", "screens/"];

/// Not kept by the service worker: a browser asks for these only while it installs the page.
const NOT_KEPT: [&str; 2] = ["screens/", KEPT];

/// The page's folder while it is being finished.
struct Folder<'a> {
    path: &'a Path,
}

/// Finishes the page in `folder`, which holds what Trunk left, with `worker.js` and `worker_bg.wasm`.
/// `keeps` says whether the browser is to keep it all.
pub fn finish(folder: &Path, keeps: bool) -> Outcome {
    let folder = Folder { path: folder };
    let index = folder.text(INDEX)?;
    let index = folder.two_style_sheets(&index)?;
    let names = folder.name_all()?;
    let index = index.replacen(STARTS, &folder.starts(&names, keeps)?, 1);
    // The program is loaded once a person wants it.
    let index = index.replacen(LOADS, "", 1);
    folder.write(INDEX, &index)?;
    // GitHub Pages leaves nothing out, and builds nothing.
    folder.write(".nojekyll", "")?;
    folder.list()
}

impl Folder<'_> {
    fn at(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    fn text(&self, name: &str) -> Outcome<String> {
        fs::read_to_string(self.at(name)).or_fail(format_args!("read the page's {name}"))
    }

    fn write(&self, name: &str, text: &str) -> Outcome {
        fs::write(self.at(name), text).or_fail(format_args!("write the page's {name}"))
    }

    fn bytes(&self, name: &str) -> Outcome<Vec<u8>> {
        fs::read(self.at(name)).or_fail(format_args!("read the page's {name}"))
    }

    fn integrity(&self, name: &str) -> Outcome<String> {
        Ok(integrity(&self.bytes(name)?))
    }

    /// Makes two of the style sheets: one request each, and together they are smaller. What index.html
    /// shows needs the first; the others are left as `program.css`.
    fn two_style_sheets(&self, index: &str) -> Outcome<String> {
        let (mut first, mut later) = (String::new(), String::new());
        let (mut lines, mut place, mut with_program) = (Vec::new(), None, false);
        for line in index.lines() {
            if line.trim() == LATER {
                with_program = true;
                continue;
            }
            let Some(name) = style_sheet(line) else {
                lines.push(line.to_owned());
                continue;
            };
            if place.is_none() {
                place = Some(lines.len());
                lines.push(String::new());
            }
            let sheet = match with_program {
                true => &mut later,
                false => &mut first,
            };
            sheet.push_str(&self.text(name)?);
            fs::remove_file(self.at(name)).or_fail(format_args!("remove {name}"))?;
        }
        let bytes = first.as_bytes();
        let name = format!("peel-{}.css", hash(bytes));
        self.write(&name, &first)?;
        self.write(PROGRAM_STYLE, &later)?;
        let link = format!(
            r#"    <link rel="stylesheet" href="./{name}" integrity="{}">"#,
            integrity(bytes)
        );
        let place = place.and_then(|at: usize| lines.get_mut(at));
        *place.ok_or_else(|| Failure::new("index.html has no style sheets"))? = link;
        Ok(lines.join("\n") + "\n")
    }

    /// Puts a hash into each name that may have one. What each is called now, by what it was.
    fn name_all(&self) -> Outcome<BTreeMap<String, String>> {
        let mut names = BTreeMap::new();
        for name in files(self.path)? {
            if KEPT_NAMES.contains(&name.as_str())
                || KEPT_FOLDERS.iter().any(|folder| name.starts_with(folder))
            {
                continue;
            }
            let plain = without_hash(&name);
            let hashed = match plain == name {
                // Trunk's hash is of the same bytes.
                false => name.clone(),
                true => with_hash(&name, &hash(&self.bytes(&name)?)),
            };
            let renaming = format!("rename {name}");
            fs::rename(self.at(&name), self.at(&hashed)).or_fail(renaming)?;
            names.insert(plain, hashed);
        }
        Ok(names)
    }

    /// The scripts that make the page one that can be used: before its program is there, and what starts
    /// that, told where everything is.
    fn starts(&self, names: &BTreeMap<String, String>, keeps: bool) -> Outcome<String> {
        let before = named(names, "before.js")?;
        let boot = named(names, "boot.js")?;
        let mut tag = format!(
            "<script defer src=\"./{before}\" integrity=\"{}\"></script>\n    \
             <script defer src=\"./{boot}\" integrity=\"{}\"",
            self.integrity(before)?,
            self.integrity(boot)?
        );
        let parts = [
            ("style", PROGRAM_STYLE),
            ("page", "page.js"),
            ("page-wasm", "page_bg.wasm"),
            ("worker", "worker.js"),
            ("worker-wasm", "worker_bg.wasm"),
            ("worker-start", "worker-start.js"),
            ("outside", "outside.js"),
        ];
        for (part, plain) in parts {
            let name = named(names, plain)?;
            tag += &format!("\n      data-{part}=\"./{name}\"");
            if CHECKED.contains(&part) {
                tag += &format!(" data-{part}-integrity=\"{}\"", self.integrity(name)?);
            }
        }
        if keeps {
            tag += &format!("\n      data-kept=\"./{KEPT}\"");
        }
        Ok(tag + "></script>")
    }

    /// Tells the service worker what there is.
    fn list(&self) -> Outcome {
        let mut list = String::new();
        for name in files(self.path)? {
            if name.starts_with('.') || NOT_KEPT.iter().any(|start| name.starts_with(start)) {
                continue;
            }
            list += &format!("    \"{name}\": \"{}\",\n", self.integrity(&name)?);
        }
        let code = self.text(KEPT)?;
        let version = hash(format!("{list}{code}").as_bytes());
        let build =
            format!("const BUILD = {{\n  version: '{version}',\n  files: {{\n{list}  }},\n}};\n\n");
        self.write(KEPT, &(build + &code))
    }
}

/// The style sheet that a line of index.html links to.
fn style_sheet(line: &str) -> Option<&str> {
    let rest = line
        .trim()
        .strip_prefix(r#"<link rel="stylesheet" href="./"#)?;
    Some(rest.split_once('"')?.0)
}

fn named<'a>(names: &'a BTreeMap<String, String>, plain: &str) -> Outcome<&'a str> {
    let name = names.get(plain).map(String::as_str);
    name.ok_or_else(|| Failure::new(format!("the built page has no {plain}")))
}

/// As names have it.
fn hash(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha384::digest(bytes)[..8])
}

/// As HTML has it.
fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64.encode(&Sha384::digest(bytes)))
}

/// `worker_bg.wasm` with a hash, as Trunk does it: `worker-0123456789abcdef_bg.wasm`.
fn with_hash(name: &str, hash: &str) -> String {
    let (stem, rest) = name
        .find("_bg.")
        .or_else(|| name.rfind('.'))
        .map_or((name, ""), |at| name.split_at(at));
    format!("{stem}-{hash}{rest}")
}

/// A name without the hash in it; Trunk leaves leading zeros out.
fn without_hash(name: &str) -> String {
    let is_hash = |word: &str| {
        (12..=16).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    let Some((stem, rest)) = name.rsplit_once('-') else {
        return name.to_owned();
    };
    let end = rest.find(['_', '.']).unwrap_or(rest.len());
    match is_hash(&rest[..end]) {
        true => format!("{stem}{}", &rest[end..]),
        false => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_goes_into_a_name_and_out_of_it() {
        for (plain, hashed) in [
            ("worker_bg.wasm", "worker-0123456789abcdef_bg.wasm"),
            ("worker-start.js", "worker-start-0123456789abcdef.js"),
            ("boot.js", "boot-0123456789abcdef.js"),
        ] {
            assert_eq!(with_hash(plain, "0123456789abcdef"), hashed);
            assert_eq!(without_hash(hashed), plain);
            assert_eq!(without_hash(plain), plain);
        }
        assert_eq!(without_hash("tree-2a91e6a79d47a2.css"), "tree.css");
    }

    /// A page as Trunk leaves it, in a folder of this test's own.
    fn left_by_trunk(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("peel-{name}-{}", std::process::id()));
        fs::create_dir_all(folder.join("icons")).unwrap();
        fs::create_dir_all(folder.join("screens")).unwrap();
        let index = format!(
            "<head>\n    <link rel=\"stylesheet\" href=\"./a-0123456789abcdef.css\" integrity=\"x\"/>\n    {LATER}\n    \
             <link rel=\"stylesheet\" href=\"./b-0123456789abcdef.css\" integrity=\"y\"/>\n{STARTS}\n{LOADS}</head>\n"
        );
        for (name, text) in [
            ("index.html", index.as_str()),
            ("a-0123456789abcdef.css", "a {}\n"),
            ("b-0123456789abcdef.css", "b {}\n"),
            ("page-0123456789abcdef.js", "page"),
            ("page-0123456789abcdef_bg.wasm", "page code"),
            ("worker.js", "worker"),
            ("worker_bg.wasm", "worker code"),
            ("before.js", "before"),
            ("boot.js", "boot"),
            ("worker-start.js", "start"),
            ("outside.js", "outside"),
            ("kept.js", "kept();\n"),
            ("manifest.webmanifest", "{}"),
            ("icons/peel.png", "png"),
            ("screens/wide.png", "png"),
        ] {
            fs::write(folder.join(name), text).unwrap();
        }
        folder
    }

    #[test]
    fn everything_is_named_checked_and_listed() {
        let folder = left_by_trunk("finish");
        finish(&folder, true).unwrap();
        let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
        let index = read("index.html");
        assert!(!index.contains("<!--"), "{index}");
        assert_eq!(index.matches("stylesheet").count(), 1);
        assert!(!index.contains("b {}") && index.contains(&integrity(b"a {}\n")));
        let hash_of_later = hash(b"b {}\n");
        assert!(index.contains(&format!("data-style=\"./program-{hash_of_later}.css\"")));
        assert!(index.contains(&format!(
            "data-style-integrity=\"{}\"",
            integrity(b"b {}\n")
        )));
        let hash = hash(b"worker code");
        assert!(index.contains(&format!("data-worker-wasm=\"./worker-{hash}_bg.wasm\"")));
        assert!(index.contains(&integrity(b"worker code")));
        assert!(index.contains("data-kept=\"./kept.js\""));
        let kept = read("kept.js");
        for name in [
            "index.html".to_owned(),
            "icons/peel.png".to_owned(),
            "manifest.webmanifest".to_owned(),
            format!("worker-{hash}_bg.wasm"),
        ] {
            let wanted = integrity(&fs::read(folder.join(&name)).unwrap());
            assert!(
                kept.contains(&format!("\"{name}\": \"{wanted}\",")),
                "{name}\n{kept}"
            );
        }
        assert!(
            !kept.contains("wide.png") && !kept.contains("\"kept.js\""),
            "{kept}"
        );
        assert!(kept.ends_with("kept();\n"));

        // What changes, changes the version.
        let again = left_by_trunk("finish-again");
        fs::write(again.join("worker.js"), "other").unwrap();
        finish(&again, false).unwrap();
        let version = |text: &str| text.split('\'').nth(1).map(str::to_owned);
        let other = fs::read_to_string(again.join("kept.js")).unwrap();
        assert_ne!(version(&kept), version(&other));
        let index = fs::read_to_string(again.join("index.html")).unwrap();
        assert!(!index.contains("data-kept"));
        for folder in [folder, again] {
            fs::remove_dir_all(folder).unwrap();
        }
    }
}
