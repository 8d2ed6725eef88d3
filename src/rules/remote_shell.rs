//! Flags: a server for remote logins in the final tree (`sshd`, `dropbear`, `telnetd`, `rlogind`,
//! `vsftpd` and their like), or its port exposed.
//!
//! Why: a container needs none: `docker exec` and `kubectl exec` give a shell. It is one more
//! service with keys and passwords to keep.
//!
//! Fix: leave the package and the port out.
//!
//! Port and program are one fault, and one finding.
//!
//! References: CIS Docker Benchmark 5.7; trivy DS-0004.

use super::paths::Patterns;
use super::{Evidence, Finding, Rule, Severity, Topic, base, places, told};
use crate::image::{HistoryRow, Image};
use crate::layer::Kind;
use crate::words::rules::remote_shell as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "remote-shell",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/reference/cli/docker/container/exec/",
        "https://www.cisecurity.org/benchmark/docker",
    ],
    topic: Topic::Security,
    severities: &[Severity::High, Severity::Medium, Severity::Info],
    peers: &["trivy DS-0004", "slim ID.20022"],
    check,
    takes: super::takes::nothing,
};

/// A way to log in: its name, its port, and its programs.
type Way = (&'static str, u16, &'static [&'static str], Severity);

const WAYS: &[Way] = &[
    (
        "SSH",
        22,
        &[
            "/usr/sbin/sshd",
            "/usr/bin/sshd",
            "/usr/local/sbin/sshd",
            "/usr/sbin/dropbear",
            "/usr/bin/dropbear",
        ],
        Severity::Medium,
    ),
    (
        "telnet",
        23,
        &[
            "/usr/sbin/in.telnetd",
            "/usr/sbin/telnetd",
            "/usr/libexec/telnetd",
        ],
        Severity::High,
    ),
    // Port 514, rsh's own, is that of syslog too.
    (
        "rsh",
        513,
        &[
            "/usr/sbin/in.rexecd",
            "/usr/sbin/in.rlogind",
            "/usr/sbin/in.rshd",
            "/usr/sbin/rlogind",
            "/usr/sbin/rshd",
        ],
        Severity::High,
    ),
    (
        "FTP",
        21,
        &[
            "/usr/sbin/ftpd",
            "/usr/sbin/in.ftpd",
            "/usr/sbin/proftpd",
            "/usr/sbin/pure-ftpd",
            "/usr/sbin/vsftpd",
        ],
        Severity::Medium,
    ),
];

fn check(image: &Image) -> Vec<Finding> {
    let found = programs(image);
    let ways = WAYS.iter().enumerate();
    ways.filter_map(|(number, way)| {
        let found = found.iter().filter(|(of, _)| *of == number);
        let found: Vec<Evidence> = found.map(|(_, evidence)| evidence.clone()).collect();
        finding(image, way, found)
    })
    .collect()
}

/// The programs of the final tree, each with the number of its way.
fn programs(image: &Image) -> Vec<(usize, Evidence)> {
    let ways = WAYS.iter().enumerate();
    let patterns = ways.flat_map(|(number, (_, _, programs, _))| {
        programs.iter().map(move |program| (*program, number))
    });
    let patterns = Patterns::new(patterns);
    let tree = &image.stack.tree;
    let found = image.visible().filter_map(|(node, event)| {
        let number = patterns.get(tree, node)?;
        let facts = image.facts(&event)?;
        let runs = matches!(facts.kind, Kind::File | Kind::HardLink) && facts.mode & 0o111 != 0;
        let evidence = Evidence {
            layer: Some(event.layer),
            path: Some(tree.path_text(node)),
            text: told::layer(image, event.layer),
            bytes: facts.size,
            ..Evidence::default()
        };
        runs.then_some((number, evidence))
    });
    found.collect()
}

fn finding(
    image: &Image,
    (name, port, _, severity): &Way,
    programs: Vec<Evidence>,
) -> Option<Finding> {
    let base = base::layers(image);
    let mut own = false;
    let exposed = format!("{port}/tcp");
    let ports = image.config.config.exposed_ports.iter();
    let mut evidence = Vec::new();
    if ports.clone().any(|other| *other == exposed) {
        let exposes = |row: &&HistoryRow| {
            let mut words = row.instruction.arguments.split_whitespace();
            row.instruction.is("EXPOSE")
                && words.any(|word| word == exposed || word == port.to_string())
        };
        let row = image.history.iter().rfind(exposes);
        let at_base = base::own(image).iter().rfind(exposes).is_none() && row.is_some();
        own |= !at_base;
        evidence.push(match row {
            Some(row) => places::row(row.layer, told::instruction(image, &row.instruction)),
            None => places::row(None, format!("EXPOSE {exposed}")),
        });
    }
    own |= programs.iter().any(|program| program.layer >= Some(base));
    evidence.extend(programs);
    let has_program = evidence.iter().any(|evidence| evidence.path.is_some());
    let title = match (has_program, evidence.len()) {
        (_, 0) => return None,
        (true, _) => say::server(name),
        (false, _) => say::port(*port, name),
    };
    let severity = if own { *severity } else { Severity::Info };
    let fix = format!(
        "# {}\n# docker exec -it CONTAINER sh",
        say::without(name, *port)
    );
    Some(RULE.finding(severity, title).with(evidence).fix(fix))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file, gone};
    use super::*;

    fn ports(image: Fixture, ports: &[&str]) -> Fixture {
        image
            .config(|config| config.exposed_ports = ports.iter().map(|p| (*p).to_owned()).collect())
    }

    #[test]
    fn port_and_program_are_one() {
        let sshd = file("usr/sbin/sshd", 9).mode(0o755);
        let image = Fixture::new().layer("RUN apt-get install x", &[sshd]);
        assert!(image.finding(&RULE).title.contains("by SSH is in"));
        let image = ports(
            image.metadata("EXPOSE map[22/tcp:{} 8080/tcp:{}]"),
            &["22/tcp", "8080/tcp"],
        );
        let finding = image.finding(&RULE);
        assert_eq!(
            (finding.evidence.len(), finding.severity),
            (2, Severity::Medium)
        );
        let ftpd = file("usr/sbin/vsftpd", 9).mode(0o755);
        let ftp = Fixture::new().layer("RUN apt-get install x", &[ftpd]);
        assert!(ftp.finding(&RULE).title.contains("by FTP is in"));
        let telnet = ports(Fixture::new(), &["23/tcp"]).finding(&RULE);
        assert_eq!(
            (telnet.title.as_str(), telnet.severity),
            ("Port 23, that of telnet, is exposed", Severity::High)
        );
    }

    #[test]
    fn near_misses() {
        ports(
            Fixture::new(),
            &["2222/tcp", "22/udp", "222/tcp", "514/tcp"],
        )
        .silent(&RULE);
        let items = [
            file("usr/bin/ssh", 9).mode(0o755),
            file("usr/lib/openssh/sftp-server", 9).mode(0o755),
            file("etc/default/sshd", 9),
            file("app/usr/sbin/sshd", 9).mode(0o755),
            file("usr/sbin/sshd", 9).mode(0o755),
        ];
        let image = Fixture::new().layer("COPY x /", &items);
        image
            .layer("RUN rm", &[gone("usr/sbin/sshd")])
            .silent(&RULE);
    }

    #[test]
    fn of_the_base() {
        let image = Fixture::new()
            .layer("ADD x /", &[file("usr/sbin/sshd", 9).mode(0o755)])
            .metadata("EXPOSE 22/tcp")
            .metadata("CMD [\"sh\"]")
            .layer("COPY a /a", &[file("a", 1)]);
        assert_eq!(
            ports(image, &["22/tcp"]).finding(&RULE).severity,
            Severity::Info
        );
    }
}
