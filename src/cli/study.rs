//! A scenario under levers as pictures are drawn from it.

use super::threads::uncertainty;
use super::{Draws, Failure, Sequence, within};
use jianpai::analysis::By;
use jianpai::chart::{self, Chart, Subject, View};
use jianpai::model::Lever;
use jianpai::results::{Contributions, Outline, Results, Tornado};
use jianpai::scenario::{self, LeverInput};
use jianpai::units::{Month, PerPollutant, Pollutant};
use jianpai::workbook::{InputFigure, Report};
use jianpai::{Engine, Files, Request};
use jianpai_press::{About, Letters, Outlined, Record, Scenario, Text, fonts, outlined};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// All that charts show of a scenario.
pub struct Study {
    /// The engine, for what else is asked.
    pub engine: Engine,
    /// Names and provenance.
    pub outline: Outline,
    /// The run under the levers, with everything a chart may need.
    pub results: Results,
    reference: Option<Results>,
    districts: Contributions,
    tornados: PerPollutant<Tornado>,
    levers: Vec<LeverInput>,
    moved: Vec<Lever>,
    /// The files that the scenario is made of.
    files: Kept,
    file: String,
    own: bool,
}

/// Which scenario, how it is moved, and what of it is looked at.
pub struct Asked<'a> {
    /// Its files.
    pub files: &'a dyn Files,
    /// Its own name there.
    pub file: &'a str,
    /// Whether it is not built in.
    pub own: bool,
    /// Levers, as input writes them.
    pub levers: Vec<LeverInput>,
    /// The month of status and contributions; the plan's last without it.
    pub at: Option<Month>,
}

/// Files that remember which of them were asked for.
struct Watched<'a> {
    files: &'a dyn Files,
    seen: RefCell<BTreeMap<String, Vec<u8>>>,
}

impl Files for Watched<'_> {
    fn read(&self, name: &str) -> Option<Cow<'_, [u8]>> {
        let bytes = self.files.read(name)?;
        self.seen.borrow_mut().insert(name.to_owned(), bytes.to_vec());
        Some(bytes)
    }
}

/// Files read before.
pub struct Kept(pub BTreeMap<String, Vec<u8>>);

impl Files for Kept {
    fn read(&self, name: &str) -> Option<Cow<'_, [u8]>> {
        self.0.get(name).map(|bytes| Cow::Borrowed(bytes.as_slice()))
    }
}

impl Study {
    /// Loads and runs a scenario.
    pub fn new(asked: Asked<'_>, draws: &Draws) -> Result<Self, Failure> {
        let Asked { files, file, own, levers, at } = asked;
        let watched = Watched { files, seen: RefCell::default() };
        let mut engine = Engine::load(&watched, file).map_err(Failure::Input)?;
        within(&engine.model().plan, at)?;
        let moved = scenario::levers(engine.model(), &levers).map_err(Failure::Input)?;
        let mut results = engine.evaluate(&moved, Request { at, sources: true, months: true });
        if draws.number > 0 {
            results.uncertainty = Some(uncertainty(&engine, &moved, draws, Sequence::Random)?);
        }
        let reference =
            (!levers.is_empty()).then(|| engine.evaluate(&[], Request { at, ..Request::default() }));
        let districts = engine.contribution_results(&moved, at, By::District);
        let tornados = PerPollutant::from_fn(|p| engine.tornado(&moved, p, at));
        let outline = engine.outline();
        let (files, file) = (Kept(watched.seen.into_inner()), file.to_owned());
        Ok(Self { engine, outline, results, reference, districts, tornados, levers, moved, files, file, own })
    }

    /// What each measure, project, district, source or item brings.
    pub fn contributions(&mut self, by: By) -> Contributions {
        self.engine.contribution_results(&self.moved, Some(self.results.at), by)
    }

    /// What the workbook of the results is made of.
    pub fn report(&mut self) -> Result<Report, Failure> {
        let figures = jianpai::figures(&self.files, &self.file).map_err(Failure::Input)?;
        Ok(Report {
            outline: self.outline.clone(),
            results: self.results.clone(),
            measures: self.contributions(By::Measure),
            projects: self.contributions(By::Project),
            districts: self.contributions(By::District),
            figures: figures.into_iter().map(InputFigure::from).collect(),
            levers: self.levers.clone(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    }

    /// The measures that levers move, by id.
    pub fn moved(&self) -> Vec<&str> {
        self.levers.iter().map(|lever| lever.measure.as_str()).collect()
    }

    /// What charts of `pollutant` are drawn from.
    pub fn subject(&self, pollutant: Pollutant) -> Subject<'_> {
        Subject {
            outline: &self.outline,
            results: &self.results,
            reference: self.reference.as_ref(),
            districts: Some(&self.districts),
            tornado: Some(&self.tornados[pollutant]),
        }
    }

    /// The picture of `chart`, its words as outlines, and what it is drawn from; `carry` puts the files of a scenario
    /// that is not built in into the record.
    pub fn picture(&self, chart: Chart, view: &View, carry: bool) -> Result<(Outlined, Record), Failure> {
        let refused = |error: &dyn std::fmt::Display| Failure::Command(error.to_string());
        let svg = chart::svg(chart, &self.subject(view.pollutant), view).map_err(|error| refused(&error))?;
        let letters = Letters::new(fonts::REGULAR, fonts::BOLD).map_err(|error| refused(&error))?;
        let outlined = outlined(&svg, &letters).map_err(|error| refused(&error))?;
        let record = self.record(chart, view, carry)?;
        let record = Record { missing: outlined.missing.clone(), ..record };
        Ok((outlined, record))
    }

    /// What a picture of `chart` is drawn from.
    pub fn record(&self, chart: Chart, view: &View, carry: bool) -> Result<Record, Failure> {
        let Self { outline, results, levers, files, file, own, .. } = self;
        let name = Text::new(&outline.name.zh, &outline.name.en);
        let (id, illustrative) = (outline.id.clone(), outline.illustrative);
        let hashes = BTreeMap::new();
        let scenario =
            Scenario { id, name, file: file.clone(), own: *own, illustrative, hashes, files: None };
        let picture = [
            ("chart", serde_json::to_value(chart)?),
            ("pollutant", serde_json::to_value(view.pollutant)?),
            ("lang", serde_json::to_value(view.lang)?),
            ("theme", serde_json::to_value(view.theme)?),
            ("width", view.width.into()),
            ("height", view.height.into()),
        ];
        let about = About {
            scenario,
            levers: levers.iter().map(serde_json::to_value).collect::<Result<_, _>>()?,
            picture: picture.into_iter().map(|(key, value)| (key.to_owned(), value)).collect(),
            results: serde_json::to_value(results)?,
        };
        Ok(Record::new(about, &files.0, carry && *own)?)
    }
}
