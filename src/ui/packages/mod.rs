//! The packages of the image at hand: which owns how many bytes, which layer brought it, its files;
//! what later layers removed, and what no package owns.

mod grid;
mod hand;
mod tools;

use web_sys::MouseEvent;
use yew::prelude::*;

use self::grid::PackageGrid;
use self::hand::AtHand;
use self::tools::Tools;
use super::path_link::PathLink;
use super::problems::problem_lines;
use super::store::Dispatch;
use crate::packages::{Packages as Found, SizedFile};
use crate::report::Problem;
use crate::view::packages::{PackagesAction, PackagesView, Reading, Which, counts};
use crate::view::progress::share;
use crate::view::sizes::Target;
use crate::view::{Action, text, words};
use crate::words::buttons;
use crate::words::counts;
use crate::words::packages as say;

/// Problems that are told one by one; the others are counted.
const TOLD: usize = 5;

/// Properties of [`Packages`].
#[derive(Clone, PartialEq, Properties)]
pub struct PackagesProps {
    /// The packages, and how they are looked at.
    pub view: PackagesView,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The packages.
#[component]
pub fn Packages(props: &PackagesProps) -> Html {
    let PackagesProps { view, dispatch } = props;
    let send = |action: PackagesAction| {
        dispatch.reform(move |_: MouseEvent| Action::Packages(action.clone()))
    };
    let again = |word: &'static str| {
        html! {
            <button class="button" type="button" data-test="packages-read" onclick={send(PackagesAction::Read)}>{word}</button>
        }
    };
    let body = match &view.reading {
        Reading::Not => html! {
            <p class="remark">{say::once_read()}</p>
        },
        Reading::Under(progress) => {
            let (done, total) = progress.unwrap_or((0, 1));
            html! {
                <div class="packages-reading" data-test="packages-reading">
                    <p>{say::reading()}</p>
                    <progress max="1" value={format!("{:.4}", share(done, total))} aria-label={say::reading_packages()} />
                    <button class="button" type="button" data-test="packages-stop" onclick={send(PackagesAction::Stop)}>{buttons::cancel()}</button>
                </div>
            }
        }
        Reading::Stopped => html! { <>
            <p class="remark">{say::not_to_the_end()}</p>{again(say::read_packages())}
        </> },
        Reading::Failed(problem) => html! { <>
            {problem_lines(problem)}{again(say::read_again())}
        </> },
        Reading::Done(packages) => html! { <>
            {sums(packages)}
            {troubles(packages)}
            <Tools view={view.clone()} dispatch={dispatch.clone()} />
            if view.which == Which::Unowned {
                {unowned(packages, dispatch)}
            } else {
                <PackageGrid view={view.clone()} dispatch={dispatch.clone()} />
                if view.at_hand().is_some() {
                    <AtHand view={view.clone()} dispatch={dispatch.clone()} />
                }
            }
        </> },
    };
    html! { <div class="packages" data-test="packages">{body}</div> }
}

fn sums(packages: &Found) -> Html {
    let figure = |test: &'static str, word: &'static str, bytes: u64| {
        html! {
            <div class="figure" data-test={test} data-bytes={bytes.to_string()}>
                <dt>{word}</dt><dd title={text::exact(bytes)}>{text::size(bytes)}</dd>
            </div>
        }
    };
    let kinds = counts(packages).into_iter();
    let kinds: Vec<String> = kinds
        .map(|(kind, count)| format!("{} {}", text::count(count as u64), kind.id()))
        .collect();
    html! { <>
        <dl class="figures">
            {figure("owned-bytes", say::of_packages(), packages.owned)}
            {figure("unowned-bytes", say::of_none(), packages.unowned)}
            {figure("shown-bytes", say::shown(), packages.total)}
        </dl>
        <p class="remark" data-test="packages-kinds">
            {if kinds.is_empty() { say::no_database().to_owned() } else { kinds.join(" · ") }}
        </p>
    </> }
}

fn troubles(packages: &Found) -> Html {
    let all = packages.troubles.len();
    if all == 0 && !packages.partial {
        return Html::default();
    }
    let told = packages.troubles.iter().take(TOLD).map(|trouble| {
        let problem = Problem::of_packages(trouble);
        html! { <li>{text::visible(&problem.message)}</li> }
    });
    html! {
        <ul class="package-troubles" data-test="package-troubles">
            {for told}
            if all > TOLD { <li>{say::and_more(&text::count((all - TOLD) as u64))}</li> }
            if packages.partial { <li>{say::too_large()}</li> }
        </ul>
    }
}

fn unowned(packages: &Found, dispatch: &Dispatch) -> Html {
    let listed = packages.unowned_largest.len() as u64;
    let more = packages.unowned_files.saturating_sub(listed);
    html! {
        <div class="package-files" tabindex="0" role="region" aria-label={say::files_of_none()} data-test="unowned-files">
            {files(&packages.unowned_largest, more, dispatch)}
        </div>
    }
}

/// Files, each of which leads to the tree.
fn files(files: &[SizedFile], more: u64, dispatch: &Dispatch) -> Html {
    let row = |file: &SizedFile| {
        let target = Target {
            layer: None,
            path: Some(file.path.clone()),
        };
        html! {
            <li data-test="package-file" data-path={file.path.clone()} data-bytes={file.bytes.to_string()}>
                <span class="package-path">
                    <PathLink text={format!("/{}", file.path)} {target} dispatch={dispatch.clone()} />
                </span>
                <span class="remark">{words::layer(file.layer as usize)}</span>
                <span class="bar-bytes" title={text::exact(file.bytes)}>{text::size(file.bytes)}</span>
            </li>
        }
    };
    html! { <>
        <ul>{for files.iter().map(row)}</ul>
        if more > 0 {
            <p class="remark">{say::not_listed(&counts::files(more))}</p>
        }
    </> }
}
