use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::*;
use crate::report::Report;

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct All {
    numbers: (u8, u64, i8, i64),
    float: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    absent: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    none: Vec<u8>,
    letter: char,
    twelve_chars: u8,
    given: Option<u32>,
    nothing: Option<u32>,
    map: BTreeMap<String, Vec<bool>>,
    kinds: Vec<Kind>,
    tagged: Vec<Tagged>,
    flat: Flat,
    result: Result<Box<u8>, String>,
    unit: (),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Unit,
    New(Inner),
    Pair(u8, String),
    Named { a_field: Option<i32>, other: Inner },
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind")]
enum Tagged {
    Unit,
    Named {
        n: i64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    New(Inner),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Flat {
    before: u8,
    #[serde(flatten)]
    inner: Inner,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Inner {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    left_out: Option<u8>,
    kept: String,
}

fn inner(kept: &str) -> Inner {
    Inner {
        left_out: None,
        kept: kept.into(),
    }
}

fn all() -> All {
    All {
        numbers: (u8::MAX, u64::MAX, i8::MIN, i64::MIN),
        float: -0.1,
        absent: None,
        none: Vec::new(),
        letter: 'ß',
        // As long as an end.
        twelve_chars: 12,
        given: Some(0),
        nothing: None,
        map: [("a".into(), vec![true, false]), (String::new(), vec![])].into(),
        kinds: vec![
            Kind::Unit,
            Kind::New(inner("x")),
            Kind::Pair(1, "y".into()),
            Kind::Named {
                a_field: Some(-1),
                other: Inner {
                    left_out: Some(9),
                    kept: String::new(),
                },
            },
        ],
        tagged: vec![
            Tagged::Unit,
            Tagged::Named { n: -5, text: None },
            Tagged::Named {
                n: 5,
                text: Some("t".into()),
            },
            Tagged::New(inner("z")),
        ],
        flat: Flat {
            before: 3,
            inner: inner("flat"),
        },
        result: Ok(Box::new(7)),
        unit: (),
    }
}

#[test]
fn what_is_written_is_read() {
    let bytes = to_bytes(&all()).unwrap();
    assert_eq!(from_bytes(&bytes), Ok(all()));
    let error: Result<u8, String> = Err("no".into());
    assert_eq!(from_bytes(&to_bytes(&error).unwrap()), Ok(error));
}

#[test]
fn a_report_is_read_as_json_reads_it() {
    let json = include_str!("../../../tests/report/v1.json");
    let report: Report = serde_json::from_str(json).unwrap();
    assert!(!report.images.is_empty());
    let bytes = to_bytes(&report).unwrap();
    assert!(bytes.len() < json.len());
    assert_eq!(from_bytes(&bytes), Ok(report));
}

#[test]
fn damage_is_an_error() {
    let bytes = to_bytes(&all()).unwrap();
    for end in 0..bytes.len() {
        assert_eq!(from_bytes::<All>(&bytes[..end]), Err(MessageError), "{end}");
    }
    let longer = [bytes.as_slice(), &[tag::NOTHING]].concat();
    assert_eq!(from_bytes::<All>(&longer), Err(MessageError));
    // Whatever a byte becomes, reading ends.
    for at in 0..bytes.len() {
        for value in [0, 1, 6, 8, 10, 12, 0x80, 0xff] {
            let mut other = bytes.clone();
            other[at] = value;
            let _ = from_bytes::<All>(&other);
        }
    }
}
