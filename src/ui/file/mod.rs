//! The file that is looked at, in a dialog: its contents in one form or another, a search, the
//! versions of it that layers hold, and ways to take it away.

mod difference;
mod lines;
mod picture;
mod save;
mod search;
mod versions;

use std::rc::Rc;

use web_sys::{HtmlDialogElement, HtmlElement};
use yew::prelude::*;

pub(super) use self::save::save;

use self::difference::DifferenceOf;
use self::lines::Lines;
use self::picture::PictureOf;
use self::search::Search;
use self::versions::versions;
use super::Strange;
use super::copy::Copy;
use super::modal::use_modal;
use super::problems::problem_words;
use super::shared::Shared;
use super::store::Dispatch;
use crate::limits;
use crate::view::file::{FileAction, FileRows, Form, Hits, Viewed};
use crate::view::progress::share;
use crate::view::{Action, text};
use crate::words::buttons;
use crate::words::file as say;

/// Properties of [`Viewer`].
#[derive(Clone, PartialEq, Properties)]
pub struct ViewerProps {
    /// The file.
    pub viewed: Viewed,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The file, in a dialog.
#[component]
pub fn Viewer(props: &ViewerProps) -> Html {
    let ViewerProps { viewed, dispatch } = props;
    let dialog = use_modal();
    // Once there is something to read, its keys scroll it; later the focus stays where it is put.
    let focused = use_mut_ref(|| false);
    use_effect_with(viewed.contents.is_some(), {
        let dialog = dialog.clone();
        move |there| {
            if *there && !focused.replace(true) {
                search::focus(&dialog, ".file-lines");
            }
        }
    });
    let chosen = use_state_eq(|| None::<Form>);
    let query = use_state_eq(String::new);
    // Steps from the first hit, as keys ask for them: hits may be found only after a key.
    let steps = use_state_eq(|| 0_isize);
    let contents = viewed.contents.clone().map(Shared::from);
    let size = viewed.found.as_ref().map_or(0, |found| found.size);
    let forms = use_memo((contents.clone(), size), |(contents, size)| {
        let contents = contents.as_ref()?;
        let whole = contents.bytes.len() as u64 == *size && contents.problem.is_none();
        Some(Form::all(&contents.bytes, whole))
    });
    let forms = forms.as_deref().unwrap_or_default().to_vec();
    let kept = forms.iter().find(|form| Some(**form) == *chosen);
    let form = kept.or(forms.first()).copied();
    let name = viewed.found.as_ref().map(|found| found.path.clone());
    let rows = use_memo((contents.clone(), form, name), |(contents, form, name)| {
        let bytes = contents.as_ref()?.bytes.clone();
        Some(FileRows::new(bytes, (*form)?, name.as_deref()?))
    });
    let hits = use_memo((contents.clone(), (*query).clone()), |(contents, query)| {
        let bytes = contents.as_ref().map_or(&[][..], |c| &c.bytes);
        Hits::of(bytes, query)
    });
    // Before the first comes the last.
    let hit = steps.rem_euclid(hits.len().max(1) as isize) as usize;
    use_effect_with(viewed.whole.clone(), {
        let path = viewed.found.as_ref().map(|found| found.path.clone());
        move |whole| {
            if let (Some(url), Some(path)) = (whole, path) {
                save(url, &path);
            }
        }
    });
    let move_by = {
        let steps = steps.clone();
        Callback::from(move |by: isize| steps.set(steps.saturating_add(by)))
    };
    let oninput = {
        let (query, steps) = (query.clone(), steps.clone());
        Callback::from(move |text: String| {
            query.set(text);
            steps.set(0);
        })
    };
    // The page's own keys are not for what lies over it.
    let onkeydown = {
        let (dialog, move_by) = (dialog.clone(), move_by.clone());
        Callback::from(move |event: KeyboardEvent| {
            event.stop_propagation();
            let held = event.ctrl_key() || event.meta_key();
            let writing = event
                .target_dyn_into::<HtmlElement>()
                .is_some_and(|target| target.tag_name() == "INPUT");
            match (event.key().as_str(), held) {
                ("f", true) => search::focus(&dialog, search::INPUT),
                ("/", false) if !writing => search::focus(&dialog, search::INPUT),
                ("n", false) if !writing => move_by.emit(1),
                ("N", false) if !writing => move_by.emit(-1),
                _ => return,
            }
            event.prevent_default();
        })
    };
    let onclose = dispatch.reform(|_: Event| Action::File(FileAction::Close));
    let close = {
        let dialog = dialog.clone();
        // The dialog itself gives the focus back.
        Callback::from(move |_: MouseEvent| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                dialog.close();
            }
        })
    };
    let save = dispatch.reform(|_: MouseEvent| Action::File(FileAction::Save));
    let path = viewed.found.as_ref().map_or("", |found| &found.path);
    let state = match (&viewed.contents, &viewed.problem) {
        (Some(_), _) => "read",
        (None, Some(_)) => "failed",
        (None, None) => "reading",
    };
    html! {
        <dialog ref={dialog} class="file" data-test="file" data-state={state} data-path={path.to_owned()}
            aria-labelledby="file-title" {onclose} {onkeydown}>
            <div class="file-head">
                <h2 id="file-title"><Strange text={text::visible_path(path)} /></h2>
                if viewed.found.as_ref().is_some_and(|found| found.problem.is_none()) {
                    <button class="button" type="button" data-test="file-save" disabled={viewed.saving || viewed.contents.is_none()} onclick={save}>
                        {if viewed.saving { say::reading() } else { say::download() }}
                    </button>
                }
                <Copy text={path.to_owned()} label={buttons::copy_path()} />
                <button class="button" type="button" data-test="file-close" onclick={close}>{buttons::close()}</button>
            </div>
            if let Some(found) = viewed.found.as_deref() {
                <div class="file-between">{versions(found, dispatch)}{difference::choice(found, viewed.base.as_ref(), dispatch)}</div>
            }
            {told(viewed, rows.as_ref().as_ref().and_then(FileRows::lines))}
            if let (Some(base), Some(contents), Some(found)) = (viewed.base.clone(), contents.clone(), viewed.found.as_deref()) {
                <DifferenceOf {base} {contents} layer={found.which.layer} dispatch={dispatch.clone()} />
            } else if let Some(form) = form {
                <div class="file-tools">
                    <div class="segments" role="group" aria-label={say::how_shown()}>
                        {for forms.iter().map(|this| form_button(*this, form, &chosen))}
                    </div>
                    if !matches!(form, Form::Picture(_)) {
                        <Search query={(*query).clone()} at={hit} hits={Shared::from(hits.clone())} {oninput} {move_by} />
                    }
                </div>
                {body(&contents, form, &rows, &hits, hit, path)}
            }
        </dialog>
    }
}

