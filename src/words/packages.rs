//! Packages, and what each owns.

use super::texts;

texts! {
    packages: "Packages" | "Paquetes";
    none_fits: "No package has that in its name, version or kind. Esc clears the filter." | "Ningún paquete tiene eso en su nombre, versión o tipo. Esc quita el filtro.";
    none_removed: "No later layer removes or replaces a package." | "Ninguna capa posterior quita o sustituye un paquete.";
    none_found: "No package was found." | "No se encontró ningún paquete.";
    at_hand: "The package at hand" | "El paquete actual";
    facts_and_files: "Facts and files of the package" | "Datos y archivos del paquete";
    no_files: "Which files it has is not in a report." | "Qué archivos tiene no está en un informe.";
    listing: "Listing its files…" | "Listando sus archivos…";
    brought_by: "Brought by" | "Traído por";
    replaced_by: "Replaced by" | "Sustituido por";
    removed_by: "Removed by" | "Quitado por";
    told_by: "Told by" | "Según";
    processor: "Processor" | "Procesador";
    source: "Source" | "Fuente";
    license: "License" | "Licencia";
    hidden_below: "Hidden below" | "Oculto debajo";
    also_of_others: "Also of others" | "También de otros";
    not_there: "Not there" | "Ausentes";
    counted missing: "path that it lists" "paths that it lists" | "ruta que enumera" "rutas que enumera";
    counted things: "thing inside it" "things inside it" | "cosa dentro" "cosas dentro";
    once_read: "Packages are read once the layers have been." | "Los paquetes se leen cuando se hayan leído las capas.";
    reading: "Reading what tells of packages…" | "Leyendo lo que habla de paquetes…";
    reading_packages: "Reading packages" | "Leyendo paquetes";
    not_to_the_end: "The packages were not read to the end." | "Los paquetes no se leyeron hasta el final.";
    read_packages: "Read the packages" | "Leer los paquetes";
    read_again: "Read them again" | "Leerlos otra vez";
    of_packages: "Of packages" | "De paquetes";
    of_none: "Of none" | "De ninguno";
    shown: "Shown" | "Visible";
    no_database: "No package manager left a database." | "Ningún gestor de paquetes dejó una base de datos.";
    and_more(n: &str): "and {n} more" | "y {n} más";
    too_large: "The image is too large to know all of its packages." | "La imagen es demasiado grande para conocer todos sus paquetes.";
    files_of_none: "Files that no package owns" | "Archivos que no son de ningún paquete";
    not_listed(files: &str): "{files} with fewer bytes are not listed." | "{files} con menos bytes no aparecen en la lista.";
    there: "There" | "Presentes";
    removed: "Removed" | "Quitados";
    no_package: "No package" | "Sin paquete";
    which_shown: "Which packages are shown" | "Qué paquetes se muestran";
    filter: "Filter packages" | "Filtrar paquetes";
    filter_example: "Name, version or kind" | "Nombre, versión o tipo";
    package: "Package" | "Paquete";
    kind: "Kind" | "Tipo";
    layers: "Layers" | "Capas";
    layer: "Layer" | "Capa";
    hidden: "Hidden" | "Oculto";
    size: "Size" | "Tamaño";
    files_column: "Files" | "Archivos";
}
