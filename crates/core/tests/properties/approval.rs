//! Approvals against a naive machine.

use chrono::{Days, NaiveDate};
use collegium_core::{
    Approval,
    approval::{ApprovalRoute, ApprovalRouteDraft, ApprovalStep, Outcome},
    history::Signature,
    org::Person,
    strategy::history::{approval_route, approval_step},
};
use proptest::{collection::vec, prelude::*, sample::Index};

use super::laws::{record_comes_back, value_comes_back};

/// What somebody tries: which verb, at which step, which person, how many days later.
#[derive(Debug, Clone)]
struct Attempt {
    verb: u8,
    step: Index,
    person: u128,
    later: u64,
}

fn attempts() -> impl Strategy<Value = Vec<Attempt>> {
    let attempt = (prop_oneof![4 => Just(0_u8), 1 => 1_u8..5], any::<Index>(), 0_u128..4, 0_u64..3)
        .prop_map(|(verb, step, person, later)| Attempt { verb, step, person, later });
    vec(attempt, 0..30)
}

/// Where the request stands, by the rules in words: the next step alone may be decided, by anyone but who asked; a
/// returned request begins anew; what is approved, rejected or withdrawn is over.
#[derive(Debug, Clone)]
struct Machine {
    route: Vec<ApprovalStep>,
    asks: u128,
    done: Vec<u128>,
    outcome: Outcome,
}

impl Machine {
    fn attempt(&mut self, attempt: &Attempt) -> bool {
        let step = attempt.step.index(self.route.len());
        let own = attempt.person == self.asks;
        let decides = self.outcome == Outcome::Open && step == self.done.len() && !own;
        match attempt.verb {
            0 if decides => {
                self.done.push(attempt.person);
                if self.done.len() == self.route.len() {
                    self.outcome = Outcome::Approved;
                }
            }
            1 if decides => self.outcome = Outcome::Rejected,
            2 if decides => self.outcome = Outcome::Returned,
            3 if own && self.outcome == Outcome::Returned => {
                self.outcome = Outcome::Open;
                self.done.clear();
            }
            4 if own && [Outcome::Open, Outcome::Returned].contains(&self.outcome) => {
                self.outcome = Outcome::Withdrawn;
            }
            _ => return false,
        }
        true
    }
}

fn signature(person: u128, on: NaiveDate) -> Signature {
    let id = collegium_core::entity::PersonId::from_uuid(uuid(person));
    Signature { by: Person::new(id, &format!("Person {person}")).unwrap(), on }
}

fn uuid(number: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(number)
}

fn perform(approval: &mut Approval, route: &ApprovalRoute, attempt: &Attempt, on: NaiveDate) -> bool {
    let (step, by) = (attempt.step.get(&route.steps), signature(attempt.person, on));
    let why = || "a reason".parse().unwrap();
    match attempt.verb {
        0 => approval.approve(step, &by, &by),
        1 => approval.reject(step, &by, why(), &by),
        2 => approval.send_back(step, &by, why(), &by),
        3 => approval.propose_again(route, &by, &by),
        _ => approval.withdraw(&by, &by),
    }
    .is_ok()
}

proptest! {
    #[test]
    fn values_come_back(step in approval_step(), route in approval_route()) {
        value_comes_back(&step)?;
        record_comes_back::<ApprovalRoute, ApprovalRouteDraft>(&route)?;
    }

    #[test]
    fn an_approval_does_what_the_machine_does(route in approval_route(), attempts in attempts(), asks in 0_u128..4) {
        let mut today: NaiveDate = "2026-01-01".parse().unwrap();
        let by = signature(asks, today);
        let mut approval = Approval::propose(&route, &by, &by).unwrap();
        let mut machine = Machine { route: route.steps.clone(), asks, done: vec![], outcome: Outcome::Open };
        for attempt in attempts {
            today = today + Days::new(attempt.later);
            let before = approval.clone();
            let expected = machine.attempt(&attempt);
            prop_assert_eq!(perform(&mut approval, &route, &attempt, today), expected, "{:?}", attempt);
            if !expected {
                prop_assert_eq!(&approval, &before);
            }
            let state = approval.state_on(today).unwrap();
            prop_assert_eq!(state.outcome(), machine.outcome);
            prop_assert_eq!(approval.is_approved_on(today), machine.outcome == Outcome::Approved);
            let done: Vec<_> = state.approved_by().iter().map(|person| person.id.uuid()).collect();
            prop_assert_eq!(&done, &machine.done.iter().map(|person| uuid(*person)).collect::<Vec<_>>());
            prop_assert!(done.iter().all(|person| *person != uuid(asks)), "never one's own request");
            prop_assert!(done.len() <= route.steps.len(), "never two approvals of one step");
            let open = machine.outcome == Outcome::Open;
            prop_assert_eq!(state.next_step(), open.then(|| &route.steps[done.len()]), "never a step skipped");
        }
        value_comes_back(&approval)?;
        let eve: NaiveDate = "2025-12-31".parse().unwrap();
        prop_assert_eq!(approval.state_on(eve), None);
    }

    #[test]
    fn a_decision_found_late_counts_from_its_own_day(route in approval_route(), late in 1_u64..30) {
        let first: NaiveDate = "2026-01-01".parse().unwrap();
        let by = signature(0, first);
        let mut approval = Approval::propose(&route, &by, &by).unwrap();
        let clerk = signature(9, first + Days::new(late));
        for step in &route.steps {
            approval.approve(step, &signature(1, first), &clerk).unwrap();
        }
        prop_assert!(approval.is_approved_on(first));
        let known = approval.history().state_known(first, first).unwrap();
        prop_assert_eq!(known.outcome(), Outcome::Open);
        let early = signature(1, "2025-12-31".parse().unwrap());
        prop_assert!(approval.approve(&route.steps[0], &early, &clerk).is_err());
    }
}
