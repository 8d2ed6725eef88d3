//! A report that was saved, from anybody: there is an error, or a report that is written as it was read,
//! and whose images can be stacked and judged.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use peel::image::Image;
use peel::report::Saved;

pub fn run(data: &[u8]) {
    match data.split_first() {
        Some((0, data)) => file(data),
        // What is within the compact form: few changed bytes of a deflate stream are one still.
        Some((_, columns)) => {
            let mut deflate = DeflateEncoder::new(b"PEEL\x01".to_vec(), Compression::fast());
            deflate.write_all(columns).expect("memory takes all");
            file(&deflate.finish().expect("memory takes all"));
        }
        None => {}
    }
}

fn file(data: &[u8]) {
    let Ok(saved) = Saved::read(data) else {
        return;
    };
    let compact = Saved::read(&saved.compact()).expect("what was written is read");
    // Without words: both are long.
    assert!(compact == saved);
    let json = Saved::read(saved.json().as_bytes()).expect("what was written is read");
    assert!(json.report == saved.report);
    for image in saved.opened().images.iter().take(4) {
        let layers = image.layers.iter();
        let trees = layers.map(|layer| saved.tree_at(layer.blob?).cloned());
        let image = Image::new(image, &trees.collect::<Vec<_>>());
        assert!(image.stack.visible <= image.stack.total);
        peel::rules::check(&image);
    }
}
