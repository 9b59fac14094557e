//! Labels at the right ends of lines and layers, instead of a legend.

use crate::chart::label::{room, spread};
use crate::chart::sheet::{LINE_HEIGHT, Plot, Sheet, face};
use crate::chart::surface::{Face, Ink, TextAlign};
use crate::maths;

/// Below this width labels may take more of the picture.
const NARROW: f64 = 520.0;
/// Between the end of a line and its label.
const GAP: f64 = 8.0;

/// A label at the right end of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct End {
    /// What the line is.
    pub name: String,
    /// Its last value, as people write it.
    pub number: String,
    /// Where it ends on the vertical axis.
    pub value: f64,
    /// The label's colour.
    pub ink: Ink,
    /// Whether it is bold.
    pub bold: bool,
}

impl End {
    fn face(&self) -> Face {
        Face { bold: self.bold, ..face(self.ink) }
    }
}

/// The labels at the right ends, most important first.
#[derive(Clone, Debug, PartialEq)]
pub struct Ends {
    /// The labels.
    pub labels: Vec<End>,
    /// Whether numbers stand below their names.
    pub stacked: bool,
}

impl Ends {
    /// Cuts names so that labels take no more than their part of the picture; returns the width that is needed, with
    /// the gap.
    pub fn fit(&mut self, sheet: &mut Sheet<'_>) -> f64 {
        let share = if sheet.view.width < NARROW { 0.46 } else { 0.36 };
        let width = share * sheet.view.width;
        let mut widest = 0.0_f64;
        for i in 0..self.labels.len() {
            let (face, number) = (self.labels[i].face(), format!(" {}", self.labels[i].number));
            let aside = if self.stacked { 0.0 } else { sheet.width(&number, face) };
            self.labels[i].name = sheet.cut(&self.labels[i].name, width - GAP - aside, face);
            widest = widest.max(sheet.widest(self.lines(i).iter().map(String::as_str), face));
        }
        widest + GAP + 2.0
    }

    fn lines(&self, i: usize) -> Vec<String> {
        let End { name, number, .. } = &self.labels[i];
        if self.stacked {
            vec![name.clone(), number.clone()]
        } else {
            vec![format!("{name} {number}").trim().to_owned()]
        }
    }

    /// Writes the labels beside the ends of their lines, pushed apart where they would overlap, then with
    /// a short line from where they belong. Those that don't fit are left out, the last first.
    pub fn write(mut self, sheet: &mut Sheet<'_>, plot: &Plot) {
        let height = if self.stacked { 2.0 * LINE_HEIGHT } else { LINE_HEIGHT };
        let (low, high) = (plot.frame.top - GAP, plot.frame.bottom + GAP);
        self.labels.truncate(room(height, low, high));
        let value = |i: usize| self.labels[i].value;
        let order = maths::order(self.labels.len(), &|a, b| value(b).total_cmp(&value(a)));
        self.labels = order.into_iter().map(|i| self.labels[i].clone()).collect();
        let wanted: Vec<_> = self.labels.iter().map(|label| plot.y(label.value)).collect();
        for (i, centre) in spread(&wanted, height, low, high).into_iter().enumerate() {
            if (centre - wanted[i]).abs() > 0.4 * height {
                let (from, to) =
                    ((plot.frame.right + 1.0, wanted[i]), (plot.frame.right + GAP - 2.0, centre));
                sheet.rule(&[from, to], sheet.view.theme.axis(), 0.75);
            }
            let top = centre - height / 2.0;
            for (row, line) in self.lines(i).iter().enumerate() {
                let baseline = top + (row as f64 + 0.8) * LINE_HEIGHT;
                let at = (plot.frame.right + GAP, baseline);
                sheet.write(line, at, TextAlign::Start, self.labels[i].face());
            }
        }
    }
}
