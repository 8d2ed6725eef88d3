//! The page before anything is open.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::icon::{Glyph, Icon};
use super::open;
use super::problems::problem;
use crate::report::Problem;
use crate::worker::pool::Given;

/// Properties of [`Landing`].
#[derive(Clone, PartialEq, Properties)]
pub struct LandingProps {
    /// Why the last file could not be opened; none where there is none.
    pub problems: Vec<Problem>,
    /// The last file's name.
    pub file: AttrValue,
    /// Takes the sample.
    pub on_file: Callback<Given>,
}

#[derive(Clone, PartialEq)]
enum Sample {
    Offered,
    Loading,
    Lost(String),
}

/// What Peel is, and how to begin.
#[component]
pub fn Landing(props: &LandingProps) -> Html {
    let sample = use_state_eq(|| Sample::Offered);
    let try_sample = {
        let (sample, on_file) = (sample.clone(), props.on_file.clone());
        Callback::from(move |_: MouseEvent| {
            sample.set(Sample::Loading);
            let (sample, on_file) = (sample.clone(), on_file.clone());
            spawn_local(async move {
                match open::sample().await {
                    Ok(file) => on_file.emit(file.into()),
                    Err(why) => sample.set(Sample::Lost(why)),
                }
            });
        })
    };
    let choose = Callback::from(|_: MouseEvent| open::choose());
    let choose_folder = Callback::from(|_: MouseEvent| open::choose_folder());
    html! {
        <main class="landing" data-test="landing">
            <div class="landing-box" data-test="drop-zone">
                <h1><Glyph icon={Icon::Peel} class="landing-mark" />{"Peel"}</h1>
                <p class="landing-claim">{"See what is inside a container image."}</p>
                if !props.problems.is_empty() {
                    <section class="problems" aria-label="Problems" data-test="problems" role="alert">
                        <p class="failed-file">{"Could not open "}<super::Strange text={props.file.clone()} /></p>
                        <ul>{for props.problems.iter().map(problem)}</ul>
                    </section>
                }
                <div class="landing-drop">
                    <p>{"Drop an image archive anywhere on this page, or a folder that holds an OCI image layout, or"}</p>
                    <p class="landing-buttons">
                        <button class="button is-main" type="button" data-test="choose" onclick={choose}>
                            <Glyph icon={Icon::Open} />{"Choose a file"}
                        </button>
                        <button class="button" type="button" data-test="choose-folder" onclick={choose_folder}>
                            {"Choose a folder"}
                        </button>
                        <button class="button" type="button" data-test="sample" onclick={try_sample}
                            disabled={*sample == Sample::Loading}>
                            if *sample == Sample::Loading { {"Loading…"} } else { {"Try a sample"} }
                        </button>
                    </p>
                    if let Sample::Lost(why) = &*sample {
                        <p class="landing-lost" role="alert" data-test="sample-lost">{why}</p>
                    }
                </div>
                <p class="landing-command"><code>{"docker save IMAGE -o image.tar"}</code></p>
                <section class="landing-lesson" aria-label="What a layer is">
                    <p>{"An image is a stack of layers. Each is an archive of files that one instruction of a Dockerfile added or changed."}</p>
                    <p>{"A layer never changes the ones below it: it only covers them. A file that a later layer deletes or writes anew is still in the image, hidden."}</p>
                    <p>{"Peel shows every layer, what it covers, and how many bytes nobody will ever see."}</p>
                </section>
                <p class="landing-private">{"Nothing leaves this machine: the file is read in your browser, and this page may talk to no other server."}</p>
            </div>
        </main>
    }
}
