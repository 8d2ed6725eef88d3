//! Which language a file is in: by its name, or by its first line.

/// A language, or several that are coloured alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// JSON.
    Json,
    /// YAML.
    Yaml,
    /// TOML and INI: sections, and keys before `=`.
    Ini,
    /// Java's properties and other keys before `=`, without sections.
    Properties,
    /// Shells, and makefiles.
    Shell,
    /// Dockerfiles.
    Dockerfile,
    /// Python.
    Python,
    /// JavaScript and TypeScript.
    JavaScript,
    /// C, C++, Rust, Go, Java and their like.
    C,
    /// XML and HTML.
    Markup,
    /// Markdown.
    Markdown,
}

impl Language {
    /// The language of a file, by its path and its first bytes.
    pub fn of(path: &str, bytes: &[u8]) -> Option<Language> {
        let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
        let named = match name.as_str() {
            "dockerfile" | "containerfile" => Some(Language::Dockerfile),
            "makefile" | "gnumakefile" | ".bashrc" | ".profile" | ".bash_profile" | "profile"
            | "apkbuild" | "pkgbuild" => Some(Language::Shell),
            "os-release" | ".env" | "passwd-" => Some(Language::Properties),
            "cargo.lock" | "poetry.lock" | ".gitconfig" | ".npmrc" | ".editorconfig" => {
                Some(Language::Ini)
            }
            _ => None,
        };
        let ending = name.rsplit_once('.').map(|(_, ending)| ending);
        let ended = || match ending? {
            "json" | "jsonc" | "map" | "webmanifest" => Some(Language::Json),
            "yaml" | "yml" => Some(Language::Yaml),
            "toml" | "ini" | "cfg" | "service" | "timer" | "socket" | "desktop" | "repo" => {
                Some(Language::Ini)
            }
            "properties" | "env" | "conf" => Some(Language::Properties),
            "sh" | "bash" | "zsh" | "ash" | "mk" | "postinst" | "preinst" | "prerm" | "postrm" => {
                Some(Language::Shell)
            }
            "dockerfile" | "containerfile" => Some(Language::Dockerfile),
            "py" | "pyi" => Some(Language::Python),
            "js" | "mjs" | "cjs" | "ts" | "jsx" | "tsx" => Some(Language::JavaScript),
            "c" | "h" | "cc" | "cpp" | "hpp" | "rs" | "go" | "java" | "kt" | "cs" | "swift"
            | "scala" | "proto" => Some(Language::C),
            "xml" | "html" | "htm" | "xhtml" | "svg" | "pom" | "xsd" | "plist" => {
                Some(Language::Markup)
            }
            "md" | "markdown" => Some(Language::Markdown),
            _ => None,
        };
        named.or_else(ended).or_else(|| by_first_line(bytes))
    }
}

fn by_first_line(bytes: &[u8]) -> Option<Language> {
    let line = bytes.split(|byte| *byte == b'\n').next()?;
    let line = &line[..line.len().min(120)];
    if line.starts_with(b"<?xml") {
        return Some(Language::Markup);
    }
    let program = std::str::from_utf8(line.strip_prefix(b"#!")?).ok()?;
    let has = |name: &str| program.contains(name);
    if has("python") {
        Some(Language::Python)
    } else if has("node") || has("deno") {
        Some(Language::JavaScript)
    } else if has("sh") {
        Some(Language::Shell)
    } else {
        None
    }
}
