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

/// What is emitted at one pair of source and pollutant in worlds with some of the measures only, t.
///
/// Measures that count are looked at `among_counted`: those that don't count are there all the same. The others are looked
/// at in a world without any that counts.
pub struct Worlds<'a> {
    /// The scenario.
    pub simulation: &'a Simulation,
    /// Its levers.
    pub settings: &'a Settings<1>,
    /// The full run, whose coverages all worlds have.
    pub run: &'a Run<1>,
    /// Which months are looked at.
    pub attribution: &'a Attribution,
    /// Index of the pair.
    pub pair: usize,
}

impl Worlds<'_> {
    /// With none but `measures` of the kind.
    pub fn only_t(&self, among_counted: bool, measures: &[usize]) -> f64 {
        self.emission_t(|m, counts| measures.contains(&m) || (among_counted && !counts))
    }

    /// With all of the kind but `missing`.
    pub fn without_t(&self, among_counted: bool, missing: Option<usize>) -> f64 {
        self.emission_t(|m, counts| Some(m) != missing && (among_counted || !counts))
    }

    /// Mean emission over the window under the measures that `takes_part` admits, by index and by whether they count.
    fn emission_t(&self, takes_part: impl Fn(usize, bool) -> bool) -> f64 {
        let Self { simulation, settings, run, attribution, pair } = *self;
        let growth = settings.growth(simulation.network.pairs[pair].source);
        let monthly_t = attribution.months().map(|(i, weight)| {
            let phi = |touch: &Touch| {
                let covered = run.coverage.phi()[touch.row * simulation.padded + i];
                if takes_part(touch.measure, touch.counts) { covered } else { 0.0 }
            };
            weight * growth[i] * settings.emission_at(simulation, pair, phi)
        });
        monthly_t.sum()
    }
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
        let worlds = Worlds { simulation, settings, run, attribution, pair: index };
        let nobody_t = [false, true].map(|among_counted| worlds.only_t(among_counted, &[]));
        for (t, touch) in touches.iter().enumerate() {
            let (m, counts) = (touch.measure, touch.counts);
            let alone_t =
                |measure, counts: bool| nobody_t[usize::from(counts)] - worlds.only_t(counts, &[measure]);
            found.apart[m].alone_t[pair.pollutant] += alone_t(m, counts);
            found.apart[m].leave_one_out_t[pair.pollutant] +=
                worlds.without_t(counts, Some(m)) - worlds.without_t(counts, None);
            for other in &touches[t + 1..] {
                let both = counts && other.counts;
                let together_t = nobody_t[usize::from(both)] - worlds.only_t(both, &[m, other.measure]);
                let claimed = found.pairs.entry((m, other.measure)).or_default();
                claimed[pair.pollutant] += alone_t(m, both) + alone_t(other.measure, both) - together_t;
            }
        }
    }
    found
}
