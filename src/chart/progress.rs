//! Counted reduction of a pollutant against its schedule.

use crate::chart::axis::Axis;
use crate::chart::ends::{End, Ends};
use crate::chart::format::{Unit, month, percent};
use crate::chart::label::{Obstacle, Rect};
use crate::chart::sheet::{
    Anchor, Area, LINE_HEIGHT, Plot, Sheet, by_month, colour, draw_grid, face, fill, pixels, stroke,
};
use crate::chart::surface::{Face, Pen, TextAlign};
use crate::chart::theme::{faint, tint};
use crate::chart::{ChartError, Geometry, Subject, View, drawable};
use crate::locale::{charts as words, pollutant_name};
use crate::results::{PollutantBands, Standing};
use plotters::prelude::*;

/// Below this width labels are shorter.
const NARROW: f64 = 520.0;
/// A label that must cover more than this many pixels of lines is left out.
const CROWDED: f64 = 30.0;

/// Draws the chart; its parts from the back to the front.
pub fn draw(pen: &mut dyn Pen, subject: &Subject<'_>, view: &View) -> Result<Geometry, ChartError> {
    let Some(lines) = Lines::of(subject, view) else { return Ok(Geometry::default()) };
    let sheet = &mut Sheet::new(pen, view);
    let names = words::progress_titles(&pollutant_name(view.pollutant.id()), view.lang);
    let months = &subject.results.months;
    let unit = Unit::of_tonnes(lines.largest(), view.lang);
    let years = words::years(months[0].year(), months[months.len() - 1].year(), view.lang);
    let top = sheet.head(&names, &words::listed(&[unit.name, &years], view.lang)) + LINE_HEIGHT + 6.0;
    let bottom = sheet.foot(&notes(subject, view, &lines)) - 24.0;

    let wanted = ((bottom - top) / 56.0).clamp(2.0, 6.0) as usize;
    let axis = Axis::over(lines.values(), wanted, unit.size);
    let mut ends = lines.ends(unit, view);
    let left = sheet.page().left + sheet.value_gutter(&axis, unit);
    let right = sheet.page().right - ends.fit(sheet);
    let frame = Rect { left, top, right: right.max(left + 40.0), bottom: bottom.max(top + 40.0) };
    let plot = Plot { frame, x: (0.0, months.len() as f64), y: (axis.low, axis.high) };

    sheet.shapes(&plot, |area| {
        draw_grid(area, &axis, months, view)?;
        lines.draw_bands(area, view)?;
        lines.draw(area, view)
    })?;
    sheet.value_labels(&axis, unit, &plot);
    sheet.year_labels(months, &plot);
    ends.write(sheet, &plot);
    lines.write_month(sheet, &plot);
    lines.write_names(sheet, &plot, unit);
    Ok(Geometry::of(&plot))
}

/// The picture in words, for those who can't see it: a title, and the years' ends.
pub fn describe(subject: &Subject<'_>, view: &View) -> (String, String) {
    let [title, _] = words::progress_titles(&pollutant_name(view.pollutant.id()), view.lang);
    let Some(lines) = Lines::of(subject, view) else { return (title, String::new()) };
    let figure = |t: f64| Unit::of_tonnes(t, view.lang).figure(t, view.lang);
    let years = subject.results.months.iter().enumerate().filter(|(_, m)| m.month() == 12).map(|(i, m)| {
        let due = lines.schedule_t.map(|schedule| figure(schedule[i]));
        words::progress_described(
            &month(*m, view.lang),
            &figure(lines.reduction_t[i]),
            due.as_deref(),
            view.lang,
        )
    });
    let years: Vec<_> = years.chain(notes(subject, view, &lines)).collect();
    (title, words::sentences(&years, view.lang))
}

/// What a reader must know: of the data, and of a band that does not lie around its line.
fn notes(subject: &Subject<'_>, view: &View, lines: &Lines<'_>) -> Vec<String> {
    let band = lines.bands.map(|_| words::BAND_NOTE.in_lang(view.lang).to_owned());
    subject.notes(view, band)
}

/// What is drawn.
struct Lines<'a> {
    reduction_t: &'a [f64],
    schedule_t: Option<&'a [f64]>,
    target_t: Option<f64>,
    before_t: Option<&'a [f64]>,
    bands: Option<&'a PollutantBands>,
    /// Index of the month, tonnes, whether estimated.
    openings: Vec<(usize, f64, bool)>,
    /// Index of the month read.
    at: usize,
}

