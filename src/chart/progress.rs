//! Counted reduction of a pollutant against its schedule.

use crate::chart::axis::{month, number, ticks};
use crate::chart::surface::{FINE, Ink, Pen, Surface, TextAlign};
use crate::chart::theme::{LABEL_SIZE, NOTE_SIZE, TITLE_SIZE, faint};
use crate::chart::{ChartError, Geometry, View};
use crate::locale::{Lang, pollutant_name};
use crate::results::{Outline, PollutantBands, PollutantResults, Results};
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;

/// Below this width the picture says less.
const NARROW: f64 = 520.0;
/// Least distance between the baselines of two labels.
const LABEL_GAP: f64 = 15.0;

type Area<'a> = DrawingArea<Surface<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

/// A label at the right end of a line.
struct EndLabel {
    text: String,
    value: f64,
    ink: Ink,
    bold: bool,
}

/// Draws the chart; its parts from the back to the front.
pub fn draw(
    pen: &mut dyn Pen,
    outline: &Outline,
    results: &Results,
    reference: Option<&Results>,
    view: &View,
) -> Result<Geometry, ChartError> {
    let series = &results.pollutants[view.pollutant];
    let before = reference.map(|run| &run.pollutants[view.pollutant]);
    let bands = results.uncertainty.as_ref().map(|u| &u.pollutants[view.pollutant]);
    let months = results.months.len();
    let at = results.months.iter().position(|m| *m == view.at).unwrap_or(months - 1);
    let steps = ticks_for(outline, series, before, bands, view);
    let (low, high) = (steps[0], steps[steps.len() - 1]);
    let labels = end_labels(series, before, view);

    let widest = |pen: &mut dyn Pen, texts: &mut dyn Iterator<Item = (String, bool)>| {
        texts.map(|(text, bold)| pen.text_width(&text, LABEL_SIZE, bold)).fold(0.0, f64::max)
    };
    let left = widest(pen, &mut steps.iter().map(|step| (number(*step), false))) + 10.0;
    let right = widest(pen, &mut labels.iter().map(|label| (label.text.clone(), label.bold))) + 14.0;
    let plot = Geometry { left, top: 46.0, right: view.width - right, bottom: view.height - 44.0 };
    let x = |i: f64| plot.left + i / months as f64 * (plot.right - plot.left);
    let y = |value: f64| plot.bottom - (value - low) / (high - low) * (plot.bottom - plot.top);

    {
        let root = Surface::new(pen, view.width, view.height).into_drawing_area();
        root.fill(&colour(view.theme.ground()))?;
        let fine = |value: f64| (value * FINE) as i32;
        let area = root.apply_coord_spec(Cartesian2d::<RangedCoordf64, RangedCoordf64>::new(
            0.0..months as f64,
            low..high,
            (fine(plot.left)..fine(plot.right), fine(plot.bottom)..fine(plot.top)),
        ));
        draw_grid(&area, &steps, months, view)?;
        if let Some(bands) = bands {
            draw_bands(&area, bands, series, view)?;
        }
        draw_lines(&area, outline, series, before, at, view)?;
        root.present()?;
    }

    write_axes(pen, &steps, results, &x, &y, plot, view);
    write_end_labels(pen, labels, &y, plot);
    write_at(pen, series, at, &x, &y, plot, view);
    write_title_and_note(pen, outline, series, view);
    Ok(plot)
}

/// Values of the horizontal grid lines: from 0, or below, to above everything drawn.
fn ticks_for(
    outline: &Outline,
    series: &PollutantResults,
    before: Option<&PollutantResults>,
    bands: Option<&PollutantBands>,
    view: &View,
) -> Vec<f64> {
    let rows = [
        Some(&series.reduction_t),
        series.schedule_t.as_ref(),
        before.map(|before| &before.reduction_t),
        bands.map(|bands| &bands.p10),
        bands.map(|bands| &bands.p90),
    ];
    let openings = outline.openings[view.pollutant].iter().map(|opening| opening.reduction_t);
    let drawn = rows.iter().flatten().flat_map(|row| row.iter().copied()).chain(openings);
    let drawn: Vec<f64> = drawn.filter(|value| value.is_finite()).collect();
    let values = || drawn.iter().copied();
    let (low, high) = (values().fold(0.0, f64::min), values().fold(0.0, f64::max));
    let high = if high - low > 0.0 { high } else { low + 1.0 };
    ticks(low, high, if view.height < 300.0 { 4 } else { 6 })
}

