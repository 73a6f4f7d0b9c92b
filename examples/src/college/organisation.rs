//! `units.csv` and `posts.csv`.

use collegium::{
    Id, Line, RecordCode,
    entity::{PersonId, Unit},
    org::{Level, OrgUnit, Organisation, OrganisationDraft, Person, Post},
};

use super::codes::{Codes, Reader};
use crate::{Fault, table::Row};

/// The units by code, with their levels, and the organisation if it could be made.
pub(super) fn read(reader: &mut Reader<'_>) -> (Codes<Unit>, Option<Organisation>) {
    let before = reader.faults.len();
    let columns = ["code", "name_en", "name_zh", "level"];
    let (codes, units) = reader.coded("units.csv", &columns, |row, id, code| {
        let (name, level) = (row.name("name"), row.word::<Level>("level"));
        Some(OrgUnit { id, code, name: name?, level: level? })
    });
    let institution = reader.institution;
    let columns = ["unit", "role", "person", "person_name", "validity"];
    let posts = reader.rows("posts.csv", &columns, |row| {
        let (unit, role) = (codes.refer(row, "unit"), row.required("role"));
        let (person, validity) = (holder(row, institution), row.required("validity"));
        Some(Post { unit: unit?, role: role?, person: person?, validity: validity? })
    });
    if reader.faults.len() > before {
        // What is missing in it is told already.
        return (codes, None);
    }
    let organisation = Organisation::try_from(OrganisationDraft { units, posts: posts.read });
    let organisation =
        organisation.map_err(|error| reader.faults.add(Fault::of_file("units.csv", error))).ok();
    (codes, organisation)
}

/// The person in the columns `person` and `person_name`; none if both are empty.
#[expect(clippy::option_option, reason = "vacant and wrong are different things")]
fn holder(row: &mut Row<'_>, institution: &collegium::InstitutionCode) -> Option<Option<Person>> {
    if row.text("person").is_empty() && row.text("person_name").is_empty() {
        return Some(None);
    }
    person(row, institution).map(Some)
}

/// The person in the columns `person` and `person_name`.
pub(super) fn person(row: &mut Row<'_>, institution: &collegium::InstitutionCode) -> Option<Person> {
    let (code, name) = (row.required::<RecordCode>("person"), row.required::<Line>("person_name"));
    let id: PersonId = Id::derived(institution, &code?);
    Some(Person { id, name: name? })
}
