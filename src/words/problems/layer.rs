//! What is wrong or odd with a layer.

crate::words::texts! {
    place(number: usize, name: &str): "Layer {number} ({name})" | "La capa {number} ({name})";
    wrong_diff_id(place: &str, found: &str, claimed: &str): "{place} is not the layer that the config describes: its diff ID is {found}, and the config says {claimed}."
        | "{place} no es la capa que describe el config: su diff ID es {found}, y el config dice {claimed}.";
    wrong_digest(place: &str, found: &str): "{place} does not have the digest in its name: its bytes have {found}."
        | "{place} no tiene el digest de su nombre: sus bytes tienen {found}.";
    table(place: &str, error: &str): "The table of contents of {place} is not used: {error}." | "No se usa el índice de {place}: {error}.";
    whole_instead: "The layer is read whole instead." | "En su lugar se lee la capa entera.";
    ratio(place: &str, ratio: u64): "{place} unpacks to {ratio} times its stored size, which no honest layer does."
        | "{place} ocupa al desempaquetar {ratio} veces lo almacenado, cosa que no hace ninguna capa honrada.";
    odd(place: &str, what: &str, count: u64): "{place} has {what}: {count} in all. They are shown, and not applied."
        | "{place} tiene {what}: {count} en total. Se muestran, y no se aplican.";
    nameless: "whiteouts that name nothing (.wh.), which are invalid" | "whiteouts que no nombran nada (.wh.), que no son válidos";
    aufs: "entries that aufs kept for itself (.wh..wh.), which are no part of an image" | "entradas que aufs guardaba para sí (.wh..wh.), que no son parte de una imagen";
    overlay: "character devices 0/0, which are whiteouts to overlayfs and none in an image" | "dispositivos de caracteres 0/0, que son whiteouts para overlayfs y no en una imagen";
    encrypted(place: &str, media_type: &str): "{place} is encrypted ({media_type}): nothing of it can be shown."
        | "{place} está cifrada ({media_type}): no se puede mostrar nada de ella.";
    decrypt: "Decrypt it with the key that it was encrypted for (ocicrypt)." | "Descífrala con la clave para la que se cifró (ocicrypt).";
    no_compression: "no compression" | "ninguna compresión";
    mismatch(place: &str, media_type: &str, found: &str): "{place} is called {media_type}, and its bytes have {found}: they are read as what they are."
        | "{place} se llama {media_type}, y sus bytes tienen {found}: se leen como lo que son.";
    not_tar(place: &str): "{place} is not a tar archive." | "{place} no es un tar.";
    too_large(place: &str, entries: u64): "{place} is too large to list: its first {entries} entries are shown."
        | "{place} es demasiado grande para listarla: se muestran sus primeras {entries} entradas.";
    left_out(place: &str, bytes: usize, folders: usize, entries: u64): "{place} has paths of more than {bytes} bytes or {folders} folders: {entries} in all, which are left out. The rest is shown."
        | "{place} tiene rutas de más de {bytes} bytes o {folders} carpetas: {entries} en total, que se omiten. El resto se muestra.";
    unreadable(place: &str, error: &str): "{place} could not be read: {error}. What comes before that is shown."
        | "{place} no se pudo leer: {error}. Se muestra lo que hay antes.";
    damaged(place: &str, error: &str): "{place} is damaged: {error}. What comes before that is shown."
        | "{place} está dañada: {error}. Se muestra lo que hay antes.";
}
