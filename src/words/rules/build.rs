//! What rules on how an image is built, named and run say.

/// Of `specialised-base`.
pub mod specialised_base {
    crate::words::texts! {
        title: "A language is installed onto a general base, and has an image of its own" | "Un lenguaje se instala sobre una base general, y tiene su propia imagen";
        why: "The language's own image names its version, is built anew when a fault is mended, and is shared by all images on it. The distribution's own modules of the language are a reason to stay."
            | "La imagen del propio lenguaje dice su versión, se reconstruye cuando se corrige un fallo y la comparten todas las imágenes sobre ella. Los módulos del lenguaje de la distribución son un motivo para quedarse.";
        on_a_general_base(language: &str, distribution: &str): "{language} is installed onto {distribution}, and has an image of its own" | "{language} se instala sobre {distribution}, y tiene su propia imagen";
    }
}

/// Of `floating-tag`.
pub mod floating_tag {
    crate::words::texts! {
        title: "The image has no tag that stays" | "La imagen no tiene una etiqueta fija";
        why: "A floating tag is another image tomorrow: nobody can tell which one runs, and there is none to go back to."
            | "Una etiqueta móvil es mañana otra imagen: nadie puede saber cuál se ejecuta, y no hay ninguna a la que volver.";
        no_name: "The image has no name in this archive" | "La imagen no tiene nombre en este archivo";
        only_floating: "The image is known only by a floating tag" | "La imagen solo se conoce por una etiqueta móvil";
        when_built_or_saved: "When it is built or saved:" | "Al construirla o guardarla:";
        when_built: "When it is built, a tag that stays:" | "Al construirla, una etiqueta fija:";
    }
}

/// Of `floating-base`.
pub mod floating_base {
    crate::words::texts! {
        title: "The base image is named by a floating tag" | "La imagen base se nombra con una etiqueta móvil";
        why: "The next build stands on whatever the tag names then. Where no digest is recorded either, nobody can tell on what this one stands."
            | "La próxima construcción se apoya en lo que la etiqueta nombre entonces. Si tampoco consta un digest, nadie puede saber en qué se apoya esta.";
        as_built: "or exactly what this image was built on" | "o exactamente en lo que se construyó esta imagen";
        or_exactly: "or exactly, with what `docker buildx imagetools inspect` prints" | "o exactamente, con lo que imprime `docker buildx imagetools inspect`";
    }
}

/// Of the images that an image was made of.
pub mod based_on {
    crate::words::texts! {
        annotation(text: &str): "{text}, an annotation" | "{text}, una anotación";
        provenance(name: &str): "{name}, by the provenance" | "{name}, según la procedencia";
    }
}

/// Of `no-healthcheck`.
pub mod no_healthcheck {
    crate::words::texts! {
        title: "The image has no health check" | "La imagen no tiene comprobación de salud";
        why: "Docker and Swarm then only know that the process exists, not that it answers. Kubernetes does not read health checks of images: there, probes do this."
            | "Docker y Swarm solo saben entonces que el proceso existe, no que responde. Kubernetes no lee las comprobaciones de salud de las imágenes: allí lo hacen las sondas.";
        none: "No HEALTHCHECK is set" | "No hay HEALTHCHECK";
        off: "HEALTHCHECK is turned off" | "HEALTHCHECK está desactivado";
        without: "no HEALTHCHECK" | "sin HEALTHCHECK";
        with_a_program: "With a program that the image has:" | "Con un programa que tenga la imagen:";
        with_its_own: "With a command of the program that tells whether it works:" | "Con un comando del programa que diga si funciona:";
    }
}

/// Of `apt-update-alone`.
pub mod apt_update_alone {
    crate::words::texts! {
        title: "apt-get update stands in another RUN than the install that needs it" | "apt-get update está en otro RUN que el install que lo necesita";
        why: "The builder keeps the layer of the update and runs only the install again: with lists of months ago it installs old packages, or fails since they are gone."
            | "El constructor conserva la capa del update y solo repite el install: con listas de hace meses instala paquetes viejos, o falla porque ya no están.";
        relies: "apt-get install relies on the apt-get update of an earlier RUN" | "apt-get install depende del apt-get update de un RUN anterior";
    }
}

/// Of `pipe-without-pipefail`.
pub mod pipe_without_pipefail {
    crate::words::texts! {
        title: "A pipe hides that its first program failed" | "Una tubería oculta que su primer programa falló";
        why: "A shell asks only the last program of a pipe whether it failed. Where the download before it breaks off, the build goes on with half of it."
            | "Una shell solo pregunta al último programa de una tubería si falló. Si la descarga anterior se corta, la construcción sigue con la mitad.";
        at_the_start: "or at the start of the RUN, where the shell knows it:" | "o al principio del RUN, si la shell lo conoce:";
    }
}

/// Of `cd-instead-of-workdir`.
pub mod cd_instead_of_workdir {
    crate::words::texts! {
        title: "A RUN only changes the folder, which no later instruction sees" | "Un RUN solo cambia de carpeta, y ninguna instrucción posterior lo ve";
        why: "Every RUN starts a shell of its own, in the folder that WORKDIR names. What comes behind this one works somewhere else than was meant."
            | "Cada RUN arranca su propia shell, en la carpeta que dice WORKDIR. Lo que viene detrás trabaja en otro lugar del que se quería.";
        no_effect: "A RUN only changes the folder, and has no effect" | "Un RUN solo cambia de carpeta, y no tiene efecto";
    }
}

