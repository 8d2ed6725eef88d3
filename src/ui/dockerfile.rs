//! The Dockerfile of the image at hand, as far as its history tells.

use yew::prelude::*;

use super::copy::Copy;
use super::shared::Shared;
use crate::report::{Report, dockerfile_text};
use crate::words::details as say;

/// Properties of [`Dockerfile`].
#[derive(Clone, PartialEq, Properties)]
pub struct DockerfileProps {
    /// The analysis.
    pub report: Shared<Report>,
    /// The image at hand.
    pub image: usize,
}

/// The file, folded away.
#[component]
pub fn Dockerfile(props: &DockerfileProps) -> Html {
    let text = props.report.images.get(props.image).map(dockerfile_text);
    let text = AttrValue::from(text.unwrap_or_default());
    let line = |line: &str| {
        let class = line.starts_with('#').then_some("remark");
        html! { <span {class}>{line.to_owned()}{"\n"}</span> }
    };
    html! {
        <details class="dockerfile" data-test="dockerfile">
            <summary>{say::dockerfile_title()}</summary>
            <Copy text={text.clone()} label={say::copy_dockerfile()} />
            <pre tabindex="0" aria-label="Dockerfile" data-test="dockerfile-text">{for text.lines().map(line)}</pre>
        </details>
    }
}
