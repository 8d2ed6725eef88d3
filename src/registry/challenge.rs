//! What a registry asks for with a 401: `WWW-Authenticate` (RFC 9110, section 11.6.1).

/// One challenge: its scheme in lower case, and its parameters in the order in which they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Challenge {
    pub(super) scheme: String,
    parameters: Vec<(String, String)>,
}

impl Challenge {
    /// The first parameter of this name.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The challenges of a header, as far as they can be read: several may stand in one, and
    /// commas part both them and their parameters.
    pub(super) fn parse(header: &str) -> Vec<Challenge> {
        let mut challenges: Vec<Challenge> = Vec::new();
        let mut rest = header;
        loop {
            rest = rest.trim_start_matches([' ', '\t', ',']);
            if rest.is_empty() {
                return challenges;
            }
            let (word, after) = token(rest);
            if word.is_empty() {
                return challenges;
            }
            let spaced = after.trim_start_matches([' ', '\t']);
            match (spaced.strip_prefix('='), challenges.last_mut()) {
                (Some(value), Some(challenge)) => {
                    let Some((value, after)) = parameter_value(value) else {
                        return challenges;
                    };
                    let name = word.to_ascii_lowercase();
                    challenge.parameters.push((name, value));
                    rest = after;
                }
                (Some(_), None) => return challenges,
                (None, _) => {
                    challenges.push(Challenge {
                        scheme: word.to_ascii_lowercase(),
                        parameters: Vec::new(),
                    });
                    rest = after;
                }
            }
        }
    }
}

/// Where tokens come from, by a `WWW-Authenticate` header: the realms of its Bearer challenges.
pub fn realms(header: &str) -> Vec<String> {
    let challenges = Challenge::parse(header).into_iter();
    let bearer = challenges.filter(|challenge| challenge.scheme == "bearer");
    bearer
        .filter_map(|challenge| challenge.parameter("realm").map(str::to_owned))
        .collect()
}

fn token(text: &str) -> (&str, &str) {
    let inside = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    text.split_at(text.find(|c| !inside(c)).unwrap_or(text.len()))
}

/// A token or a quoted text, and what follows it.
fn parameter_value(text: &str) -> Option<(String, &str)> {
    let text = text.trim_start_matches([' ', '\t']);
    let Some(quoted) = text.strip_prefix('"') else {
        // Some write an address without quotes.
        let end = text.find([',', ' ', '\t']).unwrap_or(text.len());
        return Some((text[..end].to_owned(), &text[end..]));
    };
    let mut value = String::new();
    let mut characters = quoted.char_indices();
    while let Some((i, c)) = characters.next() {
        match c {
            '"' => return Some((value, &quoted[i + 1..])),
            '\\' => value.push(characters.next()?.1),
            c => value.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_order_and_commas_in_quotes() {
        let header = r#"Bearer scope="repository:a/b:pull,push",realm="https://auth.example/token", service="registry.example", Basic realm="it is \"here\"""#;
        let found = Challenge::parse(header);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].scheme, "bearer");
        assert_eq!(
            found[0].parameter("scope"),
            Some("repository:a/b:pull,push")
        );
        assert_eq!(
            found[0].parameter("realm"),
            Some("https://auth.example/token")
        );
        assert_eq!(found[1].scheme, "basic");
        assert_eq!(found[1].parameter("realm"), Some("it is \"here\""));
        assert_eq!(found[1].parameter("service"), None);
        assert_eq!(realms(header), ["https://auth.example/token"]);
    }

    #[test]
    fn garbage_is_no_challenge() {
        for header in ["", ",,,", "=", "a=b", "\"", "Bearer realm=\"open", "é"] {
            for challenge in Challenge::parse(header) {
                assert_eq!(challenge.parameter("realm"), None, "{header}");
            }
        }
        let bare = Challenge::parse("BEARER realm=https://a.b/c,service=s");
        assert_eq!(bare[0].parameter("realm"), Some("https://a.b/c"));
        assert_eq!(bare[0].parameter("service"), Some("s"));
    }
}
