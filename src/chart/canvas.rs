//! Drawing on a canvas of the page.

use crate::chart::surface::{Ink, Pen, TextAlign};
use crate::chart::theme::FONTS;
use wasm_bindgen::JsValue;
use web_sys::CanvasRenderingContext2d;

/// A pen on a canvas.
#[derive(Debug)]
pub struct CanvasPen {
    context: CanvasRenderingContext2d,
}

impl CanvasPen {
    /// A pen on `context`, `scale` device pixels a CSS pixel; wipes what was there.
    pub fn new(
        context: CanvasRenderingContext2d,
        width: f64,
        height: f64,
        scale: f64,
    ) -> Result<Self, JsValue> {
        context.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0)?;
        context.clear_rect(0.0, 0.0, width, height);
        context.set_line_join("round");
        Ok(Self { context })
    }

    fn trace(&self, points: &[(f64, f64)]) {
        self.context.begin_path();
        for (i, (x, y)) in points.iter().enumerate() {
            if i == 0 {
                self.context.move_to(*x, *y);
            } else {
                self.context.line_to(*x, *y);
            }
        }
    }

    fn set_font(&self, size: f64, bold: bool) {
        self.context.set_font(&format!("{} {size}px {FONTS}", if bold { 600 } else { 400 }));
    }
}

fn css(ink: Ink) -> String {
    let (red, green, blue) = ink.rgb;
    format!("rgba({red},{green},{blue},{})", ink.opacity)
}

impl Pen for CanvasPen {
    fn line(&mut self, points: &[(f64, f64)], ink: Ink, width: f64) {
        self.trace(points);
        self.context.set_stroke_style_str(&css(ink));
        self.context.set_line_width(width);
        self.context.stroke();
    }

    fn area(&mut self, points: &[(f64, f64)], ink: Ink) {
        self.trace(points);
        self.context.close_path();
        self.context.set_fill_style_str(&css(ink));
        self.context.fill();
    }

    fn circle(&mut self, (x, y): (f64, f64), radius: f64, fill: Ink, outline: Option<(Ink, f64)>) {
        self.context.begin_path();
        // A canvas refuses only a negative radius.
        let _ = self.context.arc(x, y, radius, 0.0, std::f64::consts::TAU);
        self.context.set_fill_style_str(&css(fill));
        self.context.fill();
        if let Some((ink, width)) = outline {
            self.context.set_stroke_style_str(&css(ink));
            self.context.set_line_width(width);
            self.context.stroke();
        }
    }

    fn text(&mut self, text: &str, (x, y): (f64, f64), size: f64, bold: bool, ink: Ink, align: TextAlign) {
        self.set_font(size, bold);
        self.context.set_text_align(match align {
            TextAlign::Start => "left",
            TextAlign::Middle => "center",
            TextAlign::End => "right",
        });
        self.context.set_fill_style_str(&css(ink));
        let _ = self.context.fill_text(text, x, y);
    }

    fn text_width(&mut self, text: &str, size: f64, bold: bool) -> f64 {
        self.set_font(size, bold);
        self.context.measure_text(text).map_or(0.0, |metrics| metrics.width())
    }
}
