//! Which rows are drawn at a scroll position.

/// Height of every row of the tree, in pixels. The style sheet has the same number.
pub const ROW_HEIGHT: f64 = 26.0;

/// Browsers stop to place elements exactly somewhere above this height.
const HIGHEST: f64 = 10_000_000.0;

/// The rows to draw, and where.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Window {
    /// The first row to draw.
    pub first: usize,
    /// The row after the last.
    pub end: usize,
    /// Where the first row begins, in pixels from the top of the scrolled area.
    pub offset: f64,
    /// Height of the scrolled area.
    pub height: f64,
}

impl Window {
    /// The window of `rows` rows, each `row` pixels high, seen through `view` pixels at `scroll`, and a quarter of a view
    /// more on both sides, so that scrolling does not show an edge.
    pub fn at(row: f64, rows: usize, scroll: f64, view: f64) -> Window {
        let full = rows as f64 * row;
        let height = full.min(HIGHEST);
        let scroll = scroll.clamp(0.0, (height - view).max(0.0));
        // Above the highest height a pixel of scrolling passes more than a pixel of rows.
        let hidden = (height - view).max(1.0);
        let top = if full > height {
            scroll / hidden * (full - view)
        } else {
            scroll
        };
        let first_seen = (top / row).floor();
        let spare = (view / row / 4.0).ceil() + 1.0;
        // An even first row, so that stripes and most scroll steps keep what is drawn.
        let first = ((first_seen - spare).max(0.0) / 2.0).floor() * 2.0;
        let end = first_seen + (view / row).ceil() + 1.0 + spare;
        let offset = scroll - (top - first * row);
        Window {
            first: first as usize,
            end: (end as usize).min(rows),
            offset,
            height,
        }
    }

    /// The scroll position that shows a row: moved as little as possible to a row nearby, and
    /// with the row in the middle where it is far away. `None` where the row is seen already. Each
    /// row is `height` pixels high.
    pub fn reveal(height: f64, row: usize, rows: usize, scroll: f64, view: f64) -> Option<f64> {
        let full = rows as f64 * height;
        let hidden = (full.min(HIGHEST) - view).max(1.0);
        let scale = if full > HIGHEST {
            (full - view) / hidden
        } else {
            1.0
        };
        let top = scroll * scale;
        let (start, end) = (row as f64 * height, (row + 1) as f64 * height);
        if start < top - view || start > top + view * 2.0 {
            let middle = (start - view / 2.0).clamp(0.0, (full - view).max(0.0));
            Some(middle / scale)
        } else if start < top {
            Some(start / scale)
        } else if end > top + view {
            Some((end - view).max(0.0) / scale)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIEW: f64 = ROW_HEIGHT * 20.0;

    #[test]
    fn covers_what_is_seen() {
        let window = Window::at(ROW_HEIGHT, 1_000, ROW_HEIGHT * 100.0, VIEW);
        assert!(window.first <= 100 && window.end >= 121);
        assert!(window.end - window.first < 40);
        assert_eq!(window.offset, window.first as f64 * ROW_HEIGHT);
        let few = Window::at(ROW_HEIGHT, 3, 0.0, VIEW);
        assert_eq!((few.first, few.end, few.offset), (0, 3, 0.0));
        assert_eq!(Window::at(ROW_HEIGHT, 0, 0.0, VIEW).end, 0);
    }

    #[test]
    fn reaches_the_last_row_of_millions() {
        let rows = 3_000_000;
        let window = Window::at(ROW_HEIGHT, rows, 1e9, VIEW);
        assert_eq!((window.end, window.height), (rows, HIGHEST));
        let last = window.offset + (rows - window.first) as f64 * ROW_HEIGHT;
        assert!(
            (last - HIGHEST).abs() < 1.0,
            "the last row ends at the bottom: {last}"
        );
        let to = Window::reveal(ROW_HEIGHT, rows / 2, rows, 0.0, VIEW).expect("not seen");
        let window = Window::at(ROW_HEIGHT, rows, to, VIEW);
        assert!(window.first <= rows / 2 && rows / 2 < window.end);
    }

    #[test]
    fn rows_of_another_height() {
        let window = Window::at(ROW_HEIGHT / 2.0, 100, ROW_HEIGHT, VIEW);
        let same = Window::at(ROW_HEIGHT, 100, ROW_HEIGHT * 2.0, VIEW * 2.0);
        assert_eq!((window.first, window.end), (same.first, same.end));
        assert_eq!(window.height, same.height / 2.0);
        let to = Window::reveal(ROW_HEIGHT / 2.0, 40, 100, 0.0, VIEW);
        assert_eq!(to, Some(ROW_HEIGHT / 2.0));
    }

    #[test]
    fn reveals_no_more_than_needed() {
        assert_eq!(Window::reveal(ROW_HEIGHT, 5, 100, 0.0, VIEW), None);
        assert_eq!(
            Window::reveal(ROW_HEIGHT, 20, 100, 0.0, VIEW),
            Some(ROW_HEIGHT)
        );
        assert_eq!(
            Window::reveal(ROW_HEIGHT, 3, 100, ROW_HEIGHT * 10.0, VIEW),
            Some(ROW_HEIGHT * 3.0)
        );
    }
}
