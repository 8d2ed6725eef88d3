//! What rules on what the final tree keeps, and on what an image is called, say.

/// Of `build-time-kept`.
pub mod build_time_kept {
    crate::words::texts! {
        title: "Files carry the time of the build" | "Hay archivos con la hora de la construcción";
        why: "The same Dockerfile with the same sources gives other layers each time: nothing is reused, and nobody can check what an image was built from."
            | "El mismo Dockerfile con las mismas fuentes da cada vez otras capas: no se reutiliza nada, y nadie puede comprobar de qué se hizo una imagen.";
        counted carry: "file carries the time of the build" "files carry the time of the build"
            | "archivo lleva la hora de la construcción" "archivos llevan la hora de la construcción";
        one_time: "When it is built, one time for all files, that of the last commit:" | "Al construirla, una sola hora para todos los archivos, la del último commit:";
    }
}

/// Of `development-files-kept`.
pub mod development_files_kept {
    crate::words::texts! {
        title: "Static libraries, headers or debug symbols are in the final image" | "Hay bibliotecas estáticas, cabeceras o símbolos de depuración en la imagen final";
        why: "Only who compiles or debugs reads them, and everybody who pulls the image downloads them."
            | "Solo los lee quien compila o depura, y los descarga quien descargue la imagen.";
        headers: "headers" | "cabeceras";
        libraries: "static libraries" | "bibliotecas estáticas";
        symbols: "debug symbols" | "símbolos de depuración";
        kept(size: &str, what: &str): "{size} of {what} are in the final image" | "{size} de {what} están en la imagen final";
        two_stages: "Build in one stage, and copy what runs into another:" | "Compila en una etapa, y copia a otra lo que se ejecuta:";
        plain_package: "Where a library is needed, its package without -dev, -static or -dbg." | "Si hace falta una biblioteca, su paquete sin -dev, -static ni -dbg.";
    }
}

/// Of `documentation-kept`.
pub mod documentation_kept {
    crate::words::texts! {
        title: "Manuals, documentation and translations are in the final image" | "Hay manuales, documentación y traducciones en la imagen final";
        why: "Nobody reads them in a container, and everybody who pulls the image downloads them. Package managers can be told to leave them out."
            | "Nadie los lee en un contenedor, y los descarga quien descargue la imagen. A los gestores de paquetes se les puede decir que los dejen fuera.";
        kept(size: &str): "{size} of documentation and translations are in the final image" | "{size} de documentación y traducciones están en la imagen final";
        before_apt: "Before the first apt-get install; copyright files stay:" | "Antes del primer apt-get install; los archivos de copyright se quedan:";
        without_packages: "Without the packages -doc and -lang:" | "Sin los paquetes -doc y -lang:";
        before_zypper: "Before the first zypper install:" | "Antes del primer zypper install:";
        before_pacman: "Before the first pacman -S:" | "Antes del primer pacman -S:";
        in_the_run: "In the RUN that installs:" | "En el RUN que instala:";
    }
}

/// Of `duplicate-contents`.
pub mod duplicate_contents {
    crate::words::texts! {
        title: "The same contents stand in several files" | "El mismo contenido está en varios archivos";
        why: "Each copy is stored, and everybody who pulls the image downloads it; a symbolic link costs nothing, nor does a hard link made in the same layer."
            | "Cada copia se guarda, y la descarga quien descargue la imagen; un enlace simbólico no cuesta nada, ni un enlace duro hecho en la misma capa.";
        twice(size: &str): "{size} are stored twice" | "{size} están guardados dos veces";
        several(files: &str, size: &str): "{files} have {size} of what others have" | "{files} tienen {size} de lo que ya tienen otros";
        same_as(path: &str): "the same as {path}" | "lo mismo que {path}";
        a_link: "A link in place of the copy, in the same RUN that makes it:" | "Un enlace en vez de la copia, en el mismo RUN que la crea:";
        copy_once: "or COPY it once, and let the program know where it is." | "o un solo COPY, y dile al programa dónde está.";
    }
}

/// Of `large-file`.
pub mod large_file {
    crate::words::texts! {
        title: "One file is a large part of the image" | "Un archivo es gran parte de la imagen";
        why: "It decides how large the image is: data can be mounted or fetched when it runs, and an archive that was unpacked needs not stay."
            | "Decide cuánto ocupa la imagen: los datos se pueden montar o pedir al ejecutarla, y un archivo que se desempaquetó no tiene por qué quedarse.";
        one(size: &str): "One file has {size} of the image" | "Un archivo tiene {size} de la imagen";
        several(files: &str, size: &str): "{files} have {size} of the image" | "{files} tienen {size} de la imagen";
        share(percent: u64): "{percent} % of the final image" | "{percent} % de la imagen final";
        unpack: "Unpack it where it comes in; ADD does so for a local archive:" | "Desempaquétalo donde entra; ADD lo hace con un archivo local:";
        delete: "and a download is deleted in the RUN that unpacks it:" | "y una descarga se borra en el RUN que la desempaqueta:";
        mount: "Where it is data, mount it when the image runs:" | "Si son datos, móntalos al ejecutar la imagen:";
    }
}

/// Of `temporary-file-kept`.
pub mod temporary_file_kept {
    crate::words::texts! {
        title: "Logs, core dumps or temporary files are in the final image" | "Hay registros, volcados de memoria o archivos temporales en la imagen final";
        why: "The build or a crash left them behind, and nothing reads them again. A core dump has all that the program had in memory, secrets too."
            | "Los dejó la construcción o un fallo, y nada los vuelve a leer. Un volcado tiene todo lo que el programa tenía en memoria, también secretos.";
        kept(size: &str, files: &str): "{size} of logs and temporary files are in the final image, in {files}"
            | "{size} de registros y archivos temporales están en la imagen final, en {files}";
        in_that_run: "In the RUN that makes them:" | "En el RUN que los crea:";
        tmpfs: "or, with BuildKit, folders that are no part of the image:" | "o, con BuildKit, carpetas que no son parte de la imagen:";
    }
}

/// Of `missing-labels`.
pub mod missing_labels {
    crate::words::texts! {
        title: "Labels that tell what the image is are missing" | "Faltan las labels que dicen qué es la imagen";
        why: "An image outlives the page that told of it: its labels are then the one way to its source, version and license, for people and for scanners."
            | "Una imagen sobrevive a la página que hablaba de ella: sus labels son entonces el único camino a sus fuentes, versión y licencia, para personas y escáneres.";
        none: "No label tells what the image is" | "Ninguna label dice qué es la imagen";
        some(what: &str): "No label tells the image's {what}" | "Ninguna label dice de la imagen: {what}";
    }
}
