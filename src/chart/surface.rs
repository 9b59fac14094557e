//! The surface plotters draws on: finer than the picture, so that lines are smooth.

use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use std::convert::Infallible;

/// Surface units a CSS pixel.
pub const FINE: f64 = 32.0;

/// A colour with its opacity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ink {
    /// Red, green, blue.
    pub rgb: (u8, u8, u8),
    /// 0 (nothing) to 1.
    pub opacity: f64,
}

/// Where a text stands on its point, from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextAlign {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// How words look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Face {
    /// Height of the font, CSS pixels.
    pub size: f64,
    /// Whether it is bold.
    pub bold: bool,
    /// Its colour.
    pub ink: Ink,
    /// What is drawn around the letters, so that lines behind them don't disturb.
    pub halo: Option<Ink>,
}

/// What draws: coordinates and widths in CSS pixels, y downwards.
pub trait Pen {
    /// A line through `points`.
    fn line(&mut self, points: &[(f64, f64)], ink: Ink, width: f64);
    /// A filled shape.
    fn area(&mut self, points: &[(f64, f64)], ink: Ink);
    /// A filled circle with an outline.
    fn circle(&mut self, centre: (f64, f64), radius: f64, fill: Ink, outline: Option<(Ink, f64)>);
    /// A line of text whose baseline is at `at`.
    fn text(&mut self, text: &str, at: (f64, f64), align: TextAlign, face: Face);
    /// Width of a text, CSS pixels.
    fn text_width(&mut self, text: &str, face: Face) -> f64;
}

/// A pen as a plotters backend.
pub struct Surface<'a> {
    pen: &'a mut dyn Pen,
    size: (u32, u32),
}

impl<'a> Surface<'a> {
    /// A surface of `width` by `height` CSS pixels.
    pub fn new(pen: &'a mut dyn Pen, width: f64, height: f64) -> Self {
        Self { pen, size: ((width * FINE) as u32, (height * FINE) as u32) }
    }
}

fn ink(color: BackendColor) -> Ink {
    Ink { rgb: color.rgb, opacity: color.alpha }
}

fn point((x, y): BackendCoord) -> (f64, f64) {
    (f64::from(x) / FINE, f64::from(y) / FINE)
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Surface<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> Drawn {
        let (x, y) = point(at);
        let side = 1.0 / FINE;
        self.pen.area(&[(x, y), (x + side, y), (x + side, y + side), (x, y + side)], ink(color));
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
        if fill {
            self.fill_polygon(corners, style)
        } else {
            self.draw_path(corners.into_iter().chain([(left, top)]), style)
        }
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let points: Vec<_> = path.into_iter().map(point).collect();
        self.pen.line(&points, ink(style.color()), f64::from(style.stroke_width()) / FINE);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let colour = ink(style.color());
        let (inside, outline) = if fill {
            (colour, None)
        } else {
            (Ink { opacity: 0.0, ..colour }, Some((colour, f64::from(style.stroke_width()) / FINE)))
        };
        self.pen.circle(point(centre), f64::from(radius) / FINE, inside, outline);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        let points: Vec<_> = corners.into_iter().map(point).collect();
        self.pen.area(&points, ink(style.color()));
        Ok(())
    }

    /// Words are the pen's: charts write them themselves, with widths measured.
    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        let face = Face { size: style.size() / FINE, bold: false, ink: ink(style.color()), halo: None };
        self.pen.text(text, point(at), TextAlign::Start, face);
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let width = super::svg::width(text, style.size(), false);
        Ok((width as u32, style.size() as u32))
    }
}
