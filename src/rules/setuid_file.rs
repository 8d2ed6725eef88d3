//! Flags: programs of the final tree with the setuid or setgid bit.
//!
//! Why: they run as their owner, mostly root, whoever starts them; a fault in one makes root of
//! any user of the container.
//!
//! Fix: take the bits away, or leave the program out.
//!
//! Those that every distribution has (`su`, `mount`, `passwd`…) are told apart, as information:
//! they are faults of the image only where nobody needs them.
//!
//! References: CIS Docker Benchmark 4.8; Docker, `--security-opt no-new-privileges`.

use super::places::Place;
use super::{Finding, Rule, Severity, Topic};
use crate::image::Image;
use crate::layer::Kind;
use crate::words::rules::setuid_file as say;

/// Programs with such bits that distributions' packages bring: those of their bases, and of mail, networks and
/// X, which others recommend.
const USUAL: &[&str] = &[
    "Xorg.wrap",
    "at",
    "bbsuid",
    "chage",
    "chfn",
    "chsh",
    "crontab",
    "dbus-daemon-launch-helper",
    "doas",
    "dotlockfile",
    "dumpcap",
    "exim4",
    "expiry",
    "fusermount",
    "fusermount3",
    "gpasswd",
    "grub2-set-bootflag",
    "lockfile",
    "maildrop",
    "mount",
    "mount.cifs",
    "mount.nfs",
    "mtr-packet",
    "newgidmap",
    "newgrp",
    "newuidmap",
    "ntfs-3g",
    "pam_extrausers_chkpwd",
    "pam_timestamp_check",
    "passwd",
    "ping",
    "ping6",
    "pkexec",
    "polkit-agent-helper-1",
    "postdrop",
    "postqueue",
    "pppd",
    "procmail",
    "sg",
    "ssh-agent",
    "ssh-keysign",
    "su",
    "sudo",
    "suexec",
    "umount",
    "unix_chkpwd",
    "unix_update",
    "userhelper",
    "utempter",
    "wall",
    "write",
];

/// The rule.
pub static RULE: Rule = Rule {
    id: "setuid-file",
    title: say::title,
    why: say::why,
    references: &[
        "https://man7.org/linux/man-pages/man2/execve.2.html",
        "https://docs.docker.com/reference/cli/docker/container/run/#security-opt",
    ],
    topic: Topic::Security,
    severities: &[Severity::High, Severity::Medium, Severity::Info],
    peers: &["dockle CIS-DI-0008", "slim xray"],
    check,
    takes: super::takes::nothing,
};

fn check(image: &Image) -> Vec<Finding> {
    let tree = &image.stack.tree;
    let (mut usual, mut unusual) = (Vec::new(), Vec::new());
    for (node, event) in image.visible() {
        let Some(facts) = image.facts(&event) else {
            continue;
        };
        let is_file = matches!(facts.kind, Kind::File | Kind::HardLink);
        // Without the right to run it the bits mean something else.
        if !is_file || facts.mode & 0o6000 == 0 || facts.mode & 0o111 == 0 {
            continue;
        }
        let (layer, bytes) = (event.layer, facts.size);
        let place = Place { node, layer, bytes };
        let name = std::str::from_utf8(tree.name(node)).unwrap_or_default();
        match USUAL.contains(&name) && in_system(image, node) {
            true => usual.push((place, (facts.mode, facts.owner.uid))),
            false => unusual.push((place, (facts.mode, facts.owner.uid))),
        }
    }
    let of_root = |(_, (mode, uid)): &(Place, (u16, u64))| mode & 0o4000 != 0 && *uid == 0;
    let severity = match unusual.iter().any(of_root) {
        true => Severity::High,
        false => Severity::Medium,
    };
    let unusual = finding(image, severity, unusual, say::unusual);
    let usual = finding(image, Severity::Info, usual, say::usual);
    unusual.into_iter().chain(usual).collect()
}

/// Whether packages put programs there; a `su` elsewhere is not the usual one.
fn in_system(image: &Image, node: u32) -> bool {
    const FOLDERS: &[&str] = &[
        "/bin",
        "/sbin",
        "/lib",
        "/usr/bin",
        "/usr/sbin",
        "/usr/lib",
        "/usr/libexec",
    ];
    super::paths::is_below(&image.stack.tree, node, FOLDERS)
}

fn finding(
    image: &Image,
    severity: Severity,
    places: Vec<(Place, (u16, u64))>,
    title: fn(u64) -> String,
) -> Option<Finding> {
    if places.is_empty() {
        return None;
    }
    let title = title(places.len() as u64);
    let mut paths: Vec<String> = places
        .iter()
        .take(5)
        .map(|(place, _)| format!("/{}", image.stack.tree.path_text(place.node)))
        .collect();
    paths.sort();
    let fix = match severity {
        Severity::Info => format!(
            "# {}\nRUN find / -xdev -type f -perm /6000 -exec chmod a-s {{}} +",
            say::before_user()
        ),
        _ => format!("RUN chmod a-s {}", paths.join(" ")),
    };
    let finding = RULE.finding(severity, title).fix(fix);
    Some(finding.at(image, places, |_, (mode, uid)| {
        let shown = format!("{mode:04o}");
        match (mode & 0o4000 != 0, *uid) {
            (true, 0) => say::as_root(&shown),
            (true, uid) => say::as_user(&shown, uid),
            _ => say::as_group(&shown),
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file, folder, gone};
    use super::*;

    #[test]
    fn usual_and_unusual() {
        let image = Fixture::new().layer(
            "ADD x /",
            &[
                file("usr/bin/su", 9).mode(0o4755),
                file("usr/sbin/exim4", 9).mode(0o4755),
                file("usr/local/bin/rootsh", 9).mode(0o4755),
                file("usr/local/bin/plain", 9).mode(0o755),
                file("srv/data", 9).mode(0o2644),
                folder("var/mail").mode(0o2775),
            ],
        );
        let findings = image.findings(&RULE);
        let severities: Vec<Severity> = findings.iter().map(|finding| finding.severity).collect();
        assert_eq!(severities, [Severity::High, Severity::Info]);
        assert_eq!(findings[0].evidence[0].text, "mode 4755: runs as root");
        assert_eq!(findings[0].fix, "RUN chmod a-s /usr/local/bin/rootsh");
        assert_eq!(findings[1].evidence.len(), 2);
    }

    #[test]
    fn deleted_or_without_the_bits() {
        Fixture::new()
            .layer(
                "ADD x /",
                &[
                    file("usr/bin/su", 9).mode(0o4755),
                    file("a", 1).mode(0o6755),
                ],
            )
            .layer("RUN x", &[file("usr/bin/su", 9).mode(0o755), gone("a")])
            .silent(&RULE);
    }
}
