//! What rules on accounts, logins and secrets in files say.

/// Of `doubled-account`.
pub mod doubled_account {
    crate::words::texts! {
        title: "Accounts or groups share a name or a number" | "Hay cuentas o grupos que comparten nombre o número";
        why: "Who owns a file, and who may do what, then depends on which of the lines a program reads first."
            | "De quién es un archivo, y quién puede hacer qué, depende entonces de cuál de las líneas lea antes un programa.";
        twice(what: &str): "Twice the same: {what}" | "Dos veces lo mismo: {what}";
        several(n: usize): "{n} names or numbers of accounts stand twice" | "{n} nombres o números de cuentas están dos veces";
        the_name(name: &str): "the name {name}" | "el nombre {name}";
        number_of(kind: &str, id: &str, first: &str, other: &str): "{kind} {id} of {first} and {other}" | "{kind} {id} de {first} y {other}";
        own_number: "A number of its own for each:" | "Un número propio para cada uno:";
    }
}

/// Of `empty-password`.
pub mod empty_password {
    crate::words::texts! {
        title: "An account has no password" | "Una cuenta no tiene contraseña";
        why: "Whoever names it is in: su, a terminal and, where it is allowed, SSH ask for nothing."
            | "Quien la nombre entra: su, una terminal y, si se permite, SSH no preguntan nada.";
        one(name: &str): "The account {name} has no password" | "La cuenta {name} no tiene contraseña";
        several(names: &str): "The accounts {names} have no password" | "Las cuentas {names} no tienen contraseña";
        without(name: &str): "{name} has no password" | "{name} no tiene contraseña";
    }
}

/// Of `second-root`.
pub mod second_root {
    crate::words::texts! {
        title: "Another account than root has the number 0" | "Una cuenta que no es root tiene el número 0";
        why: "The number decides, not the name: the account is root in everything, and whoever looks for what root does never sees its name."
            | "Decide el número, no el nombre: la cuenta es root en todo, y quien busque qué hace root no ve nunca su nombre.";
        one(name: &str): "The account {name} is root by its number" | "La cuenta {name} es root por su número";
        several(names: &str): "The accounts {names} are root by their numbers" | "Las cuentas {names} son root por sus números";
        own_number: "A number of its own:" | "Un número propio:";
    }
}

/// Of `password-hash`.
pub mod password_hash {
    crate::words::texts! {
        title: "A layer has a password's hash" | "Una capa tiene el hash de una contraseña";
        why: "Whoever pulls the image can guess at the password for as long as it takes, and every container has the same. A later layer that changes it only hides it."
            | "Quien descargue la imagen puede probar contraseñas todo el tiempo que haga falta, y todos los contenedores tienen la misma. Una capa posterior que la cambie solo la oculta.";
        one(name: &str): "The hash of {name}'s password can be read" | "Se puede leer el hash de la contraseña de {name}";
        several(names: &str): "The hashes of the passwords of {names} can be read" | "Se pueden leer los hashes de las contraseñas de {names}";
        hash_of(name: &str): "the hash of {name}'s password" | "el hash de la contraseña de {name}";
        still_read(hash: &str): "{hash}, changed later, but can still be read from this layer" | "{hash}, cambiado después, pero aún se puede leer en esta capa";
        locked: "Instead of a password, a locked account:" | "En vez de una contraseña, una cuenta bloqueada:";
    }
}

/// Of `open-ssh-login`.
pub mod open_ssh_login {
    crate::words::texts! {
        title: "The SSH server lets root log in with a password, or anybody without one"
            | "El servidor SSH deja entrar a root con contraseña, o a cualquiera sin ella";
        why: "Whoever reaches the port has all the time to guess, and is root once it is guessed."
            | "Quien llegue al puerto tiene todo el tiempo para probar, y es root en cuanto acierta.";
        empty: "The SSH server lets accounts log in without a password" | "El servidor SSH deja entrar en cuentas sin contraseña";
        root: "The SSH server lets root log in with a password" | "El servidor SSH deja entrar a root con contraseña";
        no_server: "No SSH server; for a shell in a container:" | "Sin servidor SSH; para una shell en un contenedor:";
        if_must: "Where there must be one:" | "Si tiene que haber uno:";
    }
}

/// Of `sudo-without-password`.
pub mod sudo_without_password {
    crate::words::texts! {
        title: "sudo asks for no password" | "sudo no pide contraseña";
        why: "The program that runs as another user than root is root with one word, so that the other user protects nothing."
            | "El programa que se ejecuta como un usuario que no es root es root con una palabra, así que ese usuario no protege nada.";
        idle: "sudo would ask for no password, were it in the image" | "sudo no pediría contraseña, si estuviera en la imagen";
        without: "Without sudo: as root what needs root, then for the rest" | "Sin sudo: como root lo que lo necesite, y para el resto";
    }
}

/// Of `secret-in-label`.
pub mod secret_in_label {
    crate::words::texts! {
        title: "A label holds a secret" | "Una label contiene un secreto";
        why: "Everybody who can pull the image can read its labels, and registries show them. Consider the secret known, and replace it."
            | "Quien pueda descargar la imagen puede leer sus labels, y los registros las muestran. Da el secreto por conocido y cámbialo.";
        one(name: &str): "The label {name} holds a secret" | "La label {name} contiene un secreto";
        several(n: usize): "{n} labels hold secrets" | "{n} labels contienen secretos";
        annotation: "annotation" | "anotación";
        in_build: "No secrets in labels. Where a build step needs one:" | "Nada de secretos en labels. Si un paso de la construcción necesita uno:";
    }
}

/// Of `possible-secret`.
pub mod possible_secret {
    crate::words::texts! {
        title: "A file of settings may hold a secret" | "Un archivo de ajustes puede contener un secreto";
        why: "A value that looks random stands under a name that says it is secret. If it is one, whoever pulls the image can read it."
            | "Hay un valor que parece aleatorio bajo un nombre que dice que es secreto. Si lo es, quien descargue la imagen puede leerlo.";
        counted files: "file of settings may hold a secret" "files of settings may hold secrets"
            | "archivo de ajustes puede contener un secreto" "archivos de ajustes pueden contener secretos";
        line(line: &str): "line {line}" | "línea {line}";
        lines(lines: &str): "lines {lines}" | "líneas {lines}";
        in_build: "If they are secrets, for a step of the build:" | "Si son secretos, para un paso de la construcción:";
        in_program: "and for the program, when it runs:" | "y para el programa, al ejecutarlo:";
    }
}
