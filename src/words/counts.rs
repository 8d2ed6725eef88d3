//! Numbers with the nouns that stand in several places.

use super::texts;

texts! {
    counted layers: "layer" "layers" | "capa" "capas";
    counted files: "file" "files" | "archivo" "archivos";
    counted hits: "hit" "hits" | "coincidencia" "coincidencias";
}
