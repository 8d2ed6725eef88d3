//! What the browser keeps of what was downloaded: to be seen, and to be forgotten.

use yew::prelude::*;

use super::super::Strange;
use crate::registry::KeptFile;
use crate::view::remote::{KeptRow, kept_rows, kept_sum};
use crate::view::text;
use crate::words::remote as say;
use crate::worker::pool::Keeper;

/// A button that looks what is kept, then a list of it.
#[component]
pub fn KeptFiles() -> Html {
    // The worker that looks lives as long as this.
    let keeper = use_mut_ref(|| None::<Keeper>);
    let files = use_state_eq(|| None::<Vec<KeptFile>>);
    let look = {
        let (keeper, files) = (keeper.clone(), files.clone());
        Callback::from(move |_: MouseEvent| {
            let files = files.clone();
            *keeper.borrow_mut() = Some(Keeper::start(move |kept| files.set(Some(kept))));
        })
    };
    let forget = Callback::from(move |names: Vec<String>| {
        if let Some(keeper) = keeper.borrow().as_ref() {
            keeper.forget(names);
        }
    });
    let Some(files) = &*files else {
        return html! {
            <p><button class="button" type="button" data-test="kept-look" onclick={look}>{say::what_is_kept()}</button></p>
        };
    };
    let rows = kept_rows(files);
    let all = rows.iter().map(|row| row.name.clone()).collect::<Vec<_>>();
    let forget_all = forget.reform(move |_: MouseEvent| all.clone());
    html! {
        <div class="kept" data-test="kept" data-count={rows.len().to_string()}>
            <p>
                {say::kept()}{" "}{kept_sum(files)}{". "}
                if !rows.is_empty() {
                    <button class="button" type="button" data-test="kept-clear" onclick={forget_all}>{say::forget_all()}</button>
                }
            </p>
            if !rows.is_empty() {
                <ul class="names">{for rows.into_iter().map(|row| self::row(row, &forget))}</ul>
            }
        </div>
    }
}

fn row(row: KeptRow, forget: &Callback<Vec<String>>) -> Html {
    let name = row.name.clone();
    let onclick = forget.reform(move |_: MouseEvent| vec![name.clone()]);
    let label = say::forget_one(&row.label);
    html! {
        <li key={row.name} class="kept-row" data-test="kept-row">
            <span class="kept-label"><Strange text={row.label} /></span>
            <span class="remark">{row.when}</span>
            <span title={text::exact(row.bytes)}>{text::size(row.bytes)}</span>
            <button class="quiet" type="button" aria-label={label} {onclick}>{say::forget()}</button>
        </li>
    }
}
