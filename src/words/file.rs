//! A file that is looked at.

use super::texts;

texts! {
    contents: "Contents" | "Contenido";
    reading: "Reading…" | "Leyendo…";
    download: "Download" | "Descargar";
    how_shown: "How the file is shown" | "Cómo se muestra el archivo";
    nothing_in_it: "There is nothing in it." | "No contiene nada.";
    no_strings: "There are no strings in it." | "No contiene cadenas de texto.";
    only_first(size: &str): "Only the first {size} are shown; Download has all." | "Solo se muestran los primeros {size}; Descargar lo da entero.";
    reading_file: "Reading the file" | "Leyendo el archivo";
    not_drawn: "The browser cannot draw it." | "El navegador no puede dibujarla.";
    picture_of(name: &str): "The picture {name}" | "La imagen {name}";
    not_found: "not found" | "no encontrado";
    hit_of(at: usize, all: &str): "{at} of {all}" | "{at} de {all}";
    search: "Search in the file" | "Buscar en el archivo";
    search_key: "Search  /" | "Buscar  /";
    previous: "Previous" | "Anterior";
    previous_key: "Previous (Shift Enter, N)" | "Anterior (Mayús Enter, N)";
    next: "Next" | "Siguiente";
    next_key: "Next (Enter, n)" | "Siguiente (Enter, n)";
    versions: "Versions of this file" | "Versiones de este archivo";
    text: "Text" | "Texto";
    hex: "Hex" | "Hex";
    strings: "Strings" | "Cadenas";
    picture: "Picture" | "Imagen";
    counted lines: "line" "lines" | "línea" "líneas";
    unseen: "A character that cannot be seen" | "Un carácter que no se ve";
}
