//! Sharing what is looked at.

use super::texts;

texts! {
    share: "Share" | "Compartir";
    title: "Share what you see" | "Comparte lo que ves";
    leads_to: "The link leads to" | "El enlace lleva a";
    to_registry: "the image in its registry" | "la imagen en su registro";
    to_report: "a report, which the link itself holds" | "un informe, que el propio enlace contiene";
    with_trees: "with the paths of every layer" | "con las rutas de cada capa";
    trees_too_long(length: &str): "with the paths of every layer it would have {length} characters: save the report as a file to share those" | "con las rutas de cada capa tendría {length} caracteres: para compartirlas, guarda el informe como archivo";
    too_long(length: &str): "Even without paths the report would make a link of {length} characters, which is more than programs carry. Save it as a file." | "Aun sin rutas, el informe daría un enlace de {length} caracteres, más de lo que los programas llevan. Guárdalo como archivo.";
    making: "Making the link…" | "Creando el enlace…";
    link: "Link" | "Enlace";
    copy_link: "Copy the link" | "Copiar el enlace";
    counted characters: "character" "characters" | "carácter" "caracteres";
    long_for_some: "Some chats and mail programs cut links of this length." | "Algunos chats y correos cortan enlaces así de largos.";
    here_only: "This page comes from your own machine: the link works only there." | "Esta página viene de tu propia máquina: el enlace solo funciona en ella.";
    registry_holds: "It holds the image's reference and where you are in it. Whoever opens it asks the registry, with their own login where one is needed." | "Contiene la referencia de la imagen y dónde estás en ella. Quien lo abre pregunta al registro, con sus propias credenciales si hacen falta.";
    report_holds: "It holds" | "Contiene";
    holds_report: "the history, the configuration, sizes and findings" | "la historia, la configuración, los tamaños y los hallazgos";
    holds_trees: "the paths, sizes, owners and times of all files" | "las rutas, los tamaños, los dueños y las fechas de todos los archivos";
    holds_place: "where you are: layer, path, filter" | "dónde estás: capa, ruta, filtro";
    leaves_out: "It leaves out" | "No contiene";
    no_contents: "the contents of files" | "el contenido de los archivos";
    no_secrets: "whatever a rule takes for a secret" | "lo que una regla toma por secreto";
    no_trees: "the paths of the layers" | "las rutas de las capas";
    no_others: "the other images of the archive" | "las otras imágenes del archivo";
    nobody_told: "Nothing is sent to anybody: all of it stands behind the # of the link, which browsers keep to themselves." | "No se envía nada a nadie: todo va tras el # del enlace, que los navegadores no transmiten.";
    qr: "The link as a QR code" | "El enlace como código QR";
    qr_too_long: "For a QR code the link is too long." | "El enlace es demasiado largo para un código QR.";
    files: "Or save a file" | "O guarda un archivo";
    save_compact: "Report (.peel)" | "Informe (.peel)";
    save_json: "Report as JSON" | "Informe como JSON";
    save_badge: "Badge (.svg)" | "Insignia (.svg)";
    files_say: "Both reports hold all paths; Peel opens them like the image. In CI the command writes all three: peel analyze --format compact, peel check --badge." | "Ambos informes contienen todas las rutas; Peel los abre como la imagen. En CI el comando escribe los tres: peel analyze --format compact, peel check --badge.";
    readme: "For a README" | "Para un README";
    copy_markdown: "Copy the Markdown" | "Copiar el Markdown";
    a_report: "A report" | "Un informe";
    reopened(by: &str): "A report that {by} wrote: the contents of files are not in it." | "Un informe que escribió {by}: no contiene el contenido de los archivos.";
    without_trees: "This report does not hold the paths of the layers." | "Este informe no contiene las rutas de las capas.";
}
