//! From what earlier projects had achieved through each measure to the counted reduction.

use crate::chart::axis::Axis;
use crate::chart::format::{Unit, month};
use crate::chart::label::{Rect, room};
use crate::chart::sheet::{
    BAR, LINE_HEIGHT, Plot, ROW, STACKED_BAR, STACKED_ROW, Sheet, bar, draw_columns, face, fill, short_name,
    stroke,
};
use crate::chart::surface::{Face, Ink, Pen, TextAlign};
use crate::chart::theme::tint;
use crate::chart::{ChartError, Geometry, Subject, View};
use crate::locale::{charts as words, pollutant_name};
use plotters::prelude::*;

/// Below this width names stand above the bars.
const NARROW: f64 = 520.0;

/// Draws the chart; its parts from the back to the front.
pub fn draw(pen: &mut dyn Pen, subject: &Subject<'_>, view: &View) -> Result<Geometry, ChartError> {
    let sheet = &mut Sheet::new(pen, view);
    let Some(bridge) = Bridge::of(subject, view) else { return Ok(Geometry::default()) };
    let titles = words::waterfall_titles(&pollutant_name(view.pollutant.id()), view.lang);
    let unit = Unit::of_tonnes(bridge.largest(), view.lang);
    let date = words::by_the_end_of(&month(subject.results.at, view.lang), view.lang);
    let top = sheet.head(&titles, &words::listed(&[unit.name, &date], view.lang)) + LINE_HEIGHT + 6.0;
    let bottom = sheet.foot(&subject.notes(view, None)) - 24.0;
    let stacked = view.width < NARROW;
    let (least, most) = if stacked { STACKED_ROW } else { ROW };
    let rows = bridge.rows(room(least, top, bottom), view);
    let bottom = bottom.min(top + most * rows.len() as f64);

    let page = sheet.page();
    let (left, right) = if stacked {
        (page.left, page.right - 12.0)
    } else {
        let bold = Face { bold: true, ..face(view.theme.text()) };
        let names = sheet.widest(rows.iter().map(|row| row.name.as_str()), bold);
        let values: Vec<_> = rows.iter().map(|row| row.value(unit)).collect();
        let values = sheet.widest(values.iter().map(String::as_str), bold);
        (page.left + (names + 10.0).min(0.42 * page.width()), page.right - values - 8.0)
    };
    let frame = Rect { left, top, right, bottom };
    let wanted = (frame.width() / 90.0).clamp(2.0, 8.0) as usize;
    let (low, high) = bridge.span(&rows);
    let axis = Axis::between(low, high, wanted, unit.size);
    let plot = Plot { frame, x: (axis.low, axis.high), y: (rows.len() as f64, 0.0) };
    let (above, below) = if stacked { STACKED_BAR } else { BAR };

    sheet.shapes(&plot, |area| {
        draw_columns(area, &axis, view)?;
        for (i, row) in rows.iter().enumerate() {
            let (top, bottom) = (i as f64 + above, i as f64 + below);
            let corners = [(row.from.max(axis.low), top), (row.to.max(axis.low), bottom)];
            bar(area, corners, row.style(view))?;
            if i + 1 < rows.len() && !stacked {
                // Each row begins where the one above ends.
                let join = vec![(row.to, bottom), (row.to, i as f64 + 1.0 + above)];
                area.draw(&PathElement::new(join, stroke(view.theme.axis(), 0.75)))?;
            }
        }
        if let Some(due) = bridge.schedule {
            // Names stand in its way where they are above the bars.
            let whole = [(0.0, rows.len() as f64)].into_iter();
            let beside_bars = (0..rows.len()).map(|i| (i as f64 + above - 0.05, i as f64 + below + 0.05));
            let pieces: Vec<_> = if stacked { beside_bars.collect() } else { whole.collect() };
            for (from, to) in pieces {
                let ends = vec![(due, from), (due, to)];
                area.draw(&PathElement::new(ends, stroke(view.theme.text(), 1.25)))?;
            }
        }
        Ok(())
    })?;
    let due = bridge.schedule.map(|due| plot.x(due));
    for (i, row) in rows.iter().enumerate() {
        if stacked {
            row.write_above(sheet, &plot, i, unit);
        } else {
            row.write_beside(sheet, &plot, i, unit, due);
        }
        if axis.low > 0.0 && row.from < axis.low {
            write_break(sheet, &plot, (i as f64 + above, i as f64 + below));
        }
    }
    sheet.value_labels_below(&axis, unit, &plot);
    if let Some(due) = bridge.schedule {
        let ends = subject.results.months.last() == Some(&subject.results.at);
        let name = if ends { words::TARGET } else { words::SCHEDULE };
        let text = format!("{} {}", name.in_lang(view.lang), unit.number(due));
        let face = face(view.theme.text());
        let half = sheet.width(&text, face) / 2.0;
        let x = plot.x(due).clamp(page.left + half, (page.right - half).max(page.left + half));
        sheet.write(&text, (x, plot.frame.top - 6.0), TextAlign::Middle, face);
    }
    Ok(Geometry::default())
}

