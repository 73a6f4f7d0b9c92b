//! `partners.csv`.

use collegium::{
    entity,
    partnerships::{Identifier, Partner, PartnerDraft},
};

use super::codes::{Codes, Reader};
use crate::table::Row;

pub(super) fn read(reader: &mut Reader<'_>) -> (Codes<entity::Partner>, Vec<Partner>) {
    let columns = ["code", "name_en", "name_zh", "kind", "country", "tier", "identifiers"];
    reader.coded("partners.csv", &columns, |row, id, code| {
        let (name, kind, country) = (row.name("name"), row.required("kind"), row.required("country"));
        let (tier, identifiers) = (row.optional("tier"), identifiers(row));
        let draft = PartnerDraft {
            id,
            code,
            name: name?,
            kind: kind?,
            country: country?,
            tier: tier?,
            identifiers: identifiers?,
        };
        row.door("identifiers", Partner::try_from(draft))
    })
}

/// `SCHEME:VALUE`, separated by `;`.
fn identifiers(row: &mut Row<'_>) -> Option<Vec<Identifier>> {
    row.pairs("identifiers", "scheme and value, such as `schac:college.example`", |row, scheme, value| {
        let scheme = row.door("identifiers", scheme.parse());
        let value = row.door("identifiers", value.parse());
        Some(Identifier { scheme: scheme?, value: value? })
    })
}
