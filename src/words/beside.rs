//! The Dockerfile beside the image.

use super::texts;

texts! {
    choose: "Point to lines of the Dockerfile…" | "Señalar líneas del Dockerfile…";
    choose_another: "Another…" | "Otro…";
    why: "Choose the Dockerfile that built this image, or drop it here: each finding then names its lines." | "Elige el Dockerfile con el que se construyó esta imagen, o suéltalo aquí: cada hallazgo dirá entonces sus líneas.";
    field: "The Dockerfile that built this image" | "El Dockerfile con el que se construyó esta imagen";
    remove: "Leave it out" | "Quitarlo";
    found(found: usize, all: usize): "{found} of its {all} instructions made this image." | "{found} de sus {all} instrucciones hicieron esta imagen.";
    of_another: "None of its instructions is in this image's history: it built another one." | "Ninguna de sus instrucciones está en la historia de esta imagen: construyó otra.";
    no_dockerfile: "There is no FROM in it: it is no Dockerfile." | "No tiene ningún FROM: no es un Dockerfile.";
    line(lines: &str): "line {lines}" | "línea {lines}";
}
