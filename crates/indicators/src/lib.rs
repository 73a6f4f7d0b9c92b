//! By which indicators a college's units are judged in their international work, and what their figures come to.
//!
//! Start with [`IndicatorSystem`], the rules: areas, the [`Indicator`]s in them, and how a value becomes points
//! ([`Scale`]). An [`Observation`] is what was seen of one indicator for one unit and period. [`IndicatorSystem::evaluate`]
//! makes an [`Evaluation`] of them: a [`ScoreCard`] for each unit, and findings. [`IndicatorSystem::check`] gives the
//! findings alone.
//!
//! To set units beside each other, start with [`DecisionMatrix`] and [`Weights`]: [`method`] holds the ways to score them,
//! [`weighting`] the ways to come by weights, [`Ranking`] is what comes out. [`correlation`] says how far rankings agree,
//! [`fuzzy`] to what grade a single unit belongs.
//!
//! # Example
//!
//! ```
//! use collegium_core::{Id, InstitutionCode, LocalizedText, Source, org::{Level, OrgUnit}};
//! use collegium_indicators::{
//!     IndicatorSystem, MissingPolicy, Observation, ObservationDraft, Origin, Provenance, Value, rule::IN0107,
//! };
//!
//! let system = IndicatorSystem::five_result_areas().load().unwrap();
//! let (year, day) = ("2025-01-01/2025-12-31".parse().unwrap(), "2026-03-01".parse().unwrap());
//!
//! let books = InstitutionCode::new("college.example").unwrap();
//! let code = "C-INT".parse().unwrap();
//! let college = OrgUnit {
//!     id: Id::derived(&books, &code),
//!     code,
//!     name: LocalizedText::new([("en", "International College"), ("zh", "国际学院")]).unwrap(),
//!     level: Level::College,
//! };
//! let source = Source { document: "Annual report".parse().unwrap(), article: None, date: "2026-01-10".parse().unwrap() };
//! let seen = |indicator: &str, count: i64| {
//!     Observation::try_from(ObservationDraft {
//!         indicator: indicator.parse().unwrap(),
//!         unit: Some(college.id),
//!         period: year,
//!         value: Value::Number(count.into()),
//!         version: "1".parse().unwrap(),
//!         provenance: Provenance {
//!             source: source.clone(),
//!             recorded: "2026-01-15".parse().unwrap(),
//!             origin: Origin::Published,
//!         },
//!     })
//!     .unwrap()
//! };
//!
//! // 256 international students from 38 countries; 256 graduates who came back; 3 cultural activities.
//! let seen = [seen("IS01", 256), seen("IS02", 38), seen("CP04", 256), seen("CE01", 3)];
//! let evaluation = system.evaluate(&seen, &[college], year, day, MissingPolicy::Exclude);
//!
//! // International students 100 points of 20 %, cultural exchange 75 points of 15 %, the rest unknown.
//! let card = &evaluation.cards[0];
//! assert_eq!(card.total.unwrap().to_string(), "89.29");
//! assert_eq!(card.coverage.to_string(), "2 900 of 10 000 (29.0 %)");
//! let twice = evaluation.findings.iter().find(|finding| finding.code == IN0107).unwrap();
//! assert_eq!(twice.message, "two indicators with different definitions have the same value 256");
//! ```
//!
//! # What is checked
//!
//! See [`rule`]: required indicators without a value, coverage below the least, observations of unknown indicators, of a
//! period that only overlaps or of another version of the definition, observations that disagree, one figure under two
//! definitions, impossible figures, wording that nobody has read in its source. A set of rules with the status
//! `unverified` is noted as [`CO0001`](collegium_core::rule::CO0001).
//!
//! # Design decisions
//!
//! - Missing is not zero. An observation may say that nothing is known, and why; whoever asks for an evaluation says what
//!   a missing value does ([`MissingPolicy`]), and the card shows how much of the weight was covered.
//! - Weights are whole basis points that add up to exactly 10,000 on each level. Points are exact fractions until they are
//!   rounded to two decimals by the mode the system names; totals are made of the fractions, not of the rounded points.
//! - Band and rank are decided by the total as printed, so that a reader can check them. Equals share a place: 1-2-2-4.
//! - Direction is not a field: it follows from the [`Scale`], and so cannot contradict it.
//! - Every definition has a version, and an observation names the one it was made under: official wording changes from
//!   year to year, and figures from before and after do not compare.
//! - Only observations of exactly the period judged count. Nothing is added up or spread out.
//! - A [`DecisionMatrix`] is checked once, at the door, so that no method can give anything but numbers or an error. Where
//!   programs disagree (constant columns, directions, ties) the rule stands in the docs of the method.
//! - What was recorded after the day asked for is not known yet; of several observations the one recorded last counts, of
//!   contradictory ones of one day none.
//!
//! # Not covered
//!
//! Trends over several periods. Counting the figures: other crates hold the records, and `collegium::review` joins them.
//! Whether a figure was recorded before its period was over.
//!
//! # Features
//!
//! `parallel` splits long work over threads; the results have the same bits.
//!
//! Also available as `collegium::indicators`.

mod check;
mod chunks;
pub mod correlation;
mod dense;
pub mod efficiency;
pub mod evaluation;
pub mod fuzzy;
pub mod indicator;
mod logarithm;
pub mod matrix;
pub mod method;
mod normal;
pub mod normalise;
pub mod observation;
pub mod points;
pub mod ranking;
pub mod ranks;
pub mod reading;
pub mod robust;
pub mod rule;
pub mod scale;
mod simplex;
mod sweep;
pub mod system;
pub mod weighting;
pub mod weights;

pub use evaluation::{AreaScore, Evaluation, IndicatorScore, MissingPolicy, ScoreCard};
pub use indicator::{DefinitionVersion, Indicator, IndicatorDraft, IndicatorError, Measure};
pub use matrix::{Aim, Completed, DecisionMatrix, DecisionMatrixDraft, MatrixError, Table, TableDraft};
pub use method::{Method, MethodError};
pub use normalise::{Normalisation, NormalisationError};
pub use observation::{Observation, ObservationDraft, ObservationError, Origin, Provenance, Value};
pub use points::{Points, PointsError, Score};
pub use ranking::{Contributions, Ranking};
pub use reading::{Absence, Reading};
pub use scale::{Direction, Scale, ScaleDraft, ScaleError};
pub use system::{Area, Band, IndicatorSystem, IndicatorSystemDraft, IndicatorSystemError};
pub use weights::{Weights, WeightsError};
