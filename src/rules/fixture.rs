//! Small images for the rules' tests, built in memory and read by the real scanner and stack.

use std::sync::Arc;

use super::{Finding, Rule};
use crate::archive::{
    ArchiveImage, Attestation, Checked, Config, ContainerConfig, Healthcheck, HistoryEntry,
    LayerBlob, Statement,
};
use crate::digest::{Algorithm, Hasher};
use crate::image::Image;
use crate::layer::{LayerScan, Scanned};

/// One entry of a layer's tar.
#[derive(Clone, Debug)]
pub(super) struct Item {
    path: String,
    size: u64,
    mode: u32,
    kind: tar::EntryType,
    link: String,
    fill: u8,
    time: u64,
    text: String,
}

/// A file of so many bytes.
pub(super) fn file(path: &str, size: u64) -> Item {
    Item {
        path: path.to_owned(),
        size,
        mode: 0o644,
        kind: tar::EntryType::Regular,
        link: String::new(),
        fill: b'a',
        time: 0,
        text: String::new(),
    }
}

/// A file of this text.
pub(super) fn text(path: &str, text: &str) -> Item {
    Item {
        text: text.to_owned(),
        ..file(path, text.len() as u64)
    }
}

/// A folder.
pub(super) fn folder(path: &str) -> Item {
    Item {
        mode: 0o755,
        kind: tar::EntryType::Directory,
        ..file(path, 0)
    }
}

/// A symbolic link.
pub(super) fn link(path: &str, target: &str) -> Item {
    Item {
        kind: tar::EntryType::Symlink,
        link: target.to_owned(),
        ..file(path, 0)
    }
}

/// A whiteout.
pub(super) fn gone(path: &str) -> Item {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    file(format!("{folder}/.wh.{name}").trim_start_matches('/'), 0)
}

impl Item {
    /// With this mode.
    pub(super) fn mode(mut self, mode: u32) -> Item {
        self.mode = mode;
        self
    }

    /// Changed at this time, in seconds since 1970.
    pub(super) fn at(mut self, time: u64) -> Item {
        self.time = time;
        self
    }

    /// With other contents of the same length.
    pub(super) fn changed(mut self) -> Item {
        self.fill += 1;
        self
    }
}

/// An image in the making: without faults until it is given some.
pub(super) struct Fixture {
    archive: ArchiveImage,
    layers: Vec<Option<Arc<Scanned>>>,
}

impl Fixture {
    pub(super) fn new() -> Fixture {
        let label = |name: &str| (format!("org.opencontainers.image.{name}"), "x".to_owned());
        let config = ContainerConfig {
            labels: ["title", "version", "source", "licenses"].map(label).into(),
            user: "65532:65532".to_owned(),
            cmd: vec!["/app".to_owned()],
            healthcheck: Some(Healthcheck {
                test: vec!["CMD".to_owned(), "/app".to_owned()],
            }),
            ..ContainerConfig::default()
        };
        let config = Config {
            os: "linux".to_owned(),
            architecture: "amd64".to_owned(),
            config,
            ..Config::default()
        };
        Fixture {
            archive: ArchiveImage {
                tags: vec!["app:1.0".to_owned()],
                config,
                id: Checked {
                    found: Some(Hasher::new(Algorithm::Sha256).finish()),
                    claimed: None,
                },
                config_read: true,
                ..ArchiveImage::default()
            },
            layers: Vec::new(),
        }
    }

    pub(super) fn tags(mut self, tags: &[&str]) -> Fixture {
        self.archive.tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        self
    }

    /// Changes the container's config.
    pub(super) fn config(mut self, change: impl FnOnce(&mut ContainerConfig)) -> Fixture {
        change(&mut self.archive.config.config);
        self
    }

    /// An annotation of the manifest.
    pub(super) fn annotation(mut self, key: &str, value: &str) -> Fixture {
        self.archive
            .annotations
            .insert(key.to_owned(), value.to_owned());
        self
    }

    /// What went into the build, by its provenance: URI and digest.
    pub(super) fn material(self, material: (String, String)) -> Fixture {
        self.provenance(|statement| statement.materials.push(material))
    }

    /// Changes the provenance.
    pub(super) fn provenance(mut self, change: impl FnOnce(&mut Statement)) -> Fixture {
        if self.archive.attestations.is_empty() {
            self.archive.attestations.push(Attestation::default());
        }
        if let Some(attestation) = self.archive.attestations.first_mut() {
            change(attestation.statement.get_or_insert_default());
        }
        self
    }

    /// `ENV`, in the config.
    pub(super) fn env(self, pairs: &[&str]) -> Fixture {
        let pairs: Vec<String> = pairs.iter().map(|pair| (*pair).to_owned()).collect();
        self.config(|config| config.env.extend(pairs))
    }

    /// An instruction that made no layer.
    pub(super) fn metadata(mut self, created_by: &str) -> Fixture {
        self.history(created_by, true);
        self
    }

    /// An instruction and the layer that it made.
    pub(super) fn layer(mut self, created_by: &str, items: &[Item]) -> Fixture {
        self.history(created_by, false);
        self.archive.layers.push(LayerBlob {
            name: format!("{}/layer.tar", self.layers.len()),
            ..LayerBlob::default()
        });
        let mut scan = LayerScan::default();
        scan.push(&archive(items));
        self.layers.push(Some(Arc::new(scan.finish())));
        self
    }

    /// When the last instruction ended.
    pub(super) fn created(mut self, time: &str) -> Fixture {
        if let Some(entry) = self.archive.config.history.last_mut() {
            entry.created = Some(time.to_owned());
        }
        self
    }

    pub(super) fn build(&self) -> Image {
        Image::new(&self.archive, &self.layers)
    }

    /// What one rule finds.
    pub(super) fn findings(&self, rule: &Rule) -> Vec<Finding> {
        (rule.check)(&self.build())
    }

    /// The only finding of a rule.
    #[track_caller]
    pub(super) fn finding(&self, rule: &Rule) -> Finding {
        let mut findings = self.findings(rule);
        assert_eq!(findings.len(), 1, "{findings:#?}");
        findings.remove(0)
    }

    /// Says that a rule finds nothing.
    #[track_caller]
    pub(super) fn silent(&self, rule: &Rule) {
        assert_eq!(self.findings(rule), []);
    }

    fn history(&mut self, created_by: &str, empty_layer: bool) {
        self.archive.config.history.push(HistoryEntry {
            created_by: created_by.to_owned(),
            empty_layer,
            ..HistoryEntry::default()
        });
    }
}

fn archive(items: &[Item]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for item in items {
        let mut header = tar::Header::new_gnu();
        header.set_entry_type(item.kind);
        header.set_mode(item.mode);
        header.set_size(item.size);
        header.set_mtime(item.time);
        if item.kind == tar::EntryType::Symlink {
            let added = builder.append_link(&mut header, &item.path, &item.link);
            added.expect("memory takes all");
            continue;
        }
        let filled = vec![item.fill; item.size as usize];
        let contents = match item.text.is_empty() {
            true => filled.as_slice(),
            false => item.text.as_bytes(),
        };
        let added = builder.append_data(&mut header, &item.path, contents);
        added.expect("memory takes all");
    }
    builder.into_inner().expect("memory takes all")
}
