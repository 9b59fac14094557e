//! Emission of a pollutant by source, and what it would be without measures.

use crate::chart::axis::Axis;
use crate::chart::ends::{End, Ends};
use crate::chart::format::{Unit, month, percent};
use crate::chart::label::{Obstacle, Rect};
use crate::chart::layers::{Layer, draw_stack, largest_first, stack_ends};
use crate::chart::sheet::{
    Anchor, Area, LINE_HEIGHT, Plot, Sheet, by_month, draw_grid, face, fill, pixels, short_name, stroke,
};
use crate::chart::surface::{Face, Pen, TextAlign};
use crate::chart::theme::{faint, tint};
use crate::chart::{ChartError, Geometry, Subject, View, drawable};
use crate::locale::{charts as words, pollutant_name};
use plotters::prelude::*;

/// Draws the chart; its parts from the back to the front.
pub fn draw(pen: &mut dyn Pen, subject: &Subject<'_>, view: &View) -> Result<Geometry, ChartError> {
    let sheet = &mut Sheet::new(pen, view);
    let Some(picture) = Picture::of(subject, view) else { return Ok(Geometry::default()) };
    let titles = words::emission_titles(&pollutant_name(view.pollutant.id()), view.lang);
    let months = &subject.results.months;
    let unit = Unit::of_tonnes(picture.largest(), view.lang);
    let years = words::years(months[0].year(), months[months.len() - 1].year(), view.lang);
    let aside = words::listed(&[&words::a_year(unit.name, view.lang), &years], view.lang);
    let top = sheet.head(&titles, &aside) + LINE_HEIGHT + 6.0;
    let bottom = sheet.foot(&subject.notes_on_data(view)) - 24.0;

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
    picture.write_month(sheet, &plot);
    Ok(Geometry::of(&plot))
}

/// The picture in words: a title, and both ends of the plan.
pub fn describe(subject: &Subject<'_>, view: &View) -> (String, String) {
    let [title, _] = words::emission_titles(&pollutant_name(view.pollutant.id()), view.lang);
    let Some(picture) = Picture::of(subject, view) else { return (title, String::new()) };
    let figure = |t: f64| {
        let unit = Unit::of_tonnes(t, view.lang);
        format!("{}{}{}", unit.number(t), view.lang.pick("", " "), words::a_year(unit.name, view.lang))
    };
    let months = &subject.results.months;
    let ends = [0, months.len() - 1].map(|i| {
        let (with, without) = (figure(picture.emission[i]), figure(picture.no_action[i]));
        words::emission_described(&month(months[i], view.lang), &with, &without, view.lang)
    });
    let parts: Vec<_> = ends.into_iter().chain(subject.notes_on_data(view)).collect();
    (title, words::sentences(&parts, view.lang))
}

