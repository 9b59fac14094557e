//! Who brought it: exact Shapley shares (method page, section 6).
//!
//! Where few measures meet, emission is a polynomial linear in each of them, and what a set of measures
//! does together (its dividend, Harsanyi 1963) is shared equally by those that play. Where many meet,
//! the integral of Owen's multilinear extension is one of a polynomial too, and Gauss-Legendre
//! quadrature with enough nodes has no error.

use crate::maths;
use crate::model::Credit;
use crate::simulation::{Form, Pair, Run, Set, Settings, Simulation};
use crate::units::Pollutant;

/// Months whose mean is a figure counted by months.
pub const WINDOW: usize = 12;

/// A value for each month of the window.
type Months = [f64; WINDOW];

/// What each measure brings at each pair of source and pollutant, in the months whose mean counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attribution {
    /// Month index of the window's last month.
    at: usize,
    /// What a month of the window weighs: 1/12 each, or 1 for the last alone by capacity.
    weights: Months,
    /// Whether every project of the run is in full operation.
    full: bool,
    /// Tonnes by touch (`Network::touches`) and month, weighted: their sum is the share. Of measures that count,
    /// the cut that counts; of those that don't, what they cut beside it.
    shares_t: Vec<Months>,
    scratch: Vec<FactorRow>,
    rules: Vec<Vec<(f64, f64)>>,
}

/// A factor `1 - fixed - q * playing` in the months of the window, while q runs.
#[derive(Clone, Copy, Debug, PartialEq)]
struct FactorRow {
    fixed: Months,
    playing: Months,
    /// Product of the factors before this one.
    before: Months,
    /// Integral over q of the product of all other factors.
    others: Months,
}

/// Shares the reductions of `run` among the measures, for month index `at`.
pub fn attribute(simulation: &Simulation, settings: &Settings<1>, run: &Run<1>, at: usize) -> Attribution {
    let mut attribution = Attribution::default();
    attribution.set(simulation, settings, run, at);
    attribution
}

impl Attribution {
    /// [`attribute`] into an attribution kept between calls, so that nothing is allocated.
    pub fn set(&mut self, simulation: &Simulation, settings: &Settings<1>, run: &Run<1>, at: usize) {
        self.weights = [0.0; WINDOW];
        match simulation.progress.credit {
            Credit::Months => self.weights[WINDOW - 1 - at.min(WINDOW - 1)..].fill(1.0 / WINDOW as f64),
            Credit::Capacity => self.weights[WINDOW - 1] = 1.0,
        }
        self.full = false;
        self.share_all(simulation, settings, run, at);
    }

    /// Shares what a year of full operation cuts, t/yr, at the activity of the plan's last month; `run` is one of
    /// [`Simulation::run_full_into`].
    pub fn set_full(&mut self, simulation: &Simulation, settings: &Settings<1>, run: &Run<1>) {
        self.weights = [0.0; WINDOW];
        self.weights[WINDOW - 1] = 1.0;
        self.full = true;
        self.share_all(simulation, settings, run, simulation.months - 1);
    }

    fn share_all(&mut self, simulation: &Simulation, settings: &Settings<1>, run: &Run<1>, at: usize) {
        let network = &simulation.network;
        self.at = at;
        while self.rules.len() <= network.most_factors().div_ceil(2) {
            self.rules.push(maths::gauss_legendre(self.rules.len()));
        }
        self.shares_t.clear();
        self.shares_t.resize(network.touches.len(), [0.0; WINDOW]);
        for pair in &network.pairs {
            let growth = window(settings.growth(pair.source), at);
            let mut weights = self.weights;
            for j in 0..WINDOW {
                weights[j] *= growth[j];
            }
            match &pair.form {
                Form::Polynomial { monomials, sets } => {
                    let emission = &settings.coefficients.emission[monomials.clone()];
                    let share = match pair.touches.len() {
                        0 => continue,
                        1 => Self::share_dividends::<1, 2>,
                        2 => Self::share_dividends::<2, 4>,
                        3 => Self::share_dividends::<3, 8>,
                        _ => Self::share_dividends::<4, 16>,
                    };
                    share(self, simulation, run, pair, emission, sets, weights);
                }
                Form::Products { terms, uncounted } => {
                    for term in terms.clone() {
                        self.share(simulation, settings, run, term, &weights, pair.counted);
                    }
                    for term in uncounted.clone() {
                        self.share(simulation, settings, run, term, &weights, false);
                    }
                }
            }
        }
    }

    /// Adds the shares of a pair with `K` measures: what each of their `SETS` sets cuts together goes, in
    /// equal parts, to its members that count; if none does, to all.
    fn share_dividends<const K: usize, const SETS: usize>(
        &mut self,
        simulation: &Simulation,
        run: &Run<1>,
        pair: &Pair,
        emission: &[maths::Pair],
        sets: &[Set],
        weights: Months,
    ) {
        let touches = &simulation.network.touches[pair.touches.clone()];
        let shares = &mut self.shares_t[pair.touches.clone()];
        let phi: [Months; K] = std::array::from_fn(|bit| {
            window(&run.coverage.phi()[touches[bit].row * simulation.padded..][..simulation.padded], self.at)
        });
        let mut together = [weights; SETS];
        for members in 1..SETS {
            let lowest = members.trailing_zeros() as usize;
            for j in 0..WINDOW {
                together[members][j] = together[members & (members - 1)][j] * phi[lowest][j];
            }
            let set = &sets[members];
            if !set.possible {
                continue;
            }
            let (counts, players) =
                if set.counting > 0 { (true, set.counting) } else { (false, set.not_counting) };
            let [emission, _] = emission[members].to_array();
            let part = -emission / players as f64;
            for bit in (0..K).filter(|bit| members >> bit & 1 == 1 && touches[*bit].counts == counts) {
                for j in 0..WINDOW {
                    shares[bit][j] += part * together[members][j];
                }
            }
        }
    }