impl<'a> Lines<'a> {
    /// Of the pollutant in view; nothing without months.
    fn of(subject: &Subject<'a>, view: &View) -> Option<Self> {
        let Subject { outline, results, reference, .. } = *subject;
        let series = &results.pollutants[view.pollutant];
        let months = results.months.len();
        let whole = |row: &'a Vec<f64>| drawable(row, months).then_some(row.as_slice());
        let at = results.months.iter().position(|m| *m == view.at);
        let bands = results.uncertainty.as_ref().map(|u| &u.pollutants[view.pollutant]);
        let index = |month| results.months.iter().position(|m| *m == month);
        Some(Self {
            reduction_t: whole(&series.reduction_t)?,
            schedule_t: series.schedule_t.as_ref().and_then(whole),
            target_t: series.target_t.filter(|target| *target > 0.0),
            before_t: reference.and_then(|run| whole(&run.pollutants[view.pollutant].reduction_t)),
            bands: bands
                .filter(|b| [&b.p10, &b.p25, &b.p75, &b.p90].into_iter().all(|row| drawable(row, months))),
            openings: outline.openings[view.pollutant]
                .iter()
                .filter_map(|o| index(o.month).map(|i| (i, o.reduction_t, o.estimate)))
                .collect(),
            at: at.unwrap_or(months.checked_sub(1)?),
        })
    }

    /// Everything that must lie on the vertical axis.
    fn values(&self) -> impl Iterator<Item = f64> {
        let rows = [Some(self.reduction_t), self.schedule_t, self.before_t];
        let bands = self.bands.iter().flat_map(|bands| [bands.p10.as_slice(), bands.p90.as_slice()]);
        let rows = rows.into_iter().flatten().chain(bands).flatten().copied();
        rows.chain(self.openings.iter().map(|(_, t, _)| *t))
    }

    fn largest(&self) -> f64 {
        self.values().filter(|value| value.is_finite()).fold(0.0, |most, value| most.max(value.abs()))
    }

    /// Right of the last point of the month read.
    fn now(&self) -> f64 {
        self.at as f64 + 1.0
    }

    /// Points of the schedule where its slope changes: the plan's milestones.
    fn milestones(&self) -> Vec<(f64, f64)> {
        let points = by_month(Some(0.0), self.schedule_t.unwrap_or_default());
        let least = 1e-6 * self.largest();
        let bent = |w: &&[(f64, f64)]| ((w[2].1 - w[1].1) - (w[1].1 - w[0].1)).abs() > least;
        points.windows(3).filter(bent).map(|w| w[1]).collect()
    }

    /// P10 to P90 and, darker, P25 to P75.
    fn draw_bands(&self, area: &Area<'_>, view: &View) -> Result<(), ChartError> {
        let Some(bands) = self.bands else { return Ok(()) };
        let Some(first) = first_uncertain(bands) else { return Ok(()) };
        let ink = view.theme.pollutant(view.pollutant);
        for (low, high, share) in [(&bands.p10, &bands.p90, 0.18), (&bands.p25, &bands.p75, 0.26)] {
            let point = |i: usize, row: &[f64]| (i as f64 + 1.0, row[i]);
            let above = (first..high.len()).map(|i| point(i, high));
            let below = (first..low.len()).rev().map(|i| point(i, low));
            let corners: Vec<_> = above.chain(below).collect();
            area.draw(&Polygon::new(corners, colour(faint(ink, share)).filled()))?;
        }
        Ok(())
    }

    /// Schedule, run to compare with, projection, points.
    fn draw(&self, area: &Area<'_>, view: &View) -> Result<(), ChartError> {
        let theme = view.theme;
        let ink = theme.pollutant(view.pollutant);
        let (now, value) = (self.now(), self.reduction_t[self.at]);
        let range = area.get_y_range();
        area.draw(&PathElement::new(vec![(now, range.start), (now, range.end)], stroke(theme.axis(), 0.75)))?;
        if let Some(schedule) = self.schedule_t {
            area.draw(&PathElement::new(by_month(Some(0.0), schedule), stroke(theme.quiet(), 1.5)))?;
            for milestone in self.milestones() {
                area.draw(&Circle::new(milestone, pixels(2.5), fill(theme.quiet())))?;
            }
        }
        if let Some(before) = self.before_t {
            let style = stroke(tint(ink, theme.ground(), 0.8), 1.5);
            for dash in DashedLineSeries::new(by_month(Some(0.0), before), pixels(5.0), pixels(4.0), style) {
                area.draw(&dash)?;
            }
        }
        area.draw(&PathElement::new(by_month(Some(0.0), self.reduction_t), stroke(ink, 2.25)))?;
        for (i, opening, _) in &self.openings {
            let point = (*i as f64 + 1.0, *opening);
            area.draw(&Circle::new(point, pixels(3.75), fill(theme.ground())))?;
            area.draw(&Circle::new(point, pixels(3.75), stroke(ink, 1.5)))?;
        }
        if let Some(schedule) = self.schedule_t {
            // The gap that the month's label names.
            let due = schedule[self.at];
            area.draw(&PathElement::new(vec![(now, due), (now, value)], stroke(theme.text(), 2.0)))?;
            area.draw(&Circle::new((now, due), pixels(3.0), fill(theme.quiet())))?;
        }
        area.draw(&Circle::new((now, value), pixels(5.5), fill(theme.ground())))?;
        area.draw(&Circle::new((now, value), pixels(4.5), fill(ink)))?;
        Ok(())
    }

