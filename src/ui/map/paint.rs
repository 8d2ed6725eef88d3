//! Drawing a map on a canvas.

use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::palette::Palette;
use crate::view::text;
use crate::view::treemap::{Cell, ColourBy, Ground, Map, Rect, Shape, ink, tag};

/// Height of a line of text, and of a folder's name.
const LINE: f64 = 15.0;

/// The least width and height of a folder that is named on a treemap, in pixels.
const NAMED: (f64, f64) = (72.0, 56.0);

/// A canvas of so many pixels of the page, sharp on the screen at hand, and empty.
pub fn canvas(
    canvas: &HtmlCanvasElement,
    width: f64,
    height: f64,
) -> Option<CanvasRenderingContext2d> {
    let ratio = gloo::utils::window().device_pixel_ratio();
    canvas.set_width((width * ratio).round() as u32);
    canvas.set_height((height * ratio).round() as u32);
    let context = canvas.get_context("2d").ok().flatten()?;
    let context: CanvasRenderingContext2d = context.dyn_into().ok()?;
    context.scale(ratio, ratio).ok()?;
    Some(context)
}

/// Draws a map. Where it was laid out for another size, it is stretched until the next is there.
pub fn paint(
    to: &CanvasRenderingContext2d,
    map: &Map,
    colour: ColourBy,
    palette: &Palette,
    scale: (f64, f64),
) {
    to.set_text_baseline("middle");
    to.set_font("11px system-ui, sans-serif");
    let letter = to
        .measure_text("abcdefghij")
        .map_or(6.0, |m| m.width() / 10.0);
    for cell in map.cells.iter() {
        let rect = scaled(cell.rect, scale);
        match (cell.open, map.wish.shape) {
            (false, _) => leaf(to, cell, rect, colour, palette, letter),
            (true, Shape::Icicle) => {
                to.set_fill_style_str(&palette.surface);
                to.fill_rect(rect.x, rect.y, rect.w, rect.h);
                to.set_stroke_style_str(&palette.line);
                to.set_line_width(1.0);
                to.stroke_rect(
                    rect.x + 0.5,
                    rect.y + 0.5,
                    (rect.w - 1.0).max(0.0),
                    (rect.h - 1.0).max(0.0),
                );
                words(to, &cell.label(), rect, &palette.text, letter);
            }
            (true, Shape::Treemap) => {}
        }
    }
    if map.wish.shape == Shape::Treemap {
        folders(to, map, palette, scale, letter);
    }
}

/// Draws a line around a cell.
pub fn outline(
    to: &CanvasRenderingContext2d,
    rect: Rect,
    palette: &Palette,
    scale: (f64, f64),
    strong: bool,
) {
    let rect = scaled(rect, scale);
    let width = if strong { 3.0 } else { 1.5 };
    for (colour, width) in [(&palette.surface, width + 2.0), (&palette.focus, width)] {
        to.set_stroke_style_str(colour);
        to.set_line_width(width);
        to.stroke_rect(
            rect.x + 1.5,
            rect.y + 1.5,
            (rect.w - 3.0).max(1.0),
            (rect.h - 3.0).max(1.0),
        );
    }
}

fn scaled(rect: Rect, (x, y): (f64, f64)) -> Rect {
    Rect {
        x: rect.x * x,
        y: rect.y * y,
        w: rect.w * x,
        h: rect.h * y,
    }
}

fn leaf(
    to: &CanvasRenderingContext2d,
    cell: &Cell,
    rect: Rect,
    colour: ColourBy,
    palette: &Palette,
    letter: f64,
) {
    let ground = Ground::of(cell, colour);
    let paint = palette
        .grounds
        .get(ground.colour as usize)
        .map_or("#999999", String::as_str);
    // A gap between cells, for as long as there is something left.
    let gap = if rect.w.min(rect.h) > 4.0 { 0.5 } else { 0.0 };
    let inner = Rect {
        x: rect.x + gap,
        y: rect.y + gap,
        w: rect.w - 2.0 * gap,
        h: rect.h - 2.0 * gap,
    };
    to.set_fill_style_str(paint);
    to.fill_rect(inner.x, inner.y, inner.w, inner.h);
    let ink = ink(paint);
    if ground.pattern > 0 {
        hatch(to, inner, ground.pattern, ink);
    }
    if rect.w < 34.0 || rect.h < LINE {
        return;
    }
    // At the bottom: folders have their names at the top.
    let two = rect.h > LINE * 3.0;
    let lines = if two { LINE * 2.0 } else { LINE };
    let line = Rect {
        y: match rect.h > lines * 1.6 {
            true => rect.y + rect.h - lines - 2.0,
            false => rect.y + (rect.h - lines) / 2.0,
        },
        h: LINE,
        ..inner
    };
    if ground.pattern > 0 {
        // Names stand on plain ground.
        let width = (cell.label().chars().count() as f64 * letter + 8.0).min(inner.w);
        to.set_fill_style_str(paint);
        to.fill_rect(inner.x, line.y, width, lines);
    }
    words(to, &cell.label(), line, ink, letter);
    if two {
        let size = text::size(cell.bytes);
        let tag = tag(cell, colour);
        let below = Rect {
            y: line.y + LINE,
            ..line
        };
        words(to, &format!("{size} {tag}"), below, ink, letter);
    }
}

