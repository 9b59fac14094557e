//! What each uncertain figure does to the counted reduction by itself, from the widest span down.

use crate::chart::axis::Axis;
use crate::chart::format::{Unit, month, percent};
use crate::chart::label::{Rect, room};
use crate::chart::sheet::{
    BAR, LINE_HEIGHT, Plot, ROW, STACKED_BAR, STACKED_ROW, Sheet, bar, draw_columns, face, fill, short_name,
};
use crate::chart::surface::{Face, Ink, Pen, TextAlign};
use crate::chart::theme::tint;
use crate::chart::{ChartError, Geometry, Subject, View};
use crate::locale::{Lang, charts as words, fixed, pollutant_name};
use crate::results::{FigureOutline, Tornado, TornadoRow};

/// Below this width names, which are long, stand above the bars.
const NARROW: f64 = 640.0;
/// What the figure is at the ends of its bars is said where it leaves the bars this width.
const LEAST: f64 = 180.0;
/// Between the parts of a figure's name.
const SEPARATOR: &str = " · ";
/// Between a bar and the words at its end.
const GAP: f64 = 5.0;

/// Draws the chart; its parts from the back to the front.
pub fn draw(pen: &mut dyn Pen, subject: &Subject<'_>, view: &View) -> Result<Geometry, ChartError> {
    let sheet = &mut Sheet::new(pen, view);
    let titles = words::tornado_titles(&pollutant_name(view.pollutant.id()), view.lang);
    let rows = subject.tornado.map_or(&[][..], |tornado| &tornado.rows);
    let unit = Unit::of_tonnes(rows.iter().map(span).fold(0.0, f64::max), view.lang);
    let against = subject.tornado.map(|tornado| against(tornado, view)).unwrap_or_default();
    let aside: Vec<_> = [unit.name, &against].into_iter().filter(|part| !part.is_empty()).collect();
    let top = sheet.head(&titles, &words::listed(&aside, view.lang)) + 6.0;
    let bottom = sheet.foot(&notes(subject, view)) - 24.0;
    let page = sheet.page();
    let Some(tornado) = subject.tornado.filter(|tornado| !tornado.rows.is_empty()) else {
        let text = words::NOTHING_UNCERTAIN.in_lang(view.lang);
        sheet.write(text, (page.left, top + LINE_HEIGHT), TextAlign::Start, face(view.theme.quiet()));
        return Ok(Geometry::default());
    };
    let top = top + LINE_HEIGHT + 6.0;
    let stacked = view.width < NARROW;
    let (least, highest) = if stacked { STACKED_ROW } else { ROW };
    let most = room(least, top, bottom).max(1);
    // A line for those there is no room for.
    let shown = if rows.len() > most { most.saturating_sub(1).max(1) } else { rows.len() };
    let rest = rows.len() - shown;
    let rows = &rows[..shown];
    let lines = if rest > 0 && most > 1 { shown + 1 } else { shown };
    let bottom = bottom.min(top + highest * lines as f64);

    let (plain, quiet) = (face(view.theme.text()), face(view.theme.quiet()));
    let heading = words::span_in(unit.name, view.lang);
    let spans: Vec<_> = rows.iter().map(|row| unit.number(span(row))).collect();
    let values = sheet.widest(spans.iter().map(String::as_str).chain([heading.as_str()]), plain);
    let most = if stacked { page.width() - values - 12.0 } else { 0.4 * page.width() - 10.0 };
    let names: Vec<_> = rows.iter().map(|row| fitted(sheet, &name(&row.figure, view), most)).collect();
    let widest = if stacked { most } else { sheet.widest(names.iter().map(String::as_str), plain) };
    let ends: Vec<_> = rows.iter().map(|row| ends(row, tornado.central_t, view)).collect();
    let (frame, wide) = if stacked {
        (Rect { left: page.left, top, right: page.right - 12.0, bottom }, false)
    } else {
        let left = page.left + widest + 10.0;
        let right = (page.right - values - 12.0).max(left + 40.0);
        place(sheet, &ends, Rect { left, top, right, bottom })
    };
    let (low, high) = ends.iter().map(reach).fold((0.0, 0.0), wider);
    let mut axis = Axis::between(low, high, (frame.width() / 60.0).clamp(4.0, 8.0) as usize, unit.size);
    axis.ticks.retain(|tick| (low..=high).contains(tick));
    let plot = Plot { frame, x: (low, high), y: (lines as f64, 0.0) };
    let (above, below) = if stacked { STACKED_BAR } else { BAR };

    sheet.shapes(&plot, |area| {
        draw_columns(area, &axis, view)?;
        for (i, ends) in ends.iter().enumerate() {
            let [low, high] = ends;
            // Of two on one side the shorter is in front.
            let longer_first =
                if low.change_t.abs() < high.change_t.abs() { [high, low] } else { [low, high] };
            for end in longer_first {
                bar(area, [(0.0, i as f64 + above), (end.change_t, i as f64 + below)], fill(end.ink(view)))?;
            }
        }
        Ok(())
    })?;
    write_key(sheet, (page.left, top - 8.0), page.right - values - 12.0);
    sheet.write(&heading, (page.right, top - 8.0), TextAlign::End, quiet);
    let baseline =
        |i: usize| if stacked { plot.y(i as f64 + above) - 4.0 } else { plot.y(i as f64 + 0.5) + 4.0 };
    let (x, align) =
        if stacked { (page.left, TextAlign::Start) } else { (page.left + widest + 2.0, TextAlign::End) };
    for (i, name) in names.iter().enumerate() {
        let over_lines = sheet.over_lines(plain);
        sheet.write(name, (x, baseline(i)), align, over_lines);
        sheet.write(&spans[i], (page.right, baseline(i)), TextAlign::End, over_lines);
        if wide {
            write_ends(sheet, &plot, &ends[i], baseline(i));
        }
    }
    if lines > shown {
        let text = words::smaller(rest, view.lang);
        let (text, over_lines) = (sheet.cut(&text, widest, quiet), sheet.over_lines(quiet));
        sheet.write(&text, (x, baseline(shown)), align, over_lines);
    }
    sheet.value_labels_below(&axis, unit, &plot);
    Ok(Geometry::default())
}