    /// The labels at the right ends of the lines.
    fn ends(&self, unit: Unit, view: &View) -> Ends {
        let last = self.reduction_t.len() - 1;
        let quiet = view.theme.quiet();
        let mut labels = vec![End {
            name: words::PROJECTED.in_lang(view.lang).to_owned(),
            number: unit.number(self.reduction_t[last]),
            value: self.reduction_t[last],
            ink: view.theme.pollutant(view.pollutant),
            bold: true,
        }];
        let others = [
            (words::TARGET, self.schedule_t.map(|s| s[last])),
            (words::BEFORE, self.before_t.map(|s| s[last])),
        ];
        for (name, value) in others {
            if let Some(value) = value {
                let (name, number) = (name.in_lang(view.lang).to_owned(), unit.number(value));
                labels.push(End { name, number, value, ink: quiet, bold: false });
            }
        }
        Ends { labels, stacked: view.width < NARROW }
    }

    /// Lines that words keep off, in the picture.
    fn obstacles(&self, plot: &Plot) -> Vec<Obstacle> {
        let line = |row: &[f64], weight| Obstacle { points: plot.points(&by_month(Some(0.0), row)), weight };
        let mut obstacles = vec![line(self.reduction_t, 3.0)];
        obstacles.extend(self.schedule_t.map(|row| line(row, 2.0)));
        obstacles.extend(self.before_t.map(|row| line(row, 1.5)));
        if let Some(bands) = self.bands {
            obstacles.push(line(&bands.p10, 0.15));
            obstacles.push(line(&bands.p90, 0.15));
        }
        let now = plot.x(self.now());
        let points = vec![(now, plot.frame.top), (now, plot.frame.bottom)];
        obstacles.push(Obstacle { points, weight: 1.5 });
        // A circle is worth a good piece of line.
        for (i, value, _) in &self.openings {
            let (x, y) = (plot.x(*i as f64 + 1.0), plot.y(*value));
            obstacles.push(Obstacle { points: vec![(x - 5.0, y), (x + 5.0, y)], weight: 5.0 });
        }
        obstacles
    }

    /// What is read at the month: its name above the plot; beside the point the value and how far it
    /// is from the schedule.
    fn write_month(&self, sheet: &mut Sheet<'_>, plot: &Plot) {
        let view = sheet.view;
        let (lang, theme) = (view.lang, view.theme);
        let now = plot.x(self.now());
        sheet.date(now, plot);
        let plain = sheet.over_lines(face(theme.text()));
        let page = sheet.page();

        let value = self.reduction_t[self.at];
        let unit = Unit::of_tonnes(value, lang);
        let strong = sheet.over_lines(Face { bold: true, ..face(theme.pollutant(view.pollutant)) });
        let mut lines = vec![(unit.figure(value, lang), strong)];
        if let (Some(schedule), Some(target)) = (self.schedule_t, self.target_t) {
            let (points, share) = (100.0 * (value - schedule[self.at]) / target, percent(value / target));
            let narrow = view.width < NARROW;
            // At the plan's end the amount stands beside the point already.
            if self.at + 1 == self.reduction_t.len() {
                lines[0].0 = words::target_done(&share, lang);
            } else if !narrow {
                lines[0].0 = words::of_target(&lines[0].0, &share, lang);
            }
            let against = if narrow { words::against_schedule_short } else { words::against_schedule };
            let behind = Standing::of(value, schedule[self.at]) == Standing::Behind;
            lines.push((against(points, behind, lang), plain));
        }
        let lines: Vec<_> = lines.iter().map(|(text, face)| (text.as_str(), *face)).collect();
        let y = plot.y(value);
        let anchors = |dy: f64| {
            // Above and to the left of the point lies the empty half of a rising curve.
            let side = |align, x, more| Anchor { x, y: y + dy, align, cost: 0.25 * dy.abs() + more };
            [side(TextAlign::End, now - 10.0, 0.0), side(TextAlign::Start, now + 10.0, 4.0)]
        };
        let offsets = (-30..=30).map(|step| f64::from(step) * 6.0);
        let anchors: Vec<_> = offsets.flat_map(anchors).collect();
        let obstacles = self.obstacles(plot);
        let bounds = Rect { right: page.right, ..plot.frame };
        if !sheet.settle(&lines, anchors.clone(), bounds, &obstacles, f64::INFINITY) {
            sheet.settle(&lines[..1], anchors, bounds, &obstacles, f64::INFINITY);
        }
    }

