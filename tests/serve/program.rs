//! `peel serve`, as a process of its own.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use super::http::{self, Reply};

/// A running server, which ends with this.
pub struct Serve {
    process: Child,
    /// `127.0.0.1:PORT`.
    pub address: String,
    /// What is in the address that it prints.
    pub key: String,
}

impl Serve {
    /// One that serves a small page.
    pub fn start() -> Serve {
        Serve::with(&[], &[])
    }

    /// With more arguments, and variables.
    pub fn with(arguments: &[&str], variables: &[(&str, &str)]) -> Serve {
        let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/serve/page");
        Serve::of(&page, arguments, variables)
    }

    /// Of the page in a folder.
    pub fn of(page: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Serve {
        let mut command = Command::new(env!("CARGO_BIN_EXE_peel"));
        command.args(["serve", "--port", "0", "--page"]).arg(page);
        command
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        for name in ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"] {
            command.env_remove(name).env_remove(name.to_lowercase());
        }
        command.envs(variables.iter().copied());
        let mut process = command.spawn().expect("Cargo built the command");
        let mut line = String::new();
        let mut out = BufReader::new(process.stdout.take().expect("it is piped"));
        out.read_line(&mut line).expect("it says where it is");
        let url = line.trim_end().rsplit_once(' ').map_or("", |(_, url)| url);
        let rest = url
            .strip_prefix("http://")
            .unwrap_or_else(|| panic!("{line:?}"));
        let (address, key) = rest.split_once("/?key=").expect("an address with a key");
        // More that it prints must not block it.
        let (address, key) = (address.to_owned(), key.to_owned());
        std::thread::spawn(move || out.read_to_end(&mut Vec::new()));
        Serve {
            process,
            address,
            key,
        }
    }

    pub fn get(&self, target: &str, lines: &[&str]) -> Reply {
        http::ask(&self.address, "GET", target, lines)
    }

    /// The relay's path of an address.
    pub fn path(&self, url: &str) -> String {
        format!("/relay/{}/{}", self.key, url.replacen("://", "/", 1))
    }

    /// What the relay says of `HOST[:PORT]`.
    pub fn allow(&self, host: &str) -> Reply {
        http::post(
            &self.address,
            &format!("/relay/{}/allow", self.key),
            &[],
            host,
        )
    }

    /// Asks the relay for an address, with these header lines.
    pub fn relay(&self, url: &str, lines: &[&str]) -> Reply {
        self.get(&self.path(url), lines)
    }

    /// The most memory that it ever had, in bytes.
    pub fn peak_memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id()));
        let status = status.expect("it runs");
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kibibytes = line.and_then(|line| line.trim().strip_suffix(" kB"));
        let kibibytes: u64 = kibibytes
            .and_then(|number| number.parse().ok())
            .expect("a number");
        kibibytes << 10
    }
}

impl Drop for Serve {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
