//! Any config, with any number of layers: the history's rows fit them, and every instruction is
//! read back.

use peel::image::Instruction;
use peel::source::MemorySource;
use peel::worker::Session;

pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    instruction(&text);
    let layers = data
        .iter()
        .fold(0_usize, |sum, byte| sum + usize::from(*byte))
        % 9;
    let source = MemorySource(archive(data, layers));
    let mut session = Session::open(&source, "image.tar", &mut |_| {});
    if session.images().is_empty() {
        return;
    }
    let image = session.image(0).expect("there is one");
    let of_layers = image.history.iter().filter_map(|row| row.layer);
    assert!(of_layers.eq(0..layers), "every layer has one row, in order");
    assert!(image.history.len() >= image.config.history.len());
    for (row, entry) in image.history.iter().zip(&image.config.history) {
        assert_eq!(row.instruction.raw, entry.created_by);
        instruction(&entry.created_by);
    }
    let (report, _) = session.analyze(0).expect("there is one");
    assert_eq!(report.layers.len(), layers);
    let json = serde_json::to_string(&report).expect("a report is JSON");
    assert_eq!(serde_json::from_str(&json).ok(), Some(report));
}

fn instruction(text: &str) {
    let read = Instruction::decode(text);
    assert_eq!(read.raw, text);
    assert!(read.keyword.bytes().all(|b| b.is_ascii_uppercase()));
}

/// `docker save` without its layers.
fn archive(config: &[u8], layers: usize) -> Vec<u8> {
    let names: Vec<String> = (0..layers).map(|i| format!("{i}/layer.tar")).collect();
    let manifest =
        serde_json::json!([{"Config": "config.json", "RepoTags": ["a:b"], "Layers": names}]);
    let mut tar = tar::Builder::new(Vec::new());
    for (path, bytes) in [
        ("config.json", config),
        ("manifest.json", manifest.to_string().as_bytes()),
    ] {
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        tar.append_data(&mut header, path, bytes).expect("memory");
    }
    tar.into_inner().expect("memory")
}
