use super::*;

texts! {
    plain: "A layer" | "Una capa";
    filled(name: &str, n: u8): "{name} has {n}" | "Hay {n} en {name}";
    counted layers: "layer" "layers" | "capa" "capas";
}

/// What a text is while a language is spoken; English afterwards, as for every other test.
fn in_language<T>(spoken: Language, text: impl FnOnce() -> T) -> T {
    speak(spoken);
    let text = text();
    speak(Language::English);
    text
}

#[test]
fn texts_are_in_the_language_that_is_spoken() {
    assert_eq!(plain(), "A layer");
    assert_eq!(filled("it", 2), "it has 2");
    assert_eq!(
        (layers(1), layers(1234)),
        ("1 layer".into(), "1,234 layers".into())
    );
    let spanish = in_language(Language::Spanish, || {
        (plain(), filled("él", 2), layers(1), layers(0))
    });
    assert_eq!(
        spanish,
        (
            "Una capa",
            "Hay 2 en él".into(),
            "1 capa".into(),
            "0 capas".into()
        )
    );
}

#[test]
fn thousands_stand_apart_as_the_language_has_them() {
    assert_eq!(count(1_234_567), "1,234,567");
    let spanish = |n| in_language(Language::Spanish, || count(n));
    assert_eq!(
        (spanish(1234), spanish(12_345)),
        ("1234".into(), "12\u{202f}345".into())
    );
}

#[test]
fn the_first_wanted_language_that_peel_speaks_is_chosen() {
    assert_eq!(Language::best(["fr-FR", "es-MX", "en"]), Language::Spanish);
    assert_eq!(Language::best(["EN_us", "es"]), Language::English);
    assert_eq!(Language::best(["de", ""]), Language::English);
}
