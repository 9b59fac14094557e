//! What each measure brings of the counted reduction, month by month.

use crate::chart::axis::Axis;
use crate::chart::ends::{End, Ends};
use crate::chart::format::{Unit, month};
use crate::chart::label::Rect;
use crate::chart::layers::{Layer, draw_stack, largest_first, stack_ends};
use crate::chart::sheet::{
    Area, LINE_HEIGHT, Plot, Sheet, by_month, draw_grid, fill, pixels, short_name, stroke,
};
use crate::chart::surface::Pen;
use crate::chart::theme::tint;
use crate::chart::{ChartError, Geometry, Subject, View, drawable};
use crate::locale::{charts as words, pollutant_name};
use plotters::prelude::*;

/// Draws the chart; its parts from the back to the front.
pub fn draw(pen: &mut dyn Pen, subject: &Subject<'_>, view: &View) -> Result<Geometry, ChartError> {
    let sheet = &mut Sheet::new(pen, view);
    let Some(picture) = Picture::of(subject, view) else { return Ok(Geometry::default()) };
    let titles = words::wedges_titles(&pollutant_name(view.pollutant.id()), view.lang);
    let months = &subject.results.months;
    let unit = Unit::of_tonnes(picture.largest(), view.lang);
    let years = words::years(months[0].year(), months[months.len() - 1].year(), view.lang);
    let top = sheet.head(&titles, &words::listed(&[unit.name, &years], view.lang)) + LINE_HEIGHT + 6.0;
    let bottom = sheet.foot(&subject.notes(view, None)) - 24.0;

    let wanted = ((bottom - top) / 56.0).clamp(2.0, 6.0) as usize;
    let axis = Axis::over(picture.values(), wanted, unit.size);
    let mut ends = picture.ends(unit, view);
    let left = sheet.page().left + sheet.value_gutter(&axis, unit);
    let right = sheet.page().right - ends.fit(sheet);
    let frame = Rect { left, top, right: right.max(left + 40.0), bottom: bottom.max(top + 40.0) };
    let plot = Plot { frame, x: (0.0, months.len() as f64), y: (axis.low, axis.high) };

    sheet.shapes(&plot, |area| {
        draw_grid(area, &axis, months, view)?;
        picture.draw(area, view)
    })?;
    sheet.value_labels(&axis, unit, &plot);
    sheet.year_labels(months, &plot);
    ends.write(sheet, &plot);
    sheet.date(plot.x(picture.at as f64 + 1.0), &plot);
    Ok(Geometry::of(&plot))
}

/// The picture in words: a title, and what each layer is at the month in view.
pub fn describe(subject: &Subject<'_>, view: &View) -> (String, String) {
    let [title, _] = words::wedges_titles(&pollutant_name(view.pollutant.id()), view.lang);
    let Some(picture) = Picture::of(subject, view) else { return (title, String::new()) };
    let unit = Unit::of_tonnes(picture.largest(), view.lang);
    let at = picture.at;
    let figure =
        |name: &str, t: f64| format!("{name} {}{}{}", unit.number(t), view.lang.pick("", " "), unit.name);
    let date = words::by_the_end_of(&month(subject.results.months[at], view.lang), view.lang);
    let first = [
        date,
        figure(words::COUNTED.in_lang(view.lang), picture.reduction[at]),
        figure(words::OPENING.in_lang(view.lang), picture.base[at]),
    ];
    let layers = picture.layers.iter().map(|layer| figure(&layer.name, layer.row[at]));
    let parts: Vec<_> = first.into_iter().chain(layers).chain(subject.notes(view, None)).collect();
    (title, words::sentences(&parts, view.lang))
}

/// What is drawn, t.
struct Picture<'a> {
    reduction: &'a [f64],
    schedule: Option<&'a [f64]>,
    /// Earlier projects less what is set aside.
    base: Vec<f64>,
    /// The measures, on top of it.
    layers: Vec<Layer>,
    at: usize,
}

