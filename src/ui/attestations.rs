//! What was attested of an image: who built it, from what, and which packages are in it.

use yew::prelude::*;

use super::Strange;
use crate::report::AttestationReport;
use crate::view::{text, words};
use crate::words::details as say;
use crate::words::named;

/// The attestations; nothing where there are none.
pub fn attestations(attestations: &[AttestationReport]) -> Html {
    if attestations.is_empty() {
        return Html::default();
    }
    html! {
        <>
        <h3>{say::attestations()}{" "}<span class="pane-count">{attestations.len()}</span></h3>
        {for attestations.iter().map(attestation)}
        </>
    }
}

fn attestation(attestation: &AttestationReport) -> Html {
    let badge = attestation.digest_verdict.map(words::document_badge);
    let facts = attestation.facts.iter().map(|fact| {
        row(
            &fact.label,
            html! { <Strange text={fact.value.clone()} lines=true /> },
        )
    });
    let (materials, packages) = (&attestation.materials, &attestation.packages);
    html! {
        <section class="attestation" data-test="attestation" data-kind={attestation.kind.clone()}>
            <h4>
                {named(&attestation.kind)}
                if let Some(badge) = badge {
                    <span class={classes!("badge", format!("badge-{}", badge.id))} data-test="attestation-badge"
                        data-verdict={badge.id} title={badge.means}>{badge.word}</span>
                }
            </h4>
            <dl class="pairs">
                {row(say::predicate_type(), html! { <code><Strange text={attestation.predicate_type.clone()} /></code> })}
                {for facts}
            </dl>
            if !materials.is_empty() {
                <details>
                    <summary>{say::materials(materials.len() as u64)}</summary>
                    <ul class="attested" data-test="materials">{for materials.iter().map(|material| html! {
                        <li><code><Strange text={material.uri.clone()} /></code>{" "}
                            <code class="remark"><Strange text={material.digest.clone()} /></code></li>
                    })}</ul>
                </details>
            }
            if !packages.is_empty() {
                <details>
                    <summary>{say::packages(packages.len() as u64)}</summary>
                    <ul class="attested" data-test="packages">{for packages.iter().map(|package| html! {
                        <li title={text::visible(&package.purl)}><code><Strange text={package.name.clone()} /></code>{" "}
                            <Strange text={package.version.clone()} />{" "}
                            <span class="remark"><Strange text={package.license.clone()} /></span></li>
                    })}</ul>
                </details>
            }
            if attestation.left_out > 0 {
                <p class="remark">{say::left_out(&text::count(attestation.left_out))}</p>
            }
        </section>
    }
}

fn row(label: &str, value: Html) -> Html {
    html! { <div class="pair"><dt>{label}</dt><dd>{value}</dd></div> }
}
