//! What was downloaded, kept in the browser's own file system for this page (the Origin Private
//! File System), by digest: a second look, and a second image on the same base, download nothing
//! twice.
//!
//! A file that is shorter than its blob was not downloaded to its end; it is gone on with. Every
//! file is held against its digest again when it is read, as any download is.

use std::cell::Cell;

use js_sys::{AsyncIterator, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DedicatedWorkerGlobalScope, File, FileSystemDirectoryHandle, FileSystemFileHandle,
    FileSystemGetDirectoryOptions, FileSystemGetFileOptions, FileSystemReadWriteOptions,
    FileSystemSyncAccessHandle,
};

use super::super::kept::KeptFile;
use super::pause;
use crate::limits;
use crate::source::browser::BlobSource;
use crate::source::{ByteSource, SourceError};

const FOLDER: &str = "blobs";

/// Times that a file is asked for which another worker holds, and milliseconds between.
const PATIENCE: usize = 6;
const PAUSE: u32 = 200;

/// The folder of what is kept.
#[derive(Clone, Debug)]
pub struct Kept {
    scope: DedicatedWorkerGlobalScope,
    folder: FileSystemDirectoryHandle,
}

impl Kept {
    /// The folder; `None` where the browser has none, as in some private windows: then nothing
    /// is kept.
    pub async fn open(scope: &DedicatedWorkerGlobalScope) -> Option<Kept> {
        let navigator = scope.navigator();
        // Browsers from before 2023, and pages that came by plain http, have no storage.
        let there = Reflect::has(&navigator, &"storage".into()).unwrap_or(false);
        if !there {
            return None;
        }
        let storage = navigator.storage();
        if !Reflect::has(&storage, &"getDirectory".into()).unwrap_or(false) {
            return None;
        }
        let root = JsFuture::from(storage.get_directory()).await;
        let root: FileSystemDirectoryHandle = root.ok()?.dyn_into().ok()?;
        let options = FileSystemGetDirectoryOptions::new();
        options.set_create(true);
        let folder = root.get_directory_handle_with_options(FOLDER, &options);
        let folder = JsFuture::from(folder).await.ok()?.dyn_into().ok()?;
        let scope = scope.clone();
        Some(Kept { scope, folder })
    }

    /// The bytes of a file, where there is one of that name.
    pub async fn source(&self, name: &str) -> Option<BlobSource> {
        let file = self.file(name).await?;
        BlobSource::new(vec![file.into()]).ok()
    }

    async fn file(&self, name: &str) -> Option<File> {
        let handle = JsFuture::from(self.folder.get_file_handle(name))
            .await
            .ok()?;
        let handle: FileSystemFileHandle = handle.dyn_into().ok()?;
        JsFuture::from(handle.get_file())
            .await
            .ok()?
            .dyn_into()
            .ok()
    }

    /// Opens a file to be written on from its end; `None` where another tab writes it now, or
    /// there is no room.
    pub async fn write(&self, name: &str) -> Option<Writing> {
        let options = FileSystemGetFileOptions::new();
        options.set_create(true);
        let handle = self.folder.get_file_handle_with_options(name, &options);
        let handle: FileSystemFileHandle = JsFuture::from(handle).await.ok()?.dyn_into().ok()?;
        let access = self.access(&handle).await?;
        let had = access.get_size().ok()? as u64;
        Some(Writing {
            access,
            had,
            at: Cell::new(had),
        })
    }

    /// The only handle that may write a file. A worker that has just ended may hold it a moment
    /// longer.
    async fn access(&self, handle: &FileSystemFileHandle) -> Option<FileSystemSyncAccessHandle> {
        for _ in 0..PATIENCE {
            match JsFuture::from(handle.create_sync_access_handle()).await {
                Ok(access) => return access.dyn_into().ok(),
                Err(_) => pause(&self.scope, PAUSE).await,
            }
        }
        None
    }

    /// Forgets a file.
    pub async fn forget(&self, name: &str) {
        // Where another tab writes it, it stays.
        let _ = JsFuture::from(self.folder.remove_entry(name)).await;
    }

    /// Everything that is kept, the one that was written last first.
    pub async fn list(&self) -> Vec<KeptFile> {
        let mut files = Vec::new();
        let names: AsyncIterator = self.folder.keys();
        while let Ok(next) = names.next() {
            let Ok(next) = JsFuture::from(next).await else {
                break;
            };
            let get = |key: &str| Reflect::get(&next, &key.into()).unwrap_or(JsValue::UNDEFINED);
            let Some(name) = get("value").as_string() else {
                break;
            };
            if let Some(file) = self.file(&name).await {
                files.push(KeptFile {
                    name,
                    size: file.size() as u64,
                    modified: file.last_modified(),
                });
            }
        }
        files.sort_by(|a, b| b.modified.total_cmp(&a.modified));
        files
    }

    /// Makes room for a file of so many bytes, within the limit: what was written longest ago goes.
    pub async fn make_room(&self, name: &str, bytes: u64) {
        let mut files = self.list().await;
        files.retain(|file| file.name != name);
        let mut sum = files
            .iter()
            .map(|file| file.size)
            .fold(bytes, u64::saturating_add);
        while sum > limits::KEPT_BYTES {
            let Some(oldest) = files.pop() else { return };
            self.forget(&oldest.name).await;
            sum = sum.saturating_sub(oldest.size);
        }
    }

    /// Writes a small file whole.
    pub async fn put(&self, name: &str, bytes: &[u8]) {
        self.forget(name).await;
        if let Some(writing) = self.write(name).await
            && writing.access.truncate_with_u32(0).is_ok()
        {
            writing.at.set(0);
            writing.push(bytes);
        }
    }
}

/// A file that is being written; what it had before can be read. Dropping it ends that.
pub struct Writing {
    access: FileSystemSyncAccessHandle,
    had: u64,
    at: Cell<u64>,
}

impl Writing {
    /// Takes the next bytes; whether they could be kept.
    pub fn push(&self, bytes: &[u8]) -> bool {
        let options = FileSystemReadWriteOptions::new();
        options.set_at(self.at.get() as f64);
        let written = self.access.write_with_u8_array_and_options(bytes, &options);
        self.at.set(self.at.get() + bytes.len() as u64);
        written.is_ok_and(|written| written as usize == bytes.len())
    }
}

impl ByteSource for Writing {
    fn len(&self) -> u64 {
        self.had
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> Result<usize, SourceError> {
        let options = FileSystemReadWriteOptions::new();
        options.set_at(offset as f64);
        let read = self.access.read_with_u8_array_and_options(buf, &options);
        read.map(|read| read as usize)
            .map_err(|error| SourceError::Unreadable {
                offset,
                reason: super::message(&error),
            })
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        // What cannot be written to the disk is shorter than its blob, and so not whole.
        let _ = self.access.flush();
        self.access.close();
    }
}
