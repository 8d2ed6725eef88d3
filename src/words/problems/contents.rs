//! Why a file cannot be shown.

crate::words::texts! {
    open_again: "Open the archive again." | "Abre el archivo otra vez.";
    not_to_its_end(path: &str, error: &str): "{path} cannot be read to its end: {error}." | "{path} no se puede leer hasta el final: {error}.";
    too_large_to_save(path: &str): "{path} is too large to be saved by a page." | "{path} es demasiado grande para que lo guarde una página.";
    use_the_command: "Use the command: peel cat IMAGE PATH" | "Usa el comando: peel cat IMAGE PATH";
    row_is_gone: "The tree changed before the file could be found." | "El árbol cambió antes de encontrar el archivo.";
    choose_again: "Choose the file again." | "Elige el archivo otra vez.";
    nothing_at(path: &str): "There is no {path}." | "No hay ningún {path}.";
    is_folder(path: &str): "{path} is a folder." | "{path} es una carpeta.";
    is_symlink(path: &str): "{path} is a symbolic link that leads to no file." | "{path} es un enlace simbólico que no lleva a ningún archivo.";
    is_hard_link(path: &str): "{path} is a hard link that leads to no file." | "{path} es un enlace duro que no lleva a ningún archivo.";
    is_removed(path: &str): "{path} is removed there." | "{path} se quita ahí.";
    is_no_file(path: &str): "{path} is no file." | "{path} no es un archivo.";
    layer_not_here(path: &str): "The layer that holds {path} is not here." | "La capa que contiene {path} no está aquí.";
    download_first: "Download the layers first." | "Descarga antes las capas.";
}
