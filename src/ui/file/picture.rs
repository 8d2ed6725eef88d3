//! A file that is a picture. It is drawn as an image, in which nothing runs and nothing is loaded.

use js_sys::{Array, Uint8Array};
use web_sys::{Blob, BlobPropertyBag, Url};
use yew::prelude::*;

use crate::ui::shared::Shared;
use crate::view::file::{Contents, Picture};
use crate::words::file as say;

/// Properties of [`PictureOf`].
#[derive(Clone, PartialEq, Properties)]
pub struct PictureProps {
    /// Its bytes.
    pub contents: Shared<Contents>,
    /// What they are.
    pub picture: Picture,
    /// Its path, as it is shown.
    pub label: AttrValue,
}

/// The picture.
#[component]
pub fn PictureOf(props: &PictureProps) -> Html {
    let url = use_state_eq(|| None::<String>);
    let broken = use_state_eq(|| false);
    use_effect_with((props.contents.clone(), props.picture), {
        let (url, broken) = (url.clone(), broken.clone());
        move |(contents, picture)| {
            let made = address(&contents.bytes, *picture);
            url.set(made.clone());
            broken.set(false);
            move || {
                if let Some(made) = made {
                    // Cannot fail for an address of our own.
                    let _ = Url::revoke_object_url(&made);
                }
            }
        }
    });
    let onerror = {
        let broken = broken.clone();
        Callback::from(move |_: Event| broken.set(true))
    };
    html! {
        <div class="file-picture" data-test="file-picture">
            if *broken {
                <p class="absence">{say::not_drawn()}</p>
            } else if let Some(url) = &*url {
                <img src={url.clone()} alt={say::picture_of(&props.label)} {onerror} />
            }
        </div>
    }
}

fn address(bytes: &[u8], picture: Picture) -> Option<String> {
    let options = BlobPropertyBag::new();
    options.set_type(picture.media_type());
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    Url::create_object_url_with_blob(&blob).ok()
}
