//! What is counted beside what is physically cut, and what makes the difference.

use crate::chart::axis::Axis;
use crate::chart::format::{Unit, month};
use crate::chart::label::Rect;
use crate::chart::sheet::{LINE_HEIGHT, Plot, Sheet, bar, draw_columns, face, fill, short_name, stroke};
use crate::chart::surface::{Face, Ink, Pen, TextAlign};
use crate::chart::theme::tint;
use crate::chart::{ChartError, Geometry, Subject, View};
use crate::locale::{charts as words, pollutant_name};

/// How many measures that don't count are named one by one.
const NAMED: usize = 4;
/// Words keep so far off the line that a bar begins at.
const INDENT: f64 = 4.0;

/// Draws the chart; its parts from the back to the front.
pub fn draw(pen: &mut dyn Pen, subject: &Subject<'_>, view: &View) -> Result<Geometry, ChartError> {
    let sheet = &mut Sheet::new(pen, view);
    let Some(bars) = bars(subject, view) else { return Ok(Geometry::default()) };
    let titles = words::counted_titles(&pollutant_name(view.pollutant.id()), view.lang);
    let largest = bars.iter().map(Bar::end).fold(0.0, f64::max);
    let unit = Unit::of_tonnes(largest, view.lang);
    let date = words::by_the_end_of(&month(subject.results.at, view.lang), view.lang);
    let top = sheet.head(&titles, &words::listed(&[unit.name, &date], view.lang)) + 6.0;
    let differences = words::notes(&differences(&bars, view), view.lang);
    let notes: Vec<_> = [differences].into_iter().filter(|note| !note.is_empty()).collect();
    let notes: Vec<_> = notes.into_iter().chain(subject.notes_on_data(view)).collect();
    let bottom = sheet.foot(&notes) - 24.0;
    let page = sheet.page();
    let frame = Rect { left: page.left, top, right: page.right - 24.0, bottom: bottom.max(top + 60.0) };
    let lowest = bars.iter().map(Bar::start).fold(0.0, f64::min);
    let axis = Axis::between(lowest, largest, (frame.width() / 90.0).clamp(2.0, 8.0) as usize, unit.size);
    let plot = Plot { frame, x: (axis.low, axis.high), y: (2.0, 0.0) };
    // From the top of its half: title, bar, labels.
    let half = frame.height() / 2.0;
    let (title, thick) = (22.0_f64.min(0.3 * half) / half, (0.22 * half).min(72.0) / half);

    sheet.shapes(&plot, |area| {
        draw_columns(area, &axis, view)?;
        for (i, all) in bars.iter().enumerate() {
            let (top, bottom) = (i as f64 + title, i as f64 + title + thick);
            for part in &all.parts {
                let corners = [(part.from, top), (part.to, bottom)];
                if part.taken_off {
                    bar(area, corners, stroke(part.ink, 1.0))?;
                } else {
                    bar(area, corners, fill(part.ink))?;
                    bar(area, corners, stroke(view.theme.ground(), 0.75))?;
                }
            }
        }
        Ok(())
    })?;
    for (i, all) in bars.iter().enumerate() {
        let bold = sheet.over_lines(Face { bold: true, ..face(view.theme.text()) });
        let text = format!("{} {}", all.name, unit.figure(all.total, view.lang));
        let text = sheet.cut(&text, page.width() - INDENT, bold);
        sheet.write(
            &text,
            (plot.frame.left + INDENT, plot.y(i as f64 + title) - 6.0),
            TextAlign::Start,
            bold,
        );
        let under = plot.y(i as f64 + title + thick);
        let labels: Vec<_> = all.parts.iter().map(|part| part.label(sheet, &plot, unit)).collect();
        write_labels(sheet, &labels, under, plot.y(i as f64 + 1.0));
    }
    sheet.value_labels_below(&axis, unit, &plot);
    Ok(Geometry::default())
}

/// The picture in words: a title, and the parts of both sums.
pub fn describe(subject: &Subject<'_>, view: &View) -> (String, String) {
    let [title, _] = words::counted_titles(&pollutant_name(view.pollutant.id()), view.lang);
    let figure = |t: f64| Unit::of_tonnes(t, view.lang).figure(t, view.lang);
    let bars = bars(subject, view);
    let notes = bars.as_ref().map(|bars| differences(bars, view)).unwrap_or_default();
    let listed = bars.into_iter().flatten().map(|bar| {
        let parts = bar.parts.iter().map(|part| format!("{} {}", part.name, figure(part.amount())));
        let parts: Vec<_> =
            [format!("{} {}", bar.name, figure(bar.total))].into_iter().chain(parts).collect();
        words::listed(&parts.iter().map(String::as_str).collect::<Vec<_>>(), view.lang)
    });
    let parts: Vec<_> = listed.chain(notes).collect();
    (title, words::sentences(&parts, view.lang))
}

/// Why the sums differ.
fn differences(bars: &[Bar; 2], view: &View) -> Vec<String> {
    bars.iter().filter_map(|bar| bar.more).map(|why| why.in_lang(view.lang).to_owned()).collect()
}

/// What stands below a part of a bar.
struct Label {
    text: String,
    width: f64,
    /// Where the part begins and ends from left to right.
    part: (f64, f64),
    /// The part's colour.
    ink: Ink,
}

