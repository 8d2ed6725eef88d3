//! Files: from the input, by drop, or the sample.

use crate::words::landing as say;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DataTransfer, File, HtmlInputElement, Response};

/// Where the sample is, beside the page.
const SAMPLE: &str = "sample/sample.tar";

/// The input's id: keys and buttons open it from elsewhere.
pub const INPUT: &str = "file-input";

/// The input for folders.
pub const FOLDER_INPUT: &str = "folder-input";

/// Opens the browser's own choice of files.
pub fn choose() {
    press(INPUT);
}

/// Opens the browser's own choice of folders.
pub fn choose_folder() {
    press(FOLDER_INPUT);
}

fn press(input: &str) {
    let input = gloo::utils::document().get_element_by_id(input);
    if let Some(input) = input.and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) {
        input.click();
    }
}

/// The file that was chosen. The input forgets it, so that choosing it again tells again.
pub fn chosen(input: &HtmlInputElement) -> Option<File> {
    let file = input.files().and_then(|files| files.get(0));
    input.set_value("");
    file
}

/// Whether files are being dragged, and not a text or a link.
pub fn has_files(transfer: Option<DataTransfer>) -> bool {
    let types = transfer.map(|transfer| transfer.types());
    types.is_some_and(|types| types.includes(&JsValue::from_str("Files"), 0))
}

/// The sample, as a file.
///
/// # Errors
/// A sentence for people.
pub async fn sample() -> Result<File, String> {
    let lost = |why: &str| say::sample_lost(why);
    let answer = JsFuture::from(gloo::utils::window().fetch_with_str(SAMPLE)).await;
    let answer = answer.map_err(|_| lost(say::no_server()))?;
    let answer: Response = answer.dyn_into().map_err(|_| lost(say::no_answer()))?;
    if !answer.ok() {
        return Err(lost(&say::server_answers(answer.status())));
    }
    let blob = match answer.blob() {
        Ok(blob) => JsFuture::from(blob).await,
        Err(error) => Err(error),
    };
    let cut = |_| lost(say::cut_short());
    let blob: Blob = blob.and_then(JsCast::dyn_into).map_err(cut)?;
    let parts = js_sys::Array::of1(&blob);
    File::new_with_blob_sequence(&parts, "sample.tar").map_err(cut)
}
