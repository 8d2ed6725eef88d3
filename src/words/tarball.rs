//! A folder as a tar.

use super::texts;

texts! {
    take: "Download .tar" | "Descargar .tar";
    take_folder(path: &str): "Download {path} as a tar, with all that is in it (x)" | "Descargar {path} como tar, con todo lo que contiene (x)";
    no_folder: "Choose a folder to download it as a tar" | "Elige una carpeta para descargarla como tar";
    finding: "Looking what is in the folder…" | "Mirando qué hay en la carpeta…";
    packing(name: &str): "Packing {name}…" | "Empaquetando {name}…";
    made(name: &str, entries: &str): "{name} is given to the browser to be saved: {entries}." | "{name} está en manos del navegador para guardarlo: {entries}.";
    counted entries: "entry" "entries" | "entrada" "entradas";
    left_out(entries: &str): "Left out, since no tar can hold them: {entries}." | "Omitidas, pues ningún tar las admite: {entries}.";
    progress: "Packing the folder" | "Empaquetando la carpeta";
}