/// Writes labels below their bar, from `under` to `bottom`: those no wider than their part in the first line, the
/// others as stairs with a line up to their part, so that no line runs through another label. Where the stairs
/// would leave the page all labels stand in a list.
fn write_labels(sheet: &mut Sheet<'_>, labels: &[Label], under: f64, bottom: f64) {
    let page = sheet.page();
    let plain = sheet.over_lines(face(sheet.view.theme.text()));
    let baseline = |row: usize| under + 14.0 + row as f64 * LINE_HEIGHT;
    let middle = |label: &Label| f64::midpoint(label.part.0, label.part.1);
    let (wide, narrow): (Vec<_>, Vec<_>) =
        labels.iter().partition(|label| label.width + INDENT <= label.part.1 - label.part.0);
    if narrow.iter().any(|label| middle(label) + INDENT + label.width > page.right) {
        for (row, label) in labels.iter().enumerate().filter(|(row, _)| baseline(*row) <= bottom) {
            let (x, y) = (page.left + INDENT, baseline(row));
            sheet.rule(&[(x, y - 4.0), (x + 8.0, y - 4.0)], label.ink, 8.0);
            let text = sheet.cut(&label.text, page.right - x - 14.0, plain);
            sheet.write(&text, (x + 14.0, y), TextAlign::Start, plain);
        }
        return;
    }
    let mut free = page.left;
    for label in wide {
        let x = label.part.0 + INDENT;
        sheet.write(&label.text, (x, baseline(0)), TextAlign::Start, plain);
        free = free.max(x + label.width + 8.0);
    }
    let first = usize::from(narrow.iter().any(|label| middle(label) < free));
    // Going down from the right, each label begins left of those above it.
    for (row, label) in (first..).zip(narrow.iter().rev()).filter(|(row, _)| baseline(*row) <= bottom) {
        let (x, y) = (middle(label), baseline(row));
        sheet.rule(&[(x, under + 1.0), (x, y - 4.0)], sheet.view.theme.axis(), 0.75);
        sheet.write(&label.text, (x + INDENT, y), TextAlign::Start, plain);
    }
}

/// A part of a sum.
struct Part {
    name: String,
    from: f64,
    to: f64,
    ink: Ink,
    /// Whether it lowers the sum.
    taken_off: bool,
}

impl Part {
    fn amount(&self) -> f64 {
        self.to - self.from
    }

    fn label(&self, sheet: &mut Sheet<'_>, plot: &Plot, unit: Unit) -> Label {
        let text = format!("{} {}", self.name, unit.number(self.amount()));
        let width = sheet.width(&text, face(sheet.view.theme.text()));
        let part = (plot.x(self.from.min(self.to)), plot.x(self.from.max(self.to)));
        Label { text, width, part, ink: self.ink }
    }
}

/// A sum and its parts, beginning at zero with what both sums have.
struct Bar {
    name: &'static str,
    total: f64,
    parts: Vec<Part>,
    /// Why it has what the other has not, where it has.
    more: Option<words::Word>,
}

impl Bar {
    fn push(&mut self, name: &str, amount: f64, ink: Ink) {
        if amount != 0.0 {
            let from = self.parts.last().map_or(0.0, |part| part.to);
            self.parts.push(Part {
                name: name.to_owned(),
                from,
                to: from + amount,
                ink,
                taken_off: amount < 0.0,
            });
        }
        self.total += amount;
    }

    fn end(&self) -> f64 {
        self.parts.iter().map(|part| part.to.max(part.from)).fold(0.0, f64::max)
    }

    fn start(&self) -> f64 {
        self.parts.iter().map(|part| part.to.min(part.from)).fold(0.0, f64::min)
    }
}

/// The counted sum and the physical one at the results' month.
fn bars(subject: &Subject<'_>, view: &View) -> Option<[Bar; 2]> {
    let results = subject.results;
    let at = results.months.iter().position(|m| *m == results.at)?;
    let series = &results.pollutants[view.pollutant];
    let value = |row: &[f64]| row.get(at).copied().filter(|value| value.is_finite());
    let sum: f64 = series.attribution_t.values().copied().filter(|t| t.is_finite()).sum();
    let word = |word: words::Word| word.in_lang(view.lang);
    let (theme, ink) = (view.theme, view.theme.pollutant(view.pollutant));
    let quiet = |share| tint(theme.quiet(), theme.ground(), share);
    let opening_t = value(&series.opening_t)?;
    let more = (opening_t != 0.0).then_some(words::OPENING_NOTE);
    let mut counted = Bar { name: word(words::COUNTED), total: 0.0, parts: Vec::new(), more };
    counted.push(word(words::COUNTED_MEASURES), sum, ink);
    counted.push(word(words::OPENING), opening_t, quiet(0.55));
    counted.push(word(words::OFFSET), -value(&series.offset_t)?, theme.quiet());
    let named = subject.outline.measures.iter().filter_map(|measure| {
        let t = series.uncounted_t.get(&measure.id).copied().filter(|t| t.is_finite())?;
        Some((short_name(measure.name.in_lang(view.lang)).to_owned(), t))
    });
    let mut uncounted: Vec<_> = named.collect();
    uncounted.sort_by(|a, b| b.1.total_cmp(&a.1));
    if uncounted.len() > NAMED + 1 {
        let rest = uncounted.split_off(NAMED);
        uncounted.push((words::others(rest.len(), view.lang), rest.iter().map(|(_, t)| t).sum()));
    }
    let more = uncounted.iter().any(|(_, t)| *t != 0.0).then_some(words::UNCOUNTED_NOTE);
    let mut physical = Bar { name: word(words::PHYSICAL), total: 0.0, parts: Vec::new(), more };
    physical.push(word(words::COUNTED_MEASURES), sum, ink);
    for (i, (name, t)) in uncounted.iter().enumerate() {
        physical.push(name, *t, tint(ink, theme.ground(), 0.62 - 0.1 * i as f64));
    }
    Some([counted, physical])
}
