//! Why a report cannot be opened.

crate::words::texts! {
    not_a_report: "This is no report of Peel." | "Esto no es un informe de Peel.";
    other_json(reason: &str): "This JSON is no report of Peel: {reason}." | "Este JSON no es un informe de Peel: {reason}.";
    newer(schema: u32): "A newer version of Peel wrote this report (schema {schema})." | "Este informe lo escribió una versión más nueva de Peel (esquema {schema}).";
    get_the_newest: "Reload the page, or install the newest Peel, and open it again." | "Recarga la página, o instala el Peel más nuevo, y vuelve a abrirlo.";
    damaged(reason: &str): "The report cannot be read: it is damaged: {reason}." | "El informe no se puede leer: está dañado: {reason}.";
    no_tree(tree: usize, error: &str): "The report cannot be read: tree {tree} is none: {error}." | "El informe no se puede leer: el árbol {tree} no lo es: {error}.";
    too_large(limit: u64): "The report cannot be read: it is larger than {limit} bytes." | "El informe no se puede leer: ocupa más de {limit} bytes.";
    without_trees: "Save it without its trees, or open the image itself." | "Guárdalo sin sus árboles, o abre la propia imagen.";
    reports: "peel analyze --format json IMAGE writes one; an image is opened as it is." | "Lo escribe peel analyze --format json IMAGE; una imagen se abre tal cual.";
}
