//! The stages of a route: where each is, and what it leads to.

mod stage;

use collegium_core::{IscedLevel, entity::PartnerId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use thiserror::Error;

pub use stage::{Award, Host, Stage, StageNumber, StageNumberError};

use crate::{RouteShape, RouteShapeError};

/// The fields of a [`Route`] before they are checked.
///
/// # Example
///
/// See [`Route`].
///
/// ```
/// use collegium_pathways::{Route, RouteDraft, RouteError};
/// assert_eq!(Route::try_from(RouteDraft { stages: vec![] }).unwrap_err().to_string(), "a route has one to six stages, not 0: write them such as `3+1+1`");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RouteDraft {
    /// The stages, in order.
    pub stages: Vec<Stage>,
}

/// A way through one or more education systems: stages, each with a host, a length and, at its end, an award or none.
///
/// A tertiary programme is classified at the level of the award it leads to, and programmes do not span levels (ISCED
/// 2011): a 3+1+1 route is three of them, one a stage.
///
/// # Validity
///
/// One to six stages. The levels of the awards never step down. A student may leave only at the end of a stage with an
/// award, and after the last stage always can.
///
/// # Wire form
///
/// `{"stages":[{"host":"home","years":"3","award":{…},"exit":true},…]}`.
///
/// # Example
///
/// ```
/// use collegium_pathways::{Route, RouteError};
///
/// let json = r#"{"stages":[
///     {"host":"home","years":"3","exit":true,
///      "award":{"isced":"5","kind":"diploma","name":{"en":"Vocational diploma","zh":"专科毕业证书"}}},
///     {"host":{"partner":"67e55044-10b1-426f-9247-bb680e5fe0c8"},"years":"1","exit":true,
///      "award":{"isced":"6","kind":"degree","name":{"en":"Bachelor of Business"}}},
///     {"host":{"partner":"67e55044-10b1-426f-9247-bb680e5fe0c8"},"years":"1","exit":true,
///      "award":{"isced":"7","kind":"degree","name":{"en":"Master of Business"}}}
/// ]}"#;
/// let route: Route = serde_json::from_str(json).unwrap();
/// assert_eq!(route.shape().to_string(), "3+1+1");
/// assert_eq!(route.partners().len(), 1);
/// let second = route.stage(2.try_into().unwrap()).unwrap();
/// assert!(second.host.is_abroad() && second.exit);
///
/// let down = json.replace("\"isced\":\"7\"", "\"isced\":\"5\"");
/// let error = serde_json::from_str::<Route>(&down).unwrap_err().to_string();
/// assert_eq!(error, "the award of stage 3 is of ISCED level 5, below level 6 of an earlier stage: list the stages in the order they are studied");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RouteDraft", into = "RouteDraft")]
pub struct Route(RouteDraft);

collegium_core::record!(Route, RouteDraft, RouteError);

impl Route {
    /// The years of its stages. A single stage taught jointly at home is written `4+0`.
    #[must_use]
    pub fn shape(&self) -> RouteShape {
        let years = self.stages.iter().map(|stage| stage.years).collect();
        let closed = matches!(self.stages.as_slice(), [Stage { host: Host::Joint(_), .. }]);
        // INVARIANT: the number of stages was checked.
        RouteShape::checked(years, closed).unwrap_or_else(|_| unreachable!("a route has one to six stages"))
    }

    /// The stage with this number.
    #[must_use]
    pub fn stage(&self, number: StageNumber) -> Option<&Stage> {
        self.stages.get(number.index())
    }

    pub(crate) fn last_stage(&self) -> StageNumber {
        (1..self.stages.len()).fold(StageNumber::FIRST, |last, _| last.next().unwrap_or(last))
    }

    /// Every partner that hosts a stage, alone or jointly.
    #[must_use]
    pub fn partners(&self) -> BTreeSet<PartnerId> {
        self.stages.iter().flat_map(|stage| stage.host.partners()).collect()
    }
}

impl RouteDraft {
    fn check(self) -> Result<Self, RouteError> {
        RouteShape::new(self.stages.iter().map(|stage| stage.years).collect()).map_err(RouteError::Shape)?;
        let mut reached: Option<IscedLevel> = None;
        for (stage, index) in self.stages.iter().zip(0..) {
            let number = StageNumber::at(index);
            match (&stage.award, reached) {
                (Some(award), Some(before)) if award.isced < before => {
                    return Err(RouteError::StepsDown { stage: number, level: award.isced, before });
                }
                (Some(award), _) => reached = Some(award.isced),
                (None, _) if stage.exit => return Err(RouteError::ExitWithoutAward { stage: number }),
                (None, _) => {}
            }
            if let Host::Joint(partners) = &stage.host
                && partners.is_empty()
            {
                return Err(RouteError::JointAlone { stage: number });
            }
        }
        match self.stages.last() {
            Some(last) if !last.exit => Err(RouteError::NoEnd),
            _ => Ok(self),
        }
    }
}

/// Why there is no such route.
///
/// # Example
///
/// ```
/// use collegium_pathways::RouteError;
/// assert_eq!(
///     RouteError::ExitWithoutAward { stage: 1.try_into().unwrap() }.to_string(),
///     "stage 1 can be left but leads to no award: name the award, or set `exit` to false"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RouteError {
    /// There are no stages, or too many.
    #[error(transparent)]
    Shape(RouteShapeError),
    /// An award is lower than one before it.
    #[error(
        "the award of stage {stage} is of ISCED level {level}, below level {before} of an earlier stage: list the stages in the order they are studied"
    )]
    StepsDown {
        /// The stage.
        stage: StageNumber,
        /// Its award's level.
        level: IscedLevel,
        /// The level reached before.
        before: IscedLevel,
    },
    /// A student could leave with nothing.
    #[error("stage {stage} can be left but leads to no award: name the award, or set `exit` to false")]
    ExitWithoutAward {
        /// The stage.
        stage: StageNumber,
    },
    /// A joint stage names nobody beside the college.
    #[error("stage {stage} is joint with nobody: name a partner, or make it a stage at home")]
    JointAlone {
        /// The stage.
        stage: StageNumber,
    },
    /// The last stage leads nowhere.
    #[error("the last stage cannot be left: name its award and set `exit` to true")]
    NoEnd,
}
