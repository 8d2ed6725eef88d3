//! The panels beside the tree: what the image is, where its bytes are, and what could be better.

use super::texts;

texts! {
    layers: "Layers" | "Capas";
    causes: "Hidden bytes by cause" | "Bytes ocultos por causa";
    nothing_hidden: "Nothing is hidden: every byte of every layer is shown." | "No hay nada oculto: se ve cada byte de cada capa.";
    hidden_paths: "Hidden paths" | "Rutas ocultas";
    top_folders: "Folders at the top" | "Carpetas de la raíz";
    largest_files: "Largest files" | "Archivos más grandes";
    duplicates: "Duplicates" | "Duplicados";
    no_duplicates: "No two files have the same contents." | "No hay dos archivos con el mismo contenido.";
    in_layers: "In layers" | "En capas";
    shown: "Shown" | "Visible";
    hidden: "Hidden" | "Oculto";
    efficiency: "Efficiency" | "Eficiencia";
    so_far: "so far; not every layer has been read" | "hasta ahora; aún no se han leído todas las capas";
    as_dive: "The same as dive counts it" | "Lo mismo según la cuenta de dive";
    about_dive: "dive counts a file that is written twice as wasted in both layers, and does not see folders that are deleted or replaced as a whole. Its figures are here to compare with." | "dive cuenta un archivo escrito dos veces como desperdicio en ambas capas, y no ve las carpetas que se borran o se sustituyen enteras. Sus cifras están aquí para comparar.";
    show_fewer: "Show fewer" | "Mostrar menos";
    show_all(n: usize): "Show all {n}" | "Mostrar los {n}";
    counted paths: "path" "paths" | "ruta" "rutas";
    not_listed(paths: &str): "{paths} with fewer bytes are not listed." | "{paths} con menos bytes no aparecen en la lista.";
    bytes_hidden(size: &str): "{size} hidden" | "{size} ocultos";
    stored_by: "stored by" | "guardado por";
    hidden_by: "hidden by" | "ocultado por";
    one_copy(size: &str): "One copy of each would save {size}." | "Con una copia de cada uno se ahorrarían {size}.";
    counted copies: "copy" "copies" | "copia" "copias";
    each(size: &str): "{size} each" | "{size} cada una";
    and_more(n: &str): "and {n} more" | "y {n} más";
    environment: "Environment" | "Entorno";
    no_variables: "No variables are set." | "No hay variables definidas.";
    labels: "Labels" | "Etiquetas (labels)";
    no_labels: "There are no labels." | "No hay labels.";
    copy_id: "Copy the image ID" | "Copiar el ID de la imagen";
    covered: "covered" | "tapado";
    cover: "Cover" | "Tapar";
    reveal: "Reveal" | "Mostrar";
    nothing_to_better: "No rule found anything to better in this image." | "Ninguna regla encontró nada que mejorar en esta imagen.";
    nothing_so_far: "Nothing so far; rules that look at files wait until every layer is read." | "Nada hasta ahora; las reglas que miran archivos esperan a que se lean todas las capas.";
    saves(size: &str): "saves {size}" | "ahorra {size}";
    counted places: "place" "places" | "lugar" "lugares";
    fix: "Fix" | "Arreglo";
    copy_fix: "Copy the fix" | "Copiar el arreglo";
    attestations: "Attestations" | "Atestaciones";
    predicate_type: "Predicate type" | "Tipo de predicado";
    counted materials: "material" "materials" | "material" "materiales";
    counted packages: "package" "packages" | "paquete" "paquetes";
    left_out(n: &str): "{n} more are left out." | "Se omiten {n} más.";
    dockerfile_title: "Dockerfile, put together from the history" | "Dockerfile, reconstruido a partir de la historia";
    copy_dockerfile: "Copy the Dockerfile" | "Copiar el Dockerfile";
}
