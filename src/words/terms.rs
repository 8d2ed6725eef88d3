//! What the analysis names with a term: causes, verdicts, changes, severities.

use super::texts;

texts! {
    overwritten: "Overwritten with other contents" | "Reescrito con otro contenido";
    metadata_only: "Stored again for a new mode, owner or time" | "Guardado otra vez por un nuevo modo, dueño o fecha";
    deleted: "Deleted" | "Borrado";
    deleted_folder: "In a folder that was deleted" | "En una carpeta que se borró";
    opaque_folder: "In a folder that was replaced as a whole" | "En una carpeta sustituida entera";
    type_change: "Replaced by something of another kind" | "Sustituido por algo de otro tipo";
    twice: "Twice in the tar of one layer" | "Dos veces en el tar de una capa";
    critical: "critical" | "crítica";
    high: "high" | "alta";
    medium: "medium" | "media";
    low: "low" | "baja";
    info: "info" | "informativa";
    from_base: "from the base image" | "de la imagen base";
    from_own: "from your own instructions" | "de tus propias instrucciones";
    from_both: "from the base image and your own instructions" | "de la imagen base y de tus propias instrucciones";
    base_by_start(layers: &str, row: u32): "The base image seems to end after its {layers}: entry {row} of the history says what to start, as the end of an image does, and layers come after it." | "La imagen base parece acabar tras {layers}: la entrada {row} de la historia dice qué arrancar, como el final de una imagen, y después vienen más capas.";
    base_by_root(layers: &str, row: u32): "The base image seems to be {layers}: entry {row} of the history adds a whole root file system." | "La imagen base parece ser {layers}: la entrada {row} de la historia añade un sistema de archivos raíz entero.";
    document_verified: "Its bytes have the digest that the archive claims." | "Sus bytes tienen el digest que declara el archivo.";
    document_wrong: "Its bytes do not have the digest that the archive claims." | "Sus bytes no tienen el digest que declara el archivo.";
    document_unclaimed: "The archive claims no digest of it." | "El archivo no declara su digest.";
    document_unread: "Its bytes are not in the archive." | "Sus bytes no están en el archivo.";
    verified: "verified" | "verificado";
    wrong: "wrong digest" | "digest erróneo";
    unclaimed: "no digest" | "sin digest";
    not_there: "not there" | "ausente";
    unread: "unread" | "sin leer";
    layer_wrong: "The layer's bytes do not have the digest that the image claims." | "Los bytes de la capa no tienen el digest que declara la imagen.";
    layer_verified: "The layer's bytes have the digest that the image claims." | "Los bytes de la capa tienen el digest que declara la imagen.";
    layer_unread: "The layer's bytes have not been read to their end." | "No se han leído hasta el final los bytes de la capa.";
    layer_unclaimed: "The image claims no digest for this layer, so there is nothing to compare." | "La imagen no declara ningún digest para esta capa, así que no hay nada que comparar.";
    added: "added" | "añadido";
    changed: "changed" | "cambiado";
    stored_again: "stored again, same contents" | "guardado otra vez, mismo contenido";
    unchanged: "unchanged" | "sin cambios";
    removed: "removed" | "quitado";
    layer(n: usize): "Layer {n}" | "Capa {n}";
    as_text: "Text" | "Texto";
    as_glob: "Glob" | "Glob";
    as_regex: "Regex" | "Regex";
    filter_key: "Filter  /" | "Filtrar  /";
    example_glob: "*.conf or usr/**/lib" | "*.conf o usr/**/lib";
}