    /// Names what has no label at its end, where there is room: schedule, opening points, bands.
    fn write_names(&self, sheet: &mut Sheet<'_>, plot: &Plot, unit: Unit) {
        let view = sheet.view;
        let quiet = sheet.over_lines(face(view.theme.quiet()));
        let strong = sheet.over_lines(face(view.theme.pollutant(view.pollutant)));
        let obstacles = self.obstacles(plot);
        let bounds = plot.frame;
        if let Some(schedule) = self.schedule_t {
            let anchors = (0..schedule.len()).flat_map(|i| {
                let (x, y) = (plot.x(i as f64 + 1.0), plot.y(schedule[i]));
                // Where both lines are one the name would be of both.
                let apart = (plot.y(self.reduction_t[i]) - y).abs();
                let cost = if apart < 12.0 { 12.0 } else { 0.0 }
                    + 0.2 * (i as f64 - 0.7 * schedule.len() as f64).abs();
                [9.0, 14.0, 20.0].into_iter().flat_map(move |dy| {
                    let side = |align, x, y| Anchor { x, y, align, cost: cost + 0.5 * (dy - 9.0) };
                    [side(TextAlign::End, x - 4.0, y - dy), side(TextAlign::Start, x + 4.0, y + dy)]
                })
            });
            let name = [(words::SCHEDULE.in_lang(view.lang), quiet)];
            sheet.settle(&name, anchors, bounds, &obstacles, CROWDED);
        }
        for (i, value, estimate) in &self.openings {
            let number = unit.number(*value);
            let (x, y) = (plot.x(*i as f64 + 1.0), plot.y(*value));
            let anchors = |dy: f64| {
                // Beyond the projection the name would be of what is there.
                let line = plot.y(self.reduction_t[*i]);
                let beyond =
                    if (y - line).abs() > 6.0 && (y + dy - line) * (y - line) < 0.0 { 25.0 } else { 0.0 };
                let side = |align, dx: f64, more| Anchor {
                    x: x + dx,
                    y: y + dy,
                    align,
                    cost: 0.6 * dy.abs() + beyond + more,
                };
                let far = if dy.abs() < 9.0 { 9.0 } else { 3.0 };
                [
                    side(TextAlign::Start, far, 0.0),
                    side(TextAlign::End, -far, 0.0),
                    side(TextAlign::Middle, 0.0, if dy.abs() < 14.0 { 99.0 } else { 0.0 }),
                ]
            };
            let anchors: Vec<_> = (-6..=6).map(|step| f64::from(step) * 4.0).flat_map(anchors).collect();
            let name = words::OPENING.in_lang(view.lang);
            let full = words::opening(*estimate, view.lang);
            let blocks =
                [vec![format!("{full} {number}")], vec![name.to_owned(), number.clone()], vec![number]];
            for block in &blocks {
                let lines: Vec<_> = block.iter().map(|line| (line.as_str(), strong)).collect();
                if sheet.settle(&lines, anchors.clone(), bounds, &obstacles, CROWDED) {
                    break;
                }
            }
        }
        if let Some((bands, first)) = self.bands.and_then(|b| Some((b, first_uncertain(b)?))) {
            let anchors = (first..bands.p10.len()).flat_map(|i| {
                let x = plot.x(i as f64 + 1.0);
                let cost = 0.4 * (bands.p10.len() - i) as f64;
                let (low, high) = (plot.y(bands.p10[i]) + 10.0, plot.y(bands.p90[i]) - 10.0);
                // Above a line that lies over the band the name would be the line's.
                let lines = [Some(self.reduction_t), self.schedule_t, self.before_t];
                let highest = lines.into_iter().flatten().map(|row| row[i]).fold(f64::MIN, f64::max);
                let under = if bands.p90[i] < highest { 40.0 } else { 0.0 };
                [(TextAlign::Start, low, 0.0), (TextAlign::End, low, 0.0), (TextAlign::End, high, under)]
                    .map(|(align, y, more)| Anchor { x, y, align, cost: cost + more })
            });
            let name = [(words::BAND_80.in_lang(view.lang), strong)];
            sheet.settle(&name, anchors, bounds, &obstacles, CROWDED);
        }
    }
}

/// First month of the bands: before anything is uncertain they are a line.
fn first_uncertain(bands: &PollutantBands) -> Option<usize> {
    let first = (0..bands.p90.len()).find(|i| bands.p90[*i] - bands.p10[*i] > 0.0);
    first.map(|i| i.saturating_sub(1))
}
