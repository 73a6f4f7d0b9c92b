//! The way of each student on a route, as far as a day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use collegium_core::{Period, entity::ProgrammeId};

use super::rates::{Graduation, took_diploma};
use crate::{Enrolment, Programme, StageNumber};

/// An enrolment on a programme that is among those given, and what had happened of it by the end of the day.
pub(crate) struct Course<'a> {
    pub(crate) programme: &'a Programme,
    pub(crate) enrolment: &'a Enrolment,
    /// The day the first stage was entered.
    pub(crate) entered: Option<NaiveDate>,
    /// The stage the student is in.
    pub(crate) stage: Option<StageNumber>,
    /// The day a stage was entered that comes after the last of the route.
    pub(crate) beyond: Option<NaiveDate>,
    pub(super) to_master: bool,
    pub(super) returned: bool,
}

/// What a cohort is counted and checked from. Each history is read here once for all that is asked of it.
pub(crate) struct Courses<'a> {
    pub(crate) programmes: &'a [Programme],
    pub(crate) enrolments: &'a [Enrolment],
    pub(crate) known: BTreeMap<ProgrammeId, &'a Programme>,
    pub(crate) on_routes: Vec<Course<'a>>,
    /// Who took the first diploma in the period and by the day, and when.
    pub(crate) graduates: Vec<(&'a Enrolment, NaiveDate)>,
    pub(super) graduation: Graduation,
    pub(crate) period: Period,
    pub(crate) as_of: NaiveDate,
}

impl<'a> Courses<'a> {
    pub(super) fn new(
        programmes: &'a [Programme],
        enrolments: &'a [Enrolment],
        period: Period,
        as_of: NaiveDate,
    ) -> Self {
        let known = Programme::by_id(programmes);
        let (mut on_routes, mut graduates, mut graduation) = (Vec::new(), Vec::new(), Graduation::default());
        for enrolment in enrolments {
            let programme = enrolment.studies.programme().and_then(|id| known.get(&id).copied());
            let Some(programme) = programme else { continue };
            on_routes.push(Course {
                programme,
                enrolment,
                entered: enrolment.entered(StageNumber::FIRST, as_of),
                stage: enrolment.stage_on(as_of),
                beyond: programme.route.last_stage().next().and_then(|after| enrolment.entered(after, as_of)),
                to_master: programme.led_to_master(enrolment, as_of),
                returned: programme.saw_return(enrolment, as_of),
            });
            graduation.add(programme, enrolment, as_of);
            graduates.extend(took_diploma(programme, enrolment, period, as_of).map(|day| (enrolment, day)));
        }
        Self { programmes, enrolments, known, on_routes, graduates, graduation, period, as_of }
    }
}
