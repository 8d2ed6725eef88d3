//! Packages that came, went, or have another version.

use yew::prelude::*;

use crate::compare::{PackageChange, PackagesCompared};
use crate::limits;
use crate::ui::Strange;
use crate::ui::problems::problem_lines;
use crate::ui::store::Dispatch;
use crate::view::compare::CompareAction;
use crate::view::compare::packages::{ComparedPackages, Half, PackagesAction, Stage};
use crate::view::{Action, text};
use crate::words::compare as say;
use crate::words::{buttons, packages as package_say};

/// Properties of [`ComparedList`].
#[derive(Clone, PartialEq, Properties)]
pub struct ComparedListProps {
    /// The packages.
    pub packages: ComparedPackages,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The list, and before it the wait.
#[component]
pub fn ComparedList(props: &ComparedListProps) -> Html {
    let ComparedListProps { packages, dispatch } = props;
    let send = |action: PackagesAction| {
        dispatch
            .reform(move |_: MouseEvent| Action::Compare(CompareAction::Packages(action.clone())))
    };
    let again = |word: &'static str| {
        html! {
            <button class="button" type="button" data-test="compare-packages-read" onclick={send(PackagesAction::Read)}>{word}</button>
        }
    };
    if let Some((half, share)) = packages.progress() {
        let word = match half {
            Half::Old => say::reading_old_packages(),
            Half::New => say::reading_new_packages(),
        };
        return html! {
            <div class="packages-reading" data-test="compare-packages-reading">
                <p>{word}</p>
                <progress max="1" value={format!("{share:.4}")} aria-label={word} />
                <button class="button" type="button" data-test="compare-packages-stop" onclick={send(PackagesAction::Stop)}>{buttons::cancel()}</button>
            </div>
        };
    }
    match &packages.stage {
        Stage::Failed(problem) => html! { <div>
            {problem_lines(problem)}{again(package_say::read_again())}
        </div> },
        Stage::Done(compared) => list(compared),
        _ => html! { <div>
            <p class="remark">{package_say::not_to_the_end()}</p>{again(package_say::read_packages())}
        </div> },
    }
}

fn list(compared: &PackagesCompared) -> Html {
    let shown = compared.changes.iter().take(limits::COMPARED_SHOWN);
    let more = compared
        .changes
        .len()
        .saturating_sub(limits::COMPARED_SHOWN);
    html! { <>
        <p class="remark" data-test="compare-package-sums">{sums(compared)}</p>
        if compared.partial { <p class="problem-line">{say::packages_partial()}</p> }
        if compared.changes.is_empty() {
            <p class="absence" data-test="compare-packages-same">{say::same_packages()}</p>
        } else {
            <div class="compare-scroll" tabindex="0" role="region" aria-label={say::packages()}>
                <table class="compare-settings compare-packages" data-test="compare-package-rows">
                    <thead><tr>
                        <th scope="col">{package_say::package()}</th>
                        <th scope="col">{say::old()}</th><th scope="col">{say::new()}</th>
                        <th scope="col" class="compare-growth">{say::growth()}</th>
                    </tr></thead>
                    <tbody>{for shown.map(row)}</tbody>
                </table>
            </div>
        }
        if more > 0 { <p class="remark">{say::more_packages(&text::count(more as u64))}</p> }
    </> }
}

/// How many came, went and changed.
fn sums(compared: &PackagesCompared) -> String {
    let count = |fits: fn(&PackageChange) -> bool| {
        compared
            .changes
            .iter()
            .filter(|change| fits(change))
            .count() as u64
    };
    let parts = [
        say::came(count(|change| change.old.is_none())),
        say::went(count(|change| change.new.is_none())),
        say::differ(count(|change| change.old.is_some() && change.new.is_some())),
    ];
    let both = say::package_counts(
        &text::count(compared.old as u64),
        &text::count(compared.new as u64),
    );
    format!("{both} {}", parts.join(" · "))
}

fn row(change: &PackageChange) -> Html {
    let version = |version: &Option<String>| match version {
        None => html! { <span class="remark">{say::none()}</span> },
        Some(version) => html! { <Strange text={version.clone()} /> },
    };
    let (was, is) = (change.old_bytes, change.new_bytes);
    let growth = match is >= was {
        true => format!("+{}", text::size(is - was)),
        false => format!("−{}", text::size(was - is)),
    };
    let exact = format!("{} → {}", text::exact(was), text::exact(is));
    html! {
        <tr data-test="compare-package" data-kind={change.kind.id()} data-name={change.name.clone()}
            data-old={change.old.clone()} data-new={change.new.clone()}
            data-old-bytes={was.to_string()} data-new-bytes={is.to_string()}>
            <th scope="row"><Strange text={change.name.clone()} />{" "}<span class="remark">{change.kind.id()}{" "}{text::visible(&change.arch)}</span></th>
            <td>{version(&change.old)}</td><td>{version(&change.new)}</td>
            <td class="compare-growth" title={exact}>{growth}</td>
        </tr>
    }
}
