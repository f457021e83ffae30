//! Cutting rectangles into bars and columns.

use egui::Rect;

/// Cuts bars and columns off a rectangle: what is left is the rectangle itself.
pub trait Cut {
    /// Takes a bar off the top.
    fn top_cut(&mut self, height: f32) -> Rect;
    /// Takes a bar off the bottom.
    fn bottom_cut(&mut self, height: f32) -> Rect;
    /// Takes a column off the left.
    fn left_cut(&mut self, width: f32) -> Rect;
    /// Takes a column off the right.
    fn right_cut(&mut self, width: f32) -> Rect;
}

impl Cut for Rect {
    fn top_cut(&mut self, height: f32) -> Rect {
        let (cut, rest) = self.split_top_bottom_at_y(self.top() + height);
        *self = rest;
        cut
    }
    fn bottom_cut(&mut self, height: f32) -> Rect {
        let (rest, cut) = self.split_top_bottom_at_y(self.bottom() - height);
        *self = rest;
        cut
    }
    fn left_cut(&mut self, width: f32) -> Rect {
        let (cut, rest) = self.split_left_right_at_x(self.left() + width);
        *self = rest;
        cut
    }
    fn right_cut(&mut self, width: f32) -> Rect {
        let (rest, cut) = self.split_left_right_at_x(self.right() - width);
        *self = rest;
        cut
    }
}
