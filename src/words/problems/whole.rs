//! What is wrong with an image as a whole, or with Peel.

crate::words::texts! {
    defect(what: &str): "Peel failed: {what}." | "Peel falló: {what}.";
    nothing_to_compare: "There is no image in it to compare with." | "No hay en él ninguna imagen con la que comparar.";
    partial_stack: "The image is too large to stack whole: its tree and sums are those of its lower layers, and some links may not be followed."
        | "La imagen es demasiado grande para apilarla entera: su árbol y sus sumas son los de sus capas inferiores, y puede que no se sigan algunos enlaces.";
    uncompared(files: &str): "{files} times a layer has a file again with as many bytes, and only a table of contents tells of one of the two: whether its contents changed is not known, and it counts as changed."
        | "{files} veces una capa tiene otra vez un archivo con los mismos bytes, y de uno de los dos solo habla un índice: no se sabe si su contenido cambió, y cuenta como cambiado.";
    damaged(error: &str): "The archive is damaged: {error}. What comes before that is shown."
        | "El archivo está dañado: {error}. Se muestra lo que hay antes.";
    unreadable(error: &str): "The file could not be read: {error}." | "No se pudo leer el archivo: {error}.";
    cut_off(error: &str): "The archive is cut off: {error}." | "El archivo está cortado: {error}.";
    history(entries: &str, layers: &str, done: &str): "The history has {entries} entries that made a layer, and the image has {layers} layers: {done}."
        | "La historia tiene {entries} entradas que hicieron una capa, y la imagen tiene {layers} capas: {done}.";
    without_layer: "the last ones are shown without a layer" | "las últimas se muestran sin capa";
    without_instruction: "rows without an instruction stand for the rest" | "por el resto hay filas sin instrucción";
    moved_off(n: &str): "{n} were moved, since their instruction never makes a layer" | "{n} se movieron, porque su instrucción nunca hace una capa";
    moved_on(n: &str): "{n} were moved, since their instruction makes a layer" | "{n} se movieron, porque su instrucción hace una capa";
    both(one: &str, other: &str): "{one}, and {other}" | "{one}, y {other}";
    pattern(at: usize, what: &str): "At character {at}: {what}." | "En el carácter {at}: {what}.";
    pattern_long(bytes: usize): "This has {bytes} bytes, which is more than anybody means." | "Esto tiene {bytes} bytes, más de lo que nadie quiere decir.";
    pattern_large: "This repeats too much to be looked for." | "Esto se repite demasiado para buscarlo.";
    pattern_work: "Looking for this takes too long; it was given up." | "Buscar esto lleva demasiado tiempo; se abandonó.";
    packages_changed: "More of the image came while its packages were read." | "Llegó más de la imagen mientras se leían sus paquetes.";
    read_again: "Read them again." | "Vuelve a leerlos.";
    no_packages(path: &str, layer: usize, error: &str): "{path} of layer {layer} does not tell of packages: {error}."
        | "{path} de la capa {layer} no habla de paquetes: {error}.";
    missing_packages: "What it tells of is missing from the packages, and its files count as owned by none."
        | "Lo que cuenta falta entre los paquetes, y sus archivos figuran como de ninguno.";
}
