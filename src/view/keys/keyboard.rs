//! How the keyboard at hand calls its keys.

use std::cell::Cell;

use crate::words::keys as say;

thread_local! {
    // One page, one keyboard.
    static APPLE: Cell<bool> = const { Cell::new(false) };
}

/// Says whether the keyboard is Apple's, whose Cmd does what Ctrl does elsewhere.
pub fn set_apple(apple: bool) {
    APPLE.set(apple);
}

/// A key's name as it is printed on the keyboard.
pub fn label(name: &str) -> String {
    let printed = match APPLE.get() {
        true => [("Ctrl+", "⌘"), ("Shift+", "⇧")],
        false => [("Ctrl+", "Ctrl "), ("Shift+", "Shift ")],
    };
    for (prefix, printed) in printed {
        if let Some(rest) = name.strip_prefix(prefix) {
            let rest = label(rest);
            let letter = rest.chars().count() == 1;
            let rest = if letter { rest.to_uppercase() } else { rest };
            return format!("{printed}{rest}");
        }
    }
    let printed = match name {
        "ArrowUp" => "↑",
        "ArrowDown" => "↓",
        "ArrowLeft" => "←",
        "ArrowRight" => "→",
        " " => say::space(),
        "PageUp" => say::page_up(),
        "PageDown" => say::page_down(),
        "Home" => say::home(),
        "End" => say::end(),
        "Escape" => "Esc",
        "-" => "−",
        other => other,
    };
    printed.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_called_as_they_are_printed() {
        assert_eq!(label("Ctrl+Shift+z"), "Ctrl Shift Z");
        assert_eq!(label("Shift+ArrowUp"), "Shift ↑");
        set_apple(true);
        let printed = [label("Ctrl+k"), label("Ctrl+Shift+z"), label("?")];
        set_apple(false);
        assert_eq!(printed, ["⌘K", "⌘⇧Z", "?"]);
    }
}
