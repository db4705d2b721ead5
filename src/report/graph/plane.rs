//! Points and areas of a picture, in px, x to the right and y down.

/// A point.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

impl Point {
    pub(super) fn minus(self, (x, y): (f64, f64)) -> Self {
        Self {
            x: self.x - x,
            y: self.y - y,
        }
    }

    pub(super) fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    /// The point so far from here towards another, 0 being here and 1 there.
    pub(super) fn towards(self, other: Self, part: f64) -> Self {
        Self {
            x: self.x + (other.x - self.x) * part,
            y: self.y + (other.y - self.y) * part,
        }
    }
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Area {
    /// The rectangle of that size around a point.
    pub(super) fn around(middle: Point, width: f64, height: f64) -> Self {
        Self {
            left: middle.x - width / 2.0,
            top: middle.y - height / 2.0,
            right: middle.x + width / 2.0,
            bottom: middle.y + height / 2.0,
        }
    }

    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(super) fn height(&self) -> f64 {
        self.bottom - self.top
    }

    pub(super) fn middle(&self) -> Point {
        Point {
            x: f64::midpoint(self.left, self.right),
            y: f64::midpoint(self.top, self.bottom),
        }
    }

    /// The same, moved.
    pub(super) fn minus(&self, (x, y): (f64, f64)) -> Self {
        Self {
            left: self.left - x,
            top: self.top - y,
            right: self.right - x,
            bottom: self.bottom - y,
        }
    }

    /// The same with so much more on every side.
    pub(super) fn wider(&self, by: f64) -> Self {
        Self {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }

    /// The smallest area that holds both.
    pub(super) fn with(&self, other: &Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// The other lies within.
    pub(super) fn holds(&self, other: &Self) -> bool {
        self.with(other) == *self
    }

    /// The two have more than a border in common.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// The other lies within this strip: between left and right, or between top and bottom where
    /// strips lie one below the other.
    pub(super) fn holds_across(&self, other: &Self, sideways: bool) -> bool {
        const ROUNDING: f64 = 0.5;
        if sideways {
            other.top >= self.top - ROUNDING && other.bottom <= self.bottom + ROUNDING
        } else {
            other.left >= self.left - ROUNDING && other.right <= self.right + ROUNDING
        }
    }

    /// How much of a part of a line lies over this area, in px. Lines run along the axes.
    pub(super) fn covers(&self, from: Point, to: Point) -> f64 {
        let part = Self {
            left: from.x.min(to.x) - 0.5,
            top: from.y.min(to.y) - 0.5,
            right: from.x.max(to.x) + 0.5,
            bottom: from.y.max(to.y) + 0.5,
        };
        if !self.overlaps(&part) {
            return 0.0;
        }
        let wide = self.right.min(part.right) - self.left.max(part.left);
        let high = self.bottom.min(part.bottom) - self.top.max(part.top);
        wide.max(high)
    }
}
