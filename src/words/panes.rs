//! The lines between the parts of the page.

use super::texts;

texts! {
    width_of_history: "Width of the history" | "Anchura del historial";
    width_of_details: "Width of the details" | "Anchura de los detalles";
    width_of_left: "Width of history and details" | "Anchura de historial y detalles";
    height_of_history: "Height of the history" | "Altura del historial";
    height_of_rows: "Height of the rows above the map" | "Altura de las filas sobre el mapa";
    how_to_move: "Drag, or use arrow keys; double click or Enter puts it back"
        | "Arrastra o usa las flechas; doble clic o Intro la devuelve a su sitio";
}
