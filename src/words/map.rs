//! The map of sizes, and its table.

use super::texts;

texts! {
    zoom_in: "Zoom in" | "Acercar";
    zoom_out: "Zoom out" | "Alejar";
    show_in_rows: "Show in rows" | "Mostrar en las filas";
    press_one: "Press one, or use the arrow keys." | "Pulsa uno o usa las flechas.";
    counted rectangles: "rectangle" "rectangles" | "rectángulo" "rectángulos";
    bytes_in(size: &str, rectangles: &str): "{size} in {rectangles}" | "{size} en {rectangles}";
    described(size: &str, rectangles: &str): "Map of sizes: {size} in {rectangles}. Arrow keys move, Enter zooms in, Backspace zooms out, Space shows it in the rows." | "Mapa de tamaños: {size} en {rectangles}. Las flechas mueven, Enter acerca, Retroceso aleja, Espacio lo muestra en las filas.";
    on_its_way: "Map of sizes, on its way" | "Mapa de tamaños, en camino";
    no_bytes: "Nothing here has any bytes." | "Nada de aquí tiene bytes.";
    keys_of_look: "Rows, both, map (t)" | "Filas, ambos, mapa (t)";
    rows: "Rows" | "Filas";
    both: "Both" | "Ambos";
    map: "Map" | "Mapa";
    how_shown: "How the tree is shown" | "Cómo se muestra el árbol";
    as_a_table: "Map of sizes, as a table" | "Mapa de tamaños, como tabla";
    path: "Path" | "Ruta";
    size: "Size" | "Tamaño";
    share: "Share" | "Parte";
    layer: "Layer" | "Capa";
    kind: "Type" | "Tipo";
    change: "Change" | "Cambio";
    shape: "Shape of the map" | "Forma del mapa";
    treemap: "Treemap" | "Mapa de árbol";
    icicle: "Icicle" | "Carámbano";
    what_colours_tell: "What colours tell" | "Qué indican los colores";
    what_colours_mean: "What the colours mean" | "Qué significan los colores";
    table: "Table" | "Tabla";
    whole_tree: "The whole tree" | "Todo el árbol";
    folder_on_map: "Folder on the map" | "Carpeta del mapa";
    and_more(n: usize): "and {n} more" | "y {n} más";
    mostly(what: &str): "mostly {what}" | "sobre todo {what}";
    programs: "programs and libraries" | "programas y bibliotecas";
    code: "source and bytecode" | "código fuente y bytecode";
    archives: "archives and packages" | "archivos y paquetes";
    media: "pictures, fonts, media" | "imágenes, fuentes, multimedia";
    texts: "text and settings" | "texto y configuración";
    databases: "databases and caches" | "bases de datos y cachés";
    others: "other files" | "otros archivos";
    merged(n: &str): "{n} more" | "{n} más";
}
