//! What errors say within a sentence: after a colon, in lower case, without a full stop.

crate::words::texts! {
    // Streams and sources.
    stream_damaged(name: &str, offset: u64, reason: &str): "the {name} stream is damaged at compressed byte {offset}: {reason}"
        | "el flujo {name} está dañado en el byte comprimido {offset}: {reason}";
    stream_ends(name: &str, offset: u64): "the {name} stream ends in the middle, at compressed byte {offset}"
        | "el flujo {name} acaba a la mitad, en el byte comprimido {offset}";
    cannot_read(offset: u64, reason: &str): "cannot read at byte {offset}: {reason}" | "no se puede leer en el byte {offset}: {reason}";
    file_ends(offset: u64, len: u64): "the file ends at byte {offset}, before its own length of {len}"
        | "el archivo acaba en el byte {offset}, antes de su propia longitud de {len}";
    // Tars.
    at_byte(what: &str, offset: u64): "{what} at byte {offset}" | "{what} en el byte {offset}";
    in_entry(what: &str, offset: u64, entry: &str): "{what} at byte {offset}, in entry \"{entry}\"" | "{what} en el byte {offset}, en la entrada \"{entry}\"";
    tar_checksum: "no tar header (wrong checksum)" | "no hay una cabecera de tar (suma de control errónea)";
    tar_size: "a size that is no number" | "un tamaño que no es un número";
    tar_pax: "a broken PAX record" | "un registro PAX roto";
    tar_extension(bytes: u64): "an extension header of {bytes} bytes, over the limit" | "una cabecera de extensión de {bytes} bytes, por encima del límite";
    tar_sparse: "a broken map of a sparse file" | "un mapa roto de un archivo disperso";
    tar_ends: "the tar ends in the middle" | "el tar acaba a la mitad";
    // Digests.
    no_colon: "no ':' in the digest" | "falta ':' en el digest";
    unknown_algorithm: "unknown digest algorithm" | "algoritmo de digest desconocido";
    not_hex(expected: usize): "the digest is not {expected} lower-case hex digits" | "el digest no son {expected} dígitos hexadecimales en minúscula";
    // Layers, and files in them.
    layer_cut(there: u64, len: u64): "only {there} of its {len} bytes are there" | "solo están {there} de sus {len} bytes";
    file_cut(bytes: u64): "the layer ends {bytes} bytes before the file does" | "la capa acaba {bytes} bytes antes que el archivo";
    sparse_map: "the sparse file's map does not fit its contents" | "el mapa del archivo disperso no encaja con su contenido";
    contents_gone(offset: u64): "the layer has no contents at byte {offset}" | "la capa no tiene contenido en el byte {offset}";
    // Tables of contents.
    annotation(name: &str): "the annotation {name} cannot be read" | "la anotación {name} no se puede leer";
    out_of_blob(start: u64, end: u64, len: u64): "it would be at bytes {start} to {end} of {len}" | "estaría en los bytes {start} a {end} de {len}";
    table_too_large(bytes: u64, limit: u64): "it has {bytes} bytes, and {limit} are the limit" | "tiene {bytes} bytes, y el límite son {limit}";
    other_length(got: u64, wanted: u64): "{got} bytes came instead of {wanted}" | "llegaron {got} bytes en vez de {wanted}";
    no_footer: "the blob does not end as eStargz does" | "el blob no acaba como eStargz";
    external: "it is in another image" | "está en otra imagen";
    other_digest(found: &str, claimed: &str): "its digest is {found}, and the manifest says {claimed}" | "su digest es {found}, y el manifest dice {claimed}";
    other_unpacked(bytes: u64): "it has not the {bytes} uncompressed bytes that the manifest says" | "no tiene los {bytes} bytes sin comprimir que dice el manifest";
    not_the_table: "there is something else in its place" | "hay otra cosa en su lugar";
    table_json(line: usize, column: usize): "it cannot be read at line {line}, column {column}" | "no se puede leer en la línea {line}, columna {column}";
    other_version: "its version is not 1" | "su versión no es 1";
    table_contents(limit: u64): "it claims more than {limit} bytes of files" | "declara más de {limit} bytes de archivos";
    // Packages.
    ends_in(what: &str): "it ends in the middle of {what}" | "acaba a la mitad de {what}";
    is_no(what: &str): "it is no {what}" | "no es {what}";
    no_sense(what: &str): "its {what} makes no sense" | "no tiene sentido su {what}";
    not_yet(what: &str): "{what} cannot be read yet" | "aún no se puede leer {what}";
    too_large_a_file(bytes: u64): "it has {bytes} bytes, and Peel does not look into so large a file" | "tiene {bytes} bytes, y Peel no mira en un archivo tan grande";
    more_than_taken(what: &str): "it has more {what} than Peel takes" | "tiene más {what} de los que admite Peel";
}
