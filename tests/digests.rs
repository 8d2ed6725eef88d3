//! Digests, sizes and the config against sha256sum's, skopeo's and the archive's own words.

mod archive;

use archive::{IMAGES, open, oracle, oracle_json};
use peel::archive::Config;
use peel::digest::{Algorithm, Digest};
use peel::image::Verdict;
use serde_json::{Value, json};

/// `sha256.txt`: index, sum and size as stored, sum and size uncompressed, name in the archive.
#[test]
fn layers_have_the_sums_of_their_bytes() {
    for name in IMAGES {
        for (i, image) in open(name).report.images.iter().enumerate() {
            let text = oracle(name, i, "sha256.txt");
            assert_eq!(text.lines().count(), image.layers.len(), "{name}");
            for (n, (line, layer)) in text.lines().zip(&image.layers).enumerate() {
                let place = format!("{name}, image {i}, layer {n}");
                let ours = [
                    n.to_string(),
                    bare(&layer.digest),
                    layer.stored_size.expect("it is there").to_string(),
                    bare(&layer.diff_id),
                    layer.tar_size.to_string(),
                    layer.name.clone(),
                ];
                assert_eq!(ours.join("\t"), line, "{place}");
                assert_eq!(layer.diff_id_verdict, Some(Verdict::Verified), "{place}");
                // Only a blob's name says a digest.
                let digest = match layer.name.starts_with("blobs/") {
                    true => Verdict::Verified,
                    false => Verdict::Unclaimed,
                };
                assert_eq!(layer.digest_verdict, Some(digest), "{place}");
                assert_eq!(layer.problem, None, "{place}");
            }
            let stored = image.layers.iter().filter_map(|layer| layer.stored_size);
            assert_eq!(image.stored_size, stored.sum::<u64>(), "{name}");
            assert!(image.complete, "{name}");
        }
    }
}

fn bare(digest: &Option<String>) -> String {
    let digest = digest.as_deref().expect("it was computed");
    digest.strip_prefix("sha256:").expect("SHA-256").to_owned()
}

#[test]
fn skopeo_inspects_the_same_layers() {
    for name in IMAGES {
        for (i, image) in open(name).report.images.iter().enumerate() {
            let skopeo = oracle_json(name, i, "skopeo-inspect.json");
            // Of a docker-archive skopeo shows the uncompressed layers, of OCI's the stored ones.
            let stored = image.manifest.is_some() && !name.starts_with("blobs");
            let layers = image.layers.iter();
            let ours = layers.map(|l| if stored { &l.digest } else { &l.diff_id });
            let ours: Vec<_> = ours.collect();
            assert_eq!(skopeo["Layers"], json!(ours), "{name}, image {i}");
            assert_eq!(skopeo["Created"], json!(image.created), "{name}");
            assert_eq!(skopeo["Architecture"], *image.platform.architecture);
            assert_eq!(skopeo["Os"], *image.platform.os);
        }
    }
}

#[test]
fn skopeo_reads_the_same_config() {
    for name in IMAGES {
        for (i, image) in open(name).images.iter().enumerate() {
            let mut skopeo = oracle_json(name, i, "skopeo-config.json");
            if let Some(container) = skopeo["config"].as_object_mut() {
                // A note of BuildKit's for Windows, which Peel has no use for.
                container.remove("ArgsEscaped");
            }
            assert_eq!(oci(&image.config), skopeo, "{name}, image {i}");
        }
    }
}

/// The config in the form of OCI's, as Go writes it: what is empty is left out.
fn oci(config: &Config) -> Value {
    let container = &config.config;
    let set = |names: &[String]| -> Value {
        let names = names.iter().map(|name| (name.clone(), json!({})));
        Value::Object(names.collect())
    };
    let history = config.history.iter().map(|entry| {
        filled(json!({
            "created": entry.created,
            "created_by": entry.created_by,
            "author": entry.author,
            "comment": entry.comment,
            "empty_layer": entry.empty_layer,
        }))
    });
    let history: Vec<Value> = history.collect();
    let mut all = filled(json!({
        "created": config.created,
        "author": config.author,
        "architecture": config.architecture,
        "os": config.os,
        "variant": config.variant,
        "history": history,
    }));
    all["config"] = filled(json!({
        "User": container.user,
        "ExposedPorts": set(&container.exposed_ports),
        "Env": container.env,
        "Entrypoint": container.entrypoint,
        "Cmd": container.cmd,
        "Volumes": set(&container.volumes),
        "WorkingDir": container.working_dir,
        "Labels": container.labels,
        "StopSignal": container.stop_signal,
    }));
    all["rootfs"] = json!({
        "type": "layers",
        "diff_ids": config.rootfs.diff_ids.iter().map(Digest::to_string).collect::<Vec<_>>(),
    });
    all
}

fn filled(value: Value) -> Value {
    let Value::Object(fields) = value else {
        return value;
    };
    let empty = |value: &Value| match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    };
    fields.into_iter().filter(|(_, v)| !empty(v)).collect()
}

/// The instructions that only Docker has, and skopeo leaves out: against the config's own bytes.
#[test]
fn dockers_own_fields() {
    for name in IMAGES {
        for (i, image) in open(name).images.iter().enumerate() {
            let text = oracle(name, i, "config.json");
            let raw = oracle_json(name, i, "config.json");
            let theirs = &raw["config"];
            let ours = &image.config.config;
            let place = format!("{name}, image {i}");
            let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
            assert_eq!(
                list(&theirs["OnBuild"]),
                list(&json!(ours.on_build)),
                "{place}"
            );
            assert_eq!(list(&theirs["Shell"]), list(&json!(ours.shell)), "{place}");
            let check = ours.healthcheck.as_ref().map(|check| &check.test);
            assert_eq!(theirs["Healthcheck"]["Test"], json!(check), "{place}");
            let id = Digest::of(Algorithm::Sha256, text.as_bytes());
            assert_eq!(image.id, Some(id), "{place}");
        }
    }
}

/// The tags that the recipes give; their order is docker's.
#[test]
fn tags_are_those_that_were_given() {
    let tags = |name: &str| -> Vec<Vec<String>> {
        let images = open(name).images.into_iter();
        let tags = images.map(|image| image.tags);
        let sorted = tags.map(|mut tags| {
            tags.sort();
            tags
        });
        let mut all: Vec<_> = sorted.collect();
        all.sort();
        all
    };
    let three = [
        "classic:1.0",
        "peel.test/classic:1.0",
        "peel.test/classic:latest",
    ];
    for name in ["classic", "blobs25", "blobs-gzip", "outer-gzip", "outer-xz"] {
        assert_eq!(tags(name), [three], "{name}");
    }
    let two = tags("two-images");
    assert_eq!(two[0], ["peel.test/one:1"]);
    assert_eq!(two[1], ["peel.test/two:1", "peel.test/two:stable"]);
}