/// The picture in words: a title, and what each row brings.
pub fn describe(subject: &Subject<'_>, view: &View) -> (String, String) {
    let [title, _] = words::waterfall_titles(&pollutant_name(view.pollutant.id()), view.lang);
    let Some(bridge) = Bridge::of(subject, view) else { return (title, String::new()) };
    let unit = Unit::of_tonnes(bridge.largest(), view.lang);
    let date = words::by_the_end_of(&month(subject.results.at, view.lang), view.lang);
    let rows = bridge.rows(usize::MAX, view).into_iter();
    let rows =
        rows.map(|row| format!("{} {}{}{}", row.name, row.value(unit), view.lang.pick("", " "), unit.name));
    let parts: Vec<_> = [date].into_iter().chain(rows).chain(subject.notes(view, None)).collect();
    (title, words::sentences(&parts, view.lang))
}

/// What a row is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// What was there before.
    Opening,
    /// What a measure brings.
    Share,
    /// What is set aside.
    Offset,
    /// The sum.
    Total,
    /// From the sum to the schedule.
    Gap,
}

struct Row {
    name: String,
    kind: Kind,
    from: f64,
    to: f64,
    ink: Ink,
}

impl Row {
    /// Its length as people write it: steps with their sign; sums plain, and the gap, whose name says which way.
    fn value(&self, unit: Unit) -> String {
        let number = unit.number(self.to - self.from);
        match self.kind {
            Kind::Opening | Kind::Total | Kind::Gap => number,
            _ if self.to > self.from => format!("+{number}"),
            _ => number,
        }
    }

    fn style(&self, view: &View) -> ShapeStyle {
        match self.kind {
            Kind::Gap => stroke(self.ink, 1.25),
            Kind::Opening => fill(tint(self.ink, view.theme.ground(), 0.55)),
            _ => fill(self.ink),
        }
    }

    fn face(&self, sheet: &Sheet<'_>) -> Face {
        let bold = matches!(self.kind, Kind::Total | Kind::Gap);
        Face { bold, ..face(sheet.view.theme.text()) }
    }

    /// Writes the name to the left of row `i`, the value to the right of its bar, and of the line at `due`
    /// where that would strike it through.
    fn write_beside(&self, sheet: &mut Sheet<'_>, plot: &Plot, i: usize, unit: Unit, due: Option<f64>) {
        let plain = self.face(sheet);
        let (baseline, left) = (plot.y(i as f64 + 0.5) + 4.0, sheet.page().left);
        let name = sheet.cut(&self.name, plot.frame.left - 8.0 - left, plain);
        sheet.write(&name, (plot.frame.left - 8.0, baseline), TextAlign::End, plain);
        let value = self.value(unit);
        let mut x = plot.x(self.from.max(self.to)) + 6.0;
        let end = x + sheet.width(&value, plain);
        if let Some(due) = due.filter(|due| (x - 4.0..end + 4.0).contains(due)) {
            x = due + 6.0;
        }
        let value_face = sheet.over_lines(plain);
        sheet.write(&value, (x, baseline), TextAlign::Start, value_face);
    }

    /// Writes the name and the value above the bar of row `i`.
    fn write_above(&self, sheet: &mut Sheet<'_>, plot: &Plot, i: usize, unit: Unit) {
        let plain = self.face(sheet);
        let plain = sheet.over_lines(plain);
        let baseline = plot.y(i as f64 + 0.64) - 3.0;
        let value = format!(" {}", self.value(unit));
        let room = plot.frame.width() - sheet.width(&value, plain);
        let text = sheet.cut(&self.name, room, plain) + &value;
        sheet.write(&text, (plot.frame.left, baseline), TextAlign::Start, plain);
    }
}

