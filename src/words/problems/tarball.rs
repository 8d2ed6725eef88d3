//! Why there is no tar of a folder.

crate::words::texts! {
    layer_not_here(n: u32, path: &str): "Layer {n}, which has a part of /{path}, is not here." | "La capa {n}, que tiene una parte de /{path}, no está aquí.";
    too_many_names(path: &str): "/{path} has more names and link targets than fit." | "/{path} tiene más nombres y destinos de enlaces de los que caben.";
    a_folder_in_it: "Take a folder in it." | "Toma una carpeta de dentro.";
    too_large(path: &str, bytes: &str, most: &str): "A tar of /{path} has at least {bytes}, and a page saves {most} at most." | "Un tar de /{path} tiene al menos {bytes}, y una página guarda {most} como mucho.";
    use_the_command: "Use the command: peel cat --tar IMAGE PATH" | "Usa el comando: peel cat --tar IMAGE PATH";
}
