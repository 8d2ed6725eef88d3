//! Squarified treemaps (Bruls, Huizing and van Wijk, 2000): an area is shared out in strips along
//! its shorter side, and a strip takes one more part as long as that makes its parts squarer.

use super::rect::Rect;

/// Shares an area out. `weights` are best given the largest first; none is 0.
pub(super) fn squarify(area: Rect, weights: &[u64]) -> Vec<Rect> {
    let mut out = Vec::with_capacity(weights.len());
    let mut left: f64 = weights.iter().map(|weight| *weight as f64).sum();
    let mut rest = area;
    let mut start = 0;
    while start < weights.len() {
        let along_x = rest.w >= rest.h;
        let side = rest.w.min(rest.h);
        // Pixels for one byte. What is left is summed anew from what was taken, so an error of
        // rounding never grows from strip to strip.
        let scale = rest.area() / left;
        let mut end = start + 1;
        let mut strip = weights[start] as f64;
        let mut worst = oblong(side, strip * scale, strip * scale, strip * scale);
        let (largest, mut smallest) = (strip, strip);
        while let Some(weight) = weights.get(end).map(|weight| *weight as f64) {
            let smaller = smallest.min(weight);
            let larger = largest.max(weight);
            let more = oblong(
                side,
                (strip + weight) * scale,
                larger * scale,
                smaller * scale,
            );
            if more > worst {
                break;
            }
            (worst, smallest) = (more, smaller);
            strip += weight;
            end += 1;
        }
        // The last strip takes all that is left.
        let length = match end == weights.len() {
            true => rest.w.max(rest.h),
            false => strip / left * rest.w.max(rest.h),
        };
        let mut band = rest.cut(along_x, length);
        for (i, weight) in weights[start..end].iter().enumerate() {
            let weight = *weight as f64;
            let side = if along_x { band.h } else { band.w };
            let own = match start + i + 1 == end {
                true => side,
                false => weight / strip * side,
            };
            out.push(band.cut(!along_x, own));
            strip -= weight;
        }
        left = weights[end..].iter().map(|weight| *weight as f64).sum();
        start = end;
    }
    out
}

/// How far the most oblong part of a strip is from a square, where the strip has this area and its
/// largest and smallest parts have those.
fn oblong(side: f64, strip: f64, largest: f64, smallest: f64) -> f64 {
    let (side, strip) = (side * side, strip * strip);
    (side * largest / strip).max(strip / (side * smallest))
}
