//! What the page says before anything is open, and while it is being opened.

use super::texts;

texts! {
    claim: "See what is inside a container image." | "Mira qué hay dentro de una imagen de contenedor.";
    problems: "Problems" | "Problemas";
    could_not_open: "Could not open" | "No se pudo abrir";
    or_drop: "Or drop an image archive anywhere on this page, or a folder that holds an OCI image layout, or" | "O suelta el archivo de una imagen en cualquier parte de esta página, o una carpeta con un OCI image layout, o";
    loading: "Loading…" | "Cargando…";
    try_sample: "Try a sample" | "Prueba un ejemplo";
    what_a_layer_is: "What a layer is" | "Qué es una capa";
    lesson_stack: "An image is a stack of layers. Each is an archive of files that one instruction of a Dockerfile added or changed." | "Una imagen es una pila de capas. Cada una es un tar con los archivos que una instrucción de un Dockerfile añadió o cambió.";
    lesson_cover: "A layer never changes the ones below it: it only covers them. A file that a later layer deletes or writes anew is still in the image, hidden." | "Una capa nunca cambia las de abajo: solo las tapa. Un archivo que una capa posterior borra o vuelve a escribir sigue en la imagen, oculto.";
    lesson_peel: "Peel shows every layer, what it covers, and how many bytes nobody will ever see." | "Peel muestra cada capa, lo que tapa y cuántos bytes no verá nunca nadie.";
    private: "No file leaves this machine: it is read in your browser, and this page may talk to no other server. A registry is asked only where you name it, for that image, by a worker of this page." | "Ningún archivo sale de este equipo: se lee en tu navegador, y esta página no puede hablar con ningún otro servidor. Solo se pregunta a un registro cuando tú lo nombras, por esa imagen, desde un worker de esta página.";
    drop_to_open: "Drop the archive to open it" | "Suelta el archivo para abrirlo";
    opening: "Opening" | "Abriendo";
    downloading_layers: "Downloading layers" | "Descargando capas";
    reading_layers: "Reading layers" | "Leyendo capas";
    asking: "Asking" | "Preguntando a";
    asking_for: "for" | "por";
    looking_in: "Looking for images in" | "Buscando imágenes en";
    sample_lost(why: &str): "The sample could not be loaded: {why}." | "No se pudo cargar el ejemplo: {why}.";
    no_server: "the server does not answer" | "el servidor no responde";
    no_answer: "no answer" | "no hay respuesta";
    server_answers(status: u16): "the server answers {status}" | "el servidor responde {status}";
    cut_short: "it did not arrive whole" | "no llegó entero";
    done_of(done: &str, total: &str): "{done} of {total}" | "{done} de {total}";
    unpacks_to(times: &str): "Unpacks to {times} times its size, which no honest layer does" | "Se expande a {times} veces su tamaño, lo que ninguna capa honrada hace";
    more_problems(n: usize): "{n} more" | "{n} más";
    error: "Error:" | "Error:";
    note: "Note:" | "Nota:";
    copy_command(command: &str): "Copy {command}" | "Copiar {command}";
    what_can_be_done: "What can be done" | "Qué se puede hacer";
}
