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
    not_had(address: &str, reason: &str): "The report at {address} cannot be had: {reason}." | "No se puede obtener el informe en {address}: {reason}.";
    no_address: "it is no http(s) address" | "no es una dirección http(s)";
    give_an_address: "Give the address of a report, which begins with https://" | "Da la dirección de un informe, que empieza por https://";
    offline: "this machine is offline" | "esta máquina está sin conexión";
    unreachable(host: &str, reason: &str): "{host} cannot be reached: {reason}" | "no se llega a {host}: {reason}";
    blocked(host: &str): "{host} does not let web pages read its answers" | "{host} no deja que las páginas web lean sus respuestas";
    mixed(host: &str): "a page that came by https may not read http://{host}" | "una página que vino por https no puede leer http://{host}";
    relay(reason: &str): "the relay of `peel serve` refuses: {reason}" | "el relé de `peel serve` se niega: {reason}";
    broke_off(reason: &str): "the connection broke off: {reason}" | "la conexión se cortó: {reason}";
    status(status: u16): "the server answers {status}" | "el servidor responde {status}";
    longer(limit: u64): "it is longer than {limit} bytes" | "ocupa más de {limit} bytes";
    let_pages_read: "Let its server send Access-Control-Allow-Origin: *, or download the report and open it here." | "Haz que su servidor envíe Access-Control-Allow-Origin: *, o descarga el informe y ábrelo aquí.";
    or_download: "Try again, or download the report and open it here." | "Inténtalo otra vez, o descarga el informe y ábrelo aquí.";
    check_the_address: "Check the address." | "Comprueba la dirección.";
    by_the_command: "Download the report, and open it with the command." | "Descarga el informe y ábrelo con el comando.";
    cut_link: "The link does not hold the whole report." | "El enlace no contiene el informe entero.";
    another_way: "Whatever carried it cut it: ask for the report as a file, or for the link in another way." | "Lo que lo llevó lo cortó: pide el informe como archivo, o el enlace por otra vía.";
    no_packages: "Which packages an image has is told by files whose contents are not in a report." | "Qué paquetes tiene una imagen lo dicen archivos cuyo contenido no está en un informe.";
    with_packages: "Open the image itself, or have the report written with its packages: peel analyze --format json --packages IMAGE"
        | "Abre la propia imagen, o haz que el informe se escriba con sus paquetes: peel analyze --format json --packages IMAGE";
    no_contents(path: &str): "The contents of {path} are not in a report." | "El contenido de {path} no está en un informe.";
    open_the_image: "Open the image itself to see them." | "Abre la propia imagen para verlos.";
}
