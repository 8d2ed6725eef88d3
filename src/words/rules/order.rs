//! What rules on the order of instructions say.

/// Of `copy-before-install`.
pub mod copy_before_install {
    crate::words::texts! {
        title: "The application is copied before its dependencies are installed" | "La aplicación se copia antes de instalar sus dependencias";
        why: "Whatever stands behind an instruction that changes is built, pushed and pulled anew: with every change of a source file all dependencies are, though they are the same."
            | "Todo lo que va detrás de una instrucción que cambia se construye, se sube y se descarga de nuevo: con cada cambio de un archivo fuente, todas las dependencias, aunque sean las mismas.";
        again: "Dependencies are installed again whenever a source file changes" | "Las dependencias se instalan otra vez cada vez que cambia un archivo fuente";
        again_of(size: &str): "Dependencies of {size} are installed again whenever a source file changes"
            | "Dependencias de {size} se instalan otra vez cada vez que cambia un archivo fuente";
    }
}

/// Of `volatile-below-stable`.
pub mod volatile_below_stable {
    crate::words::texts! {
        title: "What changes often lies below what seldom does" | "Lo que cambia a menudo está debajo de lo que apenas cambia";
        why: "Whatever lies above a layer that changes is built, and mostly pushed and pulled, anew, though its own files stay the same."
            | "Todo lo que está encima de una capa que cambia se construye, y casi siempre se sube y se descarga, de nuevo, aunque sus propios archivos sigan igual.";
        above(size: &str, days: i64): "{size} that did not change for {days} days lie above the application"
            | "{size} que no cambiaron en {days} días están encima de la aplicación";
        last_changed(day: &str): "last changed on {day}" | "cambiado por última vez el {day}";
    }
}
