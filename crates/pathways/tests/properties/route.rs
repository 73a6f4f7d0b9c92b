//! Lengths, shapes, routes and programmes.

use std::{fmt, str::FromStr};

use collegium_core::IscedLevel;
use collegium_pathways::{
    Host, Programme, ProgrammeDraft, Route, RouteDraft, RouteShape, Stage, StageNumber, StudyKind, Years,
};
use proptest::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

use super::made;

/// What is read from any text is printed as that very text, and what is not read is refused in one line.
fn comes_back_or_is_refused<T>(text: &str) -> Result<bool, TestCaseError>
where
    T: fmt::Debug + fmt::Display + PartialEq + FromStr<Err: fmt::Display> + Serialize + DeserializeOwned,
{
    let json = serde_json::to_string(text).unwrap();
    match text.parse::<T>() {
        Ok(word) => {
            prop_assert_eq!(word.to_string(), text);
            prop_assert_eq!(serde_json::to_string(&word).unwrap(), json.clone());
            prop_assert_eq!(&serde_json::from_str::<T>(&json).unwrap(), &word);
            Ok(true)
        }
        Err(error) => {
            let message = error.to_string();
            prop_assert!(!message.contains('\n') && message.len() < 800, "{}", message);
            prop_assert!(serde_json::from_str::<T>(&json).is_err());
            Ok(false)
        }
    }
}

fn all(text: &str) -> Result<(), TestCaseError> {
    comes_back_or_is_refused::<Years>(text)?;
    comes_back_or_is_refused::<RouteShape>(text)?;
    comes_back_or_is_refused::<StudyKind>(text)?;
    Ok(())
}

proptest! {
    #[test]
    fn lengths_and_shapes_come_back(halves in prop::collection::vec(1_u8..=20, 1..=6), closed in any::<bool>()) {
        let years: Vec<_> = halves.iter().map(|halves| Years::new(*halves).unwrap()).collect();
        for (years, halves) in years.iter().zip(&halves) {
            prop_assert_eq!((years.half_years(), years.months()), (*halves, u32::from(*halves) * 6));
            prop_assert!(comes_back_or_is_refused::<Years>(&years.to_string())?);
        }
        let shape = RouteShape::new(years).unwrap();
        let text = format!("{shape}{}", if closed { "+0" } else { "" });
        prop_assert!(comes_back_or_is_refused::<RouteShape>(&text)?);
        let read: RouteShape = text.parse().unwrap();
        prop_assert_eq!(read.is_closed(), closed);
        prop_assert_eq!(read.stages(), shape.stages());
        prop_assert_eq!(read.months(), halves.iter().map(|halves| u32::from(*halves) * 6).sum::<u32>());
    }

    #[test]
    fn junk_is_refused_in_peace(text in prop_oneof![".*", "[0-9.+]{0,12}", "\\PC{0,500}", "[a-z-]{0,70}"]) {
        all(&text)?;
    }

    #[test]
    fn every_number_is_a_length_and_a_stage_or_an_error(number in any::<u8>()) {
        prop_assert_eq!(Years::new(number).is_ok(), (1..=20).contains(&number));
        prop_assert_eq!(StageNumber::try_from(number).is_ok(), (1..=6).contains(&number));
    }

    #[test]
    fn the_shape_of_a_route_is_its_stages(route in made::route()) {
        let shape = route.shape();
        let years: Vec<_> = route.stages.iter().map(|stage| stage.years).collect();
        prop_assert_eq!(shape.stages(), &years);
        let joint_alone = route.stages.len() == 1 && matches!(route.stages[0].host, Host::Joint(_));
        prop_assert_eq!(shape.is_closed(), joint_alone);
        prop_assert!(comes_back_or_is_refused::<RouteShape>(&shape.to_string())?);
        for (number, stage) in (1_u8..=6).zip(route.stages.iter().map(Some).chain(std::iter::repeat(None))) {
            prop_assert_eq!(route.stage(number.try_into().unwrap()), stage);
        }
    }

    #[test]
    fn routes_and_programmes_come_back(programme in made::programme(0)) {
        let route = programme.route.clone();
        let json = serde_json::to_string(&route).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Route>(&json).unwrap(), &route);
        prop_assert_eq!(Route::try_from(RouteDraft::from(route.clone())), Ok(route));
        let json = serde_json::to_string(&programme).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Programme>(&json).unwrap(), &programme);
        prop_assert_eq!(Programme::try_from(ProgrammeDraft::from(programme.clone())), Ok(programme));
    }

    #[test]
    fn a_route_exists_just_if_its_rules_hold(stages in prop::collection::vec(made::stage(), 0..=7)) {
        // Within a stage the order of the awards says nothing.
        let within = |stage: &Stage| {
            let mut levels: Vec<_> = stage.awards.iter().map(|award| award.isced).collect();
            levels.sort();
            levels
        };
        let levels: Vec<IscedLevel> = stages.iter().flat_map(within).collect();
        let alone = |host: &Host| matches!(host, Host::Joint(with) if with.is_empty());
        let twice = |stage: &Stage| {
            let awards = &stage.awards;
            (0..awards.len()).any(|one| (0..one).any(|other| awards[one] == awards[other]))
        };
        let possible = (1..=6).contains(&stages.len())
            && levels.windows(2).all(|pair| (0..=1).contains(&(i16::from(pair[1].number()) - i16::from(pair[0].number()))))
            && stages.iter().all(|stage| !stage.exit || !stage.awards.is_empty())
            && stages.last().is_some_and(|stage| stage.exit)
            && !stages.iter().any(twice)
            && !stages.iter().any(|stage| {
                alone(&stage.host) || stage.awards.iter().filter_map(|award| award.by.as_ref()).any(alone)
            });
        prop_assert_eq!(Route::try_from(RouteDraft { stages }).is_ok(), possible);
    }
}
