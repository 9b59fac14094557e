//! What a tonne costs by measure, cheapest first, over the tonnes it brings: in a year of full operation.

use crate::chart::axis::Axis;
use crate::chart::format::Unit;
use crate::chart::label::{Rect, room};
use crate::chart::sheet::{LINE_HEIGHT, Plot, Sheet, bar, draw_grid, face, fill, short_name, stroke};
use crate::chart::surface::{Face, Pen, TextAlign};
use crate::chart::theme::tint;
use crate::chart::{ChartError, Geometry, Subject, View};
use crate::locale::{charts as words, pollutant_name};

/// From this width the list of measures stands beside the plot, else below it.
const WIDE: f64 = 560.0;
/// Steps dearer than this many times the cost of nine tenths of the tonnes are cut.
const CUT: f64 = 2.5;

/// A measure's step.
struct Step {
    name: String,
    cny_per_t: f64,
    /// Where it begins and ends, t.
    from: f64,
    to: f64,
}

/// Draws the chart; its parts from the back to the front.
pub fn draw(pen: &mut dyn Pen, subject: &Subject<'_>, view: &View) -> Result<Geometry, ChartError> {
    let sheet = &mut Sheet::new(pen, view);
    let steps = steps(subject, view);
    let titles = words::cost_titles(&pollutant_name(view.pollutant.id()), view.lang);
    let top = sheet.head(&titles, words::FULL_YEAR.in_lang(view.lang)) + LINE_HEIGHT + 6.0;
    let notes = words::notes(&[words::COST_NOTE.in_lang(view.lang).to_owned()], view.lang);
    let notes: Vec<_> = [notes].into_iter().chain(subject.notes_on_data(view)).collect();
    let page = Rect { bottom: sheet.foot(&notes), ..sheet.page() };
    let Some(last) = steps.last() else {
        let text = words::NO_COSTS.in_lang(view.lang);
        sheet.write(text, (page.left, top + LINE_HEIGHT), TextAlign::Start, face(view.theme.quiet()));
        return Ok(Geometry::default());
    };

    let cut = cut(&steps);
    let money = price_unit(&steps, view);
    let tonnes = Unit::of_tonnes(last.to, view.lang);
    let wide = view.width >= WIDE;
    let bottom = if wide { page.bottom } else { page.top + 0.5 * page.height() } - 40.0;
    let right = if wide { page.right - 0.36 * page.width() } else { page.right };
    let wanted = ((bottom - top) / 56.0).clamp(2.0, 6.0) as usize;
    let costs = Axis::over([cut], wanted, money.size);
    let left = page.left + sheet.value_gutter(&costs, money);
    let frame = Rect { left, top, right: right.max(left + 40.0), bottom: bottom.max(top + 30.0) };
    let amounts = Axis::over([last.to], (frame.width() / 80.0).clamp(2.0, 8.0) as usize, tonnes.size);
    let plot = Plot { frame, x: (0.0, last.to), y: (0.0, costs.high) };

    sheet.shapes(&plot, |area| {
        draw_grid(area, &costs, &[], view)?;
        let ink = view.theme.pollutant(view.pollutant);
        for (i, step) in steps.iter().enumerate() {
            let shade = tint(ink, view.theme.ground(), if i % 2 == 0 { 0.85 } else { 0.6 });
            bar(area, [(step.from, 0.0), (step.to, step.cny_per_t.min(costs.high))], fill(shade))?;
            bar(
                area,
                [(step.from, 0.0), (step.to, step.cny_per_t.min(costs.high))],
                stroke(view.theme.ground(), 0.5),
            )?;
        }
        Ok(())
    })?;
    sheet.value_labels(&costs, money, &plot);
    sheet.value_labels_below(&amounts, tonnes, &plot);
    let quiet = face(view.theme.quiet());
    let cost_axis = words::cost_axis(money.name, tonnes_name(view), view.lang);
    let cost_axis = sheet.cut(&cost_axis, plot.frame.width(), quiet);
    sheet.write(&cost_axis, (plot.frame.left, top - 8.0), TextAlign::Start, quiet);
    let amount_axis = sheet.cut(
        &words::amount_axis(&words::a_year(tonnes.name, view.lang), view.lang),
        plot.frame.width(),
        quiet,
    );
    sheet.write(&amount_axis, (plot.frame.right, plot.frame.bottom + 33.0), TextAlign::End, quiet);
    let named = plot.frame.left + sheet.width(&cost_axis, quiet);
    write_numbers(sheet, &plot, &steps, named);
    let list = if wide {
        Rect {
            left: plot.frame.right + 24.0,
            top: plot.frame.top,
            right: page.right,
            bottom: plot.frame.bottom + 36.0,
        }
    } else {
        Rect { left: page.left, top: plot.frame.bottom + 42.0, right: page.right, bottom: page.bottom }
    };
    write_list(sheet, list, &steps, money);
    Ok(Geometry::default())
}

