//! What every chart is made of: a title, notes, a plot with its axes, and words that keep apart.

use crate::chart::axis::Axis;
use crate::chart::format::{Unit, month};
use crate::chart::label::{Obstacle, Rect, settle};
use crate::chart::surface::{FINE, Face, Ink, Pen, Surface, TextAlign};
use crate::chart::theme::{LABEL_SIZE, NOTE_SIZE, TITLE_SIZE};
use crate::chart::{ChartError, View};
use crate::locale::charts as words;
use crate::units::Month;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;

/// A plotters area in which both axes are numbers.
pub type Area<'a> = DrawingArea<Surface<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

/// Between a title and what it is followed by.
const WORD_GAP: f64 = 8.0;
/// Height of a line of labels.
pub const LINE_HEIGHT: f64 = 15.0;
/// Least and greatest height of a row with its name beside the bar.
pub const ROW: (f64, f64) = (18.0, 44.0);
/// The same with its name above the bar.
pub const STACKED_ROW: (f64, f64) = (23.0, 44.0);
/// What of its row a bar takes, from the top.
pub const BAR: (f64, f64) = (0.18, 0.82);
/// The same with its name above it.
pub const STACKED_BAR: (f64, f64) = (0.64, 0.9);

/// The rectangle data are drawn in, and the values at its edges.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plot {
    /// Where it is.
    pub frame: Rect,
    /// Values at the left and the right edge.
    pub x: (f64, f64),
    /// Values at the bottom and the top edge.
    pub y: (f64, f64),
}

impl Plot {
    /// Where the value `x` is from left to right.
    pub fn x(&self, x: f64) -> f64 {
        self.frame.left + (x - self.x.0) / (self.x.1 - self.x.0) * self.frame.width()
    }

    /// Where the value `y` is from top to bottom.
    pub fn y(&self, y: f64) -> f64 {
        self.frame.bottom - (y - self.y.0) / (self.y.1 - self.y.0) * self.frame.height()
    }

    /// Where points of data are.
    pub fn points(&self, data: &[(f64, f64)]) -> Vec<(f64, f64)> {
        data.iter().map(|(x, y)| (self.x(*x), self.y(*y))).collect()
    }
}

/// The picture being drawn.
pub struct Sheet<'a> {
    pen: &'a mut dyn Pen,
    /// How it is to be drawn.
    pub view: &'a View,
    words: Vec<Rect>,
}

impl<'a> Sheet<'a> {
    /// An empty picture.
    pub fn new(pen: &'a mut dyn Pen, view: &'a View) -> Self {
        let (width, height) = (view.width, view.height);
        pen.area(&[(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)], view.theme.ground());
        Self { pen, view, words: Vec::new() }
    }

    /// What may be drawn on: a picture that travels alone has a margin.
    pub fn page(&self) -> Rect {
        let whole = Rect { left: 0.0, top: 0.0, right: self.view.width, bottom: self.view.height };
        whole.grown(if self.view.standalone { -16.0 } else { -2.0 })
    }

    /// Words of labels that stand on lines.
    pub fn over_lines(&self, face: Face) -> Face {
        Face { halo: Some(self.view.theme.ground()), ..face }
    }

    /// Width of `text`.
    pub fn width(&mut self, text: &str, face: Face) -> f64 {
        self.pen.text_width(text, face)
    }

