//! What rules on bytes say.

/// Of `package-cache-kept`.
pub mod package_cache_kept {
    crate::words::texts! {
        title: "A package manager's cache is in the layers" | "La caché de un gestor de paquetes está en las capas";
        why: "Nothing reads these bytes again, and everybody who pulls the image downloads them. Deleting them in a later instruction does not help: the layer keeps them."
            | "Nada vuelve a leer estos bytes, y los descarga quien descargue la imagen. Borrarlos en una instrucción posterior no sirve: la capa los conserva.";
        kept(size: &str, name: &str, what: &str): "{size} of {name}'s {what} are in the layers" | "{size} de {what} de {name} están en las capas";
        kept_by_base(size: &str, name: &str, what: &str): "{size} of {name}'s {what} are in the layers of the base image"
            | "{size} de {what} de {name} están en las capas de la imagen base";
        lists_and_packages: "package lists and packages" | "listas de paquetes y paquetes";
        downloads_and_wheels: "downloads and wheels" | "descargas y wheels";
        downloads: "downloads" | "descargas";
        downloads_and_compiled: "downloads and compiled packages" | "descargas y paquetes compilados";
        cache_mount: "or, with BuildKit, a cache that is no part of the image:" | "o, con BuildKit, una caché que no es parte de la imagen:";
    }
}

/// Of `file-removed-later`.
pub mod file_removed_later {
    crate::words::texts! {
        title: "Files are deleted in a later layer than the one that brings them" | "Se borran archivos en una capa posterior a la que los trae";
        why: "A layer only ever adds: what a later one deletes is still stored and pulled, and can be read out of its layer."
            | "Una capa solo añade: lo que una posterior borra se sigue guardando y descargando, y se puede leer en su capa.";
        stay(size: &str): "{size} are deleted again, but stay in their layers" | "{size} se vuelven a borrar, pero siguen en sus capas";
        deleted: "deleted" | "borrado";
        with_folder: "hidden with its folder" | "ocultado con su carpeta";
        made_by_run: "Made by a RUN: delete it in the same RUN." | "Creado por un RUN: bórralo en el mismo RUN.";
        for_one_step: "Copied for one step only: mount it for that step." | "Copiado para un solo paso: móntalo en ese paso.";
        not_needed: "Not needed at all: a line in .dockerignore." | "No hace falta: una línea en .dockerignore.";
    }
}

/// Of `file-rewritten-later`.
pub mod file_rewritten_later {
    crate::words::texts! {
        title: "Files are stored again in a later layer" | "Se guardan archivos otra vez en una capa posterior";
        why: "A layer stores whole files: one that changes in a later layer is stored, and pulled, twice."
            | "Una capa guarda archivos enteros: uno que cambia en una capa posterior se guarda y se descarga dos veces.";
        same(size: &str): "{size} are stored again only to change their mode, owner or time"
            | "{size} se guardan otra vez solo para cambiar su modo, dueño o fecha";
        other(size: &str): "{size} are stored again with other contents" | "{size} se guardan otra vez con otro contenido";
        another_kind: "replaced by something of another kind" | "convertido en algo de otro tipo";
        overwritten: "overwritten" | "reescrito";
        owner: "owner changed" | "dueño cambiado";
        mode: "mode changed" | "modo cambiado";
        again: "the same file again" | "el mismo archivo otra vez";
        where_they_come_in: "Give files their owner and mode where they come in:" | "Da a los archivos su dueño y su modo al traerlos:";
        in_that_run: "and what a RUN makes, in that RUN:" | "y a lo que crea un RUN, en ese RUN:";
        last_version: "Make the last version in one step, or a build stage, and copy only that:"
            | "Haz la última versión en un paso, o en una etapa de construcción, y copia solo esa:";
    }
}

/// Of `build-tools-kept`.
pub mod build_tools_kept {
    crate::words::texts! {
        title: "Build tools are in the final image" | "Hay herramientas de compilación en la imagen final";
        why: "The program does not need them to run. They weigh much, have faults of their own to keep up with, and serve whoever breaks in."
            | "El programa no las necesita para ejecutarse. Pesan mucho, tienen fallos propios que vigilar y sirven a quien entre.";
        kept(size: &str): "{size} of build tools are in the final image" | "{size} de herramientas de compilación están en la imagen final";
        c_compiler: "C and C++ compiler" | "compilador de C y C++";
        llvm: "LLVM compilers" | "compiladores LLVM";
        linker: "linker and assembler" | "enlazador y ensamblador";
        make: "make" | "make";
        cmake: "CMake and autotools" | "CMake y autotools";
        go: "Go" | "Go";
        rust: "Rust" | "Rust";
        java: "Java compiler" | "compilador de Java";
        headers: "C headers" | "cabeceras de C";
        two_stages: "Build in one stage, run in another:" | "Compila en una etapa, ejecuta en otra:";
    }
}

