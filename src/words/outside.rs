//! A new version of Peel, and what comes of loading it.

super::texts! {
    new_version: "A new version of Peel is ready." | "Hay una versión nueva de Peel.";
    what_stays: "Loading it keeps your place. A file has to be chosen again; it then opens where you are now."
        | "Al cargarla, conservas tu lugar. Un archivo tendrás que elegirlo de nuevo; se abrirá donde estás ahora.";
    load_it: "Load it" | "Cargarla";
    later: "Later" | "Más tarde";
}
