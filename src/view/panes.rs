//! Where the lines between the parts of the page stand, and how far each may be moved.

/// The fewest pixels that a part keeps, across and down. The style sheet has the same numbers.
const LEAST_HISTORY: f64 = 200.0;
const LEAST_TREE: f64 = 320.0;
const LEAST_DETAILS: f64 = 260.0;
const LEAST_HIGH: f64 = 120.0;

/// Pixels that an arrow key moves a line.
const STEP: f64 = 16.0;

/// Characters of what is remembered, at most: anybody may write there what they want.
const REMEMBERED: usize = 1 << 10;

/// A line between two parts. A page of another width has other lines, each with a place of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Divider {
    /// Wide: between history and tree.
    History,
    /// Wide: between tree and details.
    Details,
    /// Less wide: between history and details, and the tree beside them.
    Left,
    /// Less wide: between history, and details below it.
    Above,
    /// Between rows and the map below them.
    Rows,
}

impl Divider {
    /// All of them.
    pub const ALL: [Divider; 5] = [
        Divider::History,
        Divider::Details,
        Divider::Left,
        Divider::Above,
        Divider::Rows,
    ];

    /// For attributes, for the style sheet and for what is remembered.
    pub fn id(self) -> &'static str {
        match self {
            Divider::History => "history",
            Divider::Details => "details",
            Divider::Left => "left",
            Divider::Above => "above",
            Divider::Rows => "rows",
        }
    }

    /// Whether the line runs across, between what is above and what is below.
    pub fn is_level(self) -> bool {
        matches!(self, Divider::Above | Divider::Rows)
    }

    /// The parts before and after it, as the style sheet selects them.
    pub fn parts(self) -> (&'static str, &'static str) {
        match self {
            Divider::History | Divider::Left => (".pane-history", ".pane-tree"),
            Divider::Details => (".pane-tree", ".pane-details"),
            Divider::Above => (".pane-history", ".pane-details"),
            Divider::Rows => (".tree", ".map"),
        }
    }

    /// Pixels that the parts before and after it keep.
    fn least(self) -> (f64, f64) {
        match self {
            Divider::History => (LEAST_HISTORY, LEAST_TREE),
            Divider::Details => (LEAST_TREE, LEAST_DETAILS),
            Divider::Left => (LEAST_DETAILS, LEAST_TREE),
            Divider::Above | Divider::Rows => (LEAST_HIGH, LEAST_HIGH),
        }
    }

    /// The property of the style sheet that holds its place, and the value there.
    pub fn property(self, at: f64) -> (&'static str, String) {
        match self {
            Divider::History => ("--history", format!("{at}%")),
            Divider::Details => ("--details", format!("{}%", 100.0 - at)),
            Divider::Left => ("--left", format!("{at}%")),
            Divider::Above => ("--above", format!("{at}%")),
            // Rows and map share what other parts leave them.
            Divider::Rows => ("--rows", format!("{}", at / (100.0 - at).max(1.0))),
        }
    }
}

/// Where things are, in pixels along the way that a line can be moved.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Room {
    /// Where that of which places are parts begins.
    pub start: f64,
    /// How long that is.
    pub length: f64,
    /// Where the part before the line begins.
    pub before: f64,
    /// Where the part after the line ends.
    pub after: f64,
    /// Where the line is.
    pub line: f64,
}

/// Where a line is and may be, in hundredths of the room.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reach {
    /// The least.
    pub min: f64,
    /// The most.
    pub max: f64,
    /// Where it is.
    pub now: f64,
}

impl Room {
    /// How far a line may be moved here.
    pub fn reach(&self, divider: Divider) -> Reach {
        let (before, after) = divider.least();
        let min = self.part(self.before + before);
        // Where both do not fit, the line stays.
        let max = self.part(self.after - after).max(min);
        Reach {
            min,
            max,
            now: self.part(self.line),
        }
    }

    /// The place that a pointer asks for, in hundredths.
    pub fn pointed(&self, divider: Divider, pixel: f64) -> f64 {
        let reach = self.reach(divider);
        self.part(pixel).clamp(reach.min, reach.max)
    }

