//! JSON documents as Go's tools read them: keys of any case, `null` for anything.

use serde::de::DeserializeOwned;
use serde_json::Value;

/// Parses a document whose keys may have any case in its first `levels` levels of objects (jib
/// wrote lower-case ones; Go's decoder does not mind). Keys become lower-case there. Deeper
/// keys (labels, ports) are data and stay as they are.
pub(super) fn parse<T: DeserializeOwned>(bytes: &[u8], levels: usize) -> serde_json::Result<T> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let value: Value = serde_json::from_slice(bytes)?;
    serde_json::from_value(lower_keys(value, levels)?)
}

/// The same for a document that must be an object: serde would take a list for one.
pub(super) fn parse_object<T: DeserializeOwned>(
    bytes: &[u8],
    levels: usize,
) -> serde_json::Result<T> {
    let first = bytes.iter().find(|b| !b.is_ascii_whitespace());
    if first == Some(&b'[') {
        return Err(serde::de::Error::custom("a list where an object should be"));
    }
    parse(bytes, levels)
}

fn lower_keys(value: Value, levels: usize) -> serde_json::Result<Value> {
    Ok(match value {
        Value::Object(map) if levels > 0 => {
            let mut lower = serde_json::Map::new();
            for (key, value) in map {
                let key = key.to_ascii_lowercase();
                // Which of two would count depends on the reader: that is how images lie.
                if lower.contains_key(&key) {
                    let twice = format!("the key \"{key}\" twice, in different case");
                    return Err(serde::de::Error::custom(twice));
                }
                lower.insert(key, lower_keys(value, levels - 1)?);
            }
            Value::Object(lower)
        }
        // A list is no level of its own.
        Value::Array(items) => {
            let items = items.into_iter().map(|item| lower_keys(item, levels));
            Value::Array(items.collect::<serde_json::Result<_>>()?)
        }
        other => other,
    })
}

/// For a field where `null` means the default.
pub(super) fn or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: serde::Deserializer<'de>,
    T: serde::Deserialize<'de> + Default,
{
    use serde::Deserialize as _;
    Ok(Option::<T>::deserialize(deserializer)?.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_twice_in_different_case_is_refused() {
        let parsed = parse::<Value>(br#"{"layers":["a"],"Layers":["b"]}"#, 1);
        assert!(parsed.is_err());
        let data = br#"{"labels":{"a":1,"A":2}}"#;
        assert_eq!(
            parse::<Value>(data, 1).expect("labels are data")["labels"]["A"],
            2
        );
    }
}
