//! `cargo xtask dist`: what a release is made of. The same sources and toolchain give the same bytes,
//! in whatever folder.

mod sbom;
mod zip;

use std::fs;
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::checkout::Checkout;
use crate::failure::{Outcome, While};
use crate::folder::files;
use crate::page;
use crate::paths::{WASM, host};

/// Makes the files of a release, and tells the folder.
pub fn run(checkout: &Checkout) -> Outcome<PathBuf> {
    let command = page::build_into_command(checkout)?;
    let version = checkout.locked_version("peel")?;
    let host = host()?;
    let folder = checkout.target.join("release-files");
    let making = format!("make {}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(&folder).or_fail(&making)?;
    }
    fs::create_dir_all(&folder).or_fail(&making)?;

    let page = zip::zip(&held(&checkout.root.join("dist"))?)?;
    let program = fs::read(&command).or_fail(format_args!("read {}", command.display()))?;
    let made = [
        (format!("peel-page-{version}.zip"), page),
        (
            format!("peel-page-{version}.cdx.json"),
            sbom::sbom(checkout, WASM)?.into_bytes(),
        ),
        (format!("peel-{version}-{host}"), program),
        (
            format!("peel-{version}-{host}.cdx.json"),
            sbom::sbom(checkout, &host)?.into_bytes(),
        ),
    ];
    let mut sums = String::new();
    for (name, bytes) in &made {
        let path = folder.join(name);
        fs::write(&path, bytes).or_fail(format_args!("write {}", path.display()))?;
        // As `sha256sum --check` reads it.
        sums += &format!("{}  {name}\n", HEXLOWER.encode(&Sha256::digest(bytes)));
    }
    runnable(&folder.join(&made[2].0))?;
    let path = folder.join("SHA256SUMS");
    fs::write(&path, sums).or_fail(format_args!("write {}", path.display()))?;
    Ok(folder)
}

/// The files of a folder, with what they hold.
fn held(folder: &Path) -> Outcome<Vec<(String, Vec<u8>)>> {
    let names = files(folder)?.into_iter();
    let held = names.map(|name| {
        let bytes = fs::read(folder.join(&name)).or_fail(format_args!("read {name}"))?;
        Ok((name, bytes))
    });
    held.collect()
}

#[cfg(unix)]
fn runnable(path: &Path) -> Outcome {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs::Permissions::from_mode(0o755);
    fs::set_permissions(path, mode).or_fail(format_args!("let {} run", path.display()))
}

#[cfg(not(unix))]
fn runnable(_: &Path) -> Outcome {
    Ok(())
}
