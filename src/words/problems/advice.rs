//! What to do next, where several problems have it.

crate::words::texts! {
    save_again: "Save the image again with `docker save IMAGE -o image.tar` and open that file."
        | "Guarda la imagen otra vez con `docker save IMAGE -o image.tar` y abre ese archivo.";
    copy_again: "The file was probably cut or changed on its way: copy or save it again."
        | "Es probable que el archivo se cortara o cambiara por el camino: cópialo o guárdalo otra vez.";
    distrust: "Do not trust this image until you know why: save or pull it again and compare."
        | "No te fíes de esta imagen hasta saber por qué: guárdala o descárgala otra vez y compara.";
    choose_again: "It may have been moved, changed or deleted since it was chosen: choose it again."
        | "Puede que se haya movido, cambiado o borrado desde que se eligió: elígelo otra vez.";
    read_whole: "Read the layers whole to know." | "Lee las capas enteras para saberlo.";
    report_defect: "This is a defect of Peel, not of your image. Reload the page; if it happens again, report it with this sentence."
        | "Es un defecto de Peel, no de tu imagen. Recarga la página; si vuelve a pasar, comunícalo con esta frase.";
}