impl<'a> Picture<'a> {
    /// Of the pollutant in view; nothing without months.
    fn of(subject: &Subject<'a>, view: &View) -> Option<Self> {
        let series = &subject.results.pollutants[view.pollutant];
        let months = subject.results.months.len();
        let last = months.checked_sub(1)?;
        let whole = |row: &'a [f64]| drawable(row, months).then_some(row);
        let (opening, offset) = (whole(&series.opening_t)?, whole(&series.offset_t)?);
        let named = subject.outline.measures.iter().filter_map(|measure| {
            let row = series.attribution_by_month_t.get(&measure.id).filter(|row| drawable(row, months))?;
            Some((short_name(measure.name.in_lang(view.lang)).to_owned(), row.clone()))
        });
        Some(Self {
            reduction: whole(&series.reduction_t)?,
            schedule: series.schedule_t.as_deref().and_then(whole),
            base: opening.iter().zip(offset).map(|(opening, offset)| opening - offset).collect(),
            layers: largest_first(named, view),
            at: subject.results.months.iter().position(|m| *m == view.at).unwrap_or(last),
        })
    }

    /// The upper ends of all layers together, and the lines.
    fn values(&self) -> impl Iterator<Item = f64> {
        let above = |i: usize| self.layers.iter().map(|layer| layer.row[i]).sum::<f64>();
        let stacked = (0..self.base.len()).map(move |i| self.base[i] + above(i));
        let lines = [Some(self.reduction), self.schedule, Some(self.base.as_slice())];
        stacked.chain(lines.into_iter().flatten().flatten().copied())
    }

    fn largest(&self) -> f64 {
        self.values().fold(0.0, |most, value| most.max(value.abs()))
    }

    fn draw(&self, area: &Area<'_>, view: &View) -> Result<(), ChartError> {
        let theme = view.theme;
        // Every row begins at nothing.
        let line = |row: &[f64]| by_month(Some(0.0), row);
        let ground = vec![0.0; self.base.len()];
        let corners = line(&self.base).into_iter().chain(line(&ground).into_iter().rev());
        let earlier = tint(theme.quiet(), theme.ground(), 0.4);
        area.draw(&Polygon::new(corners.collect::<Vec<_>>(), fill(earlier)))?;
        draw_stack(area, &self.layers, &self.base, view)?;
        area.draw(&PathElement::new(line(self.reduction), stroke(theme.pollutant(view.pollutant), 2.25)))?;
        if let Some(schedule) = self.schedule {
            let style = stroke(theme.text(), 1.25);
            for dash in DashedLineSeries::new(line(schedule), pixels(6.0), pixels(4.0), style) {
                area.draw(&dash)?;
            }
        }
        let (now, range) = (self.at as f64 + 1.0, area.get_y_range());
        area.draw(&PathElement::new(vec![(now, range.start), (now, range.end)], stroke(theme.axis(), 0.75)))?;
        Ok(())
    }

    /// Totals, then layers.
    fn ends(&self, unit: Unit, view: &View) -> Ends {
        let theme = view.theme;
        let end = |name: words::Word, row: &[f64], value: f64, ink, bold| End {
            name: name.in_lang(view.lang).to_owned(),
            number: unit.number(row[row.len() - 1]),
            value,
            ink,
            bold,
        };
        let base = self.base[self.base.len() - 1];
        let top = self.reduction[self.reduction.len() - 1];
        let mut labels =
            vec![end(words::COUNTED, self.reduction, top, theme.pollutant(view.pollutant), true)];
        if let Some(schedule) = self.schedule {
            labels.push(end(words::SCHEDULE, schedule, schedule[schedule.len() - 1], theme.text(), false));
        }
        labels.push(end(words::OPENING, &self.base, base / 2.0, theme.quiet(), false));
        labels.extend(stack_ends(&self.layers, base, unit, view));
        Ends { labels, stacked: false }
    }
}
