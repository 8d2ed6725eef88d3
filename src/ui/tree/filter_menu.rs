//! What is shown, but for its name: by what the layer did, by kind, by size and by layer.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::menu::Menu;
use crate::ui::store::Dispatch;
use crate::view::filter::{Deed, Filter, FilterAction, KindGroup, Member, size, written};
use crate::view::{Action, words};
use crate::words::tree as say;

/// Properties of [`FilterMenu`].
#[derive(Clone, PartialEq, Properties)]
pub struct FilterMenuProps {
    /// The filter that is wanted.
    pub filter: Filter,
    /// Layers that the image has.
    pub layers: usize,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The choices.
#[component]
pub fn FilterMenu(props: &FilterMenuProps) -> Html {
    let FilterMenuProps {
        filter, dispatch, ..
    } = props;
    let deeds = Deed::ALL.iter().map(|deed| {
        let deed = *deed;
        let onchange = dispatch.reform(move |_: Event| Action::Filter(FilterAction::Switch(deed)));
        check(deed.id(), deed.word(), !filter.hidden.has(deed), onchange)
    });
    let kinds = KindGroup::ALL.iter().map(|kind| {
        let changed = Filter {
            kinds: filter.kinds.switched(*kind),
            ..filter.clone()
        };
        check(
            kind.id(),
            kind.word(),
            filter.kinds.has(*kind),
            set(dispatch, changed),
        )
    });
    let at_least = {
        let filter = filter.clone();
        dispatch.reform(move |at_least| {
            let filter = filter.clone();
            Action::Filter(FilterAction::Set(Filter { at_least, ..filter }))
        })
    };
    let at_most = {
        let filter = filter.clone();
        dispatch.reform(move |at_most| {
            let filter = filter.clone();
            Action::Filter(FilterAction::Set(Filter { at_most, ..filter }))
        })
    };
    html! {
        <Menu label={say::filter()} test="filter-menu">
            <fieldset><legend>{say::this_layer_has()}</legend>{for deeds}</fieldset>
            <fieldset><legend>{say::only_kinds()}</legend>{for kinds}</fieldset>
            <fieldset>
                <legend>{say::only_sizes()}</legend>
                <SizeField word={say::at_least_word()} test="at-least" bytes={filter.at_least} onchange={at_least} />
                <SizeField word={say::at_most_word()} test="at-most" bytes={filter.at_most} onchange={at_most} />
            </fieldset>
            {from_layer(props)}
        </Menu>
    }
}

fn set(dispatch: &Dispatch, filter: Filter) -> Callback<Event> {
    dispatch.reform(move |_: Event| Action::Filter(FilterAction::Set(filter.clone())))
}

fn check(id: &'static str, word: &'static str, on: bool, onchange: Callback<Event>) -> Html {
    html! {
        <label class="choice"><input type="checkbox" data-test={format!("show-{id}")} checked={on} {onchange} />{word}</label>
    }
}

fn from_layer(props: &FilterMenuProps) -> Html {
    let filter = props.filter.clone();
    let onchange = props.dispatch.reform(move |event: Event| {
        let value = event.target_unchecked_into::<HtmlSelectElement>().value();
        let filter = filter.clone();
        let layer = value.parse().ok();
        Action::Filter(FilterAction::Set(Filter { layer, ..filter }))
    });
    let at = props.filter.layer;
    let option = |layer: u32| {
        html! {
            <option value={layer.to_string()} selected={at == Some(layer)}>{words::layer(layer as usize)}</option>
        }
    };
    html! {
        <label class="choice">{say::only_from()}
            <select data-test="from-layer" {onchange}>
                <option value="" selected={at.is_none()}>{say::any_layer()}</option>
                {for (0..props.layers as u32).map(option)}
            </select>
        </label>
    }
}

/// Properties of [`SizeField`].
#[derive(Clone, PartialEq, Properties)]
struct SizeFieldProps {
    word: AttrValue,
    test: AttrValue,
    bytes: Option<u64>,
    onchange: Callback<Option<u64>>,
}

/// A field for an amount of bytes, which says what is wrong with what is written.
#[component]
fn SizeField(props: &SizeFieldProps) -> Html {
    let wrong = use_state_eq(|| None::<&'static str>);
    // Another amount may come from elsewhere: then nothing is wrong any more.
    use_effect_with(props.bytes, {
        let wrong = wrong.setter();
        move |_| wrong.set(None)
    });
    let onchange = {
        let (wrong, onchange) = (wrong.setter(), props.onchange.clone());
        Callback::from(move |event: Event| {
            match size(&event.target_unchecked_into::<HtmlInputElement>().value()) {
                Ok(bytes) => {
                    wrong.set(None);
                    onchange.emit(bytes);
                }
                Err(reason) => wrong.set(Some(reason)),
            }
        })
    };
    let described = format!("wrong-{}", props.test);
    html! {
        <>
            <label class="choice"><span class="choice-word">{&props.word}</span>
                <input class="amount" type="text" data-test={props.test.clone()} placeholder="10 MiB" autocomplete="off"
                    value={props.bytes.map(written)} aria-invalid={wrong.is_some().to_string()}
                    aria-describedby={wrong.map(|_| described.clone())} {onchange} />
            </label>
            if let Some(wrong) = *wrong {
                <p class="wrong" id={described} role="alert">{wrong}</p>
            }
        </>
    }
}
