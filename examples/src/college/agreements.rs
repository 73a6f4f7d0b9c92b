//! `agreements.csv` and `agreement_events.csv`.

use collegium::{
    History, Validity,
    entity::{self, Unit},
    history::{HistoryError, Signature},
    org::Level,
    partnerships::{Agreement, AgreementDraft, AgreementError, AgreementEvent, ResponsiblePost},
    text::excerpt,
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
            history: history?,
        };
        row.door_at(Agreement::try_from(draft), |error| match error {
            AgreementError::NoPartner { .. } => "partners",
            _ => "code",
        })
    });
    histories.settle(&read.0, "agreement_events.csv", "agreement", reader.faults);
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
            format_args!(
                "`{}` is not a post: write unit and role, such as `C-ACC/liaison-officer`",
                excerpt(&text)
            ),
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
    let institution = reader.institution;
    let read = |row: &mut Row<'_>| {
        let (event, effective) = (event(row), row.day("effective"));
        let (on, by) = (row.day("recorded"), organisation::person(row, institution));
        Some((effective?, Signature { by: by?, on: on? }, event?))
    };
    Parts::read(reader, "agreement_events.csv", &columns, read, |row, history: &mut History<_>, read| {
        let (effective, recorded, event) = read;
        let column = |error: &HistoryError<_>| match error {
            HistoryError::RecordedBefore { .. } => "recorded",
            _ => "event",
        };
        row.door_at(history.record(effective, &recorded, None, event), column).map(|_| ())
    })
}

fn event(row: &mut Row<'_>) -> Option<AgreementEvent> {
    let (event, validity) = (row.word::<EventKind>("event"), row.optional::<Validity>("validity"));
    let (event, validity) = (event?, validity?);
    match (event.of(validity), validity) {
        (Some(event), _) => Some(event),
        (None, Some(_)) => {
            row.fault("validity", "only a signed or renewed agreement has a term: leave the cell empty");
            None
        }
        (None, None) => {
            let problem =
                "an agreement that is signed or renewed needs a term, such as `2024-09-01/2027-08-31`";
            row.fault("validity", problem);
            None
        }
    }
}

#[derive(Clone, Copy, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum EventKind {
    Negotiated,
    Signed,
    Renewed,
    Suspended,
    Resumed,
    Terminated,
}

impl EventKind {
    /// The event, if it goes with a term or the lack of one.
    fn of(self, validity: Option<Validity>) -> Option<AgreementEvent> {
        Some(match (self, validity) {
            (Self::Signed, Some(validity)) => AgreementEvent::Signed { validity },
            (Self::Renewed, Some(validity)) => AgreementEvent::Renewed { validity },
            (Self::Negotiated, None) => AgreementEvent::Negotiated,
            (Self::Suspended, None) => AgreementEvent::Suspended,
            (Self::Resumed, None) => AgreementEvent::Resumed,
            (Self::Terminated, None) => AgreementEvent::Terminated,
            _ => return None,
        })
    }
}
