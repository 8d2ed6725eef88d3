//! A browser's stream of bytes, piece by piece.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ReadableStream, ReadableStreamDefaultReader};

/// A stream that is being read. Dropping it tells the browser that the rest is not wanted.
pub struct Stream {
    /// `None` after the last piece.
    reader: Option<ReadableStreamDefaultReader>,
}

impl Stream {
    /// A stream that nobody else reads; none is an empty one.
    pub fn new(stream: Option<ReadableStream>) -> Stream {
        Stream {
            reader: stream.map(|stream| stream.get_reader().unchecked_into()),
        }
    }

    /// The next bytes, as many as there are; `None` after the last.
    ///
    /// # Errors
    /// What the browser threw; nothing follows then.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, JsValue> {
        let Some(reader) = &self.reader else {
            return Ok(None);
        };
        let read = match JsFuture::from(reader.read()).await {
            Ok(read) => read,
            Err(error) => {
                // There is nothing left to end.
                self.reader = None;
                return Err(error);
            }
        };
        let get = |key: &str| Reflect::get(&read, &key.into()).unwrap_or(JsValue::UNDEFINED);
        if get("done").is_truthy() {
            self.reader = None;
            return Ok(None);
        }
        Ok(Some(get("value").unchecked_into::<Uint8Array>().to_vec()))
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        if let Some(reader) = self.reader.take() {
            // Whether that was heard does not matter.
            let ended = JsFuture::from(reader.cancel());
            spawn_local(async move {
                let _ = ended.await;
            });
        }
    }
}