    /// Adds the shares of one term: `c b_m` times the integral of the product of the other factors.
    ///
    /// Players are the members that count (`counted`) or those that don't; the others stay in.
    fn share(
        &mut self,
        simulation: &Simulation,
        settings: &Settings<1>,
        run: &Run<1>,
        term: usize,
        weights: &Months,
        counted: bool,
    ) {
        let (network, at) = (&simulation.network, self.at);
        let [constant, _] = settings.coefficients.constant[term].to_array();
        let cut = |member: usize| {
            let [share, _] = settings.coefficients.cut_share[member].to_array();
            let row =
                &run.coverage.phi()[network.members[member].row * simulation.padded..][..simulation.padded];
            window(row, at).map(|phi| share * phi)
        };

        let factors = &network.factors[network.terms[term].factors.clone()];
        let mut rows = std::mem::take(&mut self.scratch);
        rows.clear();
        for factor in factors {
            let (mut fixed, mut playing) = ([0.0; WINDOW], [0.0; WINDOW]);
            for member in factor.members.clone() {
                let sum = if network.members[member].counts == counted { &mut playing } else { &mut fixed };
                let cut = cut(member);
                for j in 0..WINDOW {
                    sum[j] += cut[j];
                }
            }
            rows.push(FactorRow { fixed, playing, before: [1.0; WINDOW], others: [0.0; WINDOW] });
        }
        integrate_others(&mut rows, &self.rules[factors.len().div_ceil(2)]);
        for (factor, row) in factors.iter().zip(&rows) {
            for member in factor.members.clone().filter(|m| network.members[*m].counts == counted) {
                let cut = cut(member);
                let share = &mut self.shares_t[network.members[member].touch];
                for j in 0..WINDOW {
                    share[j] += weights[j] * constant * cut[j] * row.others[j];
                }
            }
        }
        self.scratch = rows;
    }

    /// Whether it shares what a year of full operation cuts, t/yr, rather than what counts.
    pub fn is_of_full_operation(&self) -> bool {
        self.full
    }

    /// Month index of the window's last month.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Months of the window within the plan, with what each weighs.
    pub fn months(&self) -> impl Iterator<Item = (usize, f64)> {
        let first = self.at as i64 + 1 - WINDOW as i64;
        (first..)
            .zip(self.weights)
            .filter_map(|(i, weight)| usize::try_from(i).ok().filter(|_| weight > 0.0).map(|i| (i, weight)))
    }

    /// What each measure brings of `pollutant` at each source it acts on.
    pub fn parts<'a>(
        &'a self,
        simulation: &'a Simulation,
        pollutant: Pollutant,
    ) -> impl Iterator<Item = Part> + 'a {
        let network = &simulation.network;
        let pairs = network.pairs.iter().filter(move |pair| pair.pollutant == pollutant);
        pairs.flat_map(move |pair| {
            pair.touches.clone().map(move |touch| Part {
                source: pair.source,
                measure: network.touches[touch].measure,
                counts: network.touches[touch].counts,
                monthly_t: self.shares_t[touch],
            })
        })
    }
}

/// What a measure brings of a pollutant at one source.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// The source.
    pub source: usize,
    /// The measure.
    pub measure: usize,
    /// Whether the plan counts it.
    pub counts: bool,
    /// Tonnes, by month of the window; they add up to the share.
    pub monthly_t: Months,
}

impl Part {
    /// The share, t.
    pub fn share_t(&self) -> f64 {
        // Four sums side by side, as one addition would wait for the other.
        let mut sums = [0.0; 4];
        for months in self.monthly_t.as_chunks::<4>().0 {
            for (sum, month) in sums.iter_mut().zip(months) {
                *sum += month;
            }
        }
        (sums[0] + sums[1]) + (sums[2] + sums[3])
    }
}

/// The window of a row that ends with month `at`; zero before the plan's first month.
fn window(row: &[f64], at: usize) -> Months {
    match (at + 1).checked_sub(WINDOW) {
        Some(first) => std::array::from_fn(|j| row[first + j]),
        None => std::array::from_fn(|j| (at + 1 + j).checked_sub(WINDOW).map_or(0.0, |i| row[i])),
    }
}

/// Sets `others` of each row: the integral over q from 0 to 1 of the product of all other factors.
fn integrate_others(rows: &mut [FactorRow], rule: &[(f64, f64)]) {
    for &(q, weight) in rule {
        let mut product = [1.0; WINDOW];
        for row in rows.iter_mut() {
            row.before = product;
            for j in 0..WINDOW {
                product[j] *= 1.0 - row.fixed[j] - q * row.playing[j];
            }
        }
        let mut after = [weight; WINDOW];
        for row in rows.iter_mut().rev() {
            for j in 0..WINDOW {
                row.others[j] += row.before[j] * after[j];
                after[j] *= 1.0 - row.fixed[j] - q * row.playing[j];
            }
        }
    }
}
