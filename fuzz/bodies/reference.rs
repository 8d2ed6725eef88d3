//! Any text as a reference: what is one reads back as the same in its full form.

use peel::registry::Reference;

pub fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let Ok(reference) = text.parse::<Reference>() else {
        return;
    };
    let full = reference.to_string();
    assert_eq!(full.parse(), Ok(reference.clone()), "{text:?}");
    assert!(!reference.domain().is_empty() && !reference.path().is_empty());
    assert!(reference.tag().is_some() || reference.digest().is_some());
    // It becomes a part of an address: nothing in it may mean something there.
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-/:@[]".contains(c);
    assert!(full.chars().all(plain), "{full:?}");
    assert!(
        !reference
            .path()
            .split('/')
            .any(|part| matches!(part, "" | "." | ".."))
    );
}
