//! Every text of the page, in each language that Peel speaks, side by side: so that neither can be
//! forgotten, and one person can translate without reading code.
//!
//! May depend on nothing of ours. A file a part of the page; what the core says stands in folders of its
//! own, [`rules`] and [`problems`]. [`texts!`] makes a function of each text:
//!
//! ```text
//! texts! {
//!     choose_file: "Choose a file" | "Elige un archivo";
//!     looking_in(file: &str): "Looking in {file}…" | "Buscando en {file}…";
//!     counted layers: "layer" "layers" | "capa" "capas";
//! }
//! ```
//!
//! The first is a `&'static str`, the second a `String` with its parts put in, the third a number
//! with its noun. Keys of attributes, of addresses and of files are no texts: they stand where they
//! are made, and are the same in every language. So does what a format or a tool calls its own
//! things (`manifest`, `ENTRYPOINT`), as the OCI specifications spell it.

pub mod beside;
pub mod buttons;
pub mod compare;
pub mod config;
pub mod counts;
pub mod details;
pub mod difference;
pub mod dockerfile;
pub mod file;
pub mod header;
pub mod history;
pub mod keys;
pub mod landing;
mod language;
pub mod map;
mod named;
pub mod outside;
pub mod packages;
pub mod palette;
pub mod panes;
pub mod problems;
mod reasons;
pub mod remote;
pub mod reuse;
pub mod rules;
pub mod share;
pub mod tarball;
pub mod terms;
pub mod tree;
pub mod whatif;

pub use language::{Language, language, speak};
pub use named::named;
pub use reasons::reason;

/// A text that is named in a table, and said when it is shown.
pub type Text = fn() -> &'static str;

/// Makes a function of each text, in the language that is spoken. See the module's text.
macro_rules! texts {
    () => {};
    (counted $name:ident: $one:literal $many:literal | $uno:literal $muchos:literal; $($rest:tt)*) => {
        #[doc = concat!("`1 ", $one, "`, `2 ", $many, "`.")]
        pub fn $name(n: u64) -> String {
            let noun = match ($crate::words::language(), n) {
                ($crate::words::Language::English, 1) => $one,
                ($crate::words::Language::English, _) => $many,
                ($crate::words::Language::Spanish, 1) => $uno,
                ($crate::words::Language::Spanish, _) => $muchos,
            };
            format!("{} {noun}", $crate::words::count(n))
        }
        $crate::words::texts! { $($rest)* }
    };
    ($name:ident: $english:literal | $spanish:literal; $($rest:tt)*) => {
        #[doc = concat!("`", $english, "`")]
        pub fn $name() -> &'static str {
            match $crate::words::language() {
                $crate::words::Language::English => $english,
                $crate::words::Language::Spanish => $spanish,
            }
        }
        $crate::words::texts! { $($rest)* }
    };
    ($name:ident($($part:ident: $kind:ty),+): $english:literal | $spanish:literal; $($rest:tt)*) => {
        #[doc = concat!("`", $english, "`")]
        pub fn $name($($part: $kind),+) -> String {
            match $crate::words::language() {
                $crate::words::Language::English => format!($english),
                $crate::words::Language::Spanish => format!($spanish),
            }
        }
        $crate::words::texts! { $($rest)* }
    };
}
pub(crate) use texts;

/// A number with its thousands apart, as the language writes it.
pub fn count(n: u64) -> String {
    let apart = match language() {
        Language::English => ',',
        // The Academy's orthography: a thin space, and none in numbers of four digits.
        Language::Spanish if n < 10_000 => return n.to_string(),
        Language::Spanish => '\u{202f}',
    };
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 * apart.len_utf8());
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(apart);
        }
        out.push(digit);
    }
    out
}

/// A number that was written with a point, as the language writes it.
pub fn decimal(number: String) -> String {
    match language() {
        Language::English => number,
        Language::Spanish => number.replace('.', ","),
    }
}

#[cfg(test)]
mod tests;
