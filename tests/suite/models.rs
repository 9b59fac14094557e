//! Random models, for laws that hold for all of them.

use jianpai::locale::Text;
use jianpai::model::{
    Change, Cost, Credit, EQUIVALENT_KG, Effect, Measure, Model, Notes, Pathway, Plan, Project, Sector, Size,
    Source, Stage, Status, Uncertainty,
};
use jianpai::units::{Figure, Month, PerPollutant, Pollutant};
use proptest::prelude::*;
use proptest::sample::select;

/// Models with a few sources, measures (some of one group, some that don't count) and projects.
///
/// `rises`: whether a measure may also raise activity, generation or delivery.
pub fn model(rises: bool) -> impl Strategy<Value = Model> {
    (1..4usize, 1..6usize).prop_flat_map(move |(sources, measures)| {
        (
            prop::collection::vec(source(), sources),
            prop::collection::vec(measure(sources, rises), measures),
            prop::collection::vec(project(measures), 0..12),
            any::<bool>(),
        )
            .prop_map(|(sources, measures, projects, by_capacity)| {
                assemble(sources, measures, projects, by_capacity)
            })
    })
}

fn assemble(
    sources: Vec<Source>,
    measures: Vec<Measure>,
    projects: Vec<Project>,
    by_capacity: bool,
) -> Model {
    let mut model = Model {
        id: "random".into(),
        name: Text::same("random"),
        description: Text::default(),
        plan: Plan {
            start: Month::december(2020).plus(1),
            months: 60,
            discount_rate: 0.05,
            equivalent_kg: EQUIVALENT_KG,
            credit: if by_capacity { Credit::Capacity } else { Credit::Months },
            districts: vec![],
            targets: PerPollutant::default(),
            openings: PerPollutant::default(),
            offsets: PerPollutant::default(),
            notes: Notes::default(),
        },
        inventory_year: 2022,
        sources,
        measures,
        groups: 0,
        projects,
        totals: vec![],
        levers: vec![],
        uncertainty: Uncertainty::default(),
        illustrative: false,
    };
    tidy(&mut model);
    model
}

/// Numbers groups anew and drops effects on pollutants that their source does not emit.
fn tidy(model: &mut Model) {
    let mut next = 2;
    for (m, measure) in model.measures.iter_mut().enumerate() {
        measure.id = format!("m{m}");
        if measure.group > 1 {
            measure.group = next;
            next += 1;
        }
        for effect in &mut measure.effects {
            let source = &model.sources[effect.source];
            effect.pollutants.retain(|p| source.pathways[*p].is_some());
        }
        measure.effects.retain(|effect| !effect.pollutants.is_empty());
        // One change a stage: a second device of the same kind would be refused on loading.
        let mut seen = vec![];
        measure.effects.retain(|effect| {
            let key = (effect.source, effect.change.stage());
            let new = !seen.contains(&key);
            seen.push(key);
            new
        });
    }
    model.groups = next;
    for (s, source) in model.sources.iter_mut().enumerate() {
        source.id = format!("s{s}");
    }
    for (k, project) in model.projects.iter_mut().enumerate() {
        project.id = format!("p{k}");
    }
}

fn source() -> impl Strategy<Value = Source> {
    let pathway = || prop::option::of((0.1..3.0, 0.0..0.9, 0.0..0.9, 0.1..1.0));
    (1e5..1e6, -0.05..0.05, pathway(), pathway()).prop_map(|(activity, growth, nox, cod)| {
        let pathway = |values: Option<(f64, f64, f64, f64)>| {
            values.map(|(generation, capture, removal, delivery)| Pathway {
                generation: Figure::point(generation),
                capture: Figure::point(capture),
                removal: Figure::point(removal),
                delivery: Figure::point(delivery),
                notes: Notes::default(),
            })
        };
        let mut pathways = PerPollutant::default();
        pathways[Pollutant::Nox] = pathway(nox);
        pathways[Pollutant::Cod] = pathway(cod);
        Source {
            id: String::new(),
            name: Text::default(),
            sector: Sector::Industry,
            unit: Text::default(),
            activity: Figure::point(activity),
            growth: Figure::point(growth),
            pathways,
            notes: Notes::default(),
        }
    })
}

fn measure(sources: usize, rises: bool) -> impl Strategy<Value = Measure> {
    let least = if rises { -0.2 } else { 0.0 };
    let change = prop_oneof![
        (select(vec![Stage::Activity, Stage::Generation, Stage::Delivery]), least..1.0)
            .prop_map(|(stage, by)| Change::Reduce(stage, Figure::point(by))),
        (0.9..1.0).prop_map(|to| Change::CaptureTo(Figure::point(to))),
        (0.9..1.0).prop_map(|to| Change::RemovalTo(Figure::point(to))),
        (0.0..1.0).prop_map(|f| Change::RemovalAdd(Figure::point(f))),
    ];
    let effect = (0..sources, change).prop_map(|(source, change)| Effect {
        source,
        pollutants: vec![Pollutant::Nox, Pollutant::Cod],
        change,
        notes: Notes::default(),
    });
    (prop::collection::vec(effect, 1..5), 0..4usize, any::<bool>(), 0.3..1.0).prop_map(
        |(effects, group, counts, effectiveness)| Measure {
            id: String::new(),
            name: Text::default(),
            work_plan_item: None,
            basis_unit: Text::default(),
            basis_total: 100.0,
            counts,
            group,
            group_name: None,
            effectiveness: Figure::point(effectiveness),
            ramp_months: 1,
            cost: Some(Cost {
                capital: Figure::point(1000.0),
                operating: Figure::point(100.0),
                life: Figure::point(15.0),
            }),
            effects,
            notes: Notes::default(),
        },
    )
}

fn project(measures: usize) -> impl Strategy<Value = Project> {
    let status = select(vec![Status::Planned, Status::Underway, Status::Complete]);
    (0..measures, 0.0..60.0, 1..13u32, 0..48i32, status).prop_map(
        |(measure, quantity, ramp_months, completion, status)| Project {
            id: String::new(),
            name: String::new(),
            district: None,
            measure,
            status,
            started: None,
            completion: Month::december(2021).plus(completion),
            size: Size::Quantity(quantity),
            ramp_months,
            capital_cny: None,
            note: String::new(),
            file: "random.csv".into(),
            line: 0,
        },
    )
}
