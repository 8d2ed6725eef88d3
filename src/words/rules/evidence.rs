//! What evidence of several rules says, and what stands in several fixes.

crate::words::texts! {
    counted more_files: "more file" "more files" | "archivo más" "archivos más";
    and_more(files: &str): "and {files}: " | "con {files}: ";
    by_later(how: &str): "{how} by a later layer" | "{how} por una capa posterior";
    by(how: &str, instruction: &str): "{how} by {instruction}" | "{how} por {instruction}";
    dockerignore: "Lines of .dockerignore:" | "Líneas de .dockerignore:";
    in_line(what: &str, line: u32): "{what} in line {line}" | "{what} en la línea {line}";
    line(number: usize, text: &str): "line {number}: {text}" | "línea {number}: {text}";
    two_names(one: &str, other: &str): "{one} and {other}" | "{one} y {other}";
    more_names(first: &str, more: usize): "{first} and {more} more" | "{first} y {more} más";
    password_in_address: "a password in an address" | "una contraseña en una dirección";
    header(name: &str): "the header {name}" | "la cabecera {name}";
}
