//! Questions asked of simulations: who brought it, at what price, how sure is it.

mod attribution;
mod contribution;
mod correlation;
mod cost;
mod influence;
mod inspection;
mod overlap;
mod risk;
mod sampling;
mod sobol;
mod tornado;
mod total_effect;
mod uncertainty;

pub use crate::simulation::figures;
pub use attribution::{Attribution, Part, WINDOW, attribute};
pub use contribution::{By, Contribution, contributions, in_service, source_weights};
pub use correlation::{Contradiction, Correlation, NotPositiveDefinite};
pub use cost::{Costs, ProjectCost, cost};
pub use influence::{beyond, swing, tried};
pub use inspection::{Finding, FindingKind, inspect, over_claim_t_per_year};
pub use overlap::{Apart, Overlaps, Worlds, overlaps};
pub use risk::{OUTCOMES, ProjectRisk, Risks, risks};
pub use sampling::{DELIVERY_BITS, LANES, Places, Sampler};
pub use sobol::{Sobol, SobolDraw};
pub use tornado::{Input, Swing, tornado};
pub use total_effect::{Design, Exchanged, Group, Shares, TotalEffect, shares};
pub use uncertainty::{
    PollutantUncertainty, SHARES, Sample, Summary, Uncertainty, conclude, rows, sample, sample_from,
    summarise,
};
