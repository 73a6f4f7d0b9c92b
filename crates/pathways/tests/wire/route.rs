//! Lengths, shapes, stages, routes and programmes.

use collegium_pathways::{
    Award, AwardForm, Host, Programme, ProgrammeDraft, ProgrammeError, Route, RouteDraft, RouteError,
    RouteShape, RouteShapeError, Stage, StageNumber, StageNumberError, Years,
};

use super::{ID, golden, has_fields, refused, refused_with};

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

#[test]
fn lengths_are_half_years_from_half_to_ten() {
    for text in ["0.5", "1", "1.5", "3", "9.5", "10"] {
        golden::<Years>(&quoted(text));
    }
    for text in [
        "", "0", "0.0", "10.5", "11", "99.5", "2.25", "1.0", "01", "+1", "-1", ".5", "1.", " 1", "三", "٣",
        "1,5",
    ] {
        assert_eq!(
            refused::<Years>(&quoted(text)),
            format!("`{text}` is not the length of a stage: write years from 0.5 to 10 in steps of a half")
        );
    }
    for (half_years, value) in [(0, "0"), (21, "10.5"), (255, "127.5")] {
        assert_eq!(Years::new(half_years), Err(RouteShapeError::Years { value: value.to_owned() }));
    }
    assert_eq!(refused::<Years>("3"), "invalid type: integer `3`, expected a length in years as a string");
}

#[test]
fn shapes_are_written_as_people_write_them() {
    for (text, stages, closed) in [
        ("3+1+1", 3, false),
        ("3+1+2", 3, false),
        ("2.5+1.5", 2, false),
        ("3+0", 1, true),
        ("4+0", 1, true),
        ("3+1+0", 2, true),
        ("3", 1, false),
        ("1+1+1+1+1+1+0", 6, true),
    ] {
        let shape = golden::<RouteShape>(&quoted(text));
        assert_eq!((shape.stages().len(), shape.is_closed()), (stages, closed), "{text}");
    }
    for (text, part) in [
        ("", ""),
        ("+0", ""),
        ("0", "0"),
        ("0+3", "0"),
        ("3+0+0", "0"),
        ("3++1", ""),
        ("3 + 1", "3 "),
        ("3-1", "3-1"),
    ] {
        assert_eq!(
            refused::<RouteShape>(&quoted(text)),
            format!("`{part}` is not the length of a stage: write years from 0.5 to 10 in steps of a half")
        );
    }
    for text in ["1+1+1+1+1+1+1", "1+1+1+1+1+1+1+1"] {
        let number = text.split('+').count();
        assert_eq!(text.parse::<RouteShape>(), Err(RouteShapeError::Stages { number }));
        assert_eq!(
            refused::<RouteShape>(&quoted(text)),
            format!("a route has one to six stages, not {number}: write them such as `3+1+1`")
        );
    }
    assert_eq!(RouteShape::new(vec![]), Err(RouteShapeError::Stages { number: 0 }));
}

#[test]
fn stages_are_numbered_from_one_to_six() {
    golden::<StageNumber>("1");
    golden::<StageNumber>("6");
    for number in [0, 7, 255] {
        let error = StageNumber::try_from(number).unwrap_err();
        assert!(matches!(error, StageNumberError { number: given, .. } if given == number));
        assert_eq!(
            refused::<StageNumber>(&number.to_string()),
            format!("{number} is not the number of a stage: they go from 1 to 6")
        );
    }
    for json in ["-1", "256", "1.5", "\"1\""] {
        assert!(refused::<StageNumber>(json).starts_with("invalid "), "{json}");
    }
}

fn stage(host: &str, isced: &str) -> String {
    format!(
        r#"{{"host":{host},"years":"3","language":"zh","awards":[{{"isced":"{isced}","kind":"diploma","name":{{"en":"Diploma"}}}}],"exit":true}}"#
    )
}