fn draw_grid(area: &Area<'_>, steps: &[f64], months: usize, view: &View) -> Result<(), ChartError> {
    let grid = stroke(view.theme.grid(), 1.0);
    for step in steps {
        area.draw(&PathElement::new(vec![(0.0, *step), (months as f64, *step)], grid))?;
    }
    if steps[0] < 0.0 {
        let zero = stroke(view.theme.quiet(), 1.0);
        area.draw(&PathElement::new(vec![(0.0, 0.0), (months as f64, 0.0)], zero))?;
    }
    for year in (12..months).step_by(12) {
        let ends = vec![(year as f64, steps[0]), (year as f64, steps[steps.len() - 1])];
        area.draw(&PathElement::new(ends, stroke(faint(view.theme.grid(), 0.6), 1.0)))?;
    }
    Ok(())
}

/// P10 to P90 and, darker, P25 to P75.
fn draw_bands(
    area: &Area<'_>,
    bands: &PollutantBands,
    series: &PollutantResults,
    view: &View,
) -> Result<(), ChartError> {
    let ink = view.theme.pollutant(view.pollutant);
    // Before anything is uncertain the band is a line: begin where it opens.
    let first = (0..series.reduction_t.len()).find(|i| bands.p90[*i] - bands.p10[*i] > 0.0);
    let Some(first) = first.map(|i| i.saturating_sub(1)) else { return Ok(()) };
    for (low, high, opacity) in [(&bands.p10, &bands.p90, 0.16), (&bands.p25, &bands.p75, 0.22)] {
        let above = (first..high.len()).map(|i| (i as f64 + 1.0, high[i]));
        let below = (first..low.len()).rev().map(|i| (i as f64 + 1.0, low[i]));
        let corners: Vec<_> = above.chain(below).collect();
        area.draw(&Polygon::new(corners, colour(faint(ink, opacity)).filled()))?;
    }
    Ok(())
}

/// Schedule, run to compare with, projection, opening points.
fn draw_lines(
    area: &Area<'_>,
    outline: &Outline,
    series: &PollutantResults,
    before: Option<&PollutantResults>,
    at: usize,
    view: &View,
) -> Result<(), ChartError> {
    let line = |row: &[f64]| -> Vec<(f64, f64)> {
        [(0.0, 0.0)].into_iter().chain((1..).map(f64::from).zip(row.iter().copied())).collect()
    };
    let ink = view.theme.pollutant(view.pollutant);
    let top = area.get_y_range().end;
    let bottom = area.get_y_range().start;
    let now = at as f64 + 1.0;
    area.draw(&PathElement::new(vec![(now, bottom), (now, top)], stroke(view.theme.quiet(), 0.75)))?;
    if let Some(schedule) = &series.schedule_t {
        area.draw(&PathElement::new(line(schedule), stroke(view.theme.quiet(), 1.5)))?;
    }
    if let Some(before) = before {
        let (dash, gap) = ((5.0 * FINE) as i32, (4.0 * FINE) as i32);
        let style = stroke(faint(ink, 0.75), 1.25);
        for part in DashedLineSeries::new(line(&before.reduction_t), dash, gap, style) {
            area.draw(&part)?;
        }
    }
    area.draw(&PathElement::new(line(&series.reduction_t), stroke(ink, 2.25)))?;
    let radius = |pixels: f64| (pixels * FINE) as i32;
    for opening in &outline.openings[view.pollutant] {
        if let Some(i) = outline.months.iter().position(|m| *m == opening.month) {
            let point = (i as f64 + 1.0, opening.reduction_t);
            area.draw(&Circle::new(point, radius(4.0), colour(view.theme.ground()).filled()))?;
            area.draw(&Circle::new(point, radius(4.0), stroke(ink, 1.5)))?;
        }
    }
    area.draw(&Circle::new((now, series.reduction_t[at]), radius(4.5), colour(ink).filled()))?;
    Ok(())
}

