//! Layers that several images could share.

use super::texts;

texts! {
    title: "Layers that could be shared" | "Capas que podrían compartirse";
    about: "A layer that images share is stored, pulled and read into memory once. These could be, and are not." | "Una capa que comparten varias imágenes se guarda, se descarga y se lee en memoria una sola vez. Estas podrían, y no lo hacen.";
    same_files: "The same files, but for times and their order." | "Los mismos archivos, salvo las fechas y su orden.";
    other_base(size: &str): "One base at two versions: {size} of it are the same." | "Una base en dos versiones: {size} de ella son iguales.";
    fix_same_files: "Build the layer once: put what both need into a base image of your own, or a stage that both copy from, with the times set by SOURCE_DATE_EPOCH." | "Construye la capa una vez: pon lo que ambas necesitan en una imagen base propia, o en una etapa de la que copien ambas, con las fechas fijadas por SOURCE_DATE_EPOCH.";
    fix_other_base: "Build both from one version of the base, by its digest, and move them to the next one together." | "Construye ambas desde una versión de la base, por su digest, y pásalas juntas a la siguiente.";
    old: "old" | "antigua";
    new: "new" | "nueva";
    layer(n: &str): "layer {n}" | "capa {n}";
    layers(list: &str): "layers {list}" | "capas {list}";
}
