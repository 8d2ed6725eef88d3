//! A folder on its way to be saved as a tar: how far it is, a way to end it, and what came of it.

use yew::prelude::*;

use crate::ui::Strange;
use crate::ui::file::save;
use crate::ui::problems::problem_words;
use crate::ui::store::Dispatch;
use crate::view::progress::share;
use crate::view::tarball::{Stage, TarAction, TarPlanned, TarView};
use crate::view::{Action, text};
use crate::words::buttons;
use crate::words::tarball as say;

/// Properties of [`Taking`].
#[derive(Clone, PartialEq, Properties)]
pub struct TakingProps {
    /// How far it is.
    pub view: TarView,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The line; nothing where no folder is asked for.
#[component]
pub fn Taking(props: &TakingProps) -> Html {
    let TakingProps { view, dispatch } = props;
    let made = match &view.stage {
        Stage::Made(planned, url) => Some((planned.name.clone(), url.clone())),
        _ => None,
    };
    use_effect_with(made, |made| {
        if let Some((name, url)) = made {
            save(url, name);
        }
    });
    let put_away = dispatch.reform(|_: MouseEvent| Action::Tarball(TarAction::PutAway));
    let body = match &view.stage {
        Stage::Not => return Html::default(),
        Stage::Finding(_) => html! { <p>{say::finding()}</p> },
        Stage::Reading(planned, progress) => {
            let (done, total) = progress.unwrap_or((0, 1));
            html! { <>
                <p><Strange text={say::packing(&name(planned))} /></p>
                <progress max="1" value={format!("{:.4}", share(done, total))} aria-label={say::progress()} />
            </> }
        }
        Stage::Made(planned, _) => html! { <p data-entries={planned.entries.to_string()}>
            <Strange text={say::made(&name(planned), &say::entries(planned.entries))} />
            if planned.left_out > 0 { {" "}{say::left_out(&say::entries(planned.left_out))} }
        </p> },
        Stage::Failed(problem) => html! { <p class="problem-line" data-code={problem.code.clone()}>
            {problem_words(problem)}
        </p> },
    };
    html! {
        <div class="taking" data-test="tarball" data-state={view.stage.id()} role="status">
            {body}
            if view.stage.is_busy() {
                <button class="button" type="button" data-test="tarball-stop" onclick={put_away}>{buttons::cancel()}</button>
            } else {
                <button class="button" type="button" data-test="tarball-close" onclick={put_away}>{buttons::close()}</button>
            }
        </div>
    }
}

fn name(planned: &TarPlanned) -> String {
    text::visible(&planned.name)
}