fn end_labels(series: &PollutantResults, before: Option<&PollutantResults>, view: &View) -> Vec<EndLabel> {
    let last = series.reduction_t.len() - 1;
    let label = |zh: &'static str, en: &'static str, value: f64, ink: Ink, bold: bool| EndLabel {
        text: format!("{} {}", view.lang.pick(zh, en), number(value)),
        value,
        ink,
        bold,
    };
    let ink = view.theme.pollutant(view.pollutant);
    let mut labels = vec![label("测算", "Projected", series.reduction_t[last], ink, true)];
    if let Some(schedule) = &series.schedule_t {
        labels.push(label("目标", "Target", schedule[last], view.theme.quiet(), false));
    }
    if let Some(before) = before {
        labels.push(label("原方案", "Before", before.reduction_t[last], view.theme.quiet(), false));
    }
    labels
}

/// Writes the labels beside the ends of their lines, pushed apart where they would overlap.
fn write_end_labels(pen: &mut dyn Pen, mut labels: Vec<EndLabel>, y: &dyn Fn(f64) -> f64, plot: Geometry) {
    labels.sort_by(|a, b| b.value.total_cmp(&a.value));
    let mut baselines: Vec<f64> = labels.iter().map(|label| y(label.value) + 4.0).collect();
    for i in 1..baselines.len() {
        baselines[i] = baselines[i].max(baselines[i - 1] + LABEL_GAP);
    }
    let lowest = plot.bottom + 4.0;
    for i in (0..baselines.len()).rev() {
        let limit = if i + 1 < baselines.len() { baselines[i + 1] - LABEL_GAP } else { lowest };
        baselines[i] = baselines[i].min(limit);
    }
    for (label, baseline) in labels.iter().zip(baselines) {
        let at = (plot.right + 8.0, baseline);
        pen.text(&label.text, at, LABEL_SIZE, label.bold, label.ink, TextAlign::Start);
    }
}

fn write_axes(
    pen: &mut dyn Pen,
    steps: &[f64],
    results: &Results,
    x: &dyn Fn(f64) -> f64,
    y: &dyn Fn(f64) -> f64,
    plot: Geometry,
    view: &View,
) {
    let quiet = view.theme.quiet();
    for step in steps {
        let at = (plot.left - 6.0, y(*step) + 4.0);
        pen.text(&number(*step), at, LABEL_SIZE, false, quiet, TextAlign::End);
    }
    for (year, first) in results.months.iter().enumerate().step_by(12) {
        let middle = x(year as f64 + 6.0);
        let text = first.year().to_string();
        pen.text(&text, (middle, plot.bottom + 17.0), LABEL_SIZE, false, quiet, TextAlign::Middle);
    }
}

