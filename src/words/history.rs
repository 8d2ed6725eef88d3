//! The history: its entries, their layers, and what each changed.

use super::texts;

texts! {
    history: "History" | "Historia";
    no_history: "This image has no history and no layers." | "Esta imagen no tiene historia ni capas.";
    layer: "Layer" | "Capa";
    no_instruction: "no instruction is recorded" | "no hay instrucción registrada";
    show_less: "Show less" | "Mostrar menos";
    show_all: "Show all" | "Mostrar todo";
    metadata_only: "metadata only" | "solo metadatos";
    only_table: "Of this layer only its table of contents was read, which the manifest vouches for." | "De esta capa solo se leyó su índice, del que responde el manifest.";
    by_table: "by its table" | "por su índice";
    only_headers: "Of this layer only its headers were read: nothing of it is verified." | "De esta capa solo se leyeron sus cabeceras: nada de ella está verificado.";
    by_headers: "by its headers" | "por sus cabeceras";
    reading: "Reading this layer" | "Leyendo esta capa";
    not_downloaded: "could not be downloaded" | "no se pudo descargar";
    compressed: "compressed" | "comprimido";
    not_read: "not read" | "sin leer";
}