/// The picture in words: a title, and each figure with what it does.
pub fn describe(subject: &Subject<'_>, view: &View) -> (String, String) {
    let [title, _] = words::tornado_titles(&pollutant_name(view.pollutant.id()), view.lang);
    let nothing = || words::NOTHING_UNCERTAIN.in_lang(view.lang).to_owned();
    let rows = subject.tornado.filter(|tornado| !tornado.rows.is_empty()).map_or_else(
        || vec![nothing()],
        |tornado| {
            let described = |row: &TornadoRow| {
                let [low, high] =
                    [row.low_t, row.high_t].map(|t| Unit::of_tonnes(t, view.lang).figure(t, view.lang));
                let of = |value| text_of(&row.figure, value, view.lang);
                let taken = words::from_low_to_high(
                    (&of(row.figure.low), &low),
                    (&of(row.figure.high), &high),
                    view.lang,
                );
                words::listed(&[&name(&row.figure, view), &taken], view.lang)
            };
            let rows = tornado.rows.iter().map(described);
            [against(tornado, view)].into_iter().chain(rows).collect()
        },
    );
    let parts: Vec<_> = rows.into_iter().chain(notes(subject, view)).collect();
    (title, words::sentences(&parts, view.lang))
}

/// What the figure is, without the pollutant, which the title names.
fn name(figure: &FigureOutline, view: &View) -> String {
    let whole = figure.name.in_lang(view.lang);
    let pollutant = pollutant_name(view.pollutant.id());
    let parts: Vec<_> = whole.split(SEPARATOR).filter(|part| *part != pollutant.in_lang(view.lang)).collect();
    if parts.is_empty() { whole.to_owned() } else { parts.join(SEPARATOR) }
}

/// How far the reduction moves between the figure's low and its high, t.
fn span(row: &TornadoRow) -> f64 {
    (row.high_t - row.low_t).abs()
}

/// What changes are counted from.
fn against(tornado: &Tornado, view: &View) -> String {
    let central = Unit::of_tonnes(tornado.central_t, view.lang).figure(tornado.central_t, view.lang);
    words::against_projection(&month(tornado.at, view.lang), &central, view.lang)
}

fn notes(subject: &Subject<'_>, view: &View) -> Vec<String> {
    let how = words::TORNADO_NOTE.in_lang(view.lang).to_owned();
    let notes: Vec<_> = [how].into_iter().chain(subject.note_on_ledger(view)).collect();
    vec![words::notes(&notes, view.lang)]
}

/// A figure at its low or at its high.
struct End {
    /// What the figure is there.
    text: String,
    /// By how much the reduction differs from the projection, t.
    change_t: f64,
    is_high: bool,
    /// Whether its words stand to the left of the row's bars.
    is_left: bool,
}

impl End {
    fn ink(&self, view: &View) -> Ink {
        let ink = view.theme.pollutant(view.pollutant);
        if self.is_high { ink } else { tint(ink, view.theme.ground(), 0.45) }
    }
}

/// Low and high of `row`; of two on one side of the projection the nearer has its words on the other side.
fn ends(row: &TornadoRow, central_t: f64, view: &View) -> [End; 2] {
    let (low, high) = (row.low_t - central_t, row.high_t - central_t);
    let low_is_left = low < high || (low <= high && row.figure.low <= row.figure.high);
    let end = |change_t: f64, value: f64, is_high: bool| End {
        text: text_of(&row.figure, value, view.lang),
        change_t: if change_t.is_finite() { change_t } else { 0.0 },
        is_high,
        is_left: is_high != low_is_left,
    };
    [end(low, row.figure.low, false), end(high, row.figure.high, true)]
}

