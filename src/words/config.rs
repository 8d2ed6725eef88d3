//! What an image is and runs with, and where its bytes are.

use super::texts;

texts! {
    tags: "Tags" | "Tags";
    untagged: "untagged" | "sin tag";
    image_id: "Image ID" | "ID de la imagen";
    manifest: "Manifest" | "Manifest";
    digests: "Digests" | "Digests";
    platform: "Platform" | "Plataforma";
    created: "Created" | "Creada";
    author: "Author" | "Autor";
    size_as_stored: "Size as stored" | "Tamaño tal como se guarda";
    uncompressed: "Uncompressed" | "Sin comprimir";
    entry_point: "Entry point" | "Punto de entrada";
    command: "Command" | "Comando (CMD)";
    user: "User" | "Usuario";
    no_user: "not set: runs as root" | "no definido: corre como root";
    working_folder: "Working folder" | "Carpeta de trabajo";
    no_working_folder: "not set: /" | "no definida: /";
    ports: "Ports" | "Puertos";
    volumes: "Volumes" | "Volúmenes";
    health_check: "Health check" | "Comprobación de salud";
    stop_signal: "Stop signal" | "Señal de parada";
    shell: "Shell" | "Shell";
    on_build: "On build" | "On build";
    none: "none" | "ninguno";
    verified_of(n: usize, layers: &str): "{n} of {layers} verified" | "{n} de {layers} con digest verificado";
    unknown_platform: "unknown platform" | "plataforma desconocida";
    image(n: usize): "Image {n}" | "Imagen {n}";
    not_known_yet: "not known before a layer is read" | "no se sabe antes de leer una capa";
    so_far(read: usize, all: usize): "so far: {read} of {all} layers" | "hasta ahora: {read} de {all} capas";
    switched_off: "switched off" | "desactivada";
    foreign_archive: "foreign, not in the archive" | "externa, no está en el archivo";
    foreign_registry: "foreign, not in the registry" | "externa, no está en el registro";
    not_in_archive: "not in the archive" | "no está en el archivo";
    not_read_yet: "not read yet" | "aún sin leer";
    as_stored(size: &str): "{size} as stored" | "{size} tal como se guarda";
    counted times: "time" "times" | "vez" "veces";
    no_bytes: "The layers hold no bytes." | "Las capas no tienen bytes.";
    shown_of(shown: &str, all: &str, share: &str): "{shown} shown ÷ {all} in the layers = {share}" | "{shown} visibles ÷ {all} en las capas = {share}";
    stopped(read: usize, layers: &str): "The reading was stopped: {read} of {layers} of this image were read, and sums are those of what was." | "Se detuvo la lectura: se leyeron {read} de {layers} de esta imagen, y las sumas son de lo leído.";
    not_defined: "not defined" | "no definida";
    open_again: "Open the file again to read all of it." | "Vuelve a abrir el archivo para leerlo entero.";
}