/// The picture in words: a title, and each measure with its cost.
pub fn describe(subject: &Subject<'_>, view: &View) -> (String, String) {
    let [title, _] = words::cost_titles(&pollutant_name(view.pollutant.id()), view.lang);
    let steps = steps(subject, view);
    let money = price_unit(&steps, view);
    let listed = steps.into_iter().map(|step| {
        let t = step.to - step.from;
        let amount = words::a_year(&Unit::of_tonnes(t, view.lang).figure(t, view.lang), view.lang);
        let parts = [format!("{} {}", step.name, step.cost(money, view)), amount];
        words::listed(&[&parts[0], &parts[1]], view.lang)
    });
    let year = words::FULL_YEAR.in_lang(view.lang).to_owned();
    let parts: Vec<_> =
        [year].into_iter().chain(listed).chain([words::COST_NOTE.in_lang(view.lang).to_owned()]).collect();
    (title, words::sentences(&parts, view.lang))
}

fn price_unit(steps: &[Step], view: &View) -> Unit {
    Unit::of_price(steps.last().map_or(0.0, |step| step.cny_per_t), view.lang)
}

fn tonnes_name(view: &View) -> &'static str {
    Unit::of_tonnes(0.0, view.lang).name
}

impl Step {
    /// What a tonne costs, in `money` and with its name.
    fn cost(&self, money: Unit, view: &View) -> String {
        format!("{}/{}", money.figure(self.cny_per_t, view.lang), tonnes_name(view))
    }
}

/// The measures that count and have a cost, cheapest first.
fn steps(subject: &Subject<'_>, view: &View) -> Vec<Step> {
    let by_measure = &subject.results.cost.by_measure;
    let mut costs: Vec<_> = subject
        .outline
        .measures
        .iter()
        .filter(|measure| measure.counts)
        .filter_map(|measure| {
            let year = &by_measure.get(&measure.id)?.full_year;
            let t = year.t_per_year.get(&view.pollutant).copied().filter(|t| t.is_finite() && *t > 0.0)?;
            let cny_per_t =
                year.cny_per_t.get(&view.pollutant).copied().filter(|cny| cny.is_finite() && *cny >= 0.0)?;
            Some((short_name(measure.name.in_lang(view.lang)).to_owned(), cny_per_t, t))
        })
        .collect();
    costs.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut from = 0.0;
    let step = |(name, cny_per_t, t): (String, f64, f64)| {
        let begins = from;
        from += t;
        Step { name, cny_per_t, from: begins, to: from }
    };
    costs.into_iter().map(step).collect()
}

/// The highest cost the axis must reach: a few dear tonnes must not flatten all others.
fn cut(steps: &[Step]) -> f64 {
    let all = steps.last().map_or(0.0, |step| step.to);
    let dearest = steps.iter().fold(0.0, |most: f64, step| most.max(step.cny_per_t));
    let most_tonnes = steps.iter().find(|step| step.to >= 0.9 * all).map_or(dearest, |step| step.cny_per_t);
    dearest.min(CUT * most_tonnes)
}

