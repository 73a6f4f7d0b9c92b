//! `programmes.csv` and `stages.csv`.

use std::collections::BTreeSet;

use collegium::{
    AwardKind,
    entity::{self, Agreement, Partner, Unit},
    pathways::{Award, Host, Programme, ProgrammeDraft, ProgrammeError, Route, RouteDraft, Stage},
};

use super::codes::{Codes, Parts, Reader};
use crate::table::{Row, Whole, YesNo};

pub(super) fn read(
    reader: &mut Reader<'_>,
    units: &Codes<Unit>,
    partners: &Codes<Partner>,
    agreements: &Codes<Agreement>,
) -> (Codes<entity::Programme>, Vec<Programme>) {
    let mut stages = stages(reader, partners);
    let columns = ["code", "major_en", "major_zh", "agreement", "unit", "intake", "quota"];
    let (codes, programmes) = reader.coded("programmes.csv", &columns, |row, id, code| {
        let (major, agreement) = (row.name("major"), agreements.refer(row, "agreement"));
        let (unit, intake, quota) = (units.refer(row, "unit"), row.required("intake"), row.optional("quota"));
        let quota = quota.map(|quota| quota.map(|Whole(quota)| quota));
        let route = stages.take(&code).map(|stages| Route::try_from(RouteDraft { stages }));
        let route = route.and_then(|route| row.door("code", route));
        let draft = ProgrammeDraft {
            id,
            code,
            major: major?,
            route: route?,
            agreement: agreement?,
            unit: unit?,
            intake: intake?,
            channels: BTreeSet::new(),
            authorisations: Vec::new(),
            quota: quota?,
        };
        row.door_at(Programme::try_from(draft), |error| match error {
            ProgrammeError::NoPlace { .. } => "quota",
            _ => "code",
        })
    });
    stages.settle(&codes, "stages.csv", "programme", reader.faults);
    (codes, programmes)
}

/// The stages of each programme, in the order of the file.
fn stages(reader: &mut Reader<'_>, partners: &Codes<Partner>) -> Parts<Vec<Stage>> {
    let columns = [
        "programme",
        "host",
        "partners",
        "years",
        "language",
        "level",
        "award",
        "award_en",
        "award_zh",
        "exit",
    ];
    let read = |row: &mut Row<'_>| {
        let (host, years) = (host(row, partners), row.required("years"));
        let (language, award) = (row.optional("language"), award(row));
        let exit = row.word::<YesNo>("exit");
        let exit = exit? == YesNo::Yes;
        let awards = award?.into_iter().collect();
        Some(Stage { host: host?, years: years?, language: language?, awards, exit, agreement: None })
    };
    Parts::read(reader, "stages.csv", &columns, read, |_, stages: &mut Vec<_>, stage| {
        stages.push(stage);
        Some(())
    })
}

#[derive(Clone, Copy, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum HostKind {
    Home,
    Partner,
    Joint,
}

fn host(row: &mut Row<'_>, partners: &Codes<Partner>) -> Option<Host> {
    let kind = row.word::<HostKind>("host");
    let hosts: BTreeSet<_> = partners.refer_list(row, "partners")?;
    match (kind?, hosts.first()) {
        (HostKind::Home, None) => Some(Host::Home),
        (HostKind::Partner, Some(partner)) if hosts.len() == 1 => Some(Host::Partner(*partner)),
        (HostKind::Joint, Some(_)) => Some(Host::Joint(hosts)),
        _ => {
            row.fault(
                "partners",
                "a stage at home has no partner, one at a partner's has one, a joint one at least one",
            );
            None
        }
    }
}

#[expect(clippy::option_option, reason = "absent and wrong are different things")]
fn award(row: &mut Row<'_>) -> Option<Option<Award>> {
    if ["level", "award", "award_en", "award_zh"].iter().all(|column| row.text(column).is_empty()) {
        return Some(None);
    }
    let (isced, kind, name) = (row.required("level"), row.word::<AwardKind>("award"), row.name("award"));
    Some(Some(Award { isced: isced?, kind: kind?, name: name?, framework: None, by: None }))
}
