//! What languages of one making differ in.

use super::Language;

/// A string's signs.
pub(super) struct Quote {
    pub(super) open: &'static [u8],
    pub(super) close: &'static [u8],
    /// Whether `\` takes the meaning of what follows.
    pub(super) escapes: bool,
    /// Whether it goes on over the end of a line.
    pub(super) lines: bool,
}

/// What stands before a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Keys {
    None,
    /// A string with `:` behind it.
    Quoted,
    /// The first of a line, with `:` behind it.
    Colon,
    /// The first of a line, with `=` behind it.
    Equals,
}

/// How a language is coloured.
pub(super) struct Grammar {
    /// What begins a comment up to the line's end.
    pub(super) comments: &'static [&'static [u8]],
    /// Whether it does so only at the beginning of a word.
    pub(super) comments_apart: bool,
    /// `/* … */`.
    pub(super) block: bool,
    pub(super) quotes: &'static [Quote],
    pub(super) words: &'static [&'static str],
    /// Words that are values.
    pub(super) constants: &'static [&'static str],
    pub(super) keys: Keys,
    /// Whether `[this]` at the beginning of a line is a section.
    pub(super) sections: bool,
    /// Whether `$this` is a variable.
    pub(super) variables: bool,
    /// Whether only the first word of a line is one of the language, and capitals do not matter.
    pub(super) first_word: bool,
}

const fn quote(sign: &'static [u8], escapes: bool, lines: bool) -> Quote {
    Quote {
        open: sign,
        close: sign,
        escapes,
        lines,
    }
}

const PLAIN: Grammar = Grammar {
    comments: &[],
    comments_apart: false,
    block: false,
    quotes: &[quote(b"\"", true, false)],
    words: &[],
    constants: &["true", "false", "null"],
    keys: Keys::None,
    sections: false,
    variables: false,
    first_word: false,
};

static JSON: Grammar = Grammar {
    comments: &[b"//"],
    block: true,
    keys: Keys::Quoted,
    ..PLAIN
};

static YAML: Grammar = Grammar {
    comments: &[b"#"],
    comments_apart: true,
    quotes: &[quote(b"\"", true, true), quote(b"'", false, true)],
    constants: &["true", "false", "null", "yes", "no", "on", "off"],
    keys: Keys::Colon,
    ..PLAIN
};

static INI: Grammar = Grammar {
    comments: &[b"#", b";"],
    comments_apart: true,
    quotes: &[
        quote(b"\"\"\"", true, true),
        quote(b"'''", false, true),
        quote(b"\"", true, false),
        quote(b"'", false, false),
    ],
    constants: &["true", "false"],
    keys: Keys::Equals,
    sections: true,
    ..PLAIN
};

static PROPERTIES: Grammar = Grammar {
    comments: &[b"#"],
    comments_apart: true,
    keys: Keys::Equals,
    ..PLAIN
};

static SHELL: Grammar = Grammar {
    comments: &[b"#"],
    comments_apart: true,
    quotes: &[
        quote(b"\"", true, true),
        quote(b"'", false, true),
        quote(b"`", true, true),
    ],
    words: &[
        "if", "then", "else", "elif", "fi", "for", "in", "do", "done", "while", "until", "case",
        "esac", "function", "return", "exit", "export", "local", "readonly", "set", "unset",
        "shift", "trap", "exec", "eval", "source", "break", "continue",
    ],
    constants: &[],
    keys: Keys::Equals,
    variables: true,
    ..PLAIN
};

static DOCKERFILE: Grammar = Grammar {
    comments: &[b"#"],
    comments_apart: true,
    quotes: &[quote(b"\"", true, false), quote(b"'", false, false)],
    words: &[
        "from",
        "run",
        "cmd",
        "label",
        "maintainer",
        "expose",
        "env",
        "add",
        "copy",
        "entrypoint",
        "volume",
        "user",
        "workdir",
        "arg",
        "onbuild",
        "stopsignal",
        "healthcheck",
        "shell",
    ],
    constants: &[],
    variables: true,
    first_word: true,
    ..PLAIN
};

static PYTHON: Grammar = Grammar {
    comments: &[b"#"],
    quotes: &[
        quote(b"\"\"\"", true, true),
        quote(b"'''", true, true),
        quote(b"\"", true, false),
        quote(b"'", true, false),
    ],
    words: &[
        "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
        "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is",
        "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with",
        "yield",
    ],
    constants: &["True", "False", "None"],
    ..PLAIN
};

static JAVA_SCRIPT: Grammar = Grammar {
    comments: &[b"//"],
    block: true,
    quotes: &[
        quote(b"\"", true, false),
        quote(b"'", true, false),
        quote(b"`", true, true),
    ],
    words: &[
        "async",
        "await",
        "break",
        "case",
        "catch",
        "class",
        "const",
        "continue",
        "default",
        "delete",
        "do",
        "else",
        "export",
        "extends",
        "finally",
        "for",
        "from",
        "function",
        "if",
        "import",
        "in",
        "instanceof",
        "interface",
        "let",
        "new",
        "of",
        "return",
        "static",
        "super",
        "switch",
        "this",
        "throw",
        "try",
        "type",
        "typeof",
        "var",
        "void",
        "while",
        "with",
        "yield",
    ],
    constants: &["true", "false", "null", "undefined", "NaN"],
    ..PLAIN
};

static C: Grammar = Grammar {
    comments: &[b"//"],
    block: true,
    // `'` begins a lifetime in Rust: a character is left plain.
    quotes: &[quote(b"\"", true, false)],
    words: &[
        "abstract",
        "as",
        "async",
        "await",
        "bool",
        "break",
        "byte",
        "case",
        "catch",
        "chan",
        "char",
        "class",
        "const",
        "continue",
        "crate",
        "default",
        "defer",
        "do",
        "double",
        "else",
        "enum",
        "extends",
        "extern",
        "final",
        "float",
        "fn",
        "for",
        "func",
        "go",
        "if",
        "impl",
        "implements",
        "import",
        "in",
        "int",
        "interface",
        "let",
        "long",
        "loop",
        "map",
        "match",
        "mod",
        "mut",
        "namespace",
        "new",
        "package",
        "private",
        "protected",
        "pub",
        "public",
        "range",
        "ref",
        "return",
        "select",
        "self",
        "short",
        "sizeof",
        "static",
        "string",
        "struct",
        "super",
        "switch",
        "template",
        "this",
        "throw",
        "trait",
        "try",
        "type",
        "typedef",
        "union",
        "unsafe",
        "unsigned",
        "use",
        "using",
        "var",
        "virtual",
        "void",
        "where",
        "while",
    ],
    constants: &["true", "false", "null", "nil", "NULL", "nullptr", "None"],
    ..PLAIN
};

/// That of a language.
pub(super) fn of(language: Language) -> &'static Grammar {
    match language {
        Language::Json => &JSON,
        Language::Yaml => &YAML,
        Language::Ini => &INI,
        Language::Shell => &SHELL,
        Language::Dockerfile => &DOCKERFILE,
        Language::Python => &PYTHON,
        Language::JavaScript => &JAVA_SCRIPT,
        Language::C => &C,
        // Those of markup have a pass of their own.
        Language::Properties | Language::Markup | Language::Markdown => &PROPERTIES,
    }
}