/// How far the bars of a row reach to either side, t; never nowhere.
fn reach(ends: &[End; 2]) -> (f64, f64) {
    ends.iter().map(|end| (end.change_t, end.change_t)).fold((0.0, 0.0), wider)
}

/// What reaches as far as both of two.
fn wider(one: (f64, f64), other: (f64, f64)) -> (f64, f64) {
    (one.0.min(other.0), one.1.max(other.1))
}

/// Where bars go in `all`, and whether there is room for words at their ends: as large as lets bars and words of every row
/// stand in it.
fn place(sheet: &mut Sheet<'_>, ends: &[[End; 2]], all: Rect) -> (Rect, bool) {
    let quiet = face(sheet.view.theme.quiet());
    let widths = |sheet: &mut Sheet<'_>, ends: &[End; 2]| {
        ends.iter().fold((0.0, 0.0), |(left, right), end| {
            let width = sheet.width(&end.text, quiet) + GAP;
            if end.is_left { (width, right) } else { (left, width) }
        })
    };
    let rows: Vec<_> = ends.iter().map(|ends| (reach(ends), widths(sheet, ends))).collect();
    let (low, high) = rows.iter().map(|(reach, _)| *reach).fold((0.0, 0.0), wider);
    // Pixels a tonne: what two rows, one to each side, leave room for.
    let mut scale = f64::INFINITY;
    for (one, words) in &rows {
        for (other, others) in &rows {
            scale = scale.min((all.width() - words.0 - others.1) / (other.1 - one.0).max(f64::MIN_POSITIVE));
        }
    }
    if scale * (high - low) < LEAST {
        return (all, false);
    }
    let zero = rows.iter().map(|(reach, words)| words.0 - scale * reach.0).fold(0.0, f64::max) + all.left;
    (Rect { left: zero + scale * low, right: zero + scale * high, ..all }, true)
}

/// `name` in `width`: without what is in brackets, then without its middle, then cut.
fn fitted(sheet: &mut Sheet<'_>, name: &str, width: f64) -> String {
    let plain = face(sheet.view.theme.text());
    let parts: Vec<_> = name.split(SEPARATOR).map(short_name).collect();
    let short = parts.join(SEPARATOR);
    let ends = match parts[..] {
        [first, _, .., last] => [first, "…", last].join(SEPARATOR),
        _ => short.clone(),
    };
    let fits = [name, &short, &ends].into_iter().find(|name| sheet.width(name, plain) <= width);
    fits.map_or_else(|| sheet.cut(&ends, width, plain), str::to_owned)
}

/// Writes what the figure is at the ends of its row.
fn write_ends(sheet: &mut Sheet<'_>, plot: &Plot, ends: &[End; 2], baseline: f64) {
    let quiet = sheet.over_lines(face(sheet.view.theme.quiet()));
    let (low, high) = reach(ends);
    for end in ends {
        if end.is_left {
            sheet.write(&end.text, (plot.x(low) - GAP, baseline), TextAlign::End, quiet);
        } else {
            sheet.write(&end.text, (plot.x(high) + GAP, baseline), TextAlign::Start, quiet);
        }
    }
}

/// Says which shade is which, from `at` on and not beyond `right`.
fn write_key(sheet: &mut Sheet<'_>, at: (f64, f64), right: f64) {
    let view = sheet.view;
    let quiet = face(view.theme.quiet());
    let ink = view.theme.pollutant(view.pollutant);
    let mut x = at.0;
    for (ink, word) in [(tint(ink, view.theme.ground(), 0.45), words::AT_LOW), (ink, words::AT_HIGH)] {
        let word = word.in_lang(view.lang);
        let width = sheet.width(word, quiet);
        if x + 16.0 + width > right {
            return;
        }
        sheet.rule(&[(x, at.1 - 4.0), (x + 10.0, at.1 - 4.0)], ink, 8.0);
        sheet.write(word, (x + 15.0, at.1), TextAlign::Start, Face { halo: None, ..quiet });
        x += 15.0 + width + 14.0;
    }
}

/// A figure's value with its unit.
fn text_of(figure: &FigureOutline, value: f64, lang: Lang) -> String {
    let number = if figure.share { percent(value) } else { three_digits(value) };
    let unit = figure.unit.in_lang(lang);
    let apart = if unit.is_empty() { "" } else { lang.pick("", " ") };
    format!("{number}{apart}{unit}")
}

/// A number with three digits, without idle zeros.
fn three_digits(value: f64) -> String {
    let (mut decimals, mut size) = (0, value.abs());
    while size < 100.0 && decimals < 8 {
        size *= 10.0;
        decimals += 1;
    }
    let text = fixed(value, decimals);
    if decimals > 0 { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}