/// What is read at the month: its name above the line, and how far the run is from the schedule.
fn write_at(
    pen: &mut dyn Pen,
    series: &PollutantResults,
    at: usize,
    x: &dyn Fn(f64) -> f64,
    y: &dyn Fn(f64) -> f64,
    plot: Geometry,
    view: &View,
) {
    let now = x(at as f64 + 1.0);
    let text = match view.lang {
        Lang::Zh => format!("截至{}底", month(view.at, view.lang)),
        Lang::En => format!("End of {}", month(view.at, view.lang)),
    };
    let half = pen.text_width(&text, LABEL_SIZE, false) / 2.0;
    let centre = now.clamp(plot.left + half, (plot.right - half).max(plot.left + half));
    let above = (centre, plot.top - 6.0);
    pen.text(&text, above, LABEL_SIZE, false, view.theme.quiet(), TextAlign::Middle);
    let (Some(gap), Some(target)) =
        (series.schedule_t.as_ref().map(|s| series.reduction_t[at] - s[at]), series.target_t)
    else {
        return;
    };
    let points = 100.0 * gap / target;
    let sign = if points < 0.0 { "−" } else { "+" };
    let tonnes = format!("{} {}", number(series.reduction_t[at]), view.lang.pick("吨", "t"));
    let long = match view.lang {
        Lang::Zh => format!("较时序进度 {sign}{:.1} 个百分点", points.abs()),
        Lang::En => format!("{sign}{:.1} points against schedule", points.abs()),
    };
    let room = plot.right - plot.left - 12.0;
    let fits = pen.text_width(&long, LABEL_SIZE, false) < 0.6 * room;
    let short = format!("{sign}{:.1} {}", points.abs(), view.lang.pick("个百分点", "points"));
    let lines = [tonnes, if fits { long } else { short }];
    let width = lines.iter().map(|line| pen.text_width(line, LABEL_SIZE, true)).fold(0.0, f64::max);
    // Above and to the left of the point lies the empty half of a rising curve.
    let end = (now - 10.0).max(plot.left + width + 6.0).min(plot.right - 6.0);
    let base = (y(series.reduction_t[at].max(series.reduction_t[at] - gap)) - 24.0).max(plot.top + 14.0);
    let ground = faint(view.theme.ground(), 0.85);
    let (left, top) = (end - width - 4.0, base - 13.0);
    pen.area(&[(left, top), (end + 3.0, top), (end + 3.0, base + 20.0), (left, base + 20.0)], ground);
    let ink = view.theme.pollutant(view.pollutant);
    pen.text(&lines[0], (end, base), LABEL_SIZE, true, ink, TextAlign::End);
    pen.text(&lines[1], (end, base + LABEL_GAP), LABEL_SIZE, false, view.theme.text(), TextAlign::End);
}

fn write_title_and_note(pen: &mut dyn Pen, outline: &Outline, series: &PollutantResults, view: &View) {
    let name = pollutant_name(view.pollutant.id());
    let name = name.in_lang(view.lang);
    let (from, to) = (outline.months[0].year(), outline.months[outline.months.len() - 1].year());
    let long = match view.lang {
        Lang::Zh => format!("{name}重点工程累计减排量与时序进度（吨，{from}–{to}年）"),
        Lang::En => format!("{name}: counted reduction against the schedule, t, {from}–{to}"),
    };
    let short = match view.lang {
        Lang::Zh => format!("{name}累计减排量（吨）"),
        Lang::En => format!("{name}: counted reduction, t"),
    };
    let fits = view.width >= NARROW && pen.text_width(&long, TITLE_SIZE, true) < view.width - 4.0;
    let title = if fits { long } else { short };
    pen.text(&title, (2.0, 18.0), TITLE_SIZE, true, view.theme.text(), TextAlign::Start);

    let mut notes = Vec::new();
    match outline.targets.get(&view.pollutant) {
        Some(target) if target.estimate => {
            notes.push(view.lang.pick("目标值为估算", "target is an estimate"));
        }
        None if series.schedule_t.is_none() => notes.push(view.lang.pick("无目标", "no target")),
        _ => {}
    }
    if !outline.openings[view.pollutant].is_empty() {
        notes.push(view.lang.pick("圆点为前期累计减排量", "circles: reported before the ledger"));
    }
    if outline.illustrative {
        notes.push(view.lang.pick("台账为示例", "the ledger is illustrative"));
    }
    let label = view.lang.pick("注：", "Note: ");
    let mut text = String::new();
    for note in notes {
        let joined = if text.is_empty() {
            format!("{label}{note}")
        } else {
            format!("{text}{}{note}", view.lang.pick("；", "; "))
        };
        if pen.text_width(&joined, NOTE_SIZE, false) > view.width - 4.0 {
            break;
        }
        text = joined;
    }
    pen.text(&text, (2.0, view.height - 6.0), NOTE_SIZE, false, view.theme.quiet(), TextAlign::Start);
}

fn colour(ink: Ink) -> RGBAColor {
    let (red, green, blue) = ink.rgb;
    RGBAColor(red, green, blue, ink.opacity)
}

fn stroke(ink: Ink, width: f64) -> ShapeStyle {
    colour(ink).stroke_width((width * FINE) as u32)
}
