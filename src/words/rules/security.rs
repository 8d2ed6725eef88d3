//! What rules on what somebody else could do or read say.

/// Of `secret-file`.
pub mod secret_file {
    crate::words::texts! {
        title: "A file that holds secrets is in a layer" | "Hay un archivo con secretos en una capa";
        why: "Whoever pulls the image can read it. Deleting it in a later layer only hides it from the container. Consider the secret known, and replace it."
            | "Quien descargue la imagen puede leerlo. Borrarlo en una capa posterior solo lo oculta al contenedor. Da el secreto por conocido y cámbialo.";
        counted sure: "file with keys or credentials" "files with keys or credentials"
            | "archivo con claves o credenciales" "archivos con claves o credenciales";
        counted often: "file that often holds secrets" "files that often hold secrets"
            | "archivo que suele contener secretos" "archivos que suelen contener secretos";
        stored_again: "stored again by a later layer" | "guardado otra vez por una capa posterior";
        still_read: "deleted later, but can still be read from this layer" | "borrado después, pero aún se puede leer en esta capa";
        one_step: "In the Dockerfile, for the one step that needs it:" | "En el Dockerfile, para el único paso que lo necesita:";
    }
}

/// Of `secret-in-env`.
pub mod secret_in_env {
    crate::words::texts! {
        title: "The environment holds a secret" | "El entorno contiene un secreto";
        why: "Everybody who can pull the image can read its environment, and so can every process in its containers. Consider the secret known, and replace it."
            | "Quien pueda descargar la imagen puede leer su entorno, y también cada proceso de sus contenedores. Da el secreto por conocido y cámbialo.";
        one(name: &str): "The variable {name} holds a secret" | "La variable {name} contiene un secreto";
        counted several: "variable holds a secret" "variables hold secrets" | "variable contiene un secreto" "variables contienen secretos";
        in_build: "Where a build step needs it:" | "Si lo necesita un paso de la construcción:";
        in_program: "Where the program needs it:" | "Si lo necesita el programa:";
    }
}

/// Of `secret-in-provenance`.
pub mod secret_in_provenance {
    crate::words::texts! {
        title: "The provenance shows a secret" | "La procedencia muestra un secreto";
        why: "BuildKit writes down what a build was given, and registries hand that out with the image to everybody who can pull it. Consider the secret known, and replace it."
            | "BuildKit anota lo que recibió una construcción, y los registros lo entregan con la imagen a quien pueda descargarla. Da el secreto por conocido y cámbialo.";
        one(what: &str): "The provenance shows {what}" | "La procedencia muestra {what}";
        several(n: usize): "The provenance shows {n} secrets" | "La procedencia muestra {n} secretos";
    }
}

/// Of `secret-in-history`.
pub mod secret_in_history {
    crate::words::texts! {
        title: "The history shows a secret" | "La historia muestra un secreto";
        why: "The history is part of the image: `docker history --no-trunc` prints it to everybody who can pull it. Consider the secret known, and replace it."
            | "La historia es parte de la imagen: `docker history --no-trunc` la muestra a quien pueda descargarla. Da el secreto por conocido y cámbialo.";
        one(what: &str): "The history shows {what}" | "La historia muestra {what}";
        several(n: usize): "The history shows {n} secrets" | "La historia muestra {n} secretos";
        counted instructions: "instruction" "instructions" | "instrucción" "instrucciones";
        in_instructions(what: &str, instructions: &str): "{what}, in {instructions}" | "{what}, en {instructions}";
        build_argument(name: &str): "the value of build argument {name}" | "el valor del argumento de construcción {name}";
        value_of(keyword: &str, name: &str): "the value of {keyword} {name}" | "el valor de {keyword} {name}";
        part_of(what: &str, keyword: &str): "{what} of {keyword}" | "{what} de {keyword}";
        entry: "an entry" | "una entrada";
        no_trace: "A secret mount leaves no trace in the image:" | "Un montaje de secretos no deja rastro en la imagen:";
    }
}

/// Of `root-user`.
pub mod root_user {
    crate::words::texts! {
        title: "The image runs as root" | "La imagen se ejecuta como root";
        why: "Whoever takes over the program is root in the container, and one fault of the kernel or one mounted socket away from being root on the host."
            | "Quien se apodere del programa es root en el contenedor, y le basta un fallo del kernel o un socket montado para ser root en la máquina.";
        no_user: "No USER is set: the image runs as root" | "No hay USER: la imagen se ejecuta como root";
        is_root: "USER is root" | "USER es root";
        without: "no USER" | "sin USER";
    }
}

