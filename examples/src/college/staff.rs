//! `staff.csv`, `certificates.csv` and `batches.csv`.

use collegium::{
    entity::{self, Person, Unit},
    staff::{Batch, BatchDraft, Certificate, Member, MemberDraft},
};

use super::codes::{Codes, Parts, Reader};

pub(super) fn read(reader: &mut Reader<'_>, units: &Codes<Unit>) -> (Codes<Person>, Vec<Member>) {
    let mut certificates = certificates(reader);
    let columns = ["code", "name_en", "name_zh", "unit", "kinds", "employment"];
    let read = reader.coded("staff.csv", &columns, |row, id, code| {
        let (name, unit) = (row.name("name"), units.refer(row, "unit"));
        let (kinds, employment) = (row.list("kinds"), row.required("employment"));
        let certificates = certificates.take(&code);
        let kinds = kinds?.into_iter().collect();
        let draft =
            MemberDraft { id, code, name: name?, unit: unit?, kinds, employment: employment?, certificates };
        row.door("kinds", Member::try_from(draft))
    });
    certificates.settle("certificates.csv", "member", "member of staff", reader.faults);
    read
}

fn certificates(reader: &mut Reader<'_>) -> Parts<Vec<Certificate>> {
    let columns = ["member", "kind", "issuer_en", "issuer_zh", "validity", "number"];
    let mut certificates = Parts::<Vec<Certificate>>::new();
    reader.rows("certificates.csv", &columns, |row| {
        let (member, kind, issuer) = (row.required("member"), row.required("kind"), row.name("issuer"));
        let (validity, number) = (row.required("validity"), row.optional("number"));
        let certificate = Certificate { kind: kind?, issuer: issuer?, validity: validity?, number: number? };
        certificates.of(row, member?).push(certificate);
        Some(())
    });
    certificates
}

pub(super) fn read_batches(
    reader: &mut Reader<'_>,
    members: &Codes<Person>,
) -> (Codes<entity::Batch>, Vec<Batch>) {
    let columns = ["code", "year", "kind", "number", "members", "abroad"];
    reader.coded("batches.csv", &columns, |row, id, code| {
        let (year, kind, number) = (row.required("year"), row.required("kind"), row.required("number"));
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
        row.door("code", Batch::try_from(draft))
    })
}