    /// Width of the widest of `texts`.
    pub fn widest<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>, face: Face) -> f64 {
        texts.into_iter().map(|text| self.width(text, face)).fold(0.0, f64::max)
    }

    /// Writes `text` with its baseline at `at`; other words keep off it from now on.
    pub fn write(&mut self, text: &str, at: (f64, f64), align: TextAlign, face: Face) {
        if text.is_empty() {
            return;
        }
        let width = self.width(text, face);
        let left = match align {
            TextAlign::Start => at.0,
            TextAlign::Middle => at.0 - width / 2.0,
            TextAlign::End => at.0 - width,
        };
        self.pen.text(text, at, align, face);
        let (top, bottom) = (at.1 - 0.85 * face.size, at.1 + 0.2 * face.size);
        self.words.push(Rect { left, top, right: left + width, bottom });
    }

    /// Draws a line of the picture rather than of the data.
    pub fn rule(&mut self, points: &[(f64, f64)], ink: Ink, width: f64) {
        self.pen.line(points, ink, width);
    }

    /// `text`, cut to `width` with an ellipsis where it is longer.
    pub fn cut(&mut self, text: &str, width: f64, face: Face) -> String {
        if self.width(text, face) <= width {
            return text.to_owned();
        }
        let mut kept: String = text.to_owned();
        while kept.pop().is_some() {
            let cut = format!("{}…", kept.trim_end());
            if self.width(&cut, face) <= width {
                return cut;
            }
        }
        String::new()
    }

    /// `text` in at most `most` lines of `width`; the last is cut where there is more.
    pub fn wrap(&mut self, text: &str, width: f64, most: usize, face: Face) -> Vec<String> {
        let mut lines = Vec::new();
        let mut rest = text.trim();
        while !rest.is_empty() && lines.len() + 1 < most && self.width(rest, face) > width {
            let mut end = 0;
            for (at, c) in rest.char_indices() {
                let next = at + c.len_utf8();
                let breakable = c == ' ' || c >= '\u{2e80}' || rest[next..].starts_with(|c| c >= '\u{2e80}');
                if self.width(rest[..next].trim_end(), face) > width {
                    break;
                }
                // A line must not begin with a closing mark.
                let closing = |c: char| "，。；：、）”’》】！？,.;:)".contains(c);
                if breakable && !rest[next..].starts_with(closing) && !"（“‘《【(".contains(c) {
                    end = next;
                }
            }
            if end == 0 {
                break;
            }
            lines.push(rest[..end].trim_end().to_owned());
            rest = rest[end..].trim_start();
        }
        if !rest.is_empty() {
            lines.push(self.cut(rest, width, face));
        }
        lines
    }

    /// Writes the title, the longest of `titles` that fits, and `aside` beside or below it.
    ///
    /// Returns the lower edge of what is taken.
    pub fn head(&mut self, titles: &[String; 2], aside: &str) -> f64 {
        let page = self.page();
        let bold = Face { size: TITLE_SIZE, bold: true, ink: self.view.theme.text(), halo: None };
        let quiet = face(self.view.theme.quiet());
        let aside_width = self.width(aside, quiet);
        let baseline = page.top + TITLE_SIZE;
        let tall = self.view.height >= 300.0;
        for (i, title) in titles.iter().enumerate() {
            let width = self.width(title, bold);
            let last = i == 1;
            // A picture that travels has the time for two lines.
            let beside = width + WORD_GAP + aside_width <= page.width() && !(self.view.standalone && tall);
            let below = (tall || last) && width <= page.width();
            if beside || below || last {
                let title = self.cut(title, page.width(), bold);
                self.write(&title, (page.left, baseline), TextAlign::Start, bold);
                if beside {
                    self.write(aside, (page.left + width + WORD_GAP, baseline), TextAlign::Start, quiet);
                } else if tall {
                    let aside = self.cut(aside, page.width(), quiet);
                    self.write(&aside, (page.left, baseline + 18.0), TextAlign::Start, quiet);
                    return baseline + 18.0 + 6.0;
                }
                break;
            }
        }
        baseline + 6.0
    }

    /// Writes the notes of a picture that travels alone; returns the upper edge of what is taken.
    pub fn foot(&mut self, notes: &[String]) -> f64 {
        let page = self.page();
        if !self.view.standalone {
            return page.bottom;
        }
        let face = Face { size: NOTE_SIZE, ..face(self.view.theme.quiet()) };
        // Of a long source as much as the picture has room for.
        let most = (self.view.height / 140.0).clamp(1.0, 4.0) as usize;
        let mut lines = Vec::new();
        for note in notes.iter().take(if most > 1 { 2 } else { 1 }) {
            lines.extend(self.wrap(note, page.width(), most, face));
        }
        let top = page.bottom - lines.len() as f64 * LINE_HEIGHT;
        for (i, line) in lines.iter().enumerate() {
            let baseline = top + (i as f64 + 1.0) * LINE_HEIGHT - 2.0;
            self.write(line, (page.left, baseline), TextAlign::Start, face);
        }
        top - if lines.is_empty() { 0.0 } else { 6.0 }
    }

    /// Draws shapes in `plot`.
    pub fn shapes(
        &mut self,
        plot: &Plot,
        draw: impl FnOnce(&Area<'_>) -> Result<(), ChartError>,
    ) -> Result<(), ChartError> {
        let root = Surface::new(self.pen, self.view.width, self.view.height).into_drawing_area();
        let fine = |value: f64| (value * FINE) as i32;
        let Plot { frame, x, y } = *plot;
        let area = root.apply_coord_spec(Cartesian2d::<RangedCoordf64, RangedCoordf64>::new(
            x.0..x.1,
            y.0..y.1,
            (fine(frame.left)..fine(frame.right), fine(frame.bottom)..fine(frame.top)),
        ));
        draw(&area)?;
        area.present()?;
        Ok(())
    }

    /// Width of what [`Sheet::value_labels`] writes, and a gap.
    pub fn value_gutter(&mut self, axis: &Axis, unit: Unit) -> f64 {
        let labels: Vec<_> = axis.ticks.iter().map(|tick| tick_label(axis, *tick, unit)).collect();
        self.widest(labels.iter().map(String::as_str), face(self.view.theme.quiet())) + 8.0
    }

    /// Writes the values of horizontal grid lines to the left of them.
    pub fn value_labels(&mut self, axis: &Axis, unit: Unit, plot: &Plot) {
        let face = face(self.view.theme.quiet());
        for tick in &axis.ticks {
            let at = (plot.frame.left - 8.0, plot.y(*tick) + 4.0);
            self.write(&tick_label(axis, *tick, unit), at, TextAlign::End, face);
        }
    }

    /// Writes the values of vertical grid lines below them, as many as fit.
    pub fn value_labels_below(&mut self, axis: &Axis, unit: Unit, plot: &Plot) {
        let face = face(self.view.theme.quiet());
        let labels: Vec<_> = axis.ticks.iter().map(|tick| tick_label(axis, *tick, unit)).collect();
        let widest = self.widest(labels.iter().map(String::as_str), face) + 8.0;
        let page = self.page();
        let mut free = page.left;
        for (tick, label) in axis.ticks.iter().zip(&labels) {
            let (x, half) = (plot.x(*tick), self.width(label, face) / 2.0);
            if x - half >= free && x + half <= page.right {
                self.write(label, (x, plot.frame.bottom + 17.0), TextAlign::Middle, face);
                free = x - half + widest;
            }
        }
    }

    /// Writes years centred under their months; month `i` reaches from `i` to `i + 1`.
    pub fn year_labels(&mut self, months: &[Month], plot: &Plot) {
        let face = face(self.view.theme.quiet());
        let years = years(months);
        let narrowest = years.iter().map(|(_, from, to)| plot.x(*to) - plot.x(*from)).fold(1e9, f64::min);
        let (long, short) = (self.width("2000", face) + 6.0, self.width("’00", face) + 6.0);
        let every = if narrowest >= short { 1 } else { (short / narrowest.max(1.0)).ceil() as usize };
        for (year, from, to) in years.into_iter().step_by(every) {
            let text = if narrowest >= long { year.to_string() } else { format!("’{:02}", year % 100) };
            let at = (plot.x(f64::midpoint(from, to)), plot.frame.bottom + 17.0);
            self.write(&text, at, TextAlign::Middle, face);
        }
    }

    /// Writes the month in view above the plot, over `now`.
    pub fn date(&mut self, now: f64, plot: &Plot) {
        let date = words::by_the_end_of(&month(self.view.at, self.view.lang), self.view.lang);
        let face = face(self.view.theme.text());
        let half = self.width(&date, face) / 2.0;
        let least = self.page().left + half;
        let furthest = (plot.frame.right + 4.0 - half).max(least);
        let at = (now.clamp(least, furthest), plot.frame.top - 8.0);
        self.write(&date, at, TextAlign::Middle, face);
    }

    /// Writes `lines` in a block that covers no word and as little of `obstacles` as can be, at one of
    /// `anchors`: a point, on which side of it the block stands, and what that costs.
    ///
    /// Nothing is written where every place costs more than `limit`; returns whether it was.
    pub fn settle(
        &mut self,
        lines: &[(&str, Face)],
        anchors: impl IntoIterator<Item = Anchor>,
        bounds: Rect,
        obstacles: &[Obstacle],
        limit: f64,
    ) -> bool {
        self.settle_at(lines, anchors, bounds, obstacles, limit).is_some()
    }

    /// As [`Sheet::settle`]; returns where the block stands.
    pub fn settle_at(
        &mut self,
        lines: &[(&str, Face)],
        anchors: impl IntoIterator<Item = Anchor>,
        bounds: Rect,
        obstacles: &[Obstacle],
        limit: f64,
    ) -> Option<Rect> {
        let width = lines.iter().map(|(text, face)| self.pen.text_width(text, *face)).fold(0.0, f64::max);
        let height = lines.len() as f64 * LINE_HEIGHT;
        let candidates: Vec<_> =
            anchors.into_iter().map(|anchor| (anchor.rect(width, height), anchor)).collect();
        let costs = candidates.iter().map(|(rect, anchor)| (*rect, anchor.cost));
        let rect = settle(costs, bounds, obstacles, &self.words, limit)?;
        let align = candidates.iter().find(|(at, _)| *at == rect).map_or(TextAlign::Start, |(_, a)| a.align);
        for (i, (text, face)) in lines.iter().enumerate() {
            let x = match align {
                TextAlign::Start => rect.left,
                TextAlign::Middle => rect.left + width / 2.0,
                TextAlign::End => rect.right,
            };
            self.write(text, (x, rect.top + (i as f64 + 0.8) * LINE_HEIGHT), align, *face);
        }
        Some(rect)
    }
}

