//! The five pollutants side by side: share of the target reached, against the schedule.

use crate::chart::axis::Axis;
use crate::chart::format::{Unit, month, percent};
use crate::chart::label::Rect;
use crate::chart::sheet::{
    Area, LINE_HEIGHT, Plot, Sheet, by_month, colour, draw_grid, face, fill, pixels, stroke, years,
};
use crate::chart::surface::{Face, Pen, TextAlign};
use crate::chart::theme::faint;
use crate::chart::{ChartError, Geometry, Subject, View, drawable};
use crate::locale::{Lang, charts as words, fixed, pollutant_name};
use crate::results::Standing;
use crate::units::Pollutant;
use plotters::prelude::*;

/// Between two panels.
const GAP: f64 = 20.0;
/// What stands above a panel's plot: its name and how it stands.
const HEADING: f64 = 2.0 * LINE_HEIGHT + 6.0;
/// What stands below it: the years.
const FOOTING: f64 = 24.0;

/// Draws the panels.
pub fn draw(pen: &mut dyn Pen, subject: &Subject<'_>, view: &View) -> Result<Geometry, ChartError> {
    let sheet = &mut Sheet::new(pen, view);
    let months = &subject.results.months;
    if months.is_empty() {
        return Ok(Geometry::default());
    }
    let date = words::by_the_end_of(&month(view.at, view.lang), view.lang);
    let aside = words::listed(&[words::SHARE_OF_TARGET.in_lang(view.lang), &date], view.lang);
    let top = sheet.head(&words::multiples_titles(view.lang), &aside) + 8.0;
    let bottom = sheet.foot(&notes(subject, view));
    let panels: Vec<_> = Pollutant::ALL.into_iter().map(|p| Panel::of(subject, view, p)).collect();
    let values = panels.iter().flat_map(Panel::values);
    let page = sheet.page();

    let (columns, rows) = grid(page.width(), bottom - top);
    let height = (bottom - top - GAP * (rows - 1) as f64) / rows as f64;
    let axis = Axis::over(values, if height > 200.0 { 5 } else { 3 }, 0.01);
    let unit = Unit::percent();
    let left = page.left + sheet.value_gutter(&axis, unit);
    let width = (page.right - left - GAP * (columns - 1) as f64) / columns as f64;
    let span = months.len() as f64;
    let mut first = None;
    for (i, panel) in panels.iter().enumerate() {
        let x = left + (i % columns) as f64 * (width + GAP);
        let y = top + (i / columns) as f64 * (height + GAP);
        let ends = sheet.width("100%", Face { bold: true, ..face(view.theme.text()) }) + 8.0;
        let frame = Rect {
            left: x,
            top: y + HEADING,
            right: (x + width - ends).max(x + 8.0),
            bottom: (y + height - FOOTING).max(y + HEADING + 8.0),
        };
        let plot = Plot { frame, x: (0.0, span), y: (axis.low, axis.high) };
        sheet.shapes(&plot, |area| {
            draw_grid(area, &axis, &[], view)?;
            panel.draw(area, view)
        })?;
        if i % columns == 0 {
            sheet.value_labels(&axis, unit, &plot);
        }
        panel.write(sheet, &plot, x + width);
        write_years(sheet, subject, &plot);
        first.get_or_insert(Geometry::of(&plot));
    }
    Ok(first.unwrap_or_default())
}

/// The picture in words: a title, and how each pollutant stands.
pub fn describe(subject: &Subject<'_>, view: &View) -> (String, String) {
    let [title, _] = words::multiples_titles(view.lang);
    let date = words::by_the_end_of(&month(view.at, view.lang), view.lang);
    let standings = Pollutant::ALL.into_iter().map(|pollutant| {
        let panel = Panel::of(subject, view, pollutant);
        format!("{} {}", pollutant_name(pollutant.id()).in_lang(view.lang), panel.standing(view, true))
    });
    let parts: Vec<_> = [date].into_iter().chain(standings).chain(notes(subject, view)).collect();
    (title, words::sentences(&parts, view.lang))
}

/// What a reader must know: of bands, and of the data.
fn notes(subject: &Subject<'_>, view: &View) -> Vec<String> {
    let band = subject.results.uncertainty.as_ref().map(|_| words::BAND_NOTE.in_lang(view.lang).to_owned());
    let notes: Vec<_> = band.into_iter().chain(subject.note_on_ledger(view)).collect();
    vec![words::notes(&notes, view.lang)].into_iter().filter(|line| !line.is_empty()).collect()
}

/// Columns and rows that give the panels the best shape: a little wider than high.
fn grid(width: f64, height: f64) -> (usize, usize) {
    let shapes = [(5, 1), (3, 2), (2, 3), (1, 5)].map(|(columns, rows)| {
        let wide = width / columns as f64 - GAP;
        let high = height / rows as f64 - HEADING - FOOTING - GAP;
        (columns, rows, wide.min(1.3 * high))
    });
    let best = shapes.into_iter().max_by(|a, b| a.2.total_cmp(&b.2));
    best.map_or((5, 1), |(columns, rows, _)| (columns, rows))
}

/// A pollutant's panel: shares of its target.
struct Panel {
    pollutant: Pollutant,
    /// Reduction and schedule; nothing without a target.
    rows: Option<(Vec<f64>, Vec<f64>)>,
    /// P10 and P90.
    band: Option<(Vec<f64>, Vec<f64>)>,
    at: usize,
}