/// Of `context-leftover`.
pub mod context_leftover {
    crate::words::texts! {
        title: "COPY took along what no container needs" | "COPY se llevó lo que ningún contenedor necesita";
        why: "These files belong to whoever works on the program, not to the program. They make the image larger and its cache miss; a .git folder holds everything ever committed."
            | "Estos archivos son de quien trabaja en el programa, no del programa. Agrandan la imagen y hacen fallar su caché; una carpeta .git contiene todo lo que se confirmó alguna vez.";
        copied(size: &str): "{size} were copied that no container needs" | "Se copiaron {size} que ningún contenedor necesita";
    }
}

/// Of `static-only-program`.
pub mod static_only_program {
    crate::words::texts! {
        title: "The only program is linked statically, and needs nothing of its base" | "El único programa está enlazado estáticamente y no necesita nada de su base";
        why: "A program without an interpreter and without shared libraries runs on nothing. Its base is downloaded by everybody, and has faults to keep up with, for nothing."
            | "Un programa sin intérprete y sin bibliotecas compartidas se ejecuta sobre nada. Su base la descarga todo el mundo, y tiene fallos que seguir, para nada.";
        needs_nothing(size: &str): "The only program is static: {size} of the base do nothing for it" | "El único programa es estático: {size} de la base no le sirven de nada";
        linked: "linked statically: its header names no interpreter" | "enlazado estáticamente: su cabecera no nombra ningún intérprete";
        with_certificates: "or, with certificates, time zones and a user:" | "o, con certificados, zonas horarias y un usuario:";
    }
}

/// Of `large-base`.
pub mod large_base {
    crate::words::texts! {
        title: "The base image is a large one" | "La imagen base es grande";
        why: "Most of a general distribution is there for people at a shell, not for one program; each of its packages has faults to keep up with."
            | "Casi todo en una distribución general está para personas ante una shell, no para un solo programa; cada paquete suyo tiene fallos que vigilar.";
        has(name: &str, size: &str): "The base, {name}, has {size}" | "La base, {name}, ocupa {size}";
        same_with_less: "The same with less:" | "Lo mismo con menos:";
        musl: "Small, where the program runs with musl instead of the GNU C library:" | "Pequeña, si el programa funciona con musl en vez de la biblioteca C de GNU:";
        distroless: "Without a shell and packages, for a program that needs only libraries:" | "Sin shell ni paquetes, para un programa que solo necesita bibliotecas:";
        scratch: "For a static binary:" | "Para un binario estático:";
    }
}

/// Of `recommended-packages`.
pub mod recommended_packages {
    crate::words::texts! {
        title: "apt-get install takes recommended packages along" | "apt-get install se lleva los paquetes recomendados";
        why: "Debian's recommendations are made for people's computers. A service seldom needs them, and each is more to download and to keep free of faults."
            | "Las recomendaciones de Debian son para los ordenadores de las personas. Un servicio rara vez las necesita, y cada una es más que descargar y que mantener sin fallos.";
    }
}

/// Of `consecutive-run`.
pub mod consecutive_run {
    crate::words::texts! {
        title: "Several RUN in a row make a layer each" | "Varios RUN seguidos hacen una capa cada uno";
        why: "A later layer cannot take back what an earlier one stores, and every layer is one more to pull and mount. One RUN makes one layer, and can clean up after itself."
            | "Una capa posterior no puede quitar lo que guarda una anterior, y cada capa es una más que descargar y montar. Un solo RUN hace una sola capa, y puede limpiar lo suyo.";
        several(n: usize): "{n} RUN in a row make a layer each" | "{n} RUN seguidos hacen una capa cada uno";
        join_saves(n: usize, size: &str): "{n} RUN in a row make a layer each; as one they would save {size}" | "{n} RUN seguidos hacen una capa cada uno; como uno solo ahorrarían {size}";
        taken_back(size: &str, instruction: &str): "{size} of it are gone after the next ones: {instruction}" | "{size} de ella desaparecen con los siguientes: {instruction}";
        a_line_each: "the commands, a line each" | "los comandos, uno por línea";
    }
}
