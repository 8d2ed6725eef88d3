//! Buttons that stand in several places.

use super::texts;

texts! {
    cancel: "Cancel" | "Cancelar";
    choose_file: "Choose a file" | "Elige un archivo";
    choose_folder: "Choose a folder" | "Elige una carpeta";
    close: "Close" | "Cerrar";
    copy_digest: "Copy the digest" | "Copiar el digest";
    copy_path: "Copy the path" | "Copiar la ruta";
    redo: "Redo" | "Rehacer";
    undo: "Undo" | "Deshacer";
}