/// Where a block of words may stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Anchor {
    /// The block begins, is centred or ends here from left to right …
    pub x: f64,
    /// … and is centred here from top to bottom.
    pub y: f64,
    /// Which of them.
    pub align: TextAlign,
    /// What it costs to stand here rather than at the best place.
    pub cost: f64,
}

impl Anchor {
    fn rect(self, width: f64, height: f64) -> Rect {
        let left = match self.align {
            TextAlign::Start => self.x,
            TextAlign::Middle => self.x - width / 2.0,
            TextAlign::End => self.x - width,
        };
        Rect { left, top: self.y - height / 2.0, right: left + width, bottom: self.y + height / 2.0 }
    }
}

fn tick_label(axis: &Axis, tick: f64, unit: Unit) -> String {
    let sign = if unit.name == "%" { "%" } else { "" };
    format!("{}{sign}", axis.label(tick, unit.size))
}

/// Words of labels in `ink`.
pub fn face(ink: Ink) -> Face {
    Face { size: LABEL_SIZE, bold: false, ink, halo: None }
}

/// The years of `months`, each with the index of its first month and of the month after its last.
pub fn years(months: &[Month]) -> Vec<(i32, f64, f64)> {
    let mut years: Vec<(i32, f64, f64)> = Vec::new();
    for (i, month) in months.iter().enumerate() {
        match years.last_mut() {
            Some((year, _, to)) if *year == month.year() => *to = i as f64 + 1.0,
            _ => years.push((month.year(), i as f64, i as f64 + 1.0)),
        }
    }
    years
}

