//! What is wrong with what a person pasted to have an image opened. Begins a sentence, has no full stop.

crate::words::texts! {
    paste: "Paste a reference such as alpine:3.20, ghcr.io/owner/app@sha256:… or localhost:5000/app, a docker pull command, or the address of an OCI image layout."
        | "Pega una referencia como alpine:3.20, ghcr.io/owner/app@sha256:… o localhost:5000/app, un comando docker pull, o la dirección de un OCI image layout.";
    empty: "There is nothing: paste a reference such as alpine:3.20" | "No hay nada: pega una referencia como alpine:3.20";
    too_long(limit: usize): "That is longer than {limit} characters, and no reference" | "Eso tiene más de {limit} caracteres, y no es una referencia";
    no_reference(text: &str): "There is no reference in \"{text}\"" | "No hay ninguna referencia en \"{text}\"";
    not_pulled(text: &str): "\"{text}\" names no image in a registry" | "\"{text}\" no nombra una imagen de un registro";
    password: "An address with a user or password in it is not opened: log in instead" | "No se abre una dirección con usuario o contraseña: inicia sesión";
    no_name: "There is no name" | "Falta el nombre";
    scheme(scheme: &str): "A reference has no scheme: leave \"{scheme}\" out" | "Una referencia no lleva esquema: quita \"{scheme}\"";
    upper_case(name: &str): "The repository \"{name}\" must be lower-case" | "El repositorio \"{name}\" debe ir en minúsculas";
    not_ascii(name: &str): "The registry \"{name}\" has letters beyond a to z: write its name in Punycode (xn--…)"
        | "El registro \"{name}\" tiene letras fuera de la a a la z: escribe su nombre en Punycode (xn--…)";
    domain(name: &str): "\"{name}\" is no registry's host" | "\"{name}\" no es el host de un registro";
    path(name: &str): "\"{name}\" is no repository: small letters and digits, with single . _ __ or - between"
        | "\"{name}\" no es un repositorio: minúsculas y cifras, con . _ __ o - sueltos entre ellas";
    name_too_long(length: usize, limit: usize): "The name has {length} characters, over the limit of {limit}" | "El nombre tiene {length} caracteres, y el límite son {limit}";
    tag(tag: &str): "\"{tag}\" is no tag: up to 128 letters, digits, _ . and -, the first no . or -"
        | "\"{tag}\" no es una etiqueta: hasta 128 letras, cifras, _ . y -, sin empezar por . o -";
    digest(digest: &str, error: &str): "\"{digest}\" is no digest: {error}" | "\"{digest}\" no es un digest: {error}";
    no_address: "an address begins with https://, then a host" | "una dirección empieza por https://, y luego un host";
    readable: "a proxy is asked by https, or on this machine: others could read along" | "a un proxy se le pregunta por https, o en esta máquina: otros podrían leerlo";
    fragment: "an address with # or a blank in it cannot be added to" | "a una dirección con # o un espacio no se le puede añadir nada";
    id: "That is an image's ID, by which no registry finds it: write its name" | "Eso es el ID de una imagen, por el que ningún registro la encuentra: escribe su nombre";
}
