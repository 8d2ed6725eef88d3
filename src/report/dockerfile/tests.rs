use super::*;
use crate::report::{ConfigReport, LayerReport};

fn row(created_by: &str, layer: Option<usize>) -> HistoryReport {
    let Instruction {
        keyword,
        arguments,
        raw,
        ..
    } = Instruction::decode(created_by);
    HistoryReport {
        keyword,
        arguments,
        raw,
        layer,
        ..HistoryReport::default()
    }
}

fn image(history: Vec<HistoryReport>) -> ImageReport {
    let layers = history.iter().filter(|row| row.layer.is_some());
    ImageReport {
        layers: layers.map(|_| LayerReport::default()).collect(),
        history,
        ..ImageReport::default()
    }
}

fn body(image: &ImageReport) -> Vec<String> {
    let text = dockerfile_text(image);
    let lines = text.lines().skip(HEAD.len() + 1);
    lines
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_base_is_told_from_the_rest() {
    let image = image(vec![
        row("/bin/sh -c #(nop) ADD file:0123 in / ", Some(0)),
        row("/bin/sh -c #(nop)  CMD [\"bash\"]", None),
        row("|1 KEY=value /bin/sh -c make", Some(1)),
        row("USER app", None),
    ]);
    assert_eq!(
        body(&image),
        [
            "FROM scratch",
            "# Its sources are recorded by their hash only; it made layer 1.",
            "ADD file:0123 /",
            "CMD [\"bash\"]",
            "# Above: most likely the base image's. Below: the image's own.",
            "# From here with the build argument KEY=value",
            "RUN make",
            "USER app",
        ]
    );
}

#[test]
fn what_only_the_config_tells_comes_last() {
    let mut image = image(vec![row("bazel build //:image", Some(0))]);
    image.config = ConfigReport {
        user: "65532".into(),
        entrypoint: vec!["/app".into()],
        env: vec!["PATH=/bin".into(), "GREETING=say \"hi\"".into()],
        ..ConfigReport::default()
    };
    assert_eq!(
        body(&image),
        [
            "FROM scratch",
            "# No instruction, but it made layer 1: bazel build //:image",
            "# Set in the config, and told by no entry of the history:",
            "ENV PATH=/bin",
            "ENV GREETING=\"say \\\"hi\\\"\"",
            "USER 65532",
            "ENTRYPOINT [\"/app\"]",
        ]
    );
}

#[test]
fn no_stranger_adds_a_line() {
    let mut image = image(vec![
        row("ENV A=b\nUSER root # buildkit", None),
        row("LABEL a=b\rRUN evil", None),
        row("nothing\nRUN evil", Some(0)),
        row("|1 A=b\nRUN=evil /bin/sh -c make", Some(1)),
        row(
            "RUN /bin/sh -c <<EOF\nmake\nEOF\nRUN evil # buildkit",
            Some(2),
        ),
    ]);
    image.config.user = "app\nRUN evil".into();
    image.config.working_dir = "/\u{1b}[31m".into();
    image.config.labels.insert(
        "org.opencontainers.image.base.name".into(),
        "a\nRUN evil".into(),
    );
    let text = dockerfile_text(&image);
    let evil =
        |line: &&str| line.starts_with("RUN") && line.contains("evil") || line.starts_with("USER");
    assert_eq!(text.lines().find(evil), None, "{text}");
    assert!(!text.contains(['\u{1b}', '\r']), "{text}");
}
