//! Reasons that libraries and platforms give, which know no language: the usual ones in words, and every
//! other as it was said, in quotation marks.

use super::named::phrase;
use crate::words::{Language, language};

/// What they say, in English and Spanish; `{}` is a name, or a reason in its turn where it stands after a
/// colon.
const REASONS: &[(&str, &str)] = &[
    // The system, as `std::io` and as POSIX call it.
    (
        "No such file or directory (os error {})",
        "no existe (error {} del sistema)",
    ),
    (
        "Permission denied (os error {})",
        "no hay permiso (error {} del sistema)",
    ),
    (
        "Is a directory (os error {})",
        "es una carpeta (error {} del sistema)",
    ),
    (
        "Input/output error (os error {})",
        "error de entrada y salida (error {} del sistema)",
    ),
    (
        "Connection refused (os error {})",
        "rechaza la conexión (error {} del sistema)",
    ),
    (
        "Connection reset by peer (os error {})",
        "cortó la conexión (error {} del sistema)",
    ),
    (
        "Connection timed out (os error {})",
        "no respondió a tiempo (error {} del sistema)",
    ),
    (
        "Network is unreachable (os error {})",
        "no hay camino hasta esa red (error {} del sistema)",
    ),
    (
        "No route to host (os error {})",
        "no hay camino hasta esa máquina (error {} del sistema)",
    ),
    (
        "Broken pipe (os error {})",
        "cortó la conexión (error {} del sistema)",
    ),
    ("entity not found", "no existe"),
    ("permission denied", "no hay permiso"),
    ("is a directory", "es una carpeta"),
    ("connection refused", "rechaza la conexión"),
    ("connection reset", "cortó la conexión"),
    ("connection aborted", "cortó la conexión"),
    ("broken pipe", "cortó la conexión"),
    ("timed out", "no respondió a tiempo"),
    ("unexpected end of file", "acaba antes de tiempo"),
    ("failed to fill whole buffer", "acaba antes de tiempo"),
    ("out of memory", "no hay memoria"),
    // What carries requests, natively and in each browser.
    ("io: {}", "{}"),
    ("timeout: {}", "no respondió a tiempo ({})"),
    ("host not found", "nadie conoce ese nombre"),
    ("connection failed", "no se pudo conectar"),
    ("Failed to fetch", "el navegador no recibió respuesta"),
    (
        "NetworkError when attempting to fetch resource.",
        "el navegador no recibió respuesta",
    ),
    ("Load failed", "el navegador no recibió respuesta"),
    ("the request failed", "la petición falló"),
    ("network error", "la red falló a la mitad"),
    ("Error in input stream", "la red falló a la mitad"),
    // What a browser says of files.
    (
        "The requested file could not be read, typically due to permission problems that have occurred after a reference to a file was acquired.",
        "el navegador ya no puede leerlo: cambió, o falta el permiso",
    ),
    (
        "A requested file or directory could not be found at the time an operation was processed.",
        "ya no está donde estaba",
    ),
    (
        "the browser does not keep the layer any more",
        "el navegador ya no guarda la capa",
    ),
    // gzip.
    ("header crc mismatch", "la suma de su cabecera es errónea"),
    ("incorrect data check", "la suma de sus datos es errónea"),
    (
        "incorrect header check",
        "la suma de su cabecera es errónea",
    ),
    ("incorrect length check", "su longitud es otra"),
    (
        "invalid bit length repeat",
        "una tabla de códigos imposible",
    ),
    ("invalid block type", "un bloque de tipo desconocido"),
    ("invalid code -- missing end-of-block", "un bloque sin fin"),
    ("invalid code lengths set", "una tabla de códigos imposible"),
    ("invalid deflate stream", "un flujo deflate imposible"),
    (
        "invalid distance code too far back",
        "una distancia fuera de los datos",
    ),
    ("invalid distance code", "una distancia imposible"),
    (
        "invalid distance too far back",
        "una distancia fuera de los datos",
    ),
    ("invalid distances set", "una tabla de distancias imposible"),
    ("invalid literal/length code", "un código imposible"),
    (
        "invalid literal/lengths set",
        "una tabla de códigos imposible",
    ),
    (
        "invalid stored block lengths",
        "un bloque con longitudes que no coinciden",
    ),
    ("invalid window size", "una ventana de tamaño imposible"),
    (
        "too many length or distance symbols",
        "demasiados códigos en una tabla",
    ),
    (
        "unknown compression method",
        "un método de compresión desconocido",
    ),
    (
        "unknown header flags set",
        "marcas desconocidas en la cabecera",
    ),
    // bzip2, xz and zstd.
    ("bzip2: bz2 header missing", "falta la cabecera de bzip2"),
    ("bzip2: invalid data", "datos imposibles"),
    (
        "a block's check is wrong",
        "la suma de un bloque es errónea",
    ),
    (
        "a block is not as long as its header says",
        "un bloque no mide lo que dice su cabecera",
    ),
    (
        "its dictionary is larger than {} MiB",
        "su diccionario ocupa más de {} MiB",
    ),
    (
        "Failed to parse block header: {}",
        "la cabecera de un bloque no se entiende: {}",
    ),
    (
        "Failed to parse/decode block body: {}",
        "un bloque no se entiende: {}",
    ),
    (
        "Failed to read checksum: {}",
        "su suma no se puede leer: {}",
    ),
    // JSON.
    ("{} at line {} column {}", "{}, en la línea {}, columna {}"),
    ("EOF while parsing a list", "acaba a la mitad de una lista"),
    (
        "EOF while parsing an object",
        "acaba a la mitad de un objeto",
    ),
    ("EOF while parsing a string", "acaba a la mitad de un texto"),
    ("EOF while parsing a value", "acaba a la mitad de un valor"),
    ("expected value", "falta un valor"),
    ("expected ident", "falta un valor"),
    ("expected `:`", "falta `:`"),
    ("expected `,` or `]`", "falta `,` o `]`"),
    ("expected `,` or `}`", "falta `,` o `}`"),
    ("expected `\"`", "falta `\"`"),
    ("key must be a string", "una clave no es un texto"),
    ("invalid number", "un número imposible"),
    ("number out of range", "un número demasiado grande"),
    ("invalid escape", "un escape imposible"),
    ("trailing characters", "sobra texto"),
    ("trailing comma", "sobra una coma"),
    ("recursion limit exceeded", "está anidado demasiado hondo"),
    (
        "a list where an object should be",
        "una lista donde debería haber un objeto",
    ),
    ("missing field `{}`", "falta el campo `{}`"),
    // Registries, by our own words.
    (
        "its index has \"{}\" for a digest",
        "su índice da \"{}\" por digest",
    ),
    (
        "its manifest has \"{}\" for a digest: {}",
        "su manifest da \"{}\" por digest: {}",
    ),
    (
        "its manifest has {} for a layer, which is no layer",
        "su manifest da por capa {}, que no lo es",
    ),
    (
        "its manifest gives no size of {}",
        "su manifest no da el tamaño de {}",
    ),
    ("its manifest is no JSON: {}", "su manifest no es JSON: {}"),
    ("\"{}\" is no digest: {}", "\"{}\" no es un digest: {}"),
    ("no ':' in the digest", "falta ':' en el digest"),
    (
        "unknown digest algorithm",
        "algoritmo de digest desconocido",
    ),
    (
        "the digest is not {} lower-case hex digits",
        "el digest no son {} dígitos hexadecimales en minúscula",
    ),
    (
        "it answers /v2/ with status {}",
        "responde a /v2/ con el estado {}",
    ),
    // The relay of `peel serve`, by ours.
    ("`peel serve` has ended", "`peel serve` ha terminado"),
    ("it does not go to {}: {}", "no va a {}: {}"),
    ("it does not go to {}", "no va a {}"),
    ("it answers {}", "responde {}"),
    (
        "it was started again: open the new address that it printed",
        "se inició otra vez: abre la dirección nueva que escribió",
    ),
    (
        "start `peel serve --plain-http {}` to let it ask that host without TLS",
        "inicia `peel serve --plain-http {}` para que pregunte sin TLS a esa máquina",
    ),
    (
        "nobody asked for this host",
        "nadie preguntó por esa máquina",
    ),
    ("it redirects to nowhere", "redirige a ninguna parte"),
    (
        "it redirects more than {} times",
        "redirige más de {} veces",
    ),
    // Reports.
    ("it ends after its name", "acaba tras su nombre"),
    ("it ends in the middle", "acaba a la mitad"),
    ("a number is too large", "un número es demasiado grande"),
    (
        "a row is of an unknown owner",
        "una fila tiene un dueño desconocido",
    ),
    (
        "a sparse file is no row",
        "un archivo disperso no es una fila",
    ),
    (
        "row {} has no folder before it",
        "la fila {} no tiene ninguna carpeta antes",
    ),
    (
        "row {} has no name that a path can have",
        "la fila {} no tiene un nombre que pueda tener una ruta",
    ),
    (
        "row {} has the name of another row",
        "la fila {} tiene el nombre de otra",
    ),
    (
        "row {} is nothing that Peel knows",
        "la fila {} no es nada que Peel conozca",
    ),
    (
        "there are more rows, or longer ones, than a layer can have",
        "hay más filas, o más largas, de las que puede tener una capa",
    ),
    (
        "replaced bytes belong to no row",
        "hay bytes reemplazados que no son de ninguna fila",
    ),
    ("there are no rows", "no hay filas"),
];

