//! What measures do apart from their fair share: alone, missing, and two at a time.
//!
//! Every figure is a difference of emissions under some of the measures, at the coverages of the full run, in the
//! mean of the attribution's window.

use crate::analysis::attribution::Attribution;
use crate::simulation::{Run, Settings, Simulation, Touch};
use crate::units::PerPollutant;
use std::collections::BTreeMap;

/// What a measure does apart from its fair share, t.
///
/// Measures that count are set against a world with those that don't; those that don't, against one without any.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Apart {
    /// What it would cut as the only one of its kind.
    pub alone_t: PerPollutant<f64>,
    /// What would be lost if it alone were missing.
    pub leave_one_out_t: PerPollutant<f64>,
}

/// What measures do apart, alone and two at a time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overlaps {
    /// By measure.
    pub apart: Vec<Apart>,
    /// Tonnes that two measures (by index, ascending) both claim: what each would cut alone, less what they cut
    /// together; negative where they help each other. Pairs that act on one source only.
    pub pairs: BTreeMap<(usize, usize), PerPollutant<f64>>,
}

/// Which measures are there: those that don't count, or none, or all of the kind; with or without some.
#[derive(Clone, Copy)]
enum Present<'a> {
    /// Only the background of the kind, and these.
    Only(&'a [usize]),
    /// All of the kind but this one.
    Without(usize),
}

/// Works out [`Overlaps`] for the month that `attribution` was made for.
pub fn overlaps(
    simulation: &Simulation,
    settings: &Settings<1>,
    run: &Run<1>,
    attribution: &Attribution,
) -> Overlaps {
    let network = &simulation.network;
    let mut found =
        Overlaps { apart: vec![Apart::default(); settings.measures.len()], pairs: BTreeMap::new() };
    for (index, pair) in network.pairs.iter().enumerate() {
        let touches = &network.touches[pair.touches.clone()];
        // `among_counted`: measures that don't count stay in; else nothing does.
        let emission_t = |among_counted: bool, present: Present| {
            mean_emission_t(simulation, settings, run, attribution, index, |m, counts| match present {
                Present::Only(measures) => measures.contains(&m) || (among_counted && !counts),
                Present::Without(missing) => m != missing && (among_counted || !counts),
            })
        };
        let nobody_t = [false, true].map(|among_counted| emission_t(among_counted, Present::Only(&[])));
        for (t, touch) in touches.iter().enumerate() {
            let (m, counts) = (touch.measure, touch.counts);
            let alone_t = |measure, counts: bool| {
                nobody_t[usize::from(counts)] - emission_t(counts, Present::Only(&[measure]))
            };
            let all_t = emission_t(counts, Present::Without(usize::MAX));
            found.apart[m].alone_t[pair.pollutant] += alone_t(m, counts);
            found.apart[m].leave_one_out_t[pair.pollutant] += emission_t(counts, Present::Without(m)) - all_t;
            for other in &touches[t + 1..] {
                let both = counts && other.counts;
                let together_t =
                    nobody_t[usize::from(both)] - emission_t(both, Present::Only(&[m, other.measure]));
                let claimed = found.pairs.entry((m, other.measure)).or_default();
                claimed[pair.pollutant] += alone_t(m, both) + alone_t(other.measure, both) - together_t;
            }
        }
    }
    found
}

/// Mean emission of pair `index` over the window under the measures that `takes_part` admits, by index and by
/// whether they count, t.
fn mean_emission_t(
    simulation: &Simulation,
    settings: &Settings<1>,
    run: &Run<1>,
    attribution: &Attribution,
    index: usize,
    takes_part: impl Fn(usize, bool) -> bool,
) -> f64 {
    let growth = settings.growth(simulation.network.pairs[index].source);
    let monthly_t = attribution.months().map(|(i, weight)| {
        let phi = |touch: &Touch| {
            let covered = run.coverage.phi()[touch.row * simulation.padded + i];
            if takes_part(touch.measure, touch.counts) { covered } else { 0.0 }
        };
        weight * growth[i] * settings.emission_at(simulation, index, phi)
    });
    monthly_t.sum()
}
