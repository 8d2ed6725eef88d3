//! Folders: dropped ones are walked, chosen ones come as a list.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    DataTransfer, File, FileList, FileSystemDirectoryEntry, FileSystemDirectoryReader,
    FileSystemEntry, FileSystemFileEntry,
};
use yew::Callback;

use crate::limits;
use crate::worker::pool::Given;

/// The folder that is dropped, where it is one; has to be asked while the drop is told.
pub fn dropped(transfer: &DataTransfer) -> Option<FileSystemDirectoryEntry> {
    let entry = transfer.items().get(0)?.webkit_get_as_entry().ok()??;
    entry.is_directory().then(|| entry.unchecked_into())
}

/// The files of a chosen folder: each knows its path, the folder's name first.
pub fn chosen(list: &FileList) -> Option<Given> {
    let files = (0..list.length()).filter_map(|i| list.get(i));
    let files = files.map(|file| {
        let path = Reflect::get(&file, &"webkitRelativePath".into()).ok();
        let path = path.and_then(|path| path.as_string()).unwrap_or_default();
        match path.split_once('/') {
            Some((_, below)) => (below.to_owned(), file),
            None => (file.name(), file),
        }
    });
    let files: Vec<_> = files.take(limits::ARCHIVE_ENTRIES).collect();
    let first = list.get(0)?;
    let path = Reflect::get(&first, &"webkitRelativePath".into()).ok()?;
    let path = path.as_string()?;
    let name = path.split('/').next().unwrap_or_default().to_owned();
    Some(Given::folder(name, files))
}

/// Walks a dropped folder, and gives it to be opened. What cannot be walked is opened as what it is then:
/// nothing.
pub fn open(folder: FileSystemDirectoryEntry, on_file: Callback<Given>) {
    spawn_local(async move {
        let name = folder.name();
        let walked = walk(folder).await;
        on_file.emit(walked.unwrap_or_else(|_| Given::folder(name, Vec::new())));
    });
}

/// Walks a folder.
///
/// # Errors
/// What the browser says, where it cannot be read.
async fn walk(folder: FileSystemDirectoryEntry) -> Result<Given, JsValue> {
    let name = folder.name();
    let mut files = Vec::new();
    let mut folders = vec![(String::new(), folder)];
    while let Some((above, folder)) = folders.pop() {
        let reader = folder.create_reader();
        // A reader gives some at a time, and none at the end.
        loop {
            let batch = batch(&reader).await?;
            for item in &batch {
                let path = format!("{above}{}", item.name());
                if files.len() + folders.len() >= limits::ARCHIVE_ENTRIES {
                    break;
                }
                if item.is_directory() {
                    folders.push((format!("{path}/"), item.clone().unchecked_into()));
                } else {
                    files.push((path, file(item.unchecked_ref()).await?));
                }
            }
            if batch.is_empty() {
                break;
            }
        }
    }
    Ok(Given::folder(name, files))
}

async fn batch(reader: &FileSystemDirectoryReader) -> Result<Vec<FileSystemEntry>, JsValue> {
    let entries = promised(|yes, no| reader.read_entries_with_callback_and_callback(yes, no));
    let entries = entries.await?;
    let entries = Array::from(&entries);
    Ok(entries.iter().map(JsCast::unchecked_into).collect())
}

async fn file(entry: &FileSystemFileEntry) -> Result<File, JsValue> {
    let file = promised(|yes, no| {
        entry.file_with_callback_and_callback(yes, no);
        Ok(())
    });
    Ok(file.await?.unchecked_into())
}

/// Calls what takes two callbacks, and waits for one of them.
async fn promised(
    call: impl FnOnce(&Function, &Function) -> Result<(), JsValue>,
) -> Result<JsValue, JsValue> {
    let mut call = Some(call);
    let promise = Promise::new(&mut |yes, no| {
        if let Some(call) = call.take()
            && let Err(error) = call(&yes, &no)
        {
            // Calling our own rejection cannot fail.
            let _ = no.call1(&JsValue::UNDEFINED, &error);
        }
    });
    JsFuture::from(promise).await
}
