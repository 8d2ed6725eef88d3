use super::*;

fn entry(text: &str, group: &'static str) -> Entry {
    Entry {
        text: text.into(),
        group,
        keys: Vec::new(),
        deed: Deed::OpenFolder,
    }
}

fn found<'a>(texts: &[&'a str], query: &str) -> Vec<&'a str> {
    let entries: Vec<Entry> = texts.iter().map(|text| entry(text, "Kind")).collect();
    let hits = hits(&entries, query);
    hits.iter().map(|hit| texts[hit.entry]).collect()
}

#[test]
fn letters_fit_in_their_order_only() {
    assert_eq!(found(&["Open every folder"], "oef"), ["Open every folder"]);
    assert_eq!(found(&["Open every folder"], "feo"), [""; 0]);
    assert_eq!(found(&["Open every folder"], "openx"), [""; 0]);
    assert_eq!(found(&["ÉTÉ"], "été"), ["ÉTÉ"], "capitals of any language");
    assert_eq!(
        found(&["b", "a", "c"], "  "),
        ["b", "a", "c"],
        "all, as they stand"
    );
}

#[test]
fn beginnings_and_neighbours_come_first() {
    let texts = ["Close every folder", "Sort by size", "Filter the tree"];
    assert_eq!(found(&texts, "f")[0], "Filter the tree");
    let texts = ["Rearrange some ties", "Row above", "Sort by size"];
    assert_eq!(found(&texts, "sort"), ["Sort by size"]);
    let texts = ["a long line with packages", "Packages"];
    assert_eq!(
        found(&texts, "pack"),
        ["Packages", "a long line with packages"]
    );
    // `rs` as the beginnings of two words before `rs` within one.
    let texts = ["Layers", "Root shell"];
    assert_eq!(found(&texts, "rs")[0], "Root shell");
}

#[test]
fn words_are_looked_for_apart_and_in_the_kind_too() {
    let entries = [
        entry("RUN make", "Layer"),
        entry("Layer 3 · RUN apt", "Layer"),
        entry("make it so", "Finding"),
    ];
    let found = |query| -> Vec<usize> { hits(&entries, query).iter().map(|h| h.entry).collect() };
    assert_eq!(found("layer make"), [0]);
    assert_eq!(found("make layer"), [0]);
    assert_eq!(
        found("layer"),
        [1, 0],
        "what says it itself before what is of that kind"
    );
    assert_eq!(found("finding so"), [2]);
}

#[test]
fn the_best_way_is_shown() {
    let parts = |query, text| fit(query, text, "").map(|fit| fit.parts(text));
    let shown = |parts: Option<Vec<(String, bool)>>| {
        let parts = parts.unwrap_or_default().into_iter();
        parts
            .map(|(part, written)| if written { format!("[{part}]") } else { part })
            .collect::<String>()
    };
    assert_eq!(shown(parts("size", "Show size")), "Show [size]");
    assert_eq!(
        shown(parts("oef", "Open every folder")),
        "[O]pen [e]very [f]older"
    );
    assert_eq!(shown(parts("foo bar", "a bar of foo")), "a [bar] of [foo]");
    assert_eq!(shown(parts("", "as it is")), "as it is");
}

/// In how many ways letters are in a text in their order, by trying every one.
fn by_hand(word: &[char], text: &[char]) -> Option<usize> {
    fn ways(word: &[char], text: &[char]) -> usize {
        match word.split_first() {
            None => 1,
            Some((first, rest)) => (0..text.len())
                .filter(|at| text[*at] == *first)
                .map(|at| ways(rest, &text[at + 1..]))
                .sum(),
        }
    }
    Some(ways(word, text)).filter(|ways| *ways > 0)
}

#[test]
fn what_fits_is_what_is_a_subsequence() {
    let letters = ['a', 'b', '/'];
    let word = |mut n: usize, len: usize| -> Vec<char> {
        (0..len)
            .map(|_| {
                let letter = letters[n % 3];
                n /= 3;
                letter
            })
            .collect()
    };
    for text in (0..243).map(|n| word(n, 5)) {
        for query in (0..9)
            .map(|n| word(n, 2))
            .chain((0..27).map(|n| word(n, 3)))
        {
            let (text, query) = (text.iter().collect::<String>(), &query);
            let written: String = query.iter().collect();
            let fit = fit(&written, &text, "");
            let text: Vec<char> = text.chars().collect();
            assert_eq!(fit.is_some(), by_hand(query, &text).is_some());
            if let Some(fit) = fit {
                let there: Vec<char> = fit.letters.iter().map(|at| text[*at]).collect();
                assert_eq!(&there, query, "in {text:?}");
                assert!(fit.letters.is_sorted());
            }
        }
    }
}

#[test]
fn long_texts_are_bounded() {
    let long = "ab ".repeat(100_000);
    assert!(fit("ab", &long, "").is_some());
    assert!(fit(&long, "ab", "").is_some(), "each word fits");
    assert_eq!(fit(&"x".repeat(100_000), &long, ""), None);
}

#[test]
fn every_command_of_the_list_has_its_keys() {
    let all = entries(&crate::view::State::default());
    let help = all
        .iter()
        .find(|entry| entry.deed == Deed::Command(Command::Help));
    assert_eq!(help.map(|entry| entry.keys.clone()), Some(vec!["?".into()]));
    // Nothing is open: nothing that needs an image.
    let filter = Deed::Command(Command::Filter);
    assert!(all.iter().all(|entry| entry.deed != filter));
}
