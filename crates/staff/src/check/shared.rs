//! Who is in two things at once.

use std::collections::{BTreeMap, BTreeSet};

use collegium_core::entity::PersonId;

/// Two things in the order of the list, and the persons both have.
pub(super) type Shared<'a, T> = (&'a T, &'a T, Vec<PersonId>);

/// Each two of these things that meet and share persons. They are looked for by person, so that what shares nobody is never
/// compared.
pub(super) fn shared<'a, T>(
    things: &'a [T],
    persons: impl Fn(&T) -> &BTreeSet<PersonId>,
    meet: impl Fn(&T, &T) -> bool,
) -> impl Iterator<Item = Shared<'a, T>> {
    let mut of_person = BTreeMap::<PersonId, Vec<(usize, &T)>>::new();
    for place in things.iter().enumerate() {
        for person in persons(place.1) {
            of_person.entry(*person).or_default().push(place);
        }
    }
    let mut pairs = BTreeMap::<(usize, usize), Shared<'a, T>>::new();
    for (person, places) in of_person {
        for (nth, (at, first)) in places.iter().enumerate() {
            for (other, second) in places.iter().skip(nth + 1).filter(|(_, second)| meet(first, second)) {
                let (_, _, both) = pairs.entry((*at, *other)).or_insert((first, second, Vec::new()));
                both.push(person);
            }
        }
    }
    pairs.into_values()
}
