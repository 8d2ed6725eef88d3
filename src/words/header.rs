//! The line at the top, and the help with the keys.

use super::texts;

texts! {
    archive_to_open: "Archive to open" | "Archivo que abrir";
    folder_to_open: "Folder to open" | "Carpeta que abrir";
    open: "Open" | "Abrir";
    another: "another" | "otra";
    in_language(name: &str): "In {name}" | "En {name}";
    keys_title: "Keys (?)" | "Teclas (?)";
    keys: "Keys" | "Teclas";
    images_here(n: usize): "{n} images" | "{n} imágenes";
    facts: "Facts of the image" | "Datos de la imagen";
    as_stored(size: &str): "{size} as stored" | "{size} tal como se guarda";
    uncompressed(size: &str): "{size} uncompressed" | "{size} sin comprimir";
    so_far: "so far" | "hasta ahora";
    theme(name: &str): "Theme: {name}" | "Tema: {name}";
    system: "system" | "sistema";
    light: "light" | "claro";
    dark: "dark" | "oscuro";
    in_the_tree: "In the tree" | "En el árbol";
    on_the_map: "On the map of sizes" | "En el mapa de tamaños";
    everywhere: "Everywhere" | "En todas partes";
    keys_of_dive: "Keys of dive that mean something else here" | "Teclas de dive que aquí significan otra cosa";
    parts: "Parts of the page" | "Partes de la página";
    layers_pane: "Layers" | "Capas";
    files_pane: "Files" | "Archivos";
    details: "Details" | "Detalles";
    overview: "Overview" | "Resumen";
    sizes: "Sizes" | "Tamaños";
    findings: "Findings" | "Hallazgos";
    packages: "Packages" | "Paquetes";
    copy: "Copy" | "Copiar";
    copied: "Copied" | "Copiado";
    refused: "The browser did not allow it" | "El navegador no lo permitió";
}
