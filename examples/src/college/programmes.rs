//! `programmes.csv`.

use collegium::{
    entity::{Agreement, Partner, Unit},
    pathways::{Programme, ProgrammeDraft},
};

use super::{Codes, Reader};

pub(super) fn read(
    reader: &mut Reader<'_>,
    units: &Codes<Unit>,
    partners: &Codes<Partner>,
    agreements: &Codes<Agreement>,
) -> Vec<Programme> {
    let columns =
        ["code", "major_en", "major_zh", "shape", "partner", "agreement", "unit", "intake", "quota"];
    let (_, programmes) = reader.coded("programmes.csv", &columns, |row, id, code| {
        let (major, shape) = (row.name("major"), row.required("shape"));
        let (partner, agreement) = (partners.refer(row, "partner"), agreements.refer(row, "agreement"));
        let (unit, intake, quota) = (units.refer(row, "unit"), row.required("intake"), row.optional("quota"));
        let draft = ProgrammeDraft {
            id,
            code,
            major: major?,
            shape: shape?,
            partner: partner?,
            agreement: agreement?,
            unit: unit?,
            intake: intake?,
            quota: quota?,
        };
        row.door("shape", Programme::try_from(draft))
    });
    programmes
}
