//! A link as a QR code.

use qrcodegen::{QrCode, QrCodeEcc};
use yew::prelude::*;

use crate::words::share as say;

/// Characters of a link that a telephone still reads from a screen.
const MOST: usize = 1_000;

/// The quiet zone around it, in modules (ISO/IEC 18004, 6.3.8).
const QUIET: i32 = 4;

/// Properties of [`Qr`].
#[derive(Clone, PartialEq, Properties)]
pub struct QrProps {
    /// What it says.
    pub text: AttrValue,
}

/// The code. It is black on white in the dark too, since not every telephone reads it otherwise.
#[component]
pub fn Qr(props: &QrProps) -> Html {
    let path = use_memo(props.text.clone(), |text| path(text));
    let Some((size, path)) = path.as_ref() else {
        return html! { <p class="remark" data-test="share-no-qr">{say::qr_too_long()}</p> };
    };
    let view = format!("0 0 {size} {size}");
    html! {
        <svg class="share-qr" data-test="share-qr" viewBox={view} role="img" aria-label={say::qr()}>
            <rect width="100%" height="100%" fill="#fff" />
            <path d={path.clone()} fill="#000" shape-rendering="crispEdges" />
        </svg>
    }
}

/// The length of its side, and its black modules as one path; `None` where the text is too long.
fn path(text: &str) -> Option<(i32, String)> {
    if text.len() > MOST {
        return None;
    }
    let code = QrCode::encode_text(text, QrCodeEcc::Low).ok()?;
    let side = code.size();
    let cells = (0..side).flat_map(|y| (0..side).map(move |x| (x, y)));
    let black = cells.filter(|(x, y)| code.get_module(*x, *y));
    let path = black.map(|(x, y)| format!("M{},{}h1v1h-1z", x + QUIET, y + QUIET));
    Some((side + 2 * QUIET, path.collect()))
}
