//! What is wrong or odd with an archive.

crate::words::texts! {
    archive: "The archive" | "El archivo";
    empty: "The file is empty." | "El archivo está vacío.";
    not_tar: "The file is not a tar archive, compressed or not: its first 512 bytes are no tar header."
        | "El archivo no es un tar, comprimido o no: sus primeros 512 bytes no son una cabecera de tar.";
    no_image(top: &str): "The archive holds no image: there is no manifest.json and no index.json in it. At its top are: {top}."
        | "El archivo no contiene ninguna imagen: no hay en él ni manifest.json ni index.json. En su raíz hay: {top}.";
    no_entries: "no entries" | "ninguna entrada";
    only_artifacts(what: &str): "The archive holds no image. What it holds: {what}." | "El archivo no contiene ninguna imagen. Lo que contiene: {what}.";
    only_names(listed: &str): "The archive lists {listed} images, and holds none of them: only their names were saved."
        | "El archivo enumera {listed} imágenes y no contiene ninguna: solo se guardaron sus nombres.";
    save_a_platform: "Save the image for a platform that was pulled: `docker save --platform linux/amd64 IMAGE -o image.tar`."
        | "Guarda la imagen para una plataforma descargada: `docker save --platform linux/amd64 IMAGE -o image.tar`.";
    empty_manifest(entry: &str): "The archive's {entry} lists no images." | "El {entry} del archivo no enumera imágenes.";
    too_large(entry: &str, size: u64, limit: u64): "{entry} has {size} bytes; Peel reads documents of up to {limit}."
        | "{entry} tiene {size} bytes; Peel lee documentos de hasta {limit}.";
    bad_json(entry: &str, offset: u64, reason: &str): "{entry}, at byte {offset} of the archive, is not valid JSON: {reason}."
        | "{entry}, en el byte {offset} del archivo, no es JSON válido: {reason}.";
    missing(entry: &str, by: &str): "{entry} is named by {by} and is not in the archive." | "{by} nombra {entry}, que no está en el archivo.";
    link_circle(entry: &str, by: &str, limit: usize): "{entry} is named by {by} and is a link in the archive; its links lead in a circle, or are more than {limit}."
        | "{by} nombra {entry}, que es un enlace en el archivo; sus enlaces dan vueltas, o son más de {limit}.";
    bad_digest(by: &str, digest: &str, error: &str): "\"{by}\" names a blob by \"{digest}\": {error}."
        | "\"{by}\" nombra un blob por \"{digest}\": {error}.";
    wrong_digest(entry: &str, found: &str): "{entry} does not have the digest in its name: its bytes have {found}."
        | "{entry} no tiene el digest de su nombre: sus bytes tienen {found}.";
    wrong_size(entry: &str, found: u64, claimed: u64): "{entry} has {found} bytes, and the manifest says {claimed}."
        | "{entry} tiene {found} bytes, y el manifest dice {claimed}.";
    disguised(entry: &str, claimed: &str): "{entry} is called {claimed}, and is something else, which different tools read differently (CVE-2021-41190); Peel does not read it."
        | "{entry} se llama {claimed} y es otra cosa, que cada herramienta lee a su manera (CVE-2021-41190); Peel no lo lee.";
    ambiguous(entry: &str): "{entry} is an index and a manifest at once, which different tools read differently (CVE-2021-41190); Peel reads neither."
        | "{entry} es un índice y un manifest a la vez, que cada herramienta lee a su manera (CVE-2021-41190); Peel no lee ninguno.";
    too_many(limit: u64, what: &str): "There are more than {limit} {what}; the rest is not shown." | "Hay más de {limit} {what}; el resto no se muestra.";
    layer_count(layers: usize, diff_ids: usize): "The manifest lists {layers} layers, and the config has {diff_ids} diff IDs."
        | "El manifest enumera {layers} capas, y el config tiene {diff_ids} diff ID.";
    no_manifest: "The archive has no manifest.json: the image was put together from the json of each layer's folder, as Docker wrote them before 1.10."
        | "El archivo no tiene manifest.json: la imagen se reconstruyó con el json de la carpeta de cada capa, como los escribía Docker antes de 1.10.";
    no_manifest_cut: "The archive has no manifest.json and no end, so it was probably cut: the image was put together from the json of each layer's folder, as Docker wrote them before 1.10."
        | "El archivo no tiene manifest.json ni final, así que es probable que se cortara: la imagen se reconstruyó con el json de la carpeta de cada capa, como los escribía Docker antes de 1.10.";
    absent(n: usize, listed: usize, by: &str, names: &str): "{n} of the {listed} images that {by} lists are not in the archive: {names}."
        | "{n} de las {listed} imágenes que enumera {by} no están en el archivo: {names}.";
    disagree(manifest: &str): "manifest.json and the OCI manifest {manifest} list the layers differently (Docker 25.0.0 wrote the latter out of order): manifest.json is believed, which agrees with the config's diff IDs."
        | "manifest.json y el manifest OCI {manifest} enumeran las capas de distinta manera (Docker 25.0.0 escribía este en desorden): se cree a manifest.json, que coincide con los diff ID del config.";
    foreign(layer: usize, name: &str): "Layer {layer} ({name}) is a foreign layer, which its maker does not let others distribute, and is not in the archive."
        | "La capa {layer} ({name}) es una capa ajena, que su autor no deja distribuir a otros, y no está en el archivo.";
    foreign_at(layer: usize, name: &str, urls: &str): "Layer {layer} ({name}) is a foreign layer, which its maker does not let others distribute, and is not in the archive; it is to be had from: {urls}."
        | "La capa {layer} ({name}) es una capa ajena, que su autor no deja distribuir a otros, y no está en el archivo; se obtiene de: {urls}.";
    file_system: "The archive holds a file system and no image (`docker export` writes such): it is shown as an image of one layer, without history or config."
        | "El archivo contiene un sistema de archivos y ninguna imagen (los escribe `docker export`): se muestra como una imagen de una capa, sin historia ni config.";
    save_for_layers: "For the layers and their history, save the image: `docker save IMAGE -o image.tar`."
        | "Para ver las capas y su historia, guarda la imagen: `docker save IMAGE -o image.tar`.";
    also_holds(what: &str, name: &str): "The archive also holds {what}: {name}." | "El archivo también contiene {what}: {name}.";
    lower_missing(id: &str): "The layer {id}, and what lies below it, is not in the archive." | "La capa {id}, y lo que hay debajo, no está en el archivo.";
    artifact_of_type(kind: &str): "an artifact of type {kind}" | "un artefacto de tipo {kind}";
}
