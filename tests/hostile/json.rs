//! Documents that are no documents: each is named in the error, and nothing overflows.

use peel::digest::{Algorithm, Hasher};

use super::bytes::tar;
use super::pieces::{Pieces, Save};
use super::{analyze, errors, file, problems};

const DEEP: usize = 100_000;

fn nested() -> Vec<String> {
    let lists = "[".repeat(DEEP);
    let objects = r#"{"a":"#.repeat(DEEP);
    vec![
        format!("{lists}{}", "]".repeat(DEEP)),
        format!("{objects}1{}", "}".repeat(DEEP)),
        lists,
        objects,
        format!("[{{\"Layers\":{}{}}}]", "[".repeat(DEEP), "]".repeat(DEEP)),
    ]
}

fn layer() -> Save {
    Save::default().layer(Pieces::of(tar(&[file("a", b"1")])))
}

/// Whether some error names the document.
fn names(report: &peel::report::Report, entry: &str) -> bool {
    let mut found = problems(report).into_iter();
    found.any(|problem| problem.error && problem.message.contains(entry))
}

#[test]
fn manifest_and_config() {
    for json in nested() {
        let report = analyze(
            &layer()
                .member("manifest.json", Pieces::of(json.as_str()))
                .end(),
        );
        assert!(names(&report, "manifest.json"), "{:#?}", problems(&report));
        assert!(report.images.is_empty());
        let report = analyze(&layer().with_config(&json));
        assert!(names(&report, "config.json"), "{:#?}", problems(&report));
        assert_eq!(report.images[0].layers[0].size, 1, "its layers are shown");
    }
}

#[test]
fn an_oci_layout() {
    let blob = |json: &str| {
        let mut hasher = Hasher::new(Algorithm::Sha256);
        hasher.update(json.as_bytes());
        let digest = hasher.finish().to_string();
        let name = format!("blobs/{}", digest.replace(':', "/"));
        (digest, name)
    };
    let marker = Pieces::of(r#"{"imageLayoutVersion":"1.0.0"}"#);
    for json in nested() {
        let index = Save::default()
            .member("oci-layout", marker.clone())
            .member("index.json", Pieces::of(json.as_str()));
        let report = analyze(&index.end());
        assert!(names(&report, "index.json"), "{:#?}", problems(&report));
        // A manifest, and the config and the attestation of one, that are nested.
        let (digest, name) = blob(&json);
        let layers = r#"[{"mediaType":"application/vnd.in-toto+json","size":1,"digest":"#;
        let manifest = format!(
            r#"{{"schemaVersion":2,"config":{{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{digest}","size":1}},"layers":{layers}"{digest}","annotations":{{"in-toto.io/predicate-type":"https://slsa.dev/provenance/v0.2"}}}}]}}"#
        );
        let (good, good_name) = blob(&manifest);
        for (listed, attests) in [(&digest, false), (&good, false), (&good, true)] {
            let attestation = match attests {
                true => {
                    r#","platform":{"os":"unknown","architecture":"unknown"},"annotations":{"vnd.docker.reference.type":"attestation-manifest"}"#
                }
                false => "",
            };
            let index = format!(
                r#"{{"schemaVersion":2,"manifests":[{{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"{listed}","size":1{attestation}}}]}}"#
            );
            let archive = Save::default()
                .member("oci-layout", marker.clone())
                .member(&name, Pieces::of(json.as_str()))
                .member(&good_name, Pieces::of(manifest.as_str()))
                .member("index.json", Pieces::of(index));
            let report = analyze(&archive.end());
            if !attests {
                assert!(names(&report, &name), "{:#?}", problems(&report));
            }
        }
    }
}

/// Numbers, nulls and names of any kind where others stand.
#[test]
fn anything_for_anything() {
    for json in [
        "null",
        "[]",
        "[null]",
        "[{}]",
        "[[]]",
        "{}",
        "1e400",
        "-1",
        "\"a\"",
        "",
        r#"[{"Config":1,"Layers":2}]"#,
        r#"[{"Config":"config.json","Layers":[1,null]}]"#,
        r#"[{"Config":"config.json","Layers":null,"RepoTags":[null,{}]}]"#,
        r#"[{"Config":"","Layers":[""]}]"#,
        r#"[{"Config":"../../etc/passwd","Layers":["/etc/passwd"]}]"#,
        r#"[{"Config":"config.json","Config":"other","Layers":["layer0.tar"],"Layers":[]}]"#,
    ] {
        let report = analyze(&layer().member("manifest.json", Pieces::of(json)).end());
        assert!(
            !errors(&report).is_empty() || !report.images.is_empty(),
            "{json}"
        );
        let report = analyze(&layer().with_config(json));
        assert_eq!(report.images.len(), 1, "{json}");
        assert_eq!(report.images[0].layers[0].size, 1, "{json}");
    }
}

/// Of two documents of one name the last counts, as where the tar is unpacked.
#[test]
fn two_manifests() {
    let manifest = |tag: &str| {
        Pieces::of(format!(
            r#"[{{"Config":"config.json","RepoTags":["{tag}"],"Layers":["layer0.tar"]}}]"#
        ))
    };
    let archive = layer()
        .member("manifest.json", manifest("first:1"))
        .member("config.json", Pieces::of(r#"{"os":"linux"}"#))
        .member("./manifest.json", manifest("last:1"));
    let report = analyze(&archive.end());
    assert_eq!(report.images.len(), 1);
    assert_eq!(report.images[0].tags, ["last:1"]);
}