/// Two slanted strokes where the beginning of a bar from `top` to `bottom` is left out.
fn write_break(sheet: &mut Sheet<'_>, plot: &Plot, (top, bottom): (f64, f64)) {
    let ground = sheet.view.theme.ground();
    let (top, bottom) = (plot.y(top) - 1.0, plot.y(bottom) + 1.0);
    for x in [plot.frame.left + 8.0, plot.frame.left + 13.0] {
        sheet.rule(&[(x - 2.0, bottom), (x + 2.0, top)], ground, 2.0);
    }
}

/// The amounts of the bridge, t.
struct Bridge {
    opening: f64,
    shares: Vec<(String, f64)>,
    offset: f64,
    reduction: f64,
    schedule: Option<f64>,
}

impl Bridge {
    /// Of the pollutant in view at the results' month; nothing without it.
    fn of(subject: &Subject<'_>, view: &View) -> Option<Self> {
        let results = subject.results;
        let at = results.months.iter().position(|m| *m == results.at)?;
        let series = &results.pollutants[view.pollutant];
        let value = |row: &[f64]| row.get(at).copied().filter(|value| value.is_finite());
        let named = subject.outline.measures.iter().filter_map(|measure| {
            let share =
                series.attribution_t.get(&measure.id).copied().filter(|t| t.is_finite() && *t != 0.0)?;
            Some((short_name(measure.name.in_lang(view.lang)).to_owned(), share))
        });
        let mut shares: Vec<_> = named.collect();
        shares.sort_by(|a, b| b.1.total_cmp(&a.1));
        Some(Self {
            opening: value(&series.opening_t)?,
            shares,
            offset: value(&series.offset_t)?,
            reduction: value(&series.reduction_t)?,
            schedule: series.schedule_t.as_deref().and_then(value),
        })
    }

    fn largest(&self) -> f64 {
        self.reduction.abs().max(self.opening.abs()).max(self.schedule.unwrap_or(0.0).abs())
    }

    /// At most `most` rows, the smaller measures taken together where there are more.
    fn rows(&self, most: usize, view: &View) -> Vec<Row> {
        let theme = view.theme;
        let ink = theme.pollutant(view.pollutant);
        let fixed = 2 + usize::from(self.offset != 0.0) + usize::from(self.schedule.is_some());
        let mut shares = self.shares.clone();
        let shown = most.saturating_sub(fixed).max(1);
        if shares.len() > shown {
            let rest = shares.split_off(shown - 1);
            let total = rest.iter().map(|(_, share)| share).sum();
            shares.push((words::others(rest.len(), view.lang), total));
        }
        let mut rows = Vec::new();
        let mut level = 0.0;
        let mut step = |name: &str, kind, amount: f64, ink| {
            rows.push(Row { name: name.to_owned(), kind, from: level, to: level + amount, ink });
            level += amount;
        };
        step(words::OPENING.in_lang(view.lang), Kind::Opening, self.opening, theme.quiet());
        for (name, share) in &shares {
            step(name, Kind::Share, *share, ink);
        }
        if self.offset != 0.0 {
            step(words::OFFSET.in_lang(view.lang), Kind::Offset, -self.offset, theme.quiet());
        }
        let total = words::COUNTED.in_lang(view.lang).to_owned();
        rows.push(Row { name: total, kind: Kind::Total, from: 0.0, to: self.reduction, ink });
        if let Some(due) = self.schedule {
            let missing = due > self.reduction;
            let name = if missing { words::MISSING } else { words::BEYOND }.in_lang(view.lang).to_owned();
            let (from, to) = if missing { (self.reduction, due) } else { (due, self.reduction) };
            rows.push(Row { name, kind: Kind::Gap, from, to, ink: theme.text() });
        }
        rows
    }

    /// What the axis must span: from zero, unless the opening alone would fill most of it.
    fn span(&self, rows: &[Row]) -> (f64, f64) {
        let ends = || rows.iter().flat_map(|row| [row.from, row.to]).chain(self.schedule);
        let high = ends().fold(0.0, f64::max);
        let low = ends().fold(0.0, f64::min);
        let begins = rows[1..].iter().filter(|row| row.kind != Kind::Total).map(|row| row.from);
        let least =
            begins.chain(rows.iter().map(|row| row.to)).chain(self.schedule).fold(f64::INFINITY, f64::min);
        if low >= 0.0 && least.is_finite() && least > 0.5 * high {
            ((least - 0.18 * (high - least)).max(0.0), high)
        } else {
            (low, high)
        }
    }
}
