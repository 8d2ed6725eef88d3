//! The command itself, on every broken file: what it says, what it still shows, how it ends.

mod archive;

use std::collections::HashMap;

use archive::command::{peel, text};
use archive::{oracle, path};
use peel::report::{Problem, Report};
use serde_json::Value;

/// What a broken file must come to.
struct Case {
    file: &'static str,
    /// Each error, in order: its code, and what its sentence must name, with `|` between.
    errors: Vec<(&'static str, String)>,
    /// Layers of the image, those of them that are whole and as claimed, and history rows;
    /// `None` where there is no image.
    image: Option<(usize, usize, usize)>,
}

#[test]
fn every_broken_file_is_explained() {
    let cases = cases();
    for case in &cases {
        let file = path(&format!("bad/{}", case.file));
        let file = file.to_str().expect("the path is UTF-8");
        let output = peel(&["analyze", "--format", "json", file]);
        assert_eq!(output.status.code(), Some(2), "{}", case.file);
        let report: Report = serde_json::from_slice(&output.stdout).expect("JSON on stdout");
        let problems = report.images.iter().flat_map(|image| &image.problems);
        let problems: Vec<&Problem> = report.problems.iter().chain(problems).collect();
        let errors: Vec<&Problem> = problems.iter().copied().filter(|p| p.error).collect();
        let codes: Vec<&str> = errors.iter().map(|error| error.code.as_str()).collect();
        let expected: Vec<&str> = case.errors.iter().map(|(code, _)| *code).collect();
        assert_eq!(codes, expected, "{}: {errors:#?}", case.file);
        for (error, (_, names)) in errors.iter().zip(&case.errors) {
            for name in names.split('|') {
                let message = &error.message;
                assert!(
                    message.contains(name),
                    "{}: no {name:?} in {message:?}",
                    case.file
                );
            }
        }
        // Standard error says the same, a sentence and an advice each.
        let said = text(output.stderr);
        let sentences: Vec<&str> = said
            .lines()
            .filter(|line| line.starts_with("peel: "))
            .collect();
        let word = |p: &Problem| if p.error { "error" } else { "note" };
        let expected = problems
            .iter()
            .map(|p| format!("peel: {}: {}", word(p), p.message));
        assert_eq!(sentences, expected.collect::<Vec<_>>(), "{}", case.file);

        let images = report.images.iter().map(|image| {
            let whole = image.layers.iter();
            let whole = whole.filter(|layer| layer.scanned && layer.problem.is_none());
            (image.layers.len(), whole.count(), image.history.len())
        });
        let images: Vec<_> = images.collect();
        assert_eq!(images, Vec::from_iter(case.image), "{}", case.file);

        // For people it is a table, which shows every image that could be read.
        let table = text(peel(&["analyze", file]).stdout);
        let shown = table
            .lines()
            .filter(|line| line.starts_with("Image "))
            .count();
        assert_eq!(shown, report.images.len(), "{}", case.file);
    }
    let files = std::fs::read_dir(path("bad")).expect("a folder");
    let files = files.map(|file| file.expect("a readable folder").path());
    let files: Vec<_> = files
        .filter(|file| file.is_file() && !file.ends_with(".stamp"))
        .collect();
    // Two more have a test of their own below.
    assert_eq!(
        files.len(),
        cases.len() + 2,
        "a broken file without a case: {files:?}"
    );
}

fn cases() -> Vec<Case> {
    // What the broken files were made from, as the `tar` crate reads it.
    let classic = Parts::of("classic/image.tar");
    let gzipped = Parts::of("blobs-gzip/image.tar");
    let count = classic.layers.len();
    let rows = oracle("classic", 0, "history.json").lines().count();
    let (config, top) = (&classic.config, classic.layers[count - 1].as_str());
    let (base, gzip) = (classic.largest(), gzipped.largest());
    let half = gzipped.sizes[&gzip] / 2;
    let blob = Parts::of("blobs25/image.tar").largest();
    let digests = skopeo("wrong-blob.tar");
    let found = digests.split('|').next_back().expect("two digests");
    let cut = std::fs::metadata(path("bad/truncated-last-layer.tar"));
    let cut = cut.expect("it is there").len();
    let cut_layer = cut - Parts::of_cut("bad/truncated-last-layer.tar")[top];
    let at = |file: &str, entry: &str| {
        let offset = Parts::of_cut(&format!("bad/{file}"))[entry];
        format!("{entry}|byte {offset}")
    };
    let cases = [
        ("empty", vec![("empty", "empty".into())], None),
        ("not-a-tar", vec![("not-a-tar", "not a tar".into())], None),
        (
            "no-image.tar",
            vec![("no-image", "manifest.json|notes".into())],
            None,
        ),
        (
            "no-images.tar",
            vec![("no-image", "manifest.json".into())],
            None,
        ),
        (
            "null-manifest.tar",
            vec![("no-image", "manifest.json".into())],
            None,
        ),
        (
            "bad-json.tar",
            vec![(
                "bad-json",
                format!("{}|line 1 column", at("bad-json.tar", "manifest.json")),
            )],
            None,
        ),
        (
            "bad-config.tar",
            vec![("bad-json", at("bad-config.tar", config))],
            Some((count, count, count)),
        ),
        (
            "missing-config.tar",
            vec![("missing", format!("{config}|manifest.json"))],
            Some((count, count, count)),
        ),
        (
            "missing-layer.tar",
            vec![("missing", format!("{top}|manifest.json"))],
            Some((count, count - 1, rows)),
        ),
        (
            "link-loop.tar",
            vec![("link-circle", format!("{top}|manifest.json"))],
            Some((count, count - 1, rows)),
        ),
        (
            "fewer-diffids.tar",
            vec![
                // A config that was changed is no longer the image that its name says.
                ("wrong-digest", config.clone()),
                (
                    "layer-count",
                    format!("{count} layers|{} diff IDs", count - 1),
                ),
            ],
            Some((count, count, rows)),
        ),
        (
            "wrong-diffid.tar",
            vec![(
                "wrong-diff-id",
                format!("{base}|{}", skopeo("wrong-diffid.tar")),
            )],
            Some((count, count - 1, rows)),
        ),
        (
            "wrong-blob.tar",
            vec![
                ("wrong-diff-id", format!("{blob}|{digests}")),
                ("wrong-digest", format!("{blob}|{found}")),
            ],
            Some((count, count - 1, rows)),
        ),
        (
            "corrupt-gzip-layer.tar",
            vec![(
                "broken-layer",
                format!("Layer 1 |{gzip}|gzip|compressed byte"),
            )],
            Some((count, count - 1, rows)),
        ),
        (
            "short-gzip-layer.tar",
            vec![
                ("wrong-size", format!("{gzip}|{half} bytes")),
                ("broken-layer", format!("Layer 1 |{gzip}|gzip|byte {half}")),
            ],
            Some((count, count - 1, rows)),
        ),
        (
            "truncated-last-layer.tar",
            vec![
                ("broken-tar", format!("{top}|byte {cut}")),
                (
                    "broken-layer",
                    format!("Layer {count} |{top}|byte {cut_layer}"),
                ),
            ],
            Some((count, count - 1, rows)),
        ),
    ];
    let cases = cases.into_iter();
    let cases = cases.map(|(file, errors, image)| Case {
        file,
        errors,
        image,
    });
    cases.collect()
}

/// Of a layer that is not the one that it should be: what skopeo expected, and what it found.
fn skopeo(file: &str) -> String {
    let said = std::fs::read_to_string(path(&format!("bad/oracle/{file}.txt"))).expect("text");
    let said = said.split("expected ").nth(1);
    let said = said.expect("skopeo names both digests");
    let digests = said.split([',', ' ', '"', '\n']);
    let digests = digests.filter(|word| word.starts_with("sha256:"));
    digests.take(2).collect::<Vec<_>>().join("|")
}

/// An archive's members.
struct Parts {
    config: String,
    layers: Vec<String>,
    sizes: HashMap<String, u64>,
}

impl Parts {
    fn of(file: &str) -> Parts {
        let mut tar = tar::Archive::new(std::fs::File::open(path(file)).expect("it is there"));
        let (mut sizes, mut manifest) = (HashMap::new(), Value::Null);
        for entry in tar.entries().expect("a tar") {
            let entry = entry.expect("a whole tar");
            let name = entry.path().expect("a path").display().to_string();
            sizes.insert(name.clone(), entry.size());
            if name == "manifest.json" {
                manifest = serde_json::from_reader(entry).expect("JSON");
            }
        }
        let text = |value: &Value| value.as_str().expect("a name").to_owned();
        let layers = manifest[0]["Layers"].as_array().expect("a list");
        Parts {
            config: text(&manifest[0]["Config"]),
            layers: layers.iter().map(text).collect(),
            sizes,
        }
    }