/// Of `relative-workdir`.
pub mod relative_workdir {
    crate::words::texts! {
        title: "WORKDIR has a relative path" | "WORKDIR tiene una ruta relativa";
        why: "A relative WORKDIR depends on the one before it, which may be the base image's and change with it."
            | "Un WORKDIR relativo depende del anterior, que puede ser el de la imagen base y cambiar con ella.";
    }
}

/// Of `shell-form-entrypoint`.
pub mod shell_form_entrypoint {
    crate::words::texts! {
        title: "A shell is process 1, by an ENTRYPOINT or CMD without brackets" | "Una shell es el proceso 1, por un ENTRYPOINT o CMD sin corchetes";
        why: "A shell as process 1 may pass no signals on: docker stop then waits ten seconds and kills. An ENTRYPOINT of this form also drops CMD and the arguments of docker run."
            | "Una shell como proceso 1 puede no transmitir las señales: docker stop espera entonces diez segundos y mata. Un ENTRYPOINT así también descarta CMD y los argumentos de docker run.";
        starts_a_shell(keyword: &str): "{keyword} starts a shell, which starts the program" | "{keyword} arranca una shell, que arranca el programa";
        with_exec: "or, where the shell is needed, with exec before the program" | "o, si hace falta la shell, con exec antes del programa";
    }
}

/// Of `add-for-copy`.
pub mod add_for_copy {
    crate::words::texts! {
        title: "ADD stands where COPY does the same" | "Hay un ADD donde COPY hace lo mismo";
        why: "ADD unpacks what looks like an archive and downloads what looks like an address, so that a renamed file changes what is built. COPY only copies."
            | "ADD desempaqueta lo que parece un archivo comprimido y descarga lo que parece una dirección, así que renombrar un archivo cambia lo que se construye. COPY solo copia.";
    }
}

/// Of `add-of-address`.
pub mod add_of_address {
    crate::words::texts! {
        title: "ADD downloads a file" | "ADD descarga un archivo";
        why: "What the server sends on the day of the build becomes a layer, unless the line has --checksum, which no history keeps. An archive from an address is not unpacked, and stays whole in its layer."
            | "Lo que el servidor envíe el día de la construcción se convierte en una capa, salvo que la línea tenga --checksum, que ningún historial conserva. Un archivo comprimido de una dirección no se desempaqueta, y queda entero en su capa.";
        an_archive: "an archive, which then stays in no layer" | "un archivo comprimido, que así no queda en ninguna capa";
    }
}

/// Of `overridden-instruction`.
pub mod overridden_instruction {
    crate::words::texts! {
        title: "An instruction is replaced by a later one of its kind" | "Una instrucción es reemplazada por otra posterior del mismo tipo";
        why: "Of CMD, ENTRYPOINT and HEALTHCHECK only the last of each counts. Whoever reads one that does not takes it for what is run."
            | "De CMD, ENTRYPOINT y HEALTHCHECK solo cuenta la última de cada una. Quien lee otra cree que es lo que se ejecuta.";
        several(keyword: &str): "Only the last of several {keyword} counts" | "De varios {keyword} solo cuenta el último";
    }
}

/// Of `dist-upgrade`.
pub mod dist_upgrade {
    crate::words::texts! {
        title: "RUN upgrades the whole distribution" | "RUN actualiza toda la distribución";
        why: "It may remove packages and change what the base image stands for, stores their files a second time, and comes out differently each day."
            | "Puede quitar paquetes y cambiar lo que la imagen base representa, guarda sus archivos por segunda vez y da cada día un resultado distinto.";
        newer_base: "A newer base image, built anew with:" | "Una imagen base más nueva, construida de nuevo con:";
    }
}

/// Of `unpinned-packages`.
pub mod unpinned_packages {
    crate::words::texts! {
        title: "Packages are installed without a version" | "Se instalan paquetes sin versión";
        why: "The same Dockerfile makes another image tomorrow, and nobody sees what changed. Whether pinning is worth its upkeep is for you to say."
            | "El mismo Dockerfile hace mañana otra imagen, y nadie ve qué cambió. Si fijar versiones merece el trabajo de mantenerlas, lo decides tú.";
        others: "apk add PACKAGE=VERSION, pip install PACKAGE==VERSION or -r with a lock file, npm ci"
            | "apk add PACKAGE=VERSION, pip install PACKAGE==VERSION o -r con un archivo de bloqueo, npm ci";
    }
}

/// Of `deprecated-maintainer`.
pub mod deprecated_maintainer {
    crate::words::texts! {
        title: "MAINTAINER is deprecated" | "MAINTAINER está obsoleto";
        why: "MAINTAINER is deprecated since 2017. Registries and tools read who made an image from the label org.opencontainers.image.authors."
            | "MAINTAINER está obsoleto desde 2017. Los registros y las herramientas leen quién hizo una imagen en la label org.opencontainers.image.authors.";
        used: "MAINTAINER is used, which is deprecated" | "Se usa MAINTAINER, que está obsoleto";
    }
}