/// What is drawn, t/yr.
struct Picture<'a> {
    emission: &'a [f64],
    no_action: &'a [f64],
    before: Option<&'a [f64]>,
    /// From the bottom.
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
        Some(Self {
            emission: whole(&series.emission_t_per_year)?,
            no_action: whole(&series.no_action_t_per_year)?,
            before: subject
                .reference
                .and_then(|run| whole(&run.pollutants[view.pollutant].emission_t_per_year)),
            layers: layers(subject, view),
            at: subject.results.months.iter().position(|m| *m == view.at).unwrap_or(last),
        })
    }

    fn values(&self) -> impl Iterator<Item = f64> {
        let rows = [Some(self.emission), Some(self.no_action), self.before];
        rows.into_iter().flatten().flatten().copied().chain(self.stacked())
    }

    /// The upper end of all layers together.
    fn stacked(&self) -> impl Iterator<Item = f64> {
        (0..self.emission.len()).map(|i| self.layers.iter().map(|layer| layer.row[i]).sum())
    }

    fn largest(&self) -> f64 {
        self.values().fold(0.0, |most, value| most.max(value.abs()))
    }

    fn draw(&self, area: &Area<'_>, view: &View) -> Result<(), ChartError> {
        let theme = view.theme;
        let ink = theme.pollutant(view.pollutant);
        let line = |row: &[f64]| by_month(row.first().copied(), row);
        draw_stack(area, &self.layers, &vec![0.0; self.emission.len()], view)?;
        // What the measures take off.
        let corners = line(self.no_action).into_iter().chain(line(self.emission).into_iter().rev());
        area.draw(&Polygon::new(corners.collect::<Vec<_>>(), fill(faint(theme.axis(), 0.16))))?;
        let dashed = |row: &[f64], style: ShapeStyle| {
            DashedLineSeries::new(line(row), pixels(5.0), pixels(4.0), style)
        };
        if let Some(before) = self.before.filter(|before| *before != self.emission) {
            for dash in dashed(before, stroke(tint(ink, theme.ground(), 0.8), 1.5)) {
                area.draw(&dash)?;
            }
        }
        area.draw(&PathElement::new(line(self.no_action), stroke(theme.quiet(), 1.5)))?;
        area.draw(&PathElement::new(line(self.emission), stroke(ink, 2.25)))?;
        let (now, value) = (self.at as f64 + 1.0, self.emission[self.at]);
        let range = area.get_y_range();
        area.draw(&PathElement::new(vec![(now, range.start), (now, range.end)], stroke(theme.axis(), 0.75)))?;
        area.draw(&Circle::new((now, value), pixels(5.5), fill(theme.ground())))?;
        area.draw(&Circle::new((now, value), pixels(4.5), fill(ink)))?;
        Ok(())
    }

    /// Totals, then layers.
    fn ends(&self, unit: Unit, view: &View) -> Ends {
        let last = self.emission.len() - 1;
        let theme = view.theme;
        let total = |name: words::Word, value: f64, ink, bold| End {
            name: name.in_lang(view.lang).to_owned(),
            number: unit.number(value),
            value,
            ink,
            bold,
        };
        let mut labels = vec![
            total(words::WITH_MEASURES, self.emission[last], theme.pollutant(view.pollutant), true),
            total(words::NO_ACTION, self.no_action[last], theme.quiet(), false),
        ];
        labels.extend(stack_ends(&self.layers, 0.0, unit, view));
        Ends { labels, stacked: false }
    }

    /// The month's name above the plot; beside the point the emission and what the measures take off.
    fn write_month(&self, sheet: &mut Sheet<'_>, plot: &Plot) {
        let view = sheet.view;
        let now = plot.x(self.at as f64 + 1.0);
        sheet.date(now, plot);
        let (value, without) = (self.emission[self.at], self.no_action[self.at]);
        let unit = Unit::of_tonnes(value, view.lang);
        // Over tinted areas a halo would be a stain.
        let plain = face(view.theme.text());
        let strong = Face { bold: true, ..plain };
        let figure = words::a_year(&unit.figure(value, view.lang), view.lang);
        let mut lines = vec![(figure, strong)];
        if without > 0.0 {
            lines.push((words::below_no_action(&percent((without - value) / without), view.lang), plain));
        }
        let lines: Vec<_> = lines.iter().map(|(text, face)| (text.as_str(), *face)).collect();
        let y = plot.y(value);
        let anchors = (1..60).flat_map(|step| {
            let dy = f64::from(step) * 6.0;
            let side = |align, x| Anchor { x, y: y + dy + 10.0, align, cost: 0.25 * dy };
            [side(TextAlign::End, now - 8.0), side(TextAlign::Start, now + 8.0)]
        });
        let mut obstacles = vec![];
        for row in [self.emission, self.no_action] {
            obstacles
                .push(Obstacle { points: plot.points(&by_month(row.first().copied(), row)), weight: 1.0 });
        }
        sheet.settle(&lines, anchors, plot.frame, &obstacles, f64::INFINITY);
    }
}

/// The largest sources from the bottom, and the rest as one on top.
fn layers(subject: &Subject<'_>, view: &View) -> Vec<Layer> {
    let months = subject.results.months.len();
    let by_source = &subject.results.pollutants[view.pollutant].by_source_t_per_year;
    let named = subject.outline.sources.iter().filter_map(|source| {
        let row = by_source.get(&source.id).filter(|row| drawable(row, months))?;
        Some((short_name(source.name.in_lang(view.lang)).to_owned(), row.clone()))
    });
    largest_first(named, view)
}