/// A reason in the language that is spoken; what nobody translated stands in quotation marks.
pub fn reason(what: &str) -> String {
    match language() {
        Language::English => what.to_owned(),
        Language::Spanish => spanish(what).unwrap_or_else(|| format!("«{what}»")),
    }
}

fn spanish(what: &str) -> Option<String> {
    phrase(what).or_else(|| {
        let mut told = REASONS
            .iter()
            .filter_map(|(english, spanish)| filled(&parts(what, english)?, english, spanish));
        told.next()
    })
}

/// What stands in the places of a pattern; `None` where the text is another.
fn parts<'a>(what: &'a str, pattern: &str) -> Option<Vec<&'a str>> {
    let mut pieces = pattern.split("{}");
    let mut rest = what.strip_prefix(pieces.next()?)?;
    let mut parts = Vec::new();
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        let last = pieces.peek().is_none();
        let at = match last {
            true => rest
                .len()
                .checked_sub(piece.len())
                .filter(|at| rest.get(*at..) == Some(piece))?,
            false => rest.find(piece)?,
        };
        parts.push(&rest[..at]);
        rest = &rest[at + piece.len()..];
    }
    rest.is_empty().then_some(parts)
}

/// The Spanish with the parts in its places.
fn filled(parts: &[&str], english: &str, spanish: &str) -> Option<String> {
    let mut said = String::new();
    let before: Vec<&str> = english.split("{}").collect();
    for (i, piece) in spanish.split("{}").enumerate() {
        if i > 0 {
            let part = parts.get(i - 1)?;
            // A reason within a reason: after a colon, or with its place behind it.
            let is_reason = before.get(i - 1).is_some_and(|b| b.ends_with(": "))
                || before.get(i).is_some_and(|b| b.starts_with(" at line"));
            said += &match is_reason {
                true => reason(part),
                false => (*part).to_owned(),
            };
        }
        said += piece;
    }
    Some(said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::speak;

    fn said(what: &str) -> String {
        speak(Language::Spanish);
        let said = reason(what);
        speak(Language::English);
        said
    }

    #[test]
    fn usual_reasons_are_in_words() {
        assert_eq!(said("invalid block type"), "un bloque de tipo desconocido");
        assert_eq!(
            said("EOF while parsing a list at line 3 column 14"),
            "acaba a la mitad de una lista, en la línea 3, columna 14"
        );
        assert_eq!(
            said("io: Connection refused (os error 111)"),
            "rechaza la conexión (error 111 del sistema)"
        );
        assert_eq!(
            said("its manifest has \"x\" for a digest: no ':' in the digest"),
            "su manifest da \"x\" por digest: falta ':' en el digest"
        );
        assert_eq!(
            said("it redirects again and again"),
            "redirige una y otra vez"
        );
        let real = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
        assert_eq!(said(&real.to_string()), "no hay permiso");
        let real = std::fs::File::open("/nowhere/at/all").expect_err("there is none");
        assert_eq!(said(&real.to_string()), "no existe (error 2 del sistema)");
        let real = serde_json::from_str::<u8>("[")
            .expect_err("no number")
            .to_string();
        assert_ne!(said(&real), real);
    }

    #[test]
    fn what_nobody_translated_is_quoted() {
        assert_eq!(said("the flux is out"), "«the flux is out»");
        assert_eq!(
            said("the flux is out at line 1 column 2"),
            "«the flux is out», en la línea 1, columna 2"
        );
        assert_eq!(reason("the flux is out"), "the flux is out");
    }
}
