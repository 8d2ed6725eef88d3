//! Rules on what commands of a build are for.

/// Of `apt-in-script`.
pub mod apt_in_script {
    crate::words::texts! {
        title: "RUN calls apt, which is for people" | "RUN llama a apt, que es para personas";
        why: "Its options and what it prints may change with any version, as it says itself; apt-get is the same program for scripts, and stays as it is."
            | "Sus opciones y lo que imprime pueden cambiar con cada versión, como él mismo avisa; apt-get es el mismo programa para scripts, y no cambia.";
    }
}

/// Of `two-downloaders`.
pub mod two_downloaders {
    crate::words::texts! {
        title: "Both wget and curl download" | "Descargan tanto wget como curl";
        why: "Each is installed with its libraries, and does what the other does. One serves, and ADD downloads without either."
            | "Cada uno se instala con sus bibliotecas y hace lo que hace el otro. Basta con uno, y ADD descarga sin ninguno.";
        or_none: "or without either, checked by its digest:" | "o sin ninguno, comprobado por su digest:";
    }
}

/// Of `service-started-in-build`.
pub mod service_started_in_build {
    crate::words::texts! {
        title: "RUN starts a service, and ends" | "RUN arranca un servicio, y termina";
        why: "A layer keeps files and no processes: the service ends with the RUN, and does not run in the container."
            | "Una capa guarda archivos, no procesos: el servicio termina con el RUN y no se ejecuta en el contenedor.";
    }
}

/// Of `copy-without-workdir`.
pub mod copy_without_workdir {
    crate::words::texts! {
        title: "Files are copied to a relative path, without a WORKDIR" | "Se copian archivos a una ruta relativa, sin WORKDIR";
        why: "Without a WORKDIR they land in the root folder, and elsewhere once the base image sets one."
            | "Sin WORKDIR acaban en la carpeta raíz, y en otra parte en cuanto la imagen base fije uno.";
    }
}
