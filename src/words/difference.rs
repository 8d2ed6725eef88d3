//! The difference between two versions of a file.

use super::texts;

texts! {
    compare_with: "Compare with…" | "Comparar con…";
    difference: "Difference" | "Diferencia";
    between(before: &str, after: &str): "{before} → {after}" | "{before} → {after}";
    lines(added: u32, removed: u32): "+{added} −{removed} lines" | "+{added} −{removed} líneas";
    counted left_out: "line that is the same" "lines that are the same" | "línea igual" "líneas iguales";
    same: "the contents are the same" | "el contenido es el mismo";
    no_text: "one of the two is no text, and they differ" | "uno de los dos no es texto, y difieren";
    too_long: "they differ, and have more lines than are compared" | "difieren, y tienen más líneas de las que se comparan";
    show_file: "Show the file" | "Mostrar el archivo";
}
