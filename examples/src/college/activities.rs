//! `activities.csv`, `sites.csv` and `memberships.csv`.

use collegium::{
    entity::{Agreement, Partner, Unit},
    partnerships::{Activity, ActivityDraft, ActivityError, Membership, Resource, Site},
};

use super::codes::{Codes, Reader};
use crate::table::{Row, Whole};

pub(super) fn read(
    reader: &mut Reader<'_>,
    units: &Codes<Unit>,
    partners: &Codes<Partner>,
    agreements: &Codes<Agreement>,
) -> Vec<Activity> {
    let columns = [
        "code",
        "kind",
        "direction",
        "title_en",
        "title_zh",
        "held",
        "partners",
        "agreement",
        "unit",
        "people",
        "result_en",
        "result_zh",
        "resources",
    ];
    let (_, activities) = reader.coded("activities.csv", &columns, |row, id, code| {
        let (kind, direction) = (row.required("kind"), row.word("direction"));
        let (title, held, people) =
            (row.name("title"), row.required("held"), row.required("people").map(|Whole(people)| people));
        let partners = partners.refer_list(row, "partners");
        let agreement = agreements.refer_optional(row, "agreement");
        let unit = units.refer_optional(row, "unit");
        let (result, resources) = (row.optional_name("result"), resources(row));
        let draft = ActivityDraft {
            id,
            code,
            kind: kind?,
            direction: direction?,
            title: title?,
            held: held?,
            partners: partners?,
            agreement: agreement?,
            unit: unit?,
            people: people?,
            result: result?,
            resources: resources?,
        };
        row.door_at(Activity::try_from(draft), |error| match error {
            ActivityError::NoPeople { .. } => "people",
            _ => "resources",
        })
    });
    activities
}

/// `KIND:NUMBER`, separated by `;`.
fn resources(row: &mut Row<'_>) -> Option<Vec<Resource>> {
    row.pairs("resources", "kind and number, such as `course:2`", |row, kind, number| {
        let kind = row.door("resources", kind.parse());
        let number = row.door("resources", number.parse()).map(|Whole(number)| number);
        Some(Resource { kind: kind?, number: number? })
    })
}

pub(super) fn read_places(
    reader: &mut Reader<'_>,
    units: &Codes<Unit>,
    partners: &Codes<Partner>,
) -> (Vec<Site>, Vec<Membership>) {
    let columns = ["code", "name_en", "name_zh", "kind", "country", "partner", "unit", "validity"];
    let (_, sites) = reader.coded("sites.csv", &columns, |row, id, code| {
        let (name, kind, country) = (row.name("name"), row.required("kind"), row.required("country"));
        let partner = partners.refer_optional(row, "partner");
        let (unit, validity) = (units.refer_optional(row, "unit"), row.required("validity"));
        Some(Site {
            id,
            code,
            name: name?,
            kind: kind?,
            country: country?,
            partner: partner?,
            unit: unit?,
            validity: validity?,
        })
    });
    let columns = ["code", "alliance_en", "alliance_zh", "role", "validity"];
    let (_, memberships) = reader.coded("memberships.csv", &columns, |row, id, code| {
        let (alliance, role) = (row.name("alliance"), row.required("role"));
        let validity = row.required("validity");
        Some(Membership { id, code, alliance: alliance?, role: role?, validity: validity? })
    });
    (sites, memberships)
}
