//! Any text as a reference, and as what a person pastes: what is one reads back as the same in its
//! full form.

use peel::registry::{Pasted, Place, Reference};

pub fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    pasted(text);
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

fn pasted(text: &str) {
    let Ok(pasted) = text.parse::<Pasted>() else {
        return;
    };
    let again: Pasted = pasted.place.to_string().parse().expect("its own form");
    assert_eq!(again.place, pasted.place, "{text:?}");
    // Where it leads is known before anything is asked.
    assert!(!pasted.place.api_host().is_empty(), "{text:?}");
    if let Place::Layout { base } = &pasted.place {
        assert!(base.ends_with('/') && base.starts_with("http"), "{base:?}");
    }
}