    /// Where the members' contents begin, in an archive that may be cut.
    fn of_cut(file: &str) -> HashMap<String, u64> {
        let mut tar = tar::Archive::new(std::fs::File::open(path(file)).expect("it is there"));
        let entries = tar.entries().expect("a tar").map_while(Result::ok);
        let place = |entry: tar::Entry<'_, _>| {
            let name = entry.path().expect("a path").display().to_string();
            (name, entry.raw_file_position())
        };
        entries.map(place).collect()
    }

    fn largest(&self) -> String {
        let largest = self.layers.iter().max_by_key(|layer| self.sizes[*layer]);
        largest.expect("there are layers").clone()
    }
}

/// Cut in the last of docker's layer folders, which come in the order of their random names: which
/// layers are there is another on every build, but the layers' own documents say what is.
#[test]
fn a_download_that_stopped() {
    for (file, code) in [
        ("truncated.tar", "broken-tar"),
        ("truncated.tar.gz", "broken-compression"),
    ] {
        let file = path(&format!("bad/{file}"));
        let len = std::fs::metadata(&file).expect("it is there").len();
        let file = file.to_str().expect("the path is UTF-8");
        let output = peel(&["analyze", "--format", "json", file]);
        assert_eq!(output.status.code(), Some(2), "{file}");
        let report: Report = serde_json::from_slice(&output.stdout).expect("JSON on stdout");
        let [problem] = &report.problems[..] else {
            panic!("{file}: {:#?}", report.problems);
        };
        assert_eq!(problem.code, code, "{file}");
        assert!(
            problem.message.contains(&len.to_string()),
            "{}",
            problem.message
        );
        let layers = report.images.iter().flat_map(|image| &image.layers);
        let listed = layers.filter(|layer| layer.entries > 0).count();
        assert!(listed > 0, "{file}: {:#?}", report.images);
    }
}
