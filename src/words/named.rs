//! Fixed phrases of lower modules, which know no language: the phrase itself is English, and the key.

use crate::words::{Language, language};

/// Each phrase, in English and Spanish. Of two that begin alike, the longer stands first.
const PHRASES: &[(&str, &str)] = &[
    // What there may be too many of.
    ("entries in the archive", "entradas en el archivo"),
    (
        "history entries in one image",
        "entradas de la historia en una imagen",
    ),
    ("images in the archive", "imágenes en el archivo"),
    ("indexes within indexes", "índices dentro de índices"),
    ("layers in one image", "capas en una imagen"),
    (
        "manifests in the archive's indexes",
        "manifests en los índices del archivo",
    ),
    ("archives in it", "archivos dentro"),
    ("crates", "crates"),
    ("files to read", "archivos por leer"),
    ("packages", "paquetes"),
    ("paths", "rutas"),
    // What an archive also holds.
    (
        "a manifest of Docker's schema 1",
        "un manifest del schema 1 de Docker",
    ),
    ("a Helm chart", "un chart de Helm"),
    ("a Docker plugin", "un plugin de Docker"),
    ("a cosign signature", "una firma de cosign"),
    ("a sigstore bundle", "un bundle de sigstore"),
    ("a Notary signature", "una firma de Notary"),
    ("an in-toto attestation", "una atestación in-toto"),
    ("an SPDX SBOM", "un SBOM de SPDX"),
    ("a Syft SBOM", "un SBOM de Syft"),
    ("a CycloneDX SBOM", "un SBOM de CycloneDX"),
    ("a WebAssembly component", "un componente de WebAssembly"),
    ("a WebAssembly module", "un módulo de WebAssembly"),
    ("an OPA policy", "una política de OPA"),
    ("a Flux artifact", "un artefacto de Flux"),
    ("a model", "un modelo"),
    (
        "a SOCI index (for lazy pulling)",
        "un índice SOCI (para descargar a medida)",
    ),
    ("a BuildKit cache", "una caché de BuildKit"),
    ("a CNAB bundle", "un bundle de CNAB"),
    (
        "a dev container feature",
        "una característica de dev container",
    ),
    (
        "an artifact of an unknown type",
        "un artefacto de tipo desconocido",
    ),
    ("an artifact of type", "un artefacto de tipo"),
    // What has the form of a secret.
    (
        "an API key of an AI provider",
        "una clave de API de un proveedor de IA",
    ),
    ("an AWS access key", "una clave de acceso de AWS"),
    ("an AWS secret key", "una clave secreta de AWS"),
    ("a DigitalOcean token", "un token de DigitalOcean"),
    ("a GitHub token", "un token de GitHub"),
    ("a GitLab token", "un token de GitLab"),
    ("a Google API key", "una clave de API de Google"),
    ("a Hugging Face token", "un token de Hugging Face"),
    ("a JSON web token", "un JSON web token"),
    ("a PyPI token", "un token de PyPI"),
    ("a Slack token", "un token de Slack"),
    ("a Stripe key", "una clave de Stripe"),
    ("a Vault token", "un token de Vault"),
    (
        "a key of a Google service account",
        "una clave de una cuenta de servicio de Google",
    ),
    (
        "a key of an Azure storage account",
        "una clave de una cuenta de almacenamiento de Azure",
    ),
    (
        "a login of a registry",
        "un inicio de sesión de un registro",
    ),
    (
        "a private key behind a passphrase",
        "una clave privada con contraseña",
    ),
    ("a private key", "una clave privada"),
    ("a value that looks random", "un valor que parece aleatorio"),
    ("an npm token", "un token de npm"),
    // Attestations.
    ("SLSA provenance", "procedencia SLSA"),
    ("SLSA verification summary", "resumen de verificación SLSA"),
    ("SPDX SBOM", "SBOM de SPDX"),
    ("CycloneDX SBOM", "SBOM de CycloneDX"),
    ("vulnerability scan", "análisis de vulnerabilidades"),
    ("attestation", "atestación"),
    // What files that tell of packages are, or have.
    ("database of apk", "una base de datos de apk"),
    ("database of dpkg", "una base de datos de dpkg"),
    (
        "database of rpm (Berkeley DB)",
        "una base de datos de rpm (Berkeley DB)",
    ),
    (
        "database of rpm (SQLite)",
        "una base de datos de rpm (SQLite)",
    ),
    ("database of rpm (ndb)", "una base de datos de rpm (ndb)"),
    ("database of SQLite", "una base de datos de SQLite"),
    ("Java archive", "un archivo de Java"),
    ("metadata of Python's", "metadatos de Python"),
    ("blob of a package", "blob de un paquete"),
    ("chain of pages", "cadena de páginas"),
    ("directory", "directorio"),
    ("header of a package", "cabecera de un paquete"),
    ("its head", "su cabecera"),
    ("list of Go's modules", "lista de módulos de Go"),
    ("list of crates", "lista de crates"),
    ("list of slots", "lista de ranuras"),
    ("page of pairs", "página de pares"),
    ("row of a package", "fila de un paquete"),
    ("size of a page", "tamaño de página"),
    ("texts", "texto"),
    ("tree of pages", "árbol de páginas"),
    (
        "a layer of which only the table of contents is here",
        "una capa de la que aquí solo está el índice",
    ),
    ("an archive in ZIP64", "un archivo en ZIP64"),
    ("its compression", "su compresión"),
    (
        "what Go before 1.18 wrote of a program's modules",
        "lo que Go antes de 1.18 escribía de los módulos de un programa",
    ),
    // What is wrong with a pattern, a stream, or an answer.
    ("a [ that is never closed", "un [ que no se cierra"),
    ("a \\ that nothing follows", "un \\ al que no sigue nada"),
    ("a { that is never closed", "un { que no se cierra"),
    ("a range that runs backwards", "un rango que va al revés"),
    (
        "only single characters of ASCII can be left out or make a range",
        "solo caracteres sueltos de ASCII se pueden excluir o forman un rango",
    ),
    (
        "too many braces within braces",
        "demasiadas llaves dentro de llaves",
    ),
    // What the parser of regular expressions says.
    (
        "exceeded the maximum number of capturing groups",
        "demasiados grupos",
    ),
    (
        "invalid escape sequence found in character class",
        "un escape que no vale dentro de una clase de caracteres",
    ),
    (
        "invalid character class range, the start must be <= the end",
        "un rango que va al revés en una clase de caracteres",
    ),
    (
        "invalid range boundary, must be a literal",
        "el límite de un rango tiene que ser un carácter",
    ),
    (
        "unclosed character class",
        "una clase de caracteres que no se cierra",
    ),
    ("decimal literal empty", "falta un número"),
    ("decimal literal invalid", "un número que no vale"),
    ("hexadecimal literal empty", "falta un número hexadecimal"),
    (
        "hexadecimal literal is not a Unicode scalar value",
        "ese número hexadecimal no es un carácter de Unicode",
    ),
    (
        "invalid hexadecimal digit",
        "una cifra que no es hexadecimal",
    ),
    (
        "incomplete escape sequence, reached end of pattern prematurely",
        "un escape a medias al final",
    ),
    ("unrecognized escape sequence", "un escape desconocido"),
    (
        "dangling flag negation operator",
        "un - al que no sigue ninguna opción",
    ),
    ("duplicate flag", "una opción repetida"),
    (
        "flag negation operator repeated",
        "un - repetido entre las opciones",
    ),
    (
        "expected flag but got end of regex",
        "falta una opción al final",
    ),
    ("unrecognized flag", "una opción desconocida"),
    (
        "duplicate capture group name",
        "dos grupos con el mismo nombre",
    ),
    ("empty capture group name", "un grupo con el nombre vacío"),
    (
        "invalid capture group character",
        "un carácter que no vale en el nombre de un grupo",
    ),
    (
        "unclosed capture group name",
        "un nombre de grupo que no se cierra",
    ),
    ("unclosed group", "un grupo que no se cierra"),
    ("unopened group", "un grupo que se cierra y no se abrió"),
    (
        "exceed the maximum number of nested parentheses/brackets",
        "demasiados paréntesis o corchetes unos dentro de otros",
    ),
    (
        "invalid repetition count range, the start must be <= the end",
        "una repetición cuyo rango va al revés",
    ),
    (
        "repetition quantifier expects a valid decimal",
        "una repetición sin número",
    ),
    (
        "unclosed counted repetition",
        "una repetición que no se cierra",
    ),
    (
        "repetition operator missing expression",
        "no hay nada que repetir",
    ),
    (
        "special word boundary assertion is either unclosed or contains an invalid character",
        "un límite de palabra que no se cierra o no vale",
    ),
    (
        "unrecognized special word boundary assertion, valid choices are: start, end, start-half or end-half",
        "un límite de palabra desconocido: hay start, end, start-half y end-half",
    ),
    (
        "found either the beginning of a special word boundary or a bounded repetition on a \\b with an opening brace, but no closing brace",
        "una { tras \\b que no se cierra",
    ),
    (
        "invalid Unicode character class",
        "una clase de Unicode que no vale",
    ),
    (
        "backreferences are not supported",
        "aquí no hay referencias a un grupo anterior",
    ),
    (
        "look-around, including look-ahead and look-behind, is not supported",
        "aquí no se puede mirar adelante ni atrás",
    ),
    ("Unicode not allowed here", "aquí no vale Unicode"),
    (
        "pattern can match invalid UTF-8",
        "podría encontrar lo que no es UTF-8",
    ),
    (
        "Unicode property not found",
        "una propiedad de Unicode desconocida",
    ),
    (
        "Unicode property value not found",
        "un valor desconocido de una propiedad de Unicode",
    ),
    (
        "Unicode-aware Perl class not found",
        "esa clase no se conoce para Unicode",
    ),
    (
        "Unicode-aware case insensitivity matching is not available",
        "para Unicode no se puede pasar por alto si son mayúsculas",
    ),
    ("a block that cannot be", "un bloque imposible"),
    ("no frame begins here", "aquí no empieza ningún frame"),
    (
        "the decoder makes no progress",
        "el decodificador no avanza",
    ),
    (
        "there is no memory for a block",
        "no hay memoria para un bloque",
    ),
    ("it answers with a web page", "responde con una página web"),
    ("it redirects again and again", "redirige una y otra vez"),
    (
        "its answer holds no token",
        "su respuesta no contiene ningún token",
    ),
    ("its list is no list", "su lista no es una lista"),
    ("that is no address", "eso no es una dirección"),
    (
        "the archive's documents together are over the limit",
        "los documentos del archivo pasan juntos del límite",
    ),
    (
        "the browser does not send that",
        "el navegador no envía eso",
    ),
    (
        "the browser gave no reason",
        "el navegador no dio ningún motivo",
    ),
    ("the question for a token", "la petición de un token"),
];

/// A phrase in the language that is spoken, with what follows it as it is: `a Helm chart (web)`. What is no
/// phrase of ours stays as it is: names, and what a platform or a library says.
pub fn named(what: &str) -> String {
    match language() {
        Language::English => what.to_owned(),
        Language::Spanish => phrase(what).unwrap_or_else(|| what.to_owned()),
    }
}

/// A phrase of ours in Spanish, with what follows it as it is; `None` where it is none.
pub(super) fn phrase(what: &str) -> Option<String> {
    PHRASES.iter().find_map(|(english, spanish)| {
        let rest = what.strip_prefix(english)?;
        let whole = rest.is_empty() || rest.starts_with(' ');
        whole.then(|| format!("{spanish}{rest}"))
    })
}
