//! Reading an answer's body, up to a limit.

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStreamDefaultReader, Response};

/// The most that is read, in bytes: a page of the longest conversations is a third of it. What is
/// longer comes from something that is not the help desk.
const MOST_BYTES: u32 = 8 << 20;

/// The whole body as text; `None` where it is longer than anything the help desk would say. The rest of
/// such a one is not waited for.
///
/// # Errors
/// What the browser rejects the reading with: the connection was cut, or the deadline has passed.
pub(super) async fn read(response: &Response) -> Result<Option<String>, JsValue> {
    let Some(stream) = response.body() else {
        return Ok(Some(String::new()));
    };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let chunks = Array::new();
    let mut size = 0_u32;
    loop {
        let step = JsFuture::from(reader.read()).await?;
        let chunk = Reflect::get(&step, &"value".into())?;
        let Ok(chunk) = chunk.dyn_into::<Uint8Array>() else {
            break;
        };
        size = size.saturating_add(chunk.length());
        if size > MOST_BYTES {
            return Ok(None);
        }
        chunks.push(&chunk);
    }
    let text = JsFuture::from(Blob::new_with_u8_array_sequence(&chunks)?.text()).await?;
    Ok(text.as_string())
}
