//! One set of the registries of `tests/registry/` for all tests here.

use std::sync::OnceLock;

use serde_json::{Value, json};

use super::registries::{Lab, log, post};

/// It is never dropped: its standard input ends with this program, and it with that.
pub fn lab() -> &'static Lab {
    static LAB: OnceLock<Lab> = OnceLock::new();
    LAB.get_or_init(Lab::start)
}

/// A faulty registry, and the stores that it redirects to, for one test.
pub struct Faults(Value);

impl Faults {
    pub fn of(rules: &Value) -> Faults {
        let faults = Faults(lab().own("faults", &json!({})));
        post(&format!("{}/_faults", faults.at("faults")), rules);
        faults
    }

    /// The address of one of them.
    pub fn at(&self, key: &str) -> &str {
        self.0[key].as_str().expect("the lab has it")
    }

    /// An address of the faulty registry.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.at("faults"))
    }

    /// What one of them was asked.
    pub fn log(&self, key: &str) -> Vec<Value> {
        log(self.at(key))
    }
}
