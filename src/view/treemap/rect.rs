//! Rectangles, in pixels of the page.

use serde::{Deserialize, Serialize};

/// A rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rect {
    /// Its left edge.
    pub x: f64,
    /// Its upper edge.
    pub y: f64,
    /// Its width.
    pub w: f64,
    /// Its height.
    pub h: f64,
}

impl Rect {
    /// Its area.
    pub fn area(&self) -> f64 {
        self.w * self.h
    }

    /// Whether it holds a point. Of two that touch, the right or lower one has the edge.
    pub fn holds(&self, x: f64, y: f64) -> bool {
        (self.x..self.x + self.w).contains(&x) && (self.y..self.y + self.h).contains(&y)
    }

    /// The point in its middle.
    pub fn middle(&self) -> (f64, f64) {
        (self.x + self.w / 2.0, self.y + self.h / 2.0)
    }

    /// Takes a part of its length off, along its longer side or along its shorter one.
    pub(super) fn cut(&mut self, along_x: bool, length: f64) -> Rect {
        let mut part = *self;
        if along_x {
            part.w = length.clamp(0.0, self.w);
            self.x += part.w;
            self.w -= part.w;
        } else {
            part.h = length.clamp(0.0, self.h);
            self.y += part.h;
            self.h -= part.h;
        }
        part
    }
}
