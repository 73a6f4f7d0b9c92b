//! A panic stands for a program that is cut off.

use std::{
    cell::Cell,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::atomic::{AtomicU32, Ordering},
};

use super::*;

type Exchange = fn(&Path, &Path) -> io::Result<bool>;

/// The exchange of this system, and that of one that has none.
const SYSTEMS: [Exchange; 2] = [exchange::exchange, |_, _| Ok(false)];

/// A place of its own for one case; gone when the case is over.
struct Desk(PathBuf);

impl Desk {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("collegium-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let place = std::env::temp_dir().join(name);
        fs::create_dir(&place).unwrap();
        Self(place)
    }

    fn report(&self) -> PathBuf {
        self.0.join("report")
    }

    /// Every file, with what it holds.
    fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        for entry in fs::read_dir(&self.0).unwrap() {
            let folder = entry.unwrap().path();
            for file in fs::read_dir(&folder).unwrap() {
                let path = file.unwrap().path();
                let shown = path.strip_prefix(&self.0).unwrap().display().to_string();
                files.push(format!("{shown}: {}", fs::read_to_string(&path).unwrap()));
            }
        }
        files.sort();
        files
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn parts(year: &str) -> [Part; 2] {
    [("a", "A"), ("b", "B")].map(|(name, opening)| Part {
        name,
        opening,
        text: format!("{opening} of {year}"),
    })
}

fn whole(year: &str) -> [String; 2] {
    [format!("report/a: A of {year}"), format!("report/b: B of {year}")]
}

/// Replaces with the parts of a year, on a system, and does this before each step.
fn run(
    desk: &Desk,
    year: &str,
    exchange: Exchange,
    before: &dyn Fn(Step) -> io::Result<()>,
) -> Result<(), FolderError> {
    let (places, parts) = (Places::of(&desk.report()).unwrap(), parts(year));
    Replacement { places, parts: &parts, exchange, before }.run()
}

/// The steps of an undisturbed run.
fn steps(desk: &Desk, year: &str, exchange: Exchange) -> Vec<Step> {
    let seen = Cell::new(Vec::new());
    let count = |step| {
        let mut steps = seen.take();
        steps.push(step);
        seen.set(steps);
        Ok(())
    };
    run(desk, year, exchange, &count).unwrap();
    seen.into_inner()
}

/// Does something before the step with this number, counted from 0.
fn at(number: usize, act: impl Fn() -> io::Result<()>) -> impl Fn(Step) -> io::Result<()> {
    let passed = Cell::new(0);
    move |_| {
        passed.set(passed.get() + 1);
        if passed.get() == number + 1 { act() } else { Ok(()) }
    }
}

#[test]
fn a_folder_is_made_and_then_replaced() {
    for exchange in SYSTEMS {
        let desk = Desk::new();
        assert_eq!(
            steps(&desk, "2024", exchange),
            [Step::Make, Step::Write, Step::Write, Step::In, Step::Remove]
        );
        assert_eq!(desk.files(), whole("2024"));
        let steps = steps(&desk, "2025", exchange);
        assert_eq!(desk.files(), whole("2025"));
        assert!(steps.starts_with(&[Step::Make, Step::Write, Step::Write, Step::Exchange]), "{steps:?}");
        assert_eq!(fs::read_dir(&desk.0).unwrap().count(), 1, "nothing is left beside it");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn this_system_exchanges_in_one_step() {
    let desk = Desk::new();
    steps(&desk, "2024", exchange::exchange);
    assert!(!steps(&desk, "2025", exchange::exchange).contains(&Step::Aside));
}

#[test]
fn a_step_that_fails_leaves_the_old_folder_and_nothing_else() {
    for exchange in SYSTEMS {
        let desk = Desk::new();
        steps(&desk, "2024", exchange);
        let all = steps(&desk, "2024", exchange);
        for (number, step) in all.into_iter().enumerate() {
            let fail = at(number, || Err(io::Error::other("no room")));
            let error = run(&desk, "2025", exchange, &fail).unwrap_err();
            assert!(matches!(&error, FolderError::Failed { error, .. } if error == "no room"), "{error}");
            if step == Step::Remove {
                assert!(desk.files().ends_with(&whole("2025")), "{step:?}: {:?}", desk.files());
                steps(&desk, "2024", exchange);
            }
            assert_eq!(desk.files(), whole("2024"), "{step:?}");
        }
    }
}

#[test]
fn a_program_cut_off_before_any_step_leaves_one_of_the_two_in_full_and_the_next_run_clears_up() {
    for exchange in SYSTEMS {
        let desk = Desk::new();
        steps(&desk, "2024", exchange);
        let all = steps(&desk, "2024", exchange);
        for (number, step) in all.into_iter().enumerate() {
            let cut = at(number, || panic!("cut off"));
            assert!(catch_unwind(AssertUnwindSafe(|| run(&desk, "2025", exchange, &cut))).is_err());
            let left = desk.files();
            let expected = match step {
                // Between the two names it stands beside its place, whole.
                Step::In => whole("2024").map(|file| file.replace("report/", ".report.old/")),
                Step::Remove => whole("2025"),
                _ => whole("2024"),
            };
            assert!(expected.iter().all(|file| left.contains(file)), "{step:?}: {left:?}");
            steps(&desk, "2024", exchange);
            assert_eq!(desk.files(), whole("2024"), "{step:?}");
            assert_eq!(fs::read_dir(&desk.0).unwrap().count(), 1, "{step:?}");
        }
    }
}

#[test]
fn a_run_that_is_refused_still_puts_back_what_was_set_aside() {
    let desk = Desk::new();
    steps(&desk, "2024", SYSTEMS[1]);
    fs::rename(desk.report(), desk.0.join(".report.old")).unwrap();
    let fail = at(0, || Err(io::Error::other("no room")));
    run(&desk, "2025", SYSTEMS[1], &fail).unwrap_err();
    assert_eq!(desk.files(), whole("2024"));
}

#[test]
fn what_was_not_written_here_is_refused_and_left_alone() {
    let desk = Desk::new();
    fs::create_dir(desk.report()).unwrap();
    replace(&desk.report(), &parts("2024")).unwrap();
    for (name, text) in [("thesis", "T"), (".hidden", ""), ("a", "an essay")] {
        let file = desk.report().join(name);
        fs::write(&file, text).unwrap();
        let error = replace(&desk.report(), &parts("2025")).unwrap_err();
        let path = fs::canonicalize(desk.report()).unwrap();
        assert_eq!(error, FolderError::Strange { path, name: name.to_owned() });
        assert!(error.to_string().contains("which no report has written"));
        assert_eq!(desk.files().len(), 2 + usize::from(name != "a"), "nothing was lost");
        fs::remove_file(file).unwrap();
    }
    // A folder where a file should be.
    fs::create_dir(desk.report().join("a")).unwrap();
    assert!(matches!(replace(&desk.report(), &parts("2025")), Err(FolderError::Strange { .. })));
}

#[test]
fn a_file_and_a_place_that_is_none_are_no_folder() {
    let desk = Desk::new();
    let file = desk.0.join("file");
    fs::write(&file, "A").unwrap();
    let error = replace(&file, &parts("2025")).unwrap_err();
    assert!(
        error.to_string().ends_with("is not a folder: name one that holds a report, or does not exist yet")
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), "A");
    fs::remove_file(&file).unwrap();
    let none = PathBuf::from("no-such-folder/..");
    assert_eq!(replace(&none, &parts("2025")), Err(FolderError::NotAFolder { path: none }));
}

#[cfg(unix)]
#[test]
fn behind_a_link_the_folder_is_replaced_and_the_link_stays() {
    let desk = Desk::new();
    fs::create_dir(desk.0.join("there")).unwrap();
    let link = desk.report();
    std::os::unix::fs::symlink("there", &link).unwrap();
    replace(&link, &parts("2025")).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(desk.0.join("there/a")).unwrap(), "A of 2025");
}

#[test]
fn what_a_stranger_put_beside_it_is_not_removed() {
    let desk = Desk::new();
    steps(&desk, "2024", SYSTEMS[0]);
    fs::create_dir(desk.0.join(".report.new")).unwrap();
    fs::write(desk.0.join(".report.new/thesis"), "T").unwrap();
    let error = replace(&desk.report(), &parts("2025")).unwrap_err();
    assert!(matches!(error, FolderError::Failed { what: "removed", .. }), "{error}");
    assert!(desk.0.join(".report.new/thesis").exists());
    assert_eq!(desk.files().last(), Some(&whole("2024")[1]));
}
