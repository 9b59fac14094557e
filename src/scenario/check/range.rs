//! Ranges of figures: what a number may be.

use crate::scenario::document::Uncertain;
use crate::scenario::findings::Findings;
use crate::scenario::message;
use crate::scenario::spot::{Field, Required, Spot};
use crate::units::Figure;

/// What a number may be: `least` to `most`, or above `least`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// The least.
    pub least: f64,
    /// Whether `least` itself is excluded, and with it all that is nearer to it than [`NEAREST`].
    pub above: bool,
    /// The greatest.
    pub most: f64,
}

/// No figure is larger: a million times the emissions of China in kg. It keeps products of figures finite.
pub const MOST: f64 = 1e15;

/// What is nearer to 0 than this is 0: nobody means it, and quotients would not be finite.
pub const NEAREST: f64 = 1e-12;

/// A share.
pub const SHARE: Range = Range { least: 0.0, above: false, most: 1.0 };
/// A share cut; negative where it rises.
pub const CHANGE: Range = Range { least: -1.0, above: false, most: 1.0 };
/// An amount.
pub const AMOUNT: Range = Range { least: 0.0, above: false, most: MOST };
/// An amount there must be some of.
pub const POSITIVE: Range = Range { least: 0.0, above: true, most: MOST };
/// Growth a year: what falls or rises faster is no growth, and would overflow over a century.
pub const GROWTH: Range = Range { least: -0.9, above: false, most: 10.0 };
/// Money that may also be saved.
pub const MONEY: Range = Range { least: -MOST, above: false, most: MOST };
/// Years a device lasts.
pub const LIFE: Range = Range { least: 0.1, above: false, most: 200.0 };
/// What a pollution equivalent weighs, kg.
pub const EQUIVALENT: Range = Range { least: 0.001, above: false, most: 1000.0 };
/// Months of delay; negative is earlier.
pub const DELAY: Range = Range { least: -600.0, above: false, most: 600.0 };
/// Months from completion to full operation.
pub const RAMP: Range = Range { least: 1.0, above: false, most: 600.0 };
/// What multiplies coverage.
pub const SCALE: Range = Range { least: 0.0, above: false, most: 1000.0 };
/// A correlation.
pub const CORRELATION: Range = Range { least: -1.0, above: false, most: 1.0 };

impl Range {
    /// Whether `value` is in the range, which NaN never is.
    pub fn contains(self, value: f64) -> bool {
        let above = if self.above { value >= self.least + NEAREST } else { value >= self.least };
        above && value <= self.most
    }

    /// Whether it is one of shares, which people like to write in percent.
    pub fn is_of_shares(self) -> bool {
        self == SHARE || self == CHANGE
    }

    /// `value` at `spot`, refused when it is outside; 0 when it is as near to 0 as [`NEAREST`].
    pub fn check(self, value: f64, spot: &Spot, out: &mut Findings) -> f64 {
        if !value.is_finite() {
            out.error(|| message::not_finite(spot));
        } else if !self.contains(value) {
            out.error(|| message::out_of_range(spot, value, self));
        }
        if value.abs() < NEAREST { 0.0 } else { value }
    }

    /// The number of a field that may be missing.
    pub fn number(self, field: Option<&Field<f64>>, out: &mut Findings) -> Option<f64> {
        let field = field?;
        Some(self.check(field.value, &field.spot, out))
    }

    /// The whole number of a field that may be missing.
    pub fn whole(self, field: Option<&Field<i64>>, out: &mut Findings) -> Option<u32> {
        let field = field?;
        let _ = self.check(field.value as f64, &field.spot, out);
        u32::try_from(field.value).ok()
    }

    /// The figure of a field, each of its three values in the range and none below the one before; `default`
    /// when the field is missing.
    pub fn figure(self, field: Option<&Field<Uncertain>>, default: f64, out: &mut Findings) -> Figure {
        let Some(field) = field else { return Figure::point(default) };
        match &field.value {
            Uncertain::Point(value) => Figure::point(self.check(*value, &field.spot, out)),
            Uncertain::Triangle { low, mode, high } => {
                let errors = out.errors();
                let mut value = |part: &Required<f64>| self.number(part.get(), out);
                let (Some(low), Some(mode), Some(high)) = (value(low), value(mode), value(high)) else {
                    return Figure::point(default);
                };
                if out.errors() == errors && !(low <= mode && mode <= high) {
                    out.error(|| message::not_ascending(&field.spot, low, mode, high));
                }
                Figure { low, mode, high }
            }
        }
    }
}
