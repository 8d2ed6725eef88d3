//! How to let this page read one's own registry.

use yew::prelude::*;

use super::super::copy::Copy;
use crate::view::remote::recipes;
use crate::words::remote as say;

/// The configurations, folded away.
#[component]
pub fn OwnRegistry() -> Html {
    let origin = gloo::utils::window().location().origin();
    let recipes = recipes(&origin.unwrap_or_default());
    html! {
        <details class="own-registry" data-test="own-registry">
            <summary>{say::own_registry()}</summary>
            {for recipes.into_iter().map(|recipe| html! {
                <details data-test="recipe">
                    <summary>{recipe.name}</summary>
                    <Copy text={recipe.text.clone()} label={say::copy_configuration(recipe.name)} />
                    <pre tabindex="0" aria-label={recipe.name}>{recipe.text}</pre>
                </details>
            })}
        </details>
    }
}
