//! `agreements.csv` and `agreement_events.csv`.

use collegium::{
    History, Validity,
    entity::{self, Unit},
    history::Signature,
    org::Level,
    partnerships::{Agreement, AgreementDraft, AgreementEvent, ResponsiblePost},
};

use super::{
    codes::{Codes, Parts, Reader},
    organisation,
};
use crate::table::Row;

pub(super) fn read(
    reader: &mut Reader<'_>,
    units: &Codes<Unit>,
    partners: &Codes<entity::Partner>,
) -> (Codes<entity::Agreement>, Vec<Agreement>) {
    let mut histories = histories(reader);
    let columns = ["code", "title_en", "title_zh", "kind", "partners", "unit", "school_post", "college_post"];
    let read = reader.coded("agreements.csv", &columns, |row, id, code| {
        let (title, kind) = (row.name("title"), row.required("kind"));
        let (partners, unit) = (partners.refer_list(row, "partners"), units.refer_optional(row, "unit"));
        let school = post(row, units, Level::School, "school_post");
        let college = post(row, units, Level::College, "college_post");
        let history = histories.take(&code);
        let draft = AgreementDraft {
            id,
            code,
            title: title?,
            kind: kind?,
            partners: partners?,
            unit: unit?,
            responsible: school?.into_iter().chain(college?).collect(),
            history,
        };
        row.door("code", Agreement::try_from(draft))
    });
    histories.settle("agreement_events.csv", "agreement", "agreement", reader.faults);
    read
}

/// `UNIT/ROLE`, or nothing.
#[expect(clippy::option_option, reason = "absent and wrong are different things")]
fn post(
    row: &mut Row<'_>,
    units: &Codes<Unit>,
    level: Level,
    column: &str,
) -> Option<Option<ResponsiblePost>> {
    let text = row.text(column).to_owned();
    if text.is_empty() {
        return Some(None);
    }
    let Some((unit, role)) = text.split_once('/') else {
        row.fault(
            column,
            format_args!("`{text}` is not a post: write unit and role, such as `C-ACC/liaison-officer`"),
        );
        return None;
    };
    let code = row.door(column, unit.parse());
    let unit = code.and_then(|code| units.find(row, column, &code));
    let role = row.door(column, role.parse());
    Some(Some(ResponsiblePost { level, unit: unit?, role: role? }))
}

/// The history of each agreement, its events in the order of the file.
fn histories(reader: &mut Reader<'_>) -> Parts<History<AgreementEvent>> {
    let columns = ["agreement", "event", "effective", "recorded", "person", "person_name", "validity"];
    let mut histories = Parts::<History<AgreementEvent>>::new();
    let institution = reader.institution;
    reader.rows("agreement_events.csv", &columns, |row| {
        let agreement = row.required("agreement");
        let (event, effective) = (event(row), row.day("effective"));
        let (on, by) = (row.day("recorded"), organisation::person(row, institution));
        let recorded = Signature { by: by?, on: on? };
        let history = histories.of(row, agreement?);
        row.door("event", history.record(effective?, &recorded, None, event?))
    });
    histories
}

fn event(row: &mut Row<'_>) -> Option<AgreementEvent> {
    let validity = row.optional::<Validity>("validity")?;
    let event = row.required::<String>("event")?;
    let termed = |row: &mut Row<'_>| {
        if validity.is_none() {
            row.fault(
                "validity",
                format_args!("an agreement that is {event} needs a term, such as `2024-09-01/2027-08-31`"),
            );
        }
        validity
    };
    let event = match event.as_str() {
        "signed" => AgreementEvent::Signed { validity: termed(row)? },
        "renewed" => AgreementEvent::Renewed { validity: termed(row)? },
        _ if validity.is_some() => {
            row.fault("validity", "only a signed or renewed agreement has a term: leave the cell empty");
            return None;
        }
        _ => row.word("event")?,
    };
    Some(event)
}
