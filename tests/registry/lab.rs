//! The registries of this folder, for Rust: see README.md beside this.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

/// The registries, until this is dropped.
pub struct Lab {
    child: Child,
    addresses: Value,
}

impl Lab {
    /// Starts them.
    pub fn start() -> Lab {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut child = Command::new("node")
            .arg(root.join("tests/registry/lab.mjs"))
            .arg("--images")
            .arg(root.join("target/images"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node");
        let mut line = String::new();
        let stdout = child.stdout.take().expect("piped");
        BufReader::new(stdout).read_line(&mut line).expect("a line");
        let addresses = serde_json::from_str(&line).expect("the lab says where it is");
        Lab { child, addresses }
    }

    /// The address, or the text, of this key.
    pub fn at(&self, key: &str) -> &str {
        self.addresses[key]
            .as_str()
            .unwrap_or_else(|| panic!("no {key} in the lab"))
    }

    /// Everything that is known of the images.
    pub fn images(&self) -> &serde_json::Map<String, Value> {
        self.addresses["images"].as_object().expect("the images")
    }

    /// Registries of this key's kind for one test alone: its own log, and its own faults.
    pub fn own(&self, key: &str, how: &Value) -> Value {
        post(&format!("{}/_new", self.at(key)), how)
    }
}

impl Drop for Lab {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        // It ends by itself then.
        let _ = self.child.wait();
    }
}

/// Posts JSON to an address without a scheme, and gives what is answered.
pub fn post(address: &str, json: &Value) -> Value {
    let mut sent = ureq::post(format!("http://{address}"))
        .send(json.to_string())
        .expect("the lab answers");
    let text = sent.body_mut().read_to_string().expect("text");
    serde_json::from_str(&text).unwrap_or(Value::Null)
}

/// What a server of the lab was asked.
pub fn log(address: &str) -> Vec<Value> {
    let mut got = ureq::get(format!("http://{address}/_log"))
        .call()
        .expect("the lab answers");
    let text = got.body_mut().read_to_string().expect("text");
    serde_json::from_str(&text).expect("a list")
}