impl Panel {
    fn of(subject: &Subject<'_>, view: &View, pollutant: Pollutant) -> Self {
        let results = subject.results;
        let series = &results.pollutants[pollutant];
        let months = results.months.len();
        let at = results.months.iter().position(|m| *m == view.at).unwrap_or(months.saturating_sub(1));
        let target = series.target_t.filter(|target| *target > 0.0);
        let shares = |row: &Vec<f64>| {
            let target = target?;
            drawable(row, months).then(|| row.iter().map(|value| value / target).collect::<Vec<_>>())
        };
        let rows = shares(&series.reduction_t).zip(series.schedule_t.as_ref().and_then(shares));
        let bands = results.uncertainty.as_ref().map(|u| &u.pollutants[pollutant]);
        let band = bands.and_then(|bands| shares(&bands.p10).zip(shares(&bands.p90)));
        Self { pollutant, rows, band, at }
    }

    fn values(&self) -> impl Iterator<Item = f64> {
        let both = [self.rows.as_ref(), self.band.as_ref()].into_iter().flatten();
        both.flat_map(|(a, b)| a.iter().chain(b)).copied()
    }

    /// How it stands at the month in view: 73.9%，−6.1个百分点.
    fn standing(&self, view: &View, long: bool) -> String {
        let Some((reduction, schedule)) = &self.rows else {
            return words::NO_TARGET.in_lang(view.lang).to_owned();
        };
        let (share, due) = (reduction[self.at], schedule[self.at]);
        let write = if long { words::against_schedule } else { words::against_schedule_short };
        let against = write(100.0 * (share - due), Standing::of(share, due) == Standing::Behind, view.lang);
        words::listed(&[&percent(share), &against], view.lang)
    }

    fn draw(&self, area: &Area<'_>, view: &View) -> Result<(), ChartError> {
        let Some((reduction, schedule)) = &self.rows else { return Ok(()) };
        let theme = view.theme;
        let ink = theme.pollutant(self.pollutant);
        if let Some((low, high)) = &self.band {
            let line = |row: &[f64]| by_month(Some(0.0), row);
            let corners = line(high).into_iter().chain(line(low).into_iter().rev()).collect::<Vec<_>>();
            area.draw(&Polygon::new(corners, colour(faint(ink, 0.2)).filled()))?;
        }
        let (now, share) = (self.at as f64 + 1.0, reduction[self.at]);
        let range = area.get_y_range();
        area.draw(&PathElement::new(vec![(now, range.start), (now, range.end)], stroke(theme.axis(), 0.75)))?;
        area.draw(&PathElement::new(by_month(Some(0.0), schedule), stroke(theme.quiet(), 1.25)))?;
        area.draw(&PathElement::new(by_month(Some(0.0), reduction), stroke(ink, 2.0)))?;
        area.draw(&Circle::new((now, share), pixels(4.5), fill(theme.ground())))?;
        area.draw(&Circle::new((now, share), pixels(3.5), fill(ink)))?;
        Ok(())
    }

    fn write(&self, sheet: &mut Sheet<'_>, plot: &Plot, right: f64) {
        let view = sheet.view;
        let ink = view.theme.pollutant(self.pollutant);
        let bold = Face { bold: true, ..face(ink) };
        let plain = face(view.theme.text());
        let (left, top) = (plot.frame.left, plot.frame.top - HEADING);
        let name = pollutant_name(self.pollutant.id());
        // In a narrow picture the symbol stands for the name; the share of the target is at the line's end too.
        let names = [name.in_lang(view.lang), name.in_lang(Lang::En)];
        let name = names.into_iter().find(|name| sheet.width(name, bold) <= right - left).unwrap_or(names[1]);
        let name = sheet.cut(name, right - left, bold);
        sheet.write(&name, (left, top + 12.0), TextAlign::Start, bold);
        let mut standing = self.standing(view, false);
        if let Some((reduction, schedule)) = &self.rows
            && sheet.width(&standing, plain) > right - left
        {
            let (share, due) = (reduction[self.at], schedule[self.at]);
            let (points, behind) = (100.0 * (share - due), Standing::of(share, due) == Standing::Behind);
            standing = words::against_schedule_short(points, behind, view.lang);
            if sheet.width(&standing, plain) > right - left {
                standing = words::against_schedule_shortest(points, behind, view.lang);
            }
        }
        let standing = sheet.cut(&standing, right - left, plain);
        sheet.write(&standing, (left, top + 12.0 + LINE_HEIGHT), TextAlign::Start, plain);
        if let Some(end) = self.rows.as_ref().and_then(|(reduction, _)| reduction.last()) {
            let text = sheet.cut(&format!("{}%", fixed(100.0 * end, 0)), right - plot.frame.right, bold);
            sheet.write(&text, (plot.frame.right + 6.0, plot.y(*end) + 4.0), TextAlign::Start, bold);
        }
    }
}

/// The first and the last year below their ends of the plot.
fn write_years(sheet: &mut Sheet<'_>, subject: &Subject<'_>, plot: &Plot) {
    let face = face(sheet.view.theme.quiet());
    let baseline = plot.frame.bottom + 16.0;
    let years = years(&subject.results.months);
    let (Some((first, ..)), Some((last, ..))) = (years.first(), years.last()) else { return };
    let (first, last) = (first.to_string(), last.to_string());
    let both = sheet.width(&first, face) + sheet.width(&last, face) + 8.0;
    sheet.write(&first, (plot.frame.left, baseline), TextAlign::Start, face);
    if both <= plot.frame.width() {
        sheet.write(&last, (plot.frame.right, baseline), TextAlign::End, face);
    }
}
