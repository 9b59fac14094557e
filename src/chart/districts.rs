//! What the projects of each district bring, ranked.

use crate::chart::axis::Axis;
use crate::chart::format::{Unit, month, percent};
use crate::chart::label::{Rect, room};
use crate::chart::sheet::{BAR, LINE_HEIGHT, Plot, ROW, Sheet, bar, draw_columns, face, fill};
use crate::chart::surface::{Pen, TextAlign};
use crate::chart::theme::tint;
use crate::chart::{ChartError, Geometry, Subject, View};
use crate::locale::{charts as words, pollutant_name};

/// A district's bar.
struct Row {
    name: String,
    t: f64,
    /// Whether it is no single district.
    several: bool,
}

/// Draws the chart; its parts from the back to the front.
pub fn draw(pen: &mut dyn Pen, subject: &Subject<'_>, view: &View) -> Result<Geometry, ChartError> {
    let sheet = &mut Sheet::new(pen, view);
    let all = rows(subject, view);
    let total: f64 = all.iter().map(|row| row.t).sum();
    let titles = words::districts_titles(&pollutant_name(view.pollutant.id()), view.lang);
    let unit = Unit::of_tonnes(all.iter().fold(0.0, |most, row| row.t.abs().max(most)), view.lang);
    let date = words::by_the_end_of(&month(subject.results.at, view.lang), view.lang);
    let top = sheet.head(&titles, &words::listed(&[unit.name, &date], view.lang)) + 6.0;
    let bottom = sheet.foot(&notes(subject, view, total)) - 24.0;
    let page = sheet.page();
    if all.is_empty() {
        let text = words::NO_PROJECTS.in_lang(view.lang);
        sheet.write(text, (page.left, top + LINE_HEIGHT), TextAlign::Start, face(view.theme.quiet()));
        return Ok(Geometry::default());
    }
    let rows = shown(all, room(ROW.0, top, bottom), view);
    let bottom = bottom.min(top + ROW.1 * rows.len() as f64);

    let plain = face(view.theme.text());
    let texts: Vec<_> = rows.iter().map(|row| value(row, total, unit, view)).collect();
    let names = sheet.widest(rows.iter().map(|row| row.name.as_str()), plain);
    let left = page.left + (names + 10.0).min(0.42 * page.width());
    let values = sheet.widest(texts.iter().map(String::as_str), plain);
    let frame = Rect { left, top, right: (page.right - values - 8.0).max(left + 40.0), bottom };
    let (low, high) =
        rows.iter().fold((0.0_f64, 0.0_f64), |(low, high), row| (low.min(row.t), high.max(row.t)));
    let axis = Axis::between(low, high, (frame.width() / 90.0).clamp(2.0, 8.0) as usize, unit.size);
    let plot = Plot { frame, x: (axis.low, axis.high), y: (rows.len() as f64, 0.0) };
    sheet.shapes(&plot, |area| {
        draw_columns(area, &axis, view)?;
        let ink = view.theme.pollutant(view.pollutant);
        for (i, row) in rows.iter().enumerate() {
            let ink = if row.several { tint(view.theme.quiet(), view.theme.ground(), 0.55) } else { ink };
            bar(area, [(0.0, i as f64 + BAR.0), (row.t, i as f64 + BAR.1)], fill(ink))?;
        }
        Ok(())
    })?;
    for (i, (row, text)) in rows.iter().zip(&texts).enumerate() {
        let baseline = plot.y(i as f64 + 0.5) + 4.0;
        let name = sheet.cut(&row.name, plot.frame.left - 8.0 - page.left, plain);
        sheet.write(&name, (plot.frame.left - 8.0, baseline), TextAlign::End, plain);
        let over_lines = sheet.over_lines(plain);
        sheet.write(text, (plot.x(row.t.max(0.0)) + 6.0, baseline), TextAlign::Start, over_lines);
    }
    sheet.value_labels_below(&axis, unit, &plot);
    Ok(Geometry::default())
}

/// The picture in words: a title, and each district.
pub fn describe(subject: &Subject<'_>, view: &View) -> (String, String) {
    let [title, _] = words::districts_titles(&pollutant_name(view.pollutant.id()), view.lang);
    let rows = rows(subject, view);
    let total: f64 = rows.iter().map(|row| row.t).sum();
    let date = words::by_the_end_of(&month(subject.results.at, view.lang), view.lang);
    let listed = rows.iter().map(|row| {
        let unit = Unit::of_tonnes(row.t, view.lang);
        format!("{} {}{}{}", row.name, unit.number(row.t), view.lang.pick("", " "), unit.name)
    });
    let parts: Vec<_> = [date].into_iter().chain(listed).chain(notes(subject, view, total)).collect();
    (title, words::sentences(&parts, view.lang))
}

fn notes(subject: &Subject<'_>, view: &View, total: f64) -> Vec<String> {
    let amount = Unit::of_tonnes(total, view.lang).figure(total, view.lang);
    let notes: Vec<_> =
        [words::of_projects(&amount, view.lang)].into_iter().chain(subject.note_on_ledger(view)).collect();
    vec![words::notes(&notes, view.lang)]
}

/// A district's tonnes and its share of all.
fn value(row: &Row, total: f64, unit: Unit, view: &View) -> String {
    let number = unit.number(row.t);
    if total > 0.0 { words::with_share(&number, &percent(row.t / total), view.lang) } else { number }
}

/// The districts that bring any, highest first, then what has none.
fn rows(subject: &Subject<'_>, view: &View) -> Vec<Row> {
    let rows = subject.districts.map_or(&[][..], |districts| &districts.rows);
    let mut rows: Vec<_> = rows
        .iter()
        .map(|row| {
            let named = || row.name.in_lang(view.lang).to_owned();
            let nameless = words::NO_DISTRICT.in_lang(view.lang);
            let name = row.id.as_ref().map_or_else(|| nameless.to_owned(), |_| named());
            Row { name, t: row.share.counted_t[view.pollutant], several: row.id.is_none() }
        })
        .filter(|row| row.t.is_finite() && row.t != 0.0)
        .collect();
    rows.sort_by(|a, b| a.several.cmp(&b.several).then(b.t.total_cmp(&a.t)));
    rows
}

/// At most `most` rows, the smaller districts taken together where there are more.
fn shown(mut rows: Vec<Row>, most: usize, view: &View) -> Vec<Row> {
    if rows.len() > most.max(1) {
        let rest = rows.split_off(most.saturating_sub(1).max(1));
        let t = rest.iter().map(|row| row.t).sum();
        rows.push(Row { name: words::others(rest.len(), view.lang), t, several: true });
    }
    rows
}
