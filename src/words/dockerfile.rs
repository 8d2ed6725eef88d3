//! The remarks in a Dockerfile that is put together from a history, and beside the lines that leave paths out.

use super::texts;

texts! {
    head_1: "Made by Peel from the image's history. Not recorded there, and so not here: the files that COPY"
        | "Hecho por Peel a partir de la historia de la imagen. No consta allí, ni por tanto aquí: los archivos";
    head_2: "and ADD took from the build context or from other stages, the mounts and options of RUN, and the"
        | "que COPY y ADD tomaron del contexto de construcción o de otras etapas, los montajes y opciones de RUN,";
    head_3: "defaults of ARG." | "y los valores por defecto de ARG.";
    made_on(base: &str): "The image says that it was made on {base}: with \"FROM {base}\", the instructions of that image, down to the remark below, are not needed."
        | "La imagen dice que se hizo sobre {base}: con \"FROM {base}\", las instrucciones de esa imagen, hasta la nota de abajo, sobran.";
    base_unknown: "Which image it was made on is not recorded: its instructions are here too."
        | "No consta sobre qué imagen se hizo: sus instrucciones están aquí también.";
    above_below: "Above: most likely the base image's. Below: the image's own."
        | "Arriba: lo más probable, de la imagen base. Abajo: lo propio de la imagen.";
    build_argument(argument: &str): "From here with the build argument {argument}" | "Desde aquí con el argumento de construcción {argument}";
    no_entry(layer: usize, size: &str): "Layer {layer}, {size}, has no entry in the history." | "La capa {layer}, {size}, no tiene entrada en la historia.";
    secret: "Where *** stands, there is something in the history that looks like a secret."
        | "Donde pone ***, hay en la historia algo que parece un secreto.";
    layer(number: usize): "layer {number}" | "la capa {number}";
    layer_of(number: usize, size: &str): "layer {number}, {size}" | "la capa {number}, {size}";
    nobody_says(layer: &str): "Nobody says what made {layer}." | "Nadie dice qué hizo {layer}.";
    says_nothing: "An entry that says nothing." | "Una entrada que no dice nada.";
    no_instruction_but(layer: &str, raw: &str): "No instruction, but it made {layer}: {raw}" | "No es una instrucción, pero hizo {layer}: {raw}";
    no_instruction(raw: &str): "No instruction: {raw}" | "No es una instrucción: {raw}";
    by_hash: "Its sources are recorded by their hash only." | "Sus orígenes constan solo por su hash.";
    by_hash_of(layer: &str): "Its sources are recorded by their hash only; it made {layer}." | "Sus orígenes constan solo por su hash; hizo {layer}.";
    line_break: "It has a line break, or ends as if it went on, which no Dockerfile can hold here:"
        | "Tiene un salto de línea, o acaba como si siguiera, cosa que ningún Dockerfile admite aquí:";
    from_config: "Set in the config, and told by no entry of the history:" | "Está en el config, y no lo dice ninguna entrada de la historia:";
    less(layer: usize, size: &str): "Layer {layer}: {size} less." | "Capa {layer}: {size} menos.";
    less_by(layer: usize, by: &str, size: &str): "Layer {layer}, made by {by}: {size} less." | "Capa {layer}, hecha por {by}: {size} menos.";
    again: " A layer below brings it too: once that does not, what only changes it here (chmod, chown) can go as well."
        | " También lo trae una capa inferior: cuando esa no lo haga, lo que aquí solo lo cambia (chmod, chown) también sobra.";
    all_ticked: "All of it is ticked: nothing of it is to be made." | "Está marcado todo: no hay que hacer nada de ello.";
    of_base(paths: &str): "{paths} the base image brings: only a smaller base, or one that is made without, leaves that out."
        | "{paths} lo trae la imagen base: solo lo evita una base más pequeña, o hecha sin ello.";
    in_that_run: "Delete it in the RUN that makes it: a later one only hides it." | "Bórralo en el RUN que lo crea: uno posterior solo lo oculta.";
    at_the_end: "Delete it at the end of the RUN that makes it: a later one only hides it." | "Bórralo al final del RUN que lo crea: uno posterior solo lo oculta.";
    leave_out: "All that it brings is ticked: leave the instruction out." | "Está marcado todo lo que trae: quita la instrucción.";
    of_stage(paths: &str): "It comes from another stage or image: delete {paths} there before it is copied, in the RUN that makes it, or copy only what is needed."
        | "Viene de otra etapa o imagen: borra allí {paths} antes de copiarlo, en el RUN que lo crea, o copia solo lo necesario.";
    unpacked(paths: &str): "ADD unpacks an archive: pack it without {paths}." | "ADD desempaqueta un archivo: empaquétalo sin {paths}.";
    downloaded: "ADD downloads it: download, use and delete it in one RUN." | "ADD lo descarga: descárgalo, úsalo y bórralo en un solo RUN.";
    unknown(paths: &str): "How it was made is not recorded: leave {paths} out there." | "No consta cómo se hizo: deja fuera {paths} ahí.";
    ignore: "Keep it out of the build context: lines of .dockerignore." | "Déjalo fuera del contexto de construcción: líneas de .dockerignore.";
    ignore_by_name: "Keep it out of the build context: lines of .dockerignore. Where it stands there is not recorded: these keep out everything of that name."
        | "Déjalo fuera del contexto de construcción: líneas de .dockerignore. No consta dónde está allí: estas dejan fuera todo lo de ese nombre.";
    and_more(paths: &str, more: usize): "{paths} and {more} more" | "{paths} y {more} más";
}