fn hatch(to: &CanvasRenderingContext2d, rect: Rect, pattern: u32, ink: &str) {
    const STEP: f64 = 6.0;
    to.save();
    to.begin_path();
    to.rect(rect.x, rect.y, rect.w, rect.h);
    to.clip();
    to.set_stroke_style_str(ink);
    to.set_global_alpha(0.35);
    to.set_line_width(1.0);
    to.begin_path();
    if pattern == 1 {
        let mut x = rect.x - rect.h;
        while x < rect.x + rect.w {
            to.move_to(x, rect.y + rect.h);
            to.line_to(x + rect.h, rect.y);
            x += STEP;
        }
    } else {
        let mut y = rect.y + STEP / 2.0;
        while y < rect.y + rect.h {
            to.move_to(rect.x, y);
            to.line_to(rect.x + rect.w, y);
            y += STEP;
        }
    }
    if pattern == 3 {
        let mut x = rect.x + STEP / 2.0;
        while x < rect.x + rect.w {
            to.move_to(x, rect.y);
            to.line_to(x, rect.y + rect.h);
            x += STEP;
        }
    }
    to.stroke();
    to.restore();
}

/// Lines around folders, and the names of those that have room for one.
fn folders(
    to: &CanvasRenderingContext2d,
    map: &Map,
    palette: &Palette,
    scale: (f64, f64),
    letter: f64,
) {
    // Where a folder's name ends, for folders whose first one begins at the same corner.
    let mut ends: Vec<Option<f64>> = vec![None; map.cells.len()];
    for cell in map
        .cells
        .iter()
        .filter(|cell| cell.open && cell.depth > 0)
        .rev()
    {
        let rect = scaled(cell.rect, scale);
        to.set_stroke_style_str(&palette.surface);
        to.set_line_width((4.0 - f64::from(cell.depth)).max(1.0));
        to.stroke_rect(rect.x, rect.y, rect.w, rect.h);
    }
    for (i, cell) in map.cells.iter().enumerate() {
        if !cell.open || cell.depth == 0 {
            continue;
        }
        let rect = scaled(cell.rect, scale);
        let parent = cell.parent.map(|parent| (&map.cells[parent], ends[parent]));
        let start = match parent {
            Some((parent, Some(end)))
                if (parent.rect.x, parent.rect.y) == (cell.rect.x, cell.rect.y) =>
            {
                end
            }
            _ => rect.x,
        };
        let label = cell.label();
        let width = label.chars().count() as f64 * letter + 10.0;
        let small = rect.w < NAMED.0 || rect.h < NAMED.1;
        if small || start + width > rect.x + rect.w {
            ends[i] = Some(start);
            continue;
        }
        to.set_fill_style_str(&palette.surface);
        to.fill_rect(start, rect.y, width, LINE + 1.0);
        let place = Rect {
            x: start,
            w: width,
            h: LINE + 1.0,
            ..rect
        };
        words(to, &label, place, &palette.text, letter);
        ends[i] = Some(start + width);
    }
}

fn words(to: &CanvasRenderingContext2d, words: &str, rect: Rect, ink: &str, letter: f64) {
    let room = ((rect.w - 7.0) / letter).floor();
    let count = words.chars().count();
    let room = room.max(0.0) as usize;
    if room < count.min(3) {
        return;
    }
    to.set_fill_style_str(ink);
    let (x, y) = (rect.x + 4.0, rect.y + rect.h / 2.0 + 0.5);
    // What cannot be drawn is only not drawn.
    let _ = match count <= room {
        true => to.fill_text_with_max_width(words, x, y, rect.w - 6.0),
        false => {
            let cut: String = words.chars().take(room - 1).chain(Some('…')).collect();
            to.fill_text_with_max_width(&cut, x, y, rect.w - 6.0)
        }
    };
}