/// A name without what stands in brackets after it.
pub fn short_name(name: &str) -> &str {
    let end = name.find(['（', '(']).filter(|at| *at > 0).unwrap_or(name.len());
    name[..end].trim_end()
}

/// A series by month as points: month `i` ends at `i + 1`, and `start` is where the first begins.
pub fn by_month(start: Option<f64>, row: &[f64]) -> Vec<(f64, f64)> {
    let rest = row.iter().enumerate().map(|(i, value)| (i as f64 + 1.0, *value));
    start.map(|value| (0.0, value)).into_iter().chain(rest).collect()
}

/// `ink` as plotters has it.
pub fn colour(ink: Ink) -> RGBAColor {
    let (red, green, blue) = ink.rgb;
    RGBAColor(red, green, blue, ink.opacity)
}

/// A line of `width` CSS pixels.
pub fn stroke(ink: Ink, width: f64) -> ShapeStyle {
    colour(ink).stroke_width((width * FINE) as u32)
}

/// A filled shape.
pub fn fill(ink: Ink) -> ShapeStyle {
    colour(ink).filled()
}

/// CSS pixels as plotters takes sizes.
pub fn pixels(size: f64) -> i32 {
    (size * FINE) as i32
}

/// Vertical grid lines at the marks of `axis`.
pub fn draw_columns(area: &Area<'_>, axis: &Axis, view: &View) -> Result<(), ChartError> {
    let span = area.get_y_range();
    for tick in &axis.ticks {
        let ink = if *tick == 0.0 { view.theme.axis() } else { view.theme.grid() };
        area.draw(&PathElement::new(vec![(*tick, span.start), (*tick, span.end)], stroke(ink, 1.0)))?;
    }
    Ok(())
}

/// A bar or step from one corner to the other.
pub fn bar(area: &Area<'_>, corners: [(f64, f64); 2], style: ShapeStyle) -> Result<(), ChartError> {
    area.draw(&Rectangle::new(corners, style))?;
    Ok(())
}

/// Horizontal grid lines, zero darker, and faint lines between years.
pub fn draw_grid(area: &Area<'_>, axis: &Axis, months: &[Month], view: &View) -> Result<(), ChartError> {
    let span = area.get_x_range();
    for tick in &axis.ticks {
        let zero = *tick == 0.0;
        let ink = if zero { view.theme.axis() } else { view.theme.grid() };
        area.draw(&PathElement::new(vec![(span.start, *tick), (span.end, *tick)], stroke(ink, 1.0)))?;
    }
    for (_, from, _) in years(months).into_iter().skip(1) {
        area.draw(&PathElement::new(
            vec![(from, axis.low), (from, axis.high)],
            stroke(view.theme.grid(), 0.5),
        ))?;
    }
    Ok(())
}
