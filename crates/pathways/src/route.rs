//! The stages of a route: where each is, and what it leads to.

mod award;
mod stage;

use collegium_core::{IscedLevel, LocalizedText, entity::PartnerId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use thiserror::Error;

pub use award::{Award, AwardForm};
pub use stage::{Host, Stage, StageNumber, StageNumberError};

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
/// One to six stages. The levels of the awards, in order, never step down and never leave a level out: who has a diploma
/// of level 5 takes a bachelor's of level 6 before a master's of level 7. Levels 5 and 6 may follow upper secondary
/// education, level 3, at once, as in ISCED. A student may leave only at the end of a stage
/// with an award, and after the last stage always can. Who hosts jointly, or grants jointly, names a partner.
///
/// # Wire form
///
/// `{"stages":[{"host":"home","years":"3","awards":[{…}],"exit":true},…]}`.
///
/// # Example
///
/// ```
/// use collegium_pathways::{Route, RouteError};
///
/// let json = r#"{"stages":[
///     {"host":"home","years":"3","exit":true,
///      "awards":[{"isced":"5","kind":"diploma","name":{"en":"Vocational diploma","zh":"专科毕业证书"}}]},
///     {"host":{"partner":"67e55044-10b1-426f-9247-bb680e5fe0c8"},"years":"1","exit":true,
///      "awards":[{"isced":"6","kind":"degree","name":{"en":"Bachelor of Business"}}]},
///     {"host":{"partner":"67e55044-10b1-426f-9247-bb680e5fe0c8"},"years":"1","exit":true,
///      "awards":[{"isced":"7","kind":"degree","name":{"en":"Master of Business"}}]}
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

    /// The stages with their numbers.
    pub(crate) fn numbered(&self) -> impl Iterator<Item = (StageNumber, &Stage)> {
        (0..).map(StageNumber::at).zip(&self.stages)
    }

    pub(crate) fn last_stage(&self) -> StageNumber {
        (1..self.stages.len()).fold(StageNumber::FIRST, |last, _| last.next().unwrap_or(last))
    }

    /// How its awards go together: the forms of its stages, and whether there are awards of several stages.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::{AwardForm, Route};
    /// let route: Route = serde_json::from_str(
    ///     r#"{"stages":[
    ///         {"host":"home","years":"3","exit":true,
    ///          "awards":[{"isced":"5","kind":"diploma","name":{"en":"Vocational diploma"}}]},
    ///         {"host":{"joint":["67e55044-10b1-426f-9247-bb680e5fe0c8"]},"years":"1","exit":true,
    ///          "awards":[{"isced":"6","kind":"degree","name":{"en":"Joint Bachelor"}}]}]}"#,
    /// )
    /// .unwrap();
    /// assert!(route.forms().into_iter().eq([AwardForm::Single, AwardForm::Joint, AwardForm::Consecutive]));
    /// ```
    #[must_use]
    pub fn forms(&self) -> BTreeSet<AwardForm> {
        let stages = self.stages.iter().filter_map(Stage::form);
        let consecutive = stages.clone().count() > 1;
        stages.chain(consecutive.then_some(AwardForm::Consecutive)).collect()
    }

    /// The level a stage leads to: that of the highest award of the first stage with an award from there on.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::IscedLevel;
    /// use collegium_pathways::Route;
    /// let route: Route = serde_json::from_str(
    ///     r#"{"stages":[{"host":"home","years":"2","exit":false},
    ///                   {"host":{"partner":"67e55044-10b1-426f-9247-bb680e5fe0c8"},"years":"2","exit":true,
    ///                    "awards":[{"isced":"6","kind":"degree","name":{"en":"Bachelor"}}]}]}"#,
    /// )
    /// .unwrap();
    /// assert_eq!(route.leads_to(1.try_into().unwrap()), Some(IscedLevel::BACHELOR));
    /// ```
    #[must_use]
    pub fn leads_to(&self, stage: StageNumber) -> Option<IscedLevel> {
        let level = |stage: &Stage| stage.awards.iter().map(|award| award.isced).max();
        self.stages.iter().skip(stage.index()).find_map(level)
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
        let mut reached = None;
        for (stage, index) in self.stages.iter().zip(0..) {
            let number = StageNumber::at(index);
            reached = climb(stage, number, reached)?;
            if stage.awards.is_empty() && stage.exit {
                return Err(RouteError::ExitWithoutAward { stage: number });
            }
            let alone = |host: &Host| matches!(host, Host::Joint(partners) if partners.is_empty());
            if alone(&stage.host) || stage.awards.iter().filter_map(|award| award.by.as_ref()).any(alone) {
                return Err(RouteError::JointAlone { stage: number });
            }
        }
        match self.stages.last() {
            Some(last) if !last.exit => Err(RouteError::NoEnd),
            _ => Ok(self),
        }
    }
}

/// The highest level reached after a stage, if its awards go on from the level reached before.
fn climb(
    stage: &Stage,
    number: StageNumber,
    before: Option<IscedLevel>,
) -> Result<Option<IscedLevel>, RouteError> {
    let mut levels: Vec<_> = stage.awards.iter().map(|award| award.isced).collect();
    levels.sort_unstable();
    for (position, award) in stage.awards.iter().enumerate() {
        if stage.awards.iter().skip(position + 1).any(|other| other == award) {
            return Err(RouteError::AwardTwice { stage: number, name: award.name.clone() });
        }
    }
    levels.into_iter().try_fold(before, |reached, level| match reached {
        Some(before) if level < before => Err(RouteError::StepsDown { stage: number, level, before }),
        Some(before) if before.number() < asked_for(level) => {
            Err(RouteError::Gap { stage: number, level, before })
        }
        _ => Ok(Some(level)),
    })
}

/// The least level from which one goes on to a level. By ISCED 2011, both levels of first tertiary education, 5 and 6, follow
/// upper secondary education, level 3; every other level follows the one below it.
fn asked_for(level: IscedLevel) -> u8 {
    match level.number() {
        5 | 6 => 3,
        number => number.saturating_sub(1),
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
    /// A level is left out.
    #[error(
        "the award of stage {stage} is of ISCED level {level}, but the level reached before it is {before}: name the award in between, at its stage"
    )]
    Gap {
        /// The stage.
        stage: StageNumber,
        /// Its award's level.
        level: IscedLevel,
        /// The level reached before.
        before: IscedLevel,
    },
    /// An award stands twice at a stage.
    #[error("stage {stage} leads to the award `{name}` twice: name it once, or say who grants each")]
    AwardTwice {
        /// The stage.
        stage: StageNumber,
        /// The award.
        name: LocalizedText,
    },
    /// A student could leave with nothing.
    #[error("stage {stage} can be left but leads to no award: name the award, or set `exit` to false")]
    ExitWithoutAward {
        /// The stage.
        stage: StageNumber,
    },
    /// A joint stage or award names nobody beside the college.
    #[error("stage {stage} is joint with nobody: name a partner, or write `home`")]
    JointAlone {
        /// The stage.
        stage: StageNumber,
    },
    /// The last stage leads nowhere.
    #[error("the last stage cannot be left: name its award and set `exit` to true")]
    NoEnd,
}