    /// The place that a key asks for, in hundredths; `None` where it asks for none.
    pub fn pressed(&self, divider: Divider, key: &str, shift: bool) -> Option<f64> {
        let step = if shift { STEP * 4.0 } else { STEP };
        let reach = self.reach(divider);
        match (key, divider.is_level()) {
            ("ArrowLeft", false) | ("ArrowUp", true) => {
                Some(self.pointed(divider, self.line - step))
            }
            ("ArrowRight", false) | ("ArrowDown", true) => {
                Some(self.pointed(divider, self.line + step))
            }
            ("Home", _) => Some(reach.min),
            ("End", _) => Some(reach.max),
            _ => None,
        }
    }

    fn part(&self, pixel: f64) -> f64 {
        if self.length <= 0.0 {
            return 0.0;
        }
        ((pixel - self.start) / self.length * 100.0).clamp(0.0, 100.0)
    }
}

/// The places that a person chose, in hundredths.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Places([Option<f64>; Divider::ALL.len()]);

impl Places {
    /// As they were written. What cannot be a place is none.
    pub fn read(text: &str) -> Places {
        let text = Some(text).filter(|text| text.len() <= REMEMBERED);
        let mut places = Places::default();
        let pairs = text.unwrap_or_default().split(',');
        for (id, at) in pairs.filter_map(|pair| pair.split_once('=')) {
            let divider = Divider::ALL.iter().find(|divider| divider.id() == id);
            let at = at.parse().ok().filter(|at| (0.0..=100.0).contains(at));
            if let (Some(divider), Some(at)) = (divider, at) {
                places.set(*divider, Some(at));
            }
        }
        places
    }

    /// To be remembered; empty where every line is where it is at first.
    pub fn write(&self) -> String {
        let pairs = Divider::ALL.iter().filter_map(|divider| {
            let at = self.get(*divider)?;
            Some(format!("{}={at:.2}", divider.id()))
        });
        pairs.collect::<Vec<_>>().join(",")
    }

    /// Where a line was put; `None` where it is where it is at first.
    pub fn get(&self, divider: Divider) -> Option<f64> {
        self.0[divider as usize]
    }

    /// Puts a line somewhere, or back.
    pub fn set(&mut self, divider: Divider, at: Option<f64>) {
        self.0[divider as usize] = at;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A wide page of 1,000 pixels, that begins at 10.
    const WIDE: Room = Room {
        start: 10.0,
        length: 1000.0,
        before: 10.0,
        after: 730.0,
        line: 270.0,
    };

    #[test]
    fn parts_keep_what_they_need() {
        let reach = WIDE.reach(Divider::History);
        assert_eq!((reach.min, reach.max, reach.now), (20.0, 40.0, 26.0));
        let pointed = |pixel| WIDE.pointed(Divider::History, pixel);
        assert_eq!(
            (pointed(-50.0), pointed(310.0), pointed(900.0)),
            (20.0, 30.0, 40.0)
        );
        let small = Room {
            after: 300.0,
            ..WIDE
        };
        assert_eq!(small.pointed(Divider::History, 250.0), 20.0, "it stays");
        assert_eq!(Room::default().pointed(Divider::Rows, 5.0), 0.0);
    }

    #[test]
    fn keys_move_along_the_way_of_the_line() {
        let pressed = |divider, key| WIDE.pressed(divider, key, false);
        assert_eq!(pressed(Divider::History, "ArrowLeft"), Some(24.4));
        assert_eq!(pressed(Divider::History, "ArrowRight"), Some(27.6));
        assert_eq!(pressed(Divider::History, "Home"), Some(20.0));
        assert_eq!(pressed(Divider::History, "End"), Some(40.0));
        assert_eq!(pressed(Divider::History, "ArrowUp"), None);
        assert_eq!(pressed(Divider::Above, "ArrowUp"), Some(24.4));
        assert_eq!(pressed(Divider::Above, "ArrowLeft"), None);
        let far = WIDE.pressed(Divider::History, "ArrowRight", true);
        assert_eq!(far, Some(32.4));
    }

    #[test]
    fn what_is_remembered_comes_back() {
        let mut places = Places::default();
        assert_eq!(places.write(), "");
        places.set(Divider::Details, Some(71.25));
        places.set(Divider::Rows, Some(40.0));
        assert_eq!(places.write(), "details=71.25,rows=40.00");
        assert_eq!(Places::read(&places.write()), places);
        places.set(Divider::Rows, None);
        assert_eq!(places.write(), "details=71.25");
        for wrong in [
            "",
            "details",
            "details=NaN",
            "details=-1,rows=101",
            "x=3",
            &"rows=1,".repeat(999),
        ] {
            assert_eq!(Places::read(wrong), Places::default(), "{wrong}");
        }
    }
}
