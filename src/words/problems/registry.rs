//! What went wrong with a registry, and what works instead.

crate::words::texts! {
    kept(host: &str, when: &str): "{host} could not be asked: this is the image as it was when it was last pulled here, on {when}."
        | "No se pudo preguntar a {host}: esta es la imagen tal como era la última vez que se descargó aquí, el {when}.";
    another_by_now: "Its tag may name another image by now." | "Su etiqueta puede nombrar ya otra imagen.";
    not_found(host: &str, what: &str, says: &str): "{host} has no {what}{says}." | "{host} no tiene {what}{says}.";
    check_the_name: "Check the name and the tag. Registries also say this of private images to those who are not logged in."
        | "Comprueba el nombre y la etiqueta. Los registros también dicen esto de imágenes privadas a quien no ha iniciado sesión.";
    other_tags: "Its repository has other tags:" | "Su repositorio tiene otras etiquetas:";
    needs_login(host: &str): "{host} needs a login for this image, or there is no such image." | "{host} pide iniciar sesión para esta imagen, o no existe tal imagen.";
    log_in: "Log in with a user and a password or access token: Peel keeps them in memory only, for this registry."
        | "Inicia sesión con un usuario y una contraseña o un token de acceso: Peel los guarda solo en memoria, para este registro.";
    denied(host: &str, says: &str): "{host} does not let this user read the image{says}." | "{host} no deja a este usuario leer la imagen{says}.";
    check_the_user: "Check the user and the password, and whether that user may pull the image." | "Comprueba el usuario y la contraseña, y si ese usuario puede descargar la imagen.";
    realm(host: &str, realm: &str): "{host} wants your user and password to be sent to {realm}." | "{host} quiere que tu usuario y contraseña se envíen a {realm}.";
    another_host: "That is another host. Agree only if you know that it belongs to the registry." | "Es otro host. Acepta solo si sabes que es del registro.";
    plain_password(host: &str): "{host} would get your password by plain http, where others on the way can read it: it was not sent."
        | "{host} recibiría tu contraseña por http sin cifrar, donde otros pueden leerla por el camino: no se envió.";
    by_https: "Use the registry by https." | "Usa el registro por https.";
    limited(host: &str): "{host} answers no more requests for now." | "{host} no responde a más peticiones por ahora.";
    limited_for(host: &str, seconds: u64): "{host} answers no more requests for now: it wants to be asked again in {seconds} s."
        | "{host} no responde a más peticiones por ahora: quiere que se le pregunte de nuevo en {seconds} s.";
    wait: "Wait, then try again. Most registries allow more to those who are logged in." | "Espera y vuelve a probar. Casi todos los registros permiten más a quien ha iniciado sesión.";
    server(host: &str, status: u16): "{host} failed with status {status}." | "{host} falló con el estado {status}.";
    of_its_own: "The registry has a problem of its own: try again in a while." | "El registro tiene un problema propio: prueba de nuevo dentro de un rato.";
    challenge(host: &str): "{host} asks for a login in a way that Peel does not know." | "{host} pide iniciar sesión de una forma que Peel no conoce.";
    status(host: &str, what: &str, status: u16): "{host} answered {what} with status {status}." | "{host} respondió a {what} con el estado {status}.";
    not_a_registry(host: &str, reason: &str): "{host} is no registry: {reason}." | "{host} no es un registro: {reason}.";
    check_the_port: "Check the host and port. A login page or a proxy may stand before the registry." | "Comprueba el host y el puerto. Puede haber una página de inicio de sesión o un proxy delante del registro.";
    schema_1(what: &str, host: &str): "{what} at {host} has a manifest of Docker's schema 1: the format of Docker before 2016, which has no config and no diff IDs, and which Peel does not read."
        | "{what} en {host} tiene un manifest del schema 1 de Docker: el formato de Docker antes de 2016, sin config ni diff ID, que Peel no lee.";
    push_again: "Push the image again with any newer tool, and it is converted." | "Sube la imagen otra vez con cualquier herramienta más nueva, y se convierte.";
    wrong_digest(host: &str, what: &str, found: &str): "{host} sent other bytes for {what}: their digest is {found}. Nothing of it is shown."
        | "{host} envió otros bytes para {what}: su digest es {found}. No se muestra nada de ello.";
    bytes_changed: "Bytes were changed on their way, or the registry is damaged. Try again; if it stays, do not trust this image."
        | "Los bytes cambiaron por el camino, o el registro está dañado. Prueba otra vez; si sigue así, no te fíes de esta imagen.";
    too_long(host: &str, size: u64, what: &str): "{host} sent more than the {size} bytes of {what}. Nothing of it is shown."
        | "{host} envió más de los {size} bytes de {what}. No se muestra nada de ello.";
    short(host: &str, there: u64, size: u64, what: &str): "{host} sent only {there} of the {size} bytes of {what}. Nothing of it is shown."
        | "{host} envió solo {there} de los {size} bytes de {what}. No se muestra nada de ello.";
    try_again: "Try again. If it stays, the registry or a proxy before it is damaged." | "Prueba otra vez. Si sigue así, el registro o un proxy delante de él está dañado.";
    too_large(what: &str, host: &str, limit: u64): "{what} at {host} is larger than {limit} bytes." | "{what} en {host} ocupa más de {limit} bytes.";
    no_ranges(host: &str, what: &str): "{host} gives no parts of {what}." | "{host} no da partes de {what}.";
    no_platform(what: &str, platform: &str): "{what} has no image for {platform}." | "{what} no tiene imagen para {platform}.";
    there_are(platforms: &str): "There are: {platforms}." | "Hay: {platforms}.";
    no_image(what: &str): "{what} holds no image: its index lists none." | "{what} no contiene ninguna imagen: su índice no enumera ninguna.";
    instead: "One of these commands works instead:" | "En su lugar funciona uno de estos comandos:";
    layout_cors(host: &str): "{host} answers, but its CORS policy does not let web pages read it." | "{host} responde, pero su política CORS no deja que lo lean páginas web.";
    allow_it: "Whoever runs that server can allow it: its answers need the header Access-Control-Allow-Origin: *."
        | "Quien administra ese servidor puede permitirlo: sus respuestas necesitan la cabecera Access-Control-Allow-Origin: *.";
    cors(host: &str): "{host} answers, but its CORS policy does not let web pages read it. That is so for nearly all public registries."
        | "{host} responde, pero su política CORS no deja que lo lean páginas web. Pasa con casi todos los registros públicos.";
    offline: "This machine is offline, so no registry can be asked." | "Esta máquina no tiene conexión, así que no se puede preguntar a ningún registro.";
    offline_instead: "Archives and folders can be opened all the same, and so can what was downloaded before." | "Aun así se pueden abrir archivos y carpetas, y lo que se descargó antes.";
    mixed(host: &str): "This page came by https, and a browser does not let it read {host} by plain http." | "Esta página llegó por https, y el navegador no le deja leer {host} por http sin cifrar.";
    unreachable(host: &str, reason: &str): "{host} does not answer: {reason}." | "{host} no responde: {reason}.";
    check_reach: "Check the host and port, and whether this machine may reach it." | "Comprueba el host y el puerto, y si esta máquina puede llegar a él.";
    relay(reason: &str): "The relay of `peel serve` was asked, and did not go there: {reason}." | "Se preguntó al relé de `peel serve`, y no fue allí: {reason}.";
    cut(host: &str): "The connection to {host} broke off, again and again." | "La conexión con {host} se cortó una y otra vez.";
    not_lost: "Try again: what has come so far is not lost." | "Prueba otra vez: lo que ya ha llegado no se pierde.";
    not_lost_tls: "Try again: what has come so far is not lost. If that registry speaks TLS, or speaks none, write https:// or http:// before the reference."
        | "Prueba otra vez: lo que ya ha llegado no se pierde. Si ese registro habla TLS, o no lo habla, escribe https:// o http:// delante de la referencia.";
    says(says: &str): " (it says: {says})" | " (dice: {says})";
}
