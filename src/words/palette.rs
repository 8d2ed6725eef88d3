//! The palette of commands.

use super::texts;

texts! {
    title: "Commands" | "Órdenes";
    open_palette(key: &str): "Commands ({key})" | "Órdenes ({key})";
    placeholder: "A command, a layer, a finding…" | "Un comando, una capa, un hallazgo…";
    field: "Find a command, a layer or a finding" | "Busca un comando, una capa o un hallazgo";
    list: "What was found" | "Lo encontrado";
    nothing: "Nothing is called so." | "Nada se llama así.";
    counted found: "entry" "entries" | "entrada" "entradas";
    more(n: u64): "{n} more: write another letter" | "{n} más: escribe otra letra";
    command: "Command" | "Comando";
    copy: "Copy" | "Copiar";
    theme: "Theme" | "Tema";
    panel: "Panel" | "Panel";
    view: "View" | "Vista";
    column: "Column" | "Columna";
    image: "Image" | "Imagen";
    layer: "Layer" | "Capa";
    finding: "Finding" | "Hallazgo";
    open_folder: "Open a folder" | "Abrir una carpeta";
    see_file: "See the file at hand" | "Ver el archivo elegido";
    the_path: "Copy the path at hand" | "Copiar la ruta elegida";
    the_image_id: "Copy the image ID" | "Copiar el ID de la imagen";
    light: "Light theme" | "Tema claro";
    dark: "Dark theme" | "Tema oscuro";
    as_the_system: "Theme as the system has it" | "Tema como el del sistema";
    overview: "Overview of the image" | "Resumen de la imagen";
    sizes: "Sizes: where the bytes are" | "Tamaños: dónde están los bytes";
    findings: "Findings: what could be better" | "Hallazgos: qué podría mejorar";
    packages: "Packages, and the bytes that each owns" | "Paquetes, y los bytes de cada uno";
    rows: "Rows alone" | "Solo las filas";
    rows_and_map: "Rows, with the map of sizes" | "Filas, con el mapa de tamaños";
    map: "The map of sizes alone" | "Solo el mapa de tamaños";
    show(column: &str): "Show the column {column}" | "Mostrar la columna {column}";
    hide(column: &str): "Hide the column {column}" | "Ocultar la columna {column}";
}
