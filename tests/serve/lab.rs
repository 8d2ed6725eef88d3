//! The registries of `tests/registry/`, which end with this program.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use serde_json::{Value, json};

use super::http::{self, Reply};

/// Addresses by name: see `tests/registry/README.md`.
pub struct Lab {
    told: Value,
    /// Its standard input ends with this program, and it with that.
    _process: Child,
}

/// The one that all tests here use.
pub fn lab() -> &'static Lab {
    static LAB: OnceLock<Lab> = OnceLock::new();
    LAB.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut process = Command::new("node")
            .arg(root.join("tests/registry/lab.mjs"))
            .arg("--images")
            .arg(root.join("target/images"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node is installed");
        let mut line = String::new();
        let mut out = BufReader::new(process.stdout.take().expect("it is piped"));
        out.read_line(&mut line).expect("it says where it is");
        Lab {
            told: serde_json::from_str(&line).expect("the registries start"),
            _process: process,
        }
    })
}

impl Lab {
    /// What it told under this name.
    pub fn get(&self, name: &str) -> &str {
        self.told[name].as_str().expect("the lab has it")
    }

    /// The registry on IPv6, where the machine has that.
    pub fn six(&self) -> Option<&str> {
        self.told["openSix"].as_str()
    }

    /// A faulty registry, and the stores that it redirects to, for one test.
    pub fn faults(&self, rules: &Value) -> Faults {
        let new = http::post(self.get("faults"), "/_new", &[], &json!({}).to_string());
        let faults = Faults(new.json());
        let said = http::post(faults.get("faults"), "/_faults", &[], &rules.to_string());
        assert_eq!(said.status, 200, "{said:?}");
        faults
    }
}

/// Addresses by name.
pub struct Faults(Value);

impl Faults {
    pub fn get(&self, name: &str) -> &str {
        self.0[name].as_str().expect("the lab has it")
    }

    /// An address of the faulty registry.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.get("faults"))
    }

    /// What one of them was asked.
    pub fn log(&self, name: &str) -> Vec<Value> {
        let log: Reply = http::ask(self.get(name), "GET", "/_log", &[]);
        log.json().as_array().expect("a list").clone()
    }
}