/// Of `setuid-file`.
pub mod setuid_file {
    crate::words::texts! {
        title: "Programs run as their owner, whoever starts them" | "Hay programas que se ejecutan como su dueño, los arranque quien los arranque";
        why: "A setuid program runs as its owner, mostly root, whoever starts it: a fault in it makes root of any user of the container."
            | "Un programa setuid se ejecuta como su dueño, casi siempre root, lo arranque quien lo arranque: un fallo en él hace root a cualquier usuario del contenedor.";
        counted unusual: "setuid or setgid program that no distribution brings" "setuid or setgid programs that no distribution brings"
            | "programa setuid o setgid que ninguna distribución trae" "programas setuid o setgid que ninguna distribución trae";
        counted usual: "setuid or setgid program that the distribution brings" "setuid or setgid programs that the distribution brings"
            | "programa setuid o setgid que trae la distribución" "programas setuid o setgid que trae la distribución";
        before_user: "Before the last USER, where nobody needs them:" | "Antes del último USER, si nadie los necesita:";
        as_root(mode: &str): "mode {mode}: runs as root" | "modo {mode}: se ejecuta como root";
        as_user(mode: &str, uid: u64): "mode {mode}: runs as user {uid}" | "modo {mode}: se ejecuta como el usuario {uid}";
        as_group(mode: &str): "mode {mode}: runs as its group" | "modo {mode}: se ejecuta como su grupo";
    }
}

/// Of `world-writable`.
pub mod world_writable {
    crate::words::texts! {
        title: "Every user may change files of the image" | "Cualquier usuario puede cambiar archivos de la imagen";
        why: "Any program in the container can change them, also one that runs as nobody so that it can change nothing. What another starts from there runs with the other's rights."
            | "Cualquier programa del contenedor puede cambiarlos, también uno que se ejecuta como nobody para no poder cambiar nada. Lo que otro arranque desde ahí se ejecuta con los permisos de ese otro.";
        one: "A file or folder that every user may change" | "Un archivo o una carpeta que cualquier usuario puede cambiar";
        counted several: "path that every user may change" "paths that every user may change"
            | "ruta que cualquier usuario puede cambiar" "rutas que cualquier usuario puede cambiar";
        in_run: "or in the RUN that makes them:" | "o en el RUN que los crea:";
        mode(mode: &str): "mode {mode}" | "modo {mode}";
    }
}

/// Of `sensitive-volume`.
pub mod sensitive_volume {
    crate::words::texts! {
        title: "A VOLUME stands on the system's own folders" | "Un VOLUME está sobre carpetas propias del sistema";
        why: "A volume there hides what the system needs, and asks whoever runs the image to mount what gives its programs power over the host."
            | "Un volumen ahí oculta lo que el sistema necesita, y pide a quien ejecute la imagen que monte lo que da a sus programas poder sobre la máquina.";
    }
}

/// Of `remote-shell`.
pub mod remote_shell {
    crate::words::texts! {
        title: "A server for remote logins is in the image, or its port exposed" | "Hay un servidor de acceso remoto en la imagen, o su puerto está expuesto";
        why: "A container needs no SSH, telnet or FTP server: docker exec and kubectl exec give a shell. It is one more service with keys and passwords, which everybody who pulls the image has."
            | "Un contenedor no necesita un servidor SSH, telnet ni FTP: docker exec y kubectl exec dan una shell. Es un servicio más con claves y contraseñas, que tiene quien descargue la imagen.";
        server(name: &str): "A server for remote logins by {name} is in the image" | "Hay un servidor de acceso remoto por {name} en la imagen";
        port(port: u16, name: &str): "Port {port}, that of {name}, is exposed" | "El puerto {port}, el de {name}, está expuesto";
        without(name: &str, port: u16): "Without the {name} server and EXPOSE {port}; for a shell in a container:"
            | "Sin el servidor de {name} ni EXPOSE {port}; para una shell en un contenedor:";
    }
}

/// Of `pipe-to-shell`.
pub mod pipe_to_shell {
    crate::words::texts! {
        title: "A download is run unseen" | "Se ejecuta una descarga sin mirarla";
        why: "Whatever the server sends on the day of the build is run, and a transfer that breaks off is run half. Nobody can tell later what it was."
            | "Se ejecuta lo que el servidor envíe el día de la construcción, y una transferencia cortada se ejecuta a medias. Nadie puede saber después qué fue.";
        plain: "A download over plain HTTP is run unseen" | "Se ejecuta sin mirarla una descarga por HTTP sin cifrar";
        in_one_run: "or in one RUN, which keeps the script out of the layers:" | "o en un solo RUN, que deja el script fuera de las capas:";
    }
}

/// Of `sudo-used`.
pub mod sudo_used {
    crate::words::texts! {
        title: "RUN calls sudo" | "RUN llama a sudo";
        why: "A build is root without it, by USER root. What lets the build become root lets the program in the container become root too."
            | "Una construcción ya es root sin él, con USER root. Lo que deja a la construcción hacerse root deja también al programa del contenedor.";
    }
}

/// Of `base-out-of-support`.
pub mod base_out_of_support {
    crate::words::texts! {
        title: "The base image gets no fixes any more" | "La imagen base ya no recibe correcciones";
        why: "Faults that become known stay in it, whatever is installed on top; and its package repositories move away, so that one day it cannot be built any more."
            | "Los fallos que se conozcan quedan en ella, se instale lo que se instale encima; y sus repositorios de paquetes se retiran, así que un día ya no se podrá construir.";
        since(name: &str, version: &str, day: &str): "{name} {version} has had no fixes since {day}" | "{name} {version} no recibe correcciones desde el {day}";
        newer: "The version that is supported longest; any newer one serves:" | "La versión con soporte más largo; sirve cualquier otra más nueva:";
    }
}
