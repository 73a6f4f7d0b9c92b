//! `staff.csv`, `certificates.csv` and `batches.csv`.

use collegium::{
    entity::{self, Person, Unit},
    staff::{Batch, BatchDraft, BatchError, Certificate, Member, MemberDraft, MemberError},
};

use super::codes::{Codes, Parts, Reader};
use crate::table::{Row, Whole};

pub(super) fn read(reader: &mut Reader<'_>, units: &Codes<Unit>) -> (Codes<Person>, Vec<Member>) {
    let mut certificates = certificates(reader);
    let columns = ["code", "name_en", "name_zh", "unit", "kinds", "employment"];
    let read = reader.coded("staff.csv", &columns, |row, id, code| {
        let (name, unit) = (row.name("name"), units.refer(row, "unit"));
        let (kinds, employment) = (row.list("kinds"), row.required("employment"));
        let certificates = certificates.take(&code);
        let kinds = kinds?.into_iter().collect();
        let draft = MemberDraft {
            id,
            code,
            name: name?,
            unit: unit?,
            kinds,
            employment: employment?,
            certificates: certificates?,
        };
        row.door_at(Member::try_from(draft), |error| match error {
            MemberError::NoKind { .. } => "kinds",
            _ => "code",
        })
    });
    certificates.settle(&read.0, "certificates.csv", "member", reader.faults);
    read
}

fn certificates(reader: &mut Reader<'_>) -> Parts<Vec<Certificate>> {
    let columns = ["member", "kind", "issuer_en", "issuer_zh", "validity", "number"];
    let read = |row: &mut Row<'_>| {
        let (kind, issuer) = (row.required("kind"), row.name("issuer"));
        let (validity, number) = (row.required("validity"), row.optional("number"));
        Some(Certificate { kind: kind?, issuer: issuer?, validity: validity?, number: number? })
    };
    Parts::read(reader, "certificates.csv", &columns, read, |_, certificates: &mut Vec<_>, certificate| {
        certificates.push(certificate);
        Some(())
    })
}

pub(super) fn read_batches(
    reader: &mut Reader<'_>,
    members: &Codes<Person>,
) -> (Codes<entity::Batch>, Vec<Batch>) {
    let columns = ["code", "year", "kind", "number", "members", "abroad"];
    reader.coded("batches.csv", &columns, |row, id, code| {
        let (year, kind, number) = (row.required("year"), row.required("kind"), row.required("number"));
        let year = year.map(|Whole(year)| i32::try_from(year).unwrap_or(i32::MAX));
        let number = number.map(|Whole(number)| number);
        let (members, abroad) = (members.refer_list(row, "members"), row.required("abroad"));
        let draft = BatchDraft {
            id,
            code,
            year: year?,
            kind: kind?,
            number: number?,
            members: members?,
            abroad: abroad?,
        };
        row.door_at(Batch::try_from(draft), |error| match error {
            BatchError::Year { .. } => "year",
            BatchError::NumberZero { .. } => "number",
            BatchError::Empty { .. } => "members",
            _ => "code",
        })
    })
}
