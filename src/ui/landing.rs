//! The page before anything is open.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::icon::{Glyph, Icon};
use super::open;
use super::opener::{Order, Then};
use super::problems::problem;
use super::remote::{LoginMore, OwnRegistry, ReferenceForm, RemedyForm, TryAgain, focus_field};
use super::store::Dispatch;
use crate::report::{Problem, Remedy};
use crate::words::buttons;
use crate::words::landing as say;
use crate::worker::pool::Given;

/// Properties of [`Landing`].
#[derive(Clone, PartialEq, Properties)]
pub struct LandingProps {
    /// Why the last file could not be opened; none where there is none.
    pub problems: Vec<Problem>,
    /// The last file's name, or reference.
    pub file: AttrValue,
    /// The host that was asked for it, where it is elsewhere.
    pub host: Option<String>,
    /// What stands in the field for references.
    pub field: AttrValue,
    /// Registries that know who asks, and the user's name at each.
    pub logins: Vec<(String, String)>,
    /// Takes the sample.
    pub on_file: Callback<Given>,
    /// Takes what a person wants of a registry.
    pub orders: Callback<Order>,
    /// Where actions go.
    pub dispatch: Dispatch,
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
    // Whoever wrote a reference goes on where it went wrong.
    use_effect_with((), {
        let failed = props.host.is_some() && !props.problems.is_empty();
        let asks = props
            .problems
            .iter()
            .any(|problem| problem.remedy.is_some());
        move |()| {
            if failed && !asks {
                focus_field();
            }
        }
    });
    let choose = Callback::from(|_: MouseEvent| open::choose());
    let choose_folder = Callback::from(|_: MouseEvent| open::choose_folder());
    html! {
        <main class="landing" data-test="landing">
            <div class="landing-box" data-test="drop-zone">
                <h1><Glyph icon={Icon::Peel} class="landing-mark" />{"Peel"}</h1>
                <p class="landing-claim">{say::claim()}</p>
                if !props.problems.is_empty() {
                    <section class="problems" aria-label={say::problems()} data-test="problems">
                        <div role="alert">
                            <p class="failed-file">{say::could_not_open()}{" "}<super::Strange text={props.file.clone()} /></p>
                            <ul>{for props.problems.iter().map(problem)}</ul>
                        </div>
                        if let Some(host) = &props.host { {remedies(props, host)} }
                    </section>
                }
                <ReferenceForm text={props.field.clone()} orders={props.orders.clone()} dispatch={props.dispatch.clone()} />
                <div class="landing-drop">
                    <p>{say::or_drop()}</p>
                    <p class="landing-buttons">
                        <button class="button is-main" type="button" data-test="choose" onclick={choose}>
                            <Glyph icon={Icon::Open} />{buttons::choose_file()}
                        </button>
                        <button class="button" type="button" data-test="choose-folder" onclick={choose_folder}>
                            {buttons::choose_folder()}
                        </button>
                        <button class="button" type="button" data-test="sample" onclick={try_sample}
                            disabled={*sample == Sample::Loading}>
                            if *sample == Sample::Loading { {say::loading()} } else { {say::try_sample()} }
                        </button>
                    </p>
                    if let Sample::Lost(why) = &*sample {
                        <p class="landing-lost" role="alert" data-test="sample-lost">{why}</p>
                    }
                </div>
                <p class="landing-command"><code>{"docker save IMAGE -o image.tar"}</code></p>
                <section class="landing-lesson" aria-label={say::what_a_layer_is()}>
                    <p>{say::lesson_stack()}</p>
                    <p>{say::lesson_cover()}</p>
                    <p>{say::lesson_peel()}</p>
                </section>
                <p class="landing-private">{say::private()}</p>
            </div>
        </main>
    }
}

/// What a person can do where an image elsewhere could not be opened.
fn remedies(props: &LandingProps, host: &str) -> Html {
    let code = |code: &str| props.problems.iter().any(|problem| problem.code == code);
    if code("not-a-reference") {
        return Html::default();
    }
    let LandingProps {
        problems,
        logins,
        orders,
        dispatch,
        ..
    } = props;
    let remedy = problems
        .iter()
        .find_map(|problem| problem.remedy.as_deref().cloned());
    let after = match remedy {
        Some(Remedy::Wait { seconds }) => seconds,
        _ => 0,
    };
    // A question is answered first, and a login tries again itself.
    let asks = matches!(remedy, Some(Remedy::Consent { .. } | Remedy::LogIn { .. }));
    let known = logins.iter().find(|(known, _)| known == host);
    let user = known.map(|(_, user)| user.clone());
    html! {
        <div class="remedy">
            if let Some(remedy) = remedy {
                <RemedyForm {remedy} logins={logins.clone()} then={Then::Open} orders={orders.clone()} dispatch={dispatch.clone()} />
            }
            if problems.iter().any(|problem| problem.code == "cors" && !problem.commands.is_empty()) {
                <OwnRegistry />
            }
            if !asks {
                <TryAgain {after} on_again={orders.reform(|()| Order::Again)} />
            }
            if code("rate-limited") || code("not-found") {
                <LoginMore host={host.to_owned()} {user} then={Then::Open} orders={orders.clone()} />
            }
        </div>
    }
}