fn partner() -> String {
    format!(r#"{{"partner":"{ID}"}}"#)
}

#[test]
fn hosts_and_awards_are_checked() {
    golden::<Host>("\"home\"");
    assert!(golden::<Host>(&partner()).is_abroad());
    assert!(!golden::<Host>(&format!(r#"{{"joint":["{ID}"]}}"#)).is_abroad());
    assert_eq!(
        refused::<Host>("\"abroad\""),
        "unknown variant `abroad`, expected one of `home`, `partner`, `joint`"
    );
    assert!(refused::<Host>(r#"{"partner":"1"}"#).starts_with("`1` is not the id of a partner"));

    let award = r#"{"isced":"5","kind":"diploma","name":{"en":"Diploma","zh":"专科毕业证书"}}"#;
    golden::<Award>(award);
    has_fields::<Award>(award, &["isced", "kind", "name"]);
    let whole = format!(
        r#"{{"isced":"6","kind":"degree","name":{{"en":"Bachelor"}},"framework":{{"framework":"aqf","level":"7"}},"by":{}}}"#,
        partner()
    );
    golden::<Award>(&whole);
    golden::<AwardForm>("\"consecutive\"");
    assert!(refused::<AwardForm>("\"double\"").starts_with("unknown variant `double`"));
    assert_eq!(
        refused_with::<Award>(award, "isced", "\"9\""),
        "`9` is not an ISCED level: write one digit from 0 to 8"
    );
    assert!(refused_with::<Award>(award, "kind", "\"title\"").starts_with("unknown variant `title`"));
    assert_eq!(refused_with::<Award>(award, "name", "{}"), "a name needs a text in at least one language");
}

#[test]
fn a_stage_is_an_object() {
    let json = stage(&partner(), "5");
    golden::<Stage>(&json);
    golden::<Stage>(r#"{"host":"home","years":"1.5","exit":false}"#);
    has_fields::<Stage>(&json, &["host", "years", "exit"]);
    assert!(refused_with::<Stage>(&json, "years", "\"0\"").starts_with("`0` is not the length of a stage"));
    assert!(refused_with::<Stage>(&json, "language", "\"?\"").starts_with("`?` is not a language tag"));
    let covered = golden::<Stage>(&json.replace("true}", &format!(r#"true,"agreement":"{ID}"}}"#)));
    assert!(covered.agreement.is_some());
    assert!(
        refused_with::<Stage>(&json, "agreement", "\"1\"").starts_with("`1` is not the id of an agreement")
    );
    assert!(refused_with::<Stage>(&json, "exit", "1").starts_with("invalid type: integer `1`"));
}

fn route(stages: &[&str]) -> String {
    format!(r#"{{"stages":[{}]}}"#, stages.join(","))
}

#[test]
fn a_route_is_its_stages() {
    let json = route(&[&stage("\"home\"", "5"), &stage(&partner(), "6")]);
    let route: Route = golden(&json);
    assert_eq!(golden::<RouteDraft>(&json), route.draft());
    has_fields::<Route>(&json, &["stages"]);
    let first: Route = golden(&self::route(&[&stage(&partner(), "5"), &stage(&partner(), "6")]));
    assert!(first.stages[0].host.is_abroad(), "a route may begin at a partner's");
}

#[test]
fn every_refusal_of_a_route_says_which_stage_and_what_would_be_right() {
    let home = stage("\"home\"", "6");
    let dead_end = r#"{"host":"home","years":"1","exit":false}"#;
    let empty = r#"{"host":"home","years":"1","exit":true}"#;
    let alone = stage(r#"{"joint":[]}"#, "6");
    let twice =
        home.replace("}}],", "}},{\"isced\":\"6\",\"kind\":\"diploma\",\"name\":{\"en\":\"Diploma\"}}],");
    let many = [home.as_str(); 7];
    for (stages, message) in [
        (vec![], "a route has one to six stages, not 0: write them such as `3+1+1`"),
        (many.to_vec(), "a route has one to six stages, not 7: write them such as `3+1+1`"),
        (
            vec![&home, dead_end, &stage("\"home\"", "5")],
            "the award of stage 3 is of ISCED level 5, below level 6 of an earlier stage: list the stages in the order \
             they are studied",
        ),
        (
            vec![&home, empty],
            "stage 2 can be left but leads to no award: name the award, or set `exit` to false",
        ),
        (vec![&alone], "stage 1 is joint with nobody: name a partner, or write `home`"),
        (
            vec![&stage("\"home\"", "5"), &stage("\"home\"", "7")],
            "the award of stage 2 is of ISCED level 7, but the level reached before it is 5: name the award in between, \
             at its stage",
        ),
        (vec![&twice], "stage 1 leads to the award `Diploma` twice: name it once, or say who grants each"),
        (vec![&home, dead_end], "the last stage cannot be left: name its award and set `exit` to true"),
    ] {
        assert_eq!(refused::<Route>(&route(&stages)), message);
    }
    // From school one goes on to a diploma or a bachelor's at once, but not to a master's.
    for (from, to, possible) in [
        ("3", "5", true),
        ("3", "6", true),
        ("4", "6", true),
        ("2", "5", false),
        ("3", "7", false),
        ("6", "8", false),
    ] {
        let json = route(&[&stage("\"home\"", from), &stage("\"home\"", to)]);
        assert_eq!(serde_json::from_str::<Route>(&json).is_ok(), possible, "{from} to {to}");
    }
    let refusal = |stages: &[&str]| {
        Route::try_from(serde_json::from_str::<RouteDraft>(&route(stages)).unwrap()).unwrap_err()
    };
    let number = |number: u8| StageNumber::try_from(number).unwrap();
    assert_eq!(refusal(&[]), RouteError::Shape(RouteShapeError::Stages { number: 0 }));
    assert!(matches!(refusal(&[&home, &stage("\"home\"", "5")]), RouteError::StepsDown { .. }));
    assert!(matches!(refusal(&[&stage("\"home\"", "5"), &stage("\"home\"", "8")]), RouteError::Gap { .. }));
    assert!(matches!(refusal(&[&twice]), RouteError::AwardTwice { .. }));
    assert_eq!(refusal(&[empty]), RouteError::ExitWithoutAward { stage: number(1) });
    assert_eq!(refusal(&[&home, &alone]), RouteError::JointAlone { stage: number(2) });
    assert_eq!(refusal(&[dead_end]), RouteError::NoEnd);
}

fn programme(host: &str) -> String {
    format!(
        r#"{{"id":"{ID}","code":"G-1","major":{{"en":"Accounting","zh":"会计"}},"route":{},"agreement":"{ID}","unit":"{ID}","intake":"2020-09-01/2026-08-31","quota":120}}"#,
        route(&[&stage(host, "5")])
    )
}

#[test]
fn a_programme_leaves_home_and_has_places() {
    let json = programme(&partner());
    let programme: Programme = golden(&json);
    assert_eq!(golden::<ProgrammeDraft>(&json), programme.draft());
    has_fields::<Programme>(&json, &["id", "code", "major", "route", "agreement", "unit", "intake"]);
    let message = |field, value| refused_with::<Programme>(&json, field, value);
    for (field, kind) in [("id", "a programme"), ("agreement", "an agreement"), ("unit", "a unit")] {
        assert!(message(field, "\"1\"").starts_with(&format!("`1` is not the id of {kind}")), "{field}");
    }
    assert_eq!(message("code", "\"\""), "a record code cannot be blank");
    assert_eq!(message("major", "{}"), "a name needs a text in at least one language");
    assert!(message("intake", "\"2020\"").starts_with("`2020` is not a validity"));
    assert!(message("route", r#"{"stages":[]}"#).starts_with("a route has one to six stages, not 0"));
    assert_eq!(
        message("quota", "0"),
        "the programme `G-1` has a quota of 0: leave the quota out or close the intake"
    );
    assert!(message("quota", "-1").starts_with("invalid value: integer `-1`"));
    assert_eq!(
        refused::<Programme>(&self::programme("\"home\"")),
        "every stage of the programme `G-1` is at home: a cooperative programme has a stage at a partner's or a joint one"
    );
    let mut draft = programme.draft();
    let code = draft.code.clone();
    draft.authorisations.push(
        serde_json::from_str(
            r#"{"kind":"filing","authority":"a","number":"1","validity":"2024-09-01/..","quota":0}"#,
        )
        .unwrap(),
    );
    assert_eq!(Programme::try_from(draft.clone()), Err(ProgrammeError::NoPlace { code: code.clone() }));
    draft.authorisations.clear();
    draft.quota = Some(0);
    assert_eq!(Programme::try_from(draft.clone()), Err(ProgrammeError::NoPlace { code: code.clone() }));
    draft.route = serde_json::from_str(&route(&[&stage("\"home\"", "5")])).unwrap();
    assert_eq!(Programme::try_from(draft), Err(ProgrammeError::AllAtHome { code }));
}
