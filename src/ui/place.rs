//! Places and heights, set through the style object: the page's policy forbids `style`
//! attributes, and allows this.

use web_sys::HtmlElement;

/// Sets one property.
pub fn set(element: &HtmlElement, property: &str, value: &str) {
    // Fails only for a property that does not exist.
    let _ = element.style().set_property(property, value);
}

/// Leaves a property to the style sheet.
pub fn unset(element: &HtmlElement, property: &str) {
    // Fails only for a property that does not exist.
    let _ = element.style().remove_property(property);
}

/// Sets a property in pixels.
pub fn set_px(element: &HtmlElement, property: &str, pixels: f64) {
    set(element, property, &format!("{pixels}px"));
}
