//! Areas one above the other, over the plan's months.

use crate::chart::ends::End;
use crate::chart::format::Unit;
use crate::chart::sheet::{Area, by_month, fill, stroke};
use crate::chart::surface::Ink;
use crate::chart::theme::tint;
use crate::chart::{ChartError, View};
use crate::locale::charts as words;
use plotters::prelude::*;

/// One area: one thing, or several small ones as one.
pub struct Layer {
    /// Its name.
    pub name: String,
    /// How thick it is in each month.
    pub row: Vec<f64>,
    /// Its colour.
    pub ink: Ink,
}

/// Layers of the rows that have anything, the largest first; those for which there is no room to be named are taken
/// together as the last.
pub fn largest_first(rows: impl Iterator<Item = (String, Vec<f64>)>, view: &View) -> Vec<Layer> {
    let mut rows: Vec<_> = rows.filter(|(_, row)| row.iter().any(|value| *value != 0.0)).collect();
    let sum = |row: &[f64]| row.iter().sum::<f64>();
    rows.sort_by(|a, b| sum(&b.1).total_cmp(&sum(&a.1)));
    let most = ((view.height - 120.0) / 40.0).clamp(2.0, 8.0) as usize;
    if rows.len() > most + 1 {
        let rest = rows.split_off(most);
        let months = rest[0].1.len();
        let total = (0..months).map(|i| rest.iter().map(|(_, row)| row[i]).sum()).collect();
        rows.push((words::others(rest.len(), view.lang), total));
    }
    let (ink, ground, count) = (view.theme.pollutant(view.pollutant), view.theme.ground(), rows.len());
    let shade = |i: usize| tint(ink, ground, 0.62 - 0.5 * i as f64 / count.max(2) as f64);
    rows.into_iter().enumerate().map(|(i, (name, row))| Layer { name, row, ink: shade(i) }).collect()
}

/// Draws the layers on top of `base`.
pub fn draw_stack(area: &Area<'_>, layers: &[Layer], base: &[f64], view: &View) -> Result<(), ChartError> {
    let line = |row: &[f64]| by_month(row.first().copied(), row);
    let mut below = base.to_vec();
    for layer in layers {
        let above: Vec<_> = below.iter().zip(&layer.row).map(|(base, value)| base + value).collect();
        let corners = line(&above).into_iter().chain(line(&below).into_iter().rev());
        area.draw(&Polygon::new(corners.collect::<Vec<_>>(), fill(layer.ink)))?;
        area.draw(&PathElement::new(line(&above), stroke(view.theme.ground(), 0.75)))?;
        below = above;
    }
    Ok(())
}

/// Labels of the layers on top of `base` at the plan's end, the thickest first.
pub fn stack_ends(layers: &[Layer], base: f64, unit: Unit, view: &View) -> Vec<End> {
    let mut below = base;
    let mut ends = Vec::new();
    for Layer { name, row, .. } in layers {
        let thick = row.last().copied().unwrap_or(0.0);
        let (value, number) = (below + thick / 2.0, unit.number(thick));
        below += thick;
        ends.push((thick, End { name: name.clone(), number, value, ink: view.theme.text(), bold: false }));
    }
    ends.sort_by(|a, b| b.0.total_cmp(&a.0));
    ends.into_iter().map(|(_, end)| end).collect()
}
