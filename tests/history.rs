//! The history against `docker image history --no-trunc` of the daemon that built the image.

mod archive;

use archive::{open, oracle};
use peel::text;
use serde_json::Value;

/// Images that a Docker daemon built; `two-images` twice, since it holds two.
const BUILT: &[(&str, usize)] = &[
    ("buildkit", 0),
    ("classic", 0),
    ("clean", 0),
    ("debian", 0),
    ("two-images", 0),
    ("two-images", 1),
    ("waste-A-chmod", 0),
    ("waste-B-rmdir", 0),
    ("waste-C-rmfile", 0),
    ("waste-F-duplicate", 0),
    ("waste-I-thrice", 0),
    ("waste-J-replace", 0),
    ("waste-Q-readd", 0),
    ("waste-R-typechange", 0),
];

/// The rows that docker printed, the oldest first.
fn rows(name: &str, image: usize, file: &str) -> Vec<Value> {
    let text = oracle(name, image, file);
    let rows = text.lines().map(serde_json::from_str);
    let mut rows: Vec<Value> = rows
        .collect::<Result<_, _>>()
        .expect("a JSON object a line");
    rows.reverse();
    rows
}

#[test]
fn rows_are_dockers() {
    for (name, index) in BUILT {
        let image = &open(name).report.images[*index];
        let exact = rows(name, *index, "history-exact.json");
        let people = rows(name, *index, "history.json");
        assert_eq!(image.history.len(), exact.len(), "{name}: rows");
        for ((ours, exact), people) in image.history.iter().zip(&exact).zip(&people) {
            assert_eq!(exact["CreatedBy"], *ours.raw, "{name}");
            let place = format!("{name}: {}", ours.raw);
            let size = ours.layer.map_or(0, |layer| image.layers[layer].size);
            assert_eq!(exact["Size"], *size.to_string(), "{place}");
            assert_eq!(people["Size"], *text::size(size), "{place}");
            let comment = ours.comment.as_deref().unwrap_or_default();
            assert_eq!(exact["Comment"], *comment, "{place}");
            // docker leaves the fraction of a second out.
            let created = ours.created.as_deref().unwrap_or_default();
            assert_eq!(exact["CreatedAt"], *whole_seconds(created), "{place}");
        }
        let newest = &exact[exact.len() - 1]["ID"];
        assert_eq!(image.id.as_deref(), newest.as_str(), "{name}: the image ID");
        assert_eq!(image.history_note, None, "{name}");
    }
}

fn whole_seconds(time: &str) -> String {
    match time.split_once('.') {
        Some((whole, _)) => format!("{whole}Z"),
        None => time.to_owned(),
    }
}

/// Every layer is on exactly one row, in the layers' order.
#[test]
fn every_layer_has_a_row() {
    for (name, index) in BUILT {
        let image = &open(name).report.images[*index];
        let rows: Vec<usize> = image.history.iter().filter_map(|row| row.layer).collect();
        let layers: Vec<usize> = (0..image.layers.len()).collect();
        assert_eq!(rows, layers, "{name}");
        for (n, layer) in image.layers.iter().enumerate() {
            let row = layer.history.expect("every layer has a row");
            assert_eq!(image.history[row].layer, Some(n), "{name}");
        }
    }
}