fn form_button(this: Form, now: Form, chosen: &UseStateHandle<Option<Form>>) -> Html {
    let onclick = {
        let chosen = chosen.clone();
        Callback::from(move |_: MouseEvent| chosen.set(Some(this)))
    };
    html! {
        <button type="button" data-test={format!("form-{}", this.id())} aria-pressed={(this == now).to_string()} {onclick}>
            {this.word()}
        </button>
    }
}

fn body(
    contents: &Option<Shared<crate::view::file::Contents>>,
    form: Form,
    rows: &Rc<Option<FileRows>>,
    hits: &Rc<Hits>,
    hit: usize,
    path: &str,
) -> Html {
    match (contents, form, rows.as_ref()) {
        (Some(contents), Form::Picture(picture), _) => html! {
            <PictureOf contents={contents.clone()} {picture} label={text::visible_path(path)} />
        },
        (_, form, Some(found)) if !found.is_empty() => html! {
            <Lines rows={Shared::from(rows.clone())} hits={Shared::from(hits.clone())} {hit} form={form.id()} />
        },
        (Some(contents), ..) if contents.bytes.is_empty() => html! {
            <p class="absence" data-test="file-empty">{say::nothing_in_it()}</p>
        },
        _ => {
            html! { <p class="absence" data-test="file-empty">{say::no_strings()}</p> }
        }
    }
}

/// What is to be said of it: its size, what is left out, how far the reading is, what went wrong.
fn told(viewed: &Viewed, lines: Option<usize>) -> Html {
    let size = viewed.found.as_ref().map_or(0, |found| found.size);
    let shown = viewed.contents.as_ref().map(|c| c.bytes.len() as u64);
    let left_out = shown.is_some_and(|shown| shown == limits::VIEW_BYTES && shown < size);
    let busy = viewed.saving || viewed.contents.is_none() && viewed.problem.is_none();
    let (done, total) = viewed.progress.unwrap_or((0, 1));
    html! {
        <div class="file-told" role="status">
            if viewed.contents.is_some() {
                <span data-test="file-size">{text::exact(size)}</span>
                if let Some(lines) = lines {
                    <span data-test="file-line-count">{say::lines(lines as u64)}</span>
                }
            }
            if left_out {
                <span data-test="file-left-out">{say::only_first(&text::size(limits::VIEW_BYTES))}</span>
            }
            if busy {
                <span>{say::reading()}</span>
                <progress max="1" value={share(done, total).to_string()} aria-label={say::reading_file()} />
            }
            if let Some(problem) = &viewed.problem {
                <span class="file-problem" data-test="file-problem">{problem_words(problem)}</span>
            }
        </div>
    }
}
