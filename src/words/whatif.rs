//! What if: the image without what is ticked.

use super::texts;

texts! {
    title: "What if" | "Y si";
    tick_chosen: "Without it" | "Sin esto";
    tick_chosen_long: "See the image's size without what is chosen, or no more (w)" | "Ver el tamaño de la imagen sin lo elegido, o dejar de verlo (w)";
    without_finding: "Without it" | "Sin esto";
    finding_label(title: &str): "What if this were mended: {title}" | "Y si esto se arreglara: {title}";
    path_label(path: &str): "What if {path} were not there" | "Y si {path} no estuviera";
    nothing: "Nothing is ticked." | "No hay nada marcado.";
    how: "Tick findings, or choose rows of the tree and press w: here you see how small the image is without them, and the lines that get there." | "Marca hallazgos, o elige filas del árbol y pulsa w: aquí ves lo pequeña que es la imagen sin ellos, y las líneas con que se consigue.";
    to_findings: "Go to the findings" | "Ir a los hallazgos";
    before: "Now" | "Ahora";
    after: "Without" | "Sin ello";
    less: "Less" | "Menos";
    counting: "Counting…" | "Contando…";
    stored(before: &str, after: &str): "As stored: {before} → about {after}, an estimate by each layer's own ratio." | "Almacenado: {before} → unos {after}, estimado con la proporción de cada capa.";
    ticked: "Ticked" | "Marcado";
    once: "Several of them take the same bytes, which count once." | "Varios se llevan los mismos bytes, que cuentan una vez.";
    no_such_path: "no layer has it" | "ninguna capa lo tiene";
    no_such_finding: "not found in this image" | "no se halló en esta imagen";
    all_findings: "everything it found" | "todo lo que halló";
    layers: "Layers" | "Capas";
    lines: "How to get there" | "Cómo conseguirlo";
    dockerfile: "Dockerfile" | "Dockerfile";
    dockerignore: ".dockerignore" | ".dockerignore";
    copy_dockerfile: "Copy the lines of the Dockerfile" | "Copiar las líneas del Dockerfile";
    copy_dockerignore: "Copy the lines of .dockerignore" | "Copiar las líneas de .dockerignore";
    clear: "Clear" | "Quitar todo";
    steps: "What is ticked" | "Lo marcado";
    full(n: &str): "No more than {n} can be ticked." | "No se pueden marcar más de {n}.";
    from_to(before: &str, after: &str): "{before} → {after}" | "{before} → {after}";
}
