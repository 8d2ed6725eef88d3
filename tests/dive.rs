//! The figures under dive's name against dive's own.

mod archive;

use archive::{IMAGES, open, oracle, oracle_json};

#[test]
fn figures_are_dives() {
    for name in IMAGES {
        if name.starts_with("outer-") {
            // dive goes by a file's name, and takes this one for a plain tar.
            let refused = oracle(name, 0, "dive.error.txt");
            assert!(refused.contains("invalid tar header"), "{name}: {refused}");
            continue;
        }
        // Of several images in one archive dive reads the first.
        let ours = open(name).report.images[0].sizes.dive.clone();
        let theirs = &oracle_json(name, 0, "dive.json")["image"];
        assert_eq!(theirs["sizeBytes"], ours.size_bytes, "{name}");
        if ["oci-archive", "oci-zstd", "estargz", "zstd-chunked"].contains(name) {
            // Without manifest.json dive takes the layers in another order on every run.
            continue;
        }
        assert_eq!(theirs["inefficientBytes"], ours.wasted_bytes, "{name}");
        let efficiency = theirs["efficiencyScore"].as_f64().expect("a number");
        let off = (efficiency - ours.efficiency).abs();
        assert!(off <= 1e-9, "{name}: {efficiency} and {}", ours.efficiency);
    }
}
