//! What the config sets, and no instruction of the history tells.

use super::Line;
use crate::report::schema::ImageReport;
use crate::words::dockerfile as say;

/// Adds those, with a remark where there are any.
pub(super) fn missing(image: &ImageReport, lines: &mut Vec<Line>) {
    let config = &image.config;
    let told = |keyword: &str| image.history.iter().any(|row| row.keyword == keyword);
    let mut all: Vec<(&str, String)> = Vec::new();
    for (name, value) in config.env.iter().filter_map(|pair| pair.split_once('=')) {
        let known = image.history.iter().any(|row| {
            row.keyword == "ENV"
                && row.arguments.split_whitespace().any(|word| {
                    let set = word.split_once('=').map_or(word, |(name, _)| name);
                    set == name
                })
        });
        if !known {
            all.push(("ENV", format!("{name}={}", quoted(value))));
        }
    }
    if !told("LABEL") {
        let labels = config.labels.iter();
        all.extend(
            labels.map(|(key, value)| ("LABEL", format!("{}={}", quoted(key), quoted(value)))),
        );
    }
    let plain = [
        ("WORKDIR", config.working_dir.as_str()),
        ("USER", config.user.as_str()),
        (
            "STOPSIGNAL",
            config.stop_signal.as_deref().unwrap_or_default(),
        ),
    ];
    for (keyword, value) in plain {
        if !value.is_empty() && !told(keyword) {
            all.push((keyword, value.to_owned()));
        }
    }
    for (keyword, list) in [
        ("EXPOSE", &config.exposed_ports),
        ("VOLUME", &config.volumes),
        ("ENTRYPOINT", &config.entrypoint),
        ("CMD", &config.cmd),
    ] {
        if list.is_empty() || told(keyword) {
            continue;
        }
        all.push((
            keyword,
            match keyword {
                "EXPOSE" => list.join(" "),
                // Lists of text always make JSON.
                _ => serde_json::to_string(list).unwrap_or_default(),
            },
        ));
    }
    let (sound, broken): (Vec<_>, Vec<_>) = all
        .into_iter()
        .partition(|(_, value)| super::one_line(value));
    if sound.is_empty() && broken.is_empty() {
        return;
    }
    lines.push(Line::Remark(say::from_config().into()));
    lines.extend(sound.into_iter().map(|(keyword, value)| Line::Instruction {
        text: format!("{keyword} {value}"),
        row: None,
    }));
    lines.extend(
        broken
            .into_iter()
            .map(|(keyword, value)| Line::Remark(format!("{keyword} {value}"))),
    );
}

/// A value between double quotes, where it needs them (Dockerfile reference, "ENV").
fn quoted(value: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-./:@%+,=".contains(c);
    if !value.is_empty() && value.chars().all(plain) {
        return value.to_owned();
    }
    let mut quoted = String::from("\"");
    for c in value.chars() {
        if matches!(c, '"' | '\\' | '$') {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted + "\""
}
