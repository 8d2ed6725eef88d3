//! What differs: the sums, and a list of files, layers, packages or settings.

use yew::prelude::*;

use super::files::Files;
use super::packages::ComparedList;
use crate::compare::{Comparison, LayerRow, Rebuild, Setting, SideReport};
use crate::ui::Strange;
use crate::ui::opener::Order;
use crate::ui::reuse::reuse;
use crate::ui::shared::Shared;
use crate::ui::store::Dispatch;
use crate::view::compare::packages::Stage;
use crate::view::compare::{CompareAction, CompareView, List};
use crate::view::reuse::of_two;
use crate::view::{Action, text, words};
use crate::words::compare as say;

/// Properties of [`Outcome`].
#[derive(Clone, PartialEq, Properties)]
pub struct OutcomeProps {
    /// What differs.
    pub comparison: Shared<Comparison>,
    /// How it is looked at.
    pub view: CompareView,
    /// Closes it.
    pub orders: Callback<Order>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// What differs.
#[component]
pub fn Outcome(props: &OutcomeProps) -> Html {
    let OutcomeProps {
        comparison,
        view,
        dispatch,
        ..
    } = props;
    let tab = |list: List| {
        let onclick =
            dispatch.reform(move |_: MouseEvent| Action::Compare(CompareAction::List(list)));
        let word = match list {
            List::Files => say::files(),
            List::Layers => say::layers(),
            List::Settings => say::settings(),
            List::Packages => say::packages(),
        };
        let count = match list {
            List::Files => None,
            List::Layers => comparison
                .layers
                .as_ref()
                .map(|layers| layers.only_old.len() + layers.only_new.len()),
            List::Settings => Some(comparison.settings.len()),
            List::Packages => match &view.packages.stage {
                Stage::Done(compared) => Some(compared.changes.len()),
                _ => None,
            },
        };
        html! {
            <button class="chip" type="button" aria-pressed={(view.listed() == list).to_string()} data-test={format!("compare-{}", list.id())} {onclick}>
                {word}
                if let Some(count) = count { <>{" "}<span class="pane-count">{text::count(count as u64)}</span></> }
            </button>
        }
    };
    let images = comparison.layers.is_some();
    let tabs = List::ALL
        .into_iter()
        .filter(|list| images || *list == List::Files);
    html! { <>
        <p class="compare-sides" data-test="compare-sides">
            {say::from()}{" "}{side(&comparison.old)}{" "}{say::to()}{" "}{side(&comparison.new)}
        </p>
        if !comparison.complete { <p class="problem-line">{say::incomplete()}</p> }
        {figures(comparison)}
        if let Some(rebuild) = &comparison.rebuild { {cause(rebuild)} }
        <div class="compare-tabs" role="group" aria-label={say::lists()}>{for tabs.map(tab)}</div>
        {match view.listed() {
            List::Layers => layers(comparison),
            List::Settings => settings(&comparison.settings),
            List::Packages => html! { <ComparedList packages={view.packages.clone()} dispatch={dispatch.clone()} /> },
            List::Files => html! {
                <Files comparison={comparison.clone()} view={view.clone()} orders={props.orders.clone()} dispatch={dispatch.clone()} />
            },
        }}
    </> }
}

fn side(side: &SideReport) -> Html {
    let name = side.tags.first().unwrap_or(&side.name).clone();
    html! {
        <strong><Strange text={name} />{side.layer.map(|layer| format!(", {}", words::layer(layer)))}</strong>
    }
}

fn figures(comparison: &Comparison) -> Html {
    let figure = |test: &'static str, word: &'static str, shown: String, bytes: u64| {
        html! {
            <div class="figure" data-test={test} data-bytes={bytes.to_string()}>
                <dt>{word}</dt><dd title={text::exact(bytes)}>{shown}</dd>
            </div>
        }
    };
    let both = |was, is| format!("{} → {}", text::size(was), text::size(is));
    let (old, new) = (&comparison.old, &comparison.new);
    html! {
        <dl class="figures">
            {figure("compare-size", say::size(), both(old.size, new.size), new.size)}
            {figure("compare-stored", say::stored(), both(old.stored, new.stored), new.stored)}
            if let Some(layers) = &comparison.layers {
                {figure("compare-shared", say::shared(), text::size(layers.shared_size), layers.shared_size)}
            }
            if let Some(rebuild) = &comparison.rebuild {
                {figure("compare-download", say::download(), text::size(rebuild.download), rebuild.download)}
                {figure("compare-needless", say::needless(), text::size(rebuild.needless), rebuild.needless)}
            }
        </dl>
    }
}

fn cause(rebuild: &Rebuild) -> Html {
    if rebuild.cause.is_empty() {
        return Html::default();
    }
    html! {
        <div class="compare-cause" data-test="compare-cause">
            <p>{say::broken_at()}{" "}<code><Strange text={rebuild.cause.clone()} /></code></p>
            if rebuild.same_words {
                <p class="remark">{say::same_words()}</p>
            } else if !rebuild.before.is_empty() {
                <p class="remark">{say::was_before()}{" "}<code><Strange text={rebuild.before.clone()} /></code></p>
            }
            if rebuild.needless > 0 { <p class="remark">{say::needless_why(&text::size(rebuild.needless))}</p> }
        </div>
    }
}

fn layers(comparison: &Comparison) -> Html {
    let Some(layers) = &comparison.layers else {
        return Html::default();
    };
    let note = |at: usize| {
        let rebuilt = comparison
            .rebuild
            .iter()
            .flat_map(|rebuild| &rebuild.layers);
        let mut rebuilt = rebuilt.filter(|layer| layer.row.layer == at);
        rebuilt
            .next()
            .and_then(|layer| match (layer.moved_from, layer.same_as) {
                (Some(at), _) => Some(say::moved_from(at + 1)),
                (_, Some(at)) => Some(say::unchanged_since(at + 1)),
                _ => None,
            })
    };
    let row = |row: &LayerRow, note: Option<String>| {
        let stored = row.stored.unwrap_or(0);
        html! {
            <li data-test="compare-layer" data-layer={row.layer.to_string()} data-note={note.is_some().to_string()}>
                <span class="compare-number">{row.layer + 1}</span>
                <span class="compare-words"><code><Strange text={row.instruction.clone()} /></code>
                    if let Some(note) = note { <span class="remark">{" — "}{note}</span> }
                </span>
                <span class="bar-bytes" title={text::exact(stored)}>{text::size(stored)}</span>
            </li>
        }
    };
    let list = |word: &'static str, rows: Vec<Html>| {
        html! {
            if !rows.is_empty() { <h3>{word}</h3><ol class="compare-list">{for rows}</ol> }
        }
    };
    let new = layers.only_new.iter().map(|one| row(one, note(one.layer)));
    let old = layers.only_old.iter().map(|one| row(one, None));
    let both = layers
        .shared
        .iter()
        .map(|pair| row(&pair.new, note(pair.new.layer)));
    html! {
        <div class="compare-scroll" tabindex="0" role="region" aria-label={say::layers()}>
            {reuse(&of_two(&comparison.reuse))}
            {list(say::only_new(), new.collect())}
            {list(say::only_old(), old.collect())}
            {list(say::both(), both.collect())}
        </div>
    }
}

fn settings(settings: &[Setting]) -> Html {
    let value = |value: &Option<String>| match value.as_deref() {
        None => html! { <span class="remark">{say::none()}</span> },
        Some("") => html! { <span class="remark">{say::set()}</span> },
        Some(text) => html! { <code><Strange text={text.to_owned()} /></code> },
    };
    let row = |one: &Setting| {
        html! {
            <tr data-test="compare-setting">
                <th scope="row">{one.setting.clone()}{" "}<Strange text={one.key.clone()} /></th>
                <td>{value(&one.old)}</td><td>{value(&one.new)}</td>
            </tr>
        }
    };
    html! {
        <div class="compare-scroll" tabindex="0" role="region" aria-label={say::settings()}>
            if settings.is_empty() {
                <p class="absence">{say::same()}</p>
            } else {
                <table class="compare-settings">
                    <thead><tr><th scope="col">{say::setting()}</th><th scope="col">{say::old()}</th><th scope="col">{say::new()}</th></tr></thead>
                    <tbody>{for settings.iter().map(row)}</tbody>
                </table>
            }
        </div>
    }
}
