//! The table of packages: a grid of which only the rows in sight are drawn. It has the focus and names
//! the row at hand, as the tree does.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::packages::Package;
use crate::ui::Strange;
use crate::ui::bar::Meter;
use crate::ui::commands;
use crate::ui::rows::{use_reveal, use_rows};
use crate::ui::store::Dispatch;
use crate::view::keys::{self, Command, Scope};
use crate::view::packages::{Column, Line, PackagesAction, PackagesView, Which, lines, share_of};
use crate::view::{Action, text};
use crate::words::packages as say;

/// Pixels of a row: `www/css/packages.css` has the same number.
const ROW: f64 = 42.0;

const GRID: &str = "package-grid";

const HEAD: &str = "package-head";

/// Properties of [`PackageGrid`].
#[derive(Clone, PartialEq, Properties)]
pub struct PackageGridProps {
    /// The packages, and how they are looked at.
    pub view: PackagesView,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// Gives the grid the focus.
pub fn focus() {
    let grid = gloo::utils::document().get_element_by_id(GRID);
    if let Some(grid) = grid.and_then(|grid| grid.dyn_into::<HtmlElement>().ok()) {
        // Cannot fail for an element that is there.
        let _ = grid.focus();
    }
}

/// The grid.
#[component]
pub fn PackageGrid(props: &PackageGridProps) -> Html {
    let PackageGridProps { view, dispatch } = props;
    let lines = lines(view);
    let count = lines.len();
    let rows = use_rows(ROW, 0.0, count);
    let at = lines.iter().position(|line| Some(line.package) == view.at);
    use_reveal(&rows, at, view.at);
    let page = {
        let scrolled = rows.scrolled.clone();
        move || {
            let height = scrolled.cast::<Element>().map_or(0, |e| e.client_height());
            ((f64::from(height) / ROW) as isize - 1).max(1)
        }
    };
    let onkeydown = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.alt_key() {
                return;
            }
            let by = match keys::find(Scope::Tree, &commands::pressed(&event)) {
                Some(Command::Up) => -1,
                Some(Command::Down) => 1,
                Some(Command::PageUp) => -page(),
                Some(Command::PageDown) => page(),
                Some(Command::First) => isize::MIN,
                Some(Command::Last) => isize::MAX,
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            dispatch.emit(Action::Packages(PackagesAction::Move(by)));
        })
    };
    let window = rows.window;
    let drawn = window.first..window.end.min(count);
    let active = at.filter(|at| drawn.contains(at)).map(row_id);
    let shown = drawn.map(|index| row(view, index, lines[index], dispatch));
    html! {
        <div class="package-grid">
            {head(view, dispatch)}
            if count == 0 {
                <p class="absence" data-test="packages-empty">{empty(view)}</p>
            }
            // What scrolls has the focus, so that it scrolls by keys; the heads stand above it.
            <div id={GRID} class="package-scroll" role="grid" tabindex="0" aria-label={say::packages()} aria-owns={HEAD}
                aria-rowcount={(count + 1).to_string()} aria-colcount={Column::ALL.len().to_string()}
                aria-activedescendant={active} data-test="package-grid" data-rows={count.to_string()}
                ref={rows.scrolled} onscroll={rows.onscroll} {onkeydown}>
                <div class="tree-space" role="none" ref={rows.space}>
                    <div class="tree-rows" role="rowgroup" ref={rows.drawn}>{for shown}</div>
                </div>
            </div>
        </div>
    }
}

fn row_id(index: usize) -> String {
    format!("package-row-{index}")
}

fn head(view: &PackagesView, dispatch: &Dispatch) -> Html {
    let cell = |column: Column| {
        let onclick =
            dispatch.reform(move |_: MouseEvent| Action::Packages(PackagesAction::Sort(column)));
        let sort = column.aria(view);
        let arrow = match sort {
            "ascending" => "▲",
            "descending" => "▼",
            _ => "",
        };
        html! {
            <div role="columnheader" class={format!("package-{}", column.id())} aria-sort={sort}>
                <button type="button" data-test={format!("packages-sort-{}", column.id())} {onclick}>
                    {column.word(view.which)}<span class="arrow" aria-hidden="true">{arrow}</span>
                </button>
            </div>
        }
    };
    html! {
        <div id={HEAD} role="rowgroup" class="tree-head">
            <div role="row" class="package-row" aria-rowindex="1">{for Column::ALL.into_iter().map(cell)}</div>
        </div>
    }
}

fn row(view: &PackagesView, index: usize, line: Line, dispatch: &Dispatch) -> Html {
    let Some(package) = view.shown().get(line.package) else {
        return Html::default();
    };
    let chosen = view.at == Some(line.package);
    let place = line.package;
    let onclick =
        dispatch.reform(move |_: MouseEvent| Action::Packages(PackagesAction::Choose(Some(place))));
    let (bytes, length) = share_of(view, line);
    html! {
        <div key={place} role="row" id={row_id(index)} class={classes!("package-row", chosen.then_some("is-chosen"))} {onclick}
            aria-rowindex={(index + 2).to_string()} aria-selected={chosen.to_string()} data-test="package-row"
            data-kind={package.kind.id()} data-name={package.name.clone()} data-version={package.version.clone()}
            data-bytes={bytes.to_string()} data-files={package.files.to_string()} data-layer={package.layer.to_string()}>
            <div role="rowheader" class="package-name">
                <span class="name"><Strange text={package.name.clone()} /></span>
                <span class="package-version"><Strange text={version(package)} /></span>
            </div>
            <div role="gridcell" class="package-kind">{package.kind.id()}</div>
            <div role="gridcell" class="package-layer">{layers(package, view.which)}</div>
            <div role="gridcell" class="package-files-count">{text::count(package.files)}</div>
            <div role="gridcell" class="package-size" title={text::exact(bytes)}>
                <span>{text::size(bytes)}</span><Meter {length} />
            </div>
        </div>
    }
}

fn version(package: &Package) -> String {
    match &package.replaced {
        Some(by) => format!("{} → {by}", package.version),
        None => package.version.clone(),
    }
}

fn layers(package: &Package, which: Which) -> String {
    let first = package.layer + 1;
    match package.removed.filter(|_| which == Which::Removed) {
        Some(by) => format!("{first} – {}", by + 1),
        None => first.to_string(),
    }
}

fn empty(view: &PackagesView) -> &'static str {
    match (view.filter.is_empty(), view.which) {
        (false, _) => say::none_fits(),
        (true, Which::Removed) => say::none_removed(),
        (true, _) => say::none_found(),
    }
}