/// The steps' numbers above them, where they are wide enough; an arrow where a step is cut. Below the axis' name, which
/// ends at `named`, the number of a step that reaches up to it stands in the step.
fn write_numbers(sheet: &mut Sheet<'_>, plot: &Plot, steps: &[Step], named: f64) {
    let view = sheet.view;
    let bold = Face { bold: true, ..face(view.theme.text()) };
    let mut free = plot.frame.left;
    for (i, step) in steps.iter().enumerate() {
        let over = step.cny_per_t > plot.y.1;
        let text = if over { format!("{}↑", i + 1) } else { (i + 1).to_string() };
        let half = sheet.width(&text, bold) / 2.0;
        let x = plot.x(f64::midpoint(step.from, step.to));
        if x - half < free || x + half > sheet.page().right {
            continue;
        }
        let below_name = plot.y(step.cny_per_t) < plot.frame.top + 10.0 && x - half < named + 4.0;
        let inside = over || below_name;
        let face = if inside { Face { ink: view.theme.ground(), ..bold } } else { bold };
        let fits = plot.x(step.to) - plot.x(step.from) > 2.0 * half + 2.0;
        if over && !fits {
            // From here on steps are cut and narrow: one name for all of them, before the first.
            let text = if i + 1 == steps.len() { text } else { format!("{}–{}↑", i + 1, steps.len()) };
            let at = (plot.x(step.from) - 4.0, plot.frame.top + 14.0);
            let below = steps[..i].last().map_or(plot.frame.bottom, |step| plot.y(step.cny_per_t)) - 18.0;
            if at.0 - sheet.width(&text, bold) >= plot.frame.left && at.1 < below {
                sheet.write(&text, at, TextAlign::End, bold);
            }
            break;
        }
        if inside && !fits {
            continue;
        }
        let y = if inside { plot.frame.top + 14.0 } else { plot.y(step.cny_per_t) - 4.0 };
        sheet.write(&text, (x, y), TextAlign::Middle, face);
        free = x + half + 2.0;
    }
}

/// Number, name and cost of the steps, in `money`; those that don't fit are named together.
fn write_list(sheet: &mut Sheet<'_>, list: Rect, steps: &[Step], money: Unit) {
    let view = sheet.view;
    let (plain, quiet) = (face(view.theme.text()), face(view.theme.quiet()));
    let bold = Face { bold: true, ..plain };
    // The first line names the unit.
    let most = room(LINE_HEIGHT + 2.0, list.top, list.bottom).saturating_sub(1);
    let shown = if steps.len() > most { most.saturating_sub(1) } else { steps.len() };
    let numbers = sheet.width("00", bold) + 6.0;
    let costs: Vec<_> = steps.iter().map(|step| money.number(step.cny_per_t)).collect();
    let unit = format!("{}/{}", money.name, tonnes_name(view));
    sheet.write(&unit, (list.right, list.top + 0.8 * LINE_HEIGHT), TextAlign::End, quiet);
    let list = Rect { top: list.top + LINE_HEIGHT + 2.0, ..list };
    for (i, step) in steps.iter().take(shown).enumerate() {
        let baseline = list.top + (i as f64 + 0.8) * (LINE_HEIGHT + 2.0);
        let cost = sheet.width(&costs[i], quiet);
        let name = sheet.cut(&step.name, list.width() - numbers - cost - 10.0, plain);
        sheet.write(&(i + 1).to_string(), (list.left + numbers - 6.0, baseline), TextAlign::End, bold);
        sheet.write(&name, (list.left + numbers, baseline), TextAlign::Start, plain);
        sheet.write(&costs[i], (list.right, baseline), TextAlign::End, quiet);
    }
    if shown < steps.len() && most > 0 {
        let baseline = list.top + (shown as f64 + 0.8) * (LINE_HEIGHT + 2.0);
        let rest = words::others(steps.len() - shown, view.lang);
        sheet.write(&rest, (list.left + numbers, baseline), TextAlign::Start, quiet);
    }
}
