//! A small whole archive, for tests that read it many times: `classic` without its base layer.

use serde_json::{Value, json};

/// One member of an archive's tar.
struct Member {
    header: tar::Header,
    name: String,
    bytes: Vec<u8>,
}

/// The archive, uncompressed. What describes the image comes at its end, as docker writes it.
pub fn small() -> Vec<u8> {
    let (described, layers) = parts();
    tar(layers.into_iter().chain(described))
}

/// The same with what describes the image at its start.
pub fn described_first() -> Vec<u8> {
    let (described, layers) = parts();
    tar(described.into_iter().chain(layers))
}

fn parts() -> ([Member; 2], Vec<Member>) {
    let mut members = members();
    let mut manifest = take_json(&mut members, "manifest.json");
    let image = &mut manifest[0];
    let base = image["Layers"].as_array_mut().expect("a list").remove(0);
    let base = base.as_str().expect("a name").to_owned();
    members.retain(|member| member.name != base);
    let config = image["Config"].as_str().expect("a name").to_owned();
    let mut described = take_json(&mut members, &config);
    described["rootfs"]["diff_ids"]
        .as_array_mut()
        .expect("a list")
        .remove(0);
    let history = described["history"].as_array_mut().expect("a list");
    let made_base = history.iter_mut().find(|row| row["empty_layer"] != true);
    made_base.expect("a row of each layer")["empty_layer"] = json!(true);
    // Its old name was the digest of what it no longer is.
    manifest[0]["Config"] = json!("config.json");
    let documents = [
        ("config.json".to_owned(), described),
        ("manifest.json".into(), manifest),
    ];
    let documents = documents.map(|(name, value)| Member {
        header: tar::Header::new_ustar(),
        name,
        bytes: value.to_string().into_bytes(),
    });
    (documents, members)
}

fn tar(members: impl Iterator<Item = Member>) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for mut member in members {
        member.header.set_size(member.bytes.len() as u64);
        let added = tar.append_data(&mut member.header, &member.name, &member.bytes[..]);
        added.expect("memory can be written");
    }
    tar.into_inner().expect("memory can be written")
}

fn members() -> Vec<Member> {
    let file = std::fs::File::open(super::archive("classic")).expect("it is there");
    let mut tar = tar::Archive::new(file);
    let entries = tar.entries().expect("a tar");
    let members = entries.map(|entry| {
        let mut entry = entry.expect("a whole tar");
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut bytes).expect("a whole tar");
        Member {
            header: entry.header().clone(),
            name: entry.path().expect("a path").display().to_string(),
            bytes,
        }
    });
    members.collect()
}

fn take_json(members: &mut Vec<Member>, name: &str) -> Value {
    let place = members.iter().position(|member| member.name == name);
    let member = members.remove(place.expect("the archive has it"));
    serde_json::from_slice(&member.bytes).expect("JSON")
}
