//! A part of a requirement, and its parts.

use collegium_core::{LocalizedText, RecordCode};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Filter, Limit};
use crate::credit::Credits;

/// How deep parts may stand in each other.
pub(super) const DEPTH: u32 = 64;

/// What a part asks of its own parts, or of the student.
///
/// # Wire form
///
/// The variant in snake case: `"all_of"`.
///
/// # Example
///
/// ```
/// use collegium_pathways::audit::PartKind;
/// assert_eq!(serde_json::to_string(&PartKind::AtLeast).unwrap(), "\"at_least\"");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartKind {
    /// All of its parts.
    AllOf,
    /// One of its parts. At least one can be met if and only if some one can, and what is chosen counts alone.
    AnyOf,
    /// So many of its parts as `n` says.
    AtLeast,
    /// Courses that its filter means.
    Courses,
    /// Something that is no course: a language score, an internship, a thesis. Its `milestone` must be reached.
    Milestone,
}

/// The fields of a [`Part`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_pathways::audit::{Part, PartDraft, PartError};
/// let draft: PartDraft = serde_json::from_str(r#"{"id":"core","kind":"courses","filter":{},"n":2}"#).unwrap();
/// assert!(matches!(Part::try_from(draft), Err(PartError::Foreign { field: "n", .. })));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartDraft {
    /// Its code, unique in the tree.
    pub id: RecordCode,
    /// Its name, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<LocalizedText>,
    /// What it asks.
    pub kind: PartKind,
    /// How many of its parts are chosen, of [`PartKind::AtLeast`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n: Option<u32>,
    /// Its parts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<Part>,
    /// Which attempts it takes, of [`PartKind::Courses`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<Filter>,
    /// An attempt is applied to one part of each pool at most: `main`, if nothing is written. A part with `null` is in no pool
    /// and shares with every other.
    #[serde(default = "main", skip_serializing_if = "is_main")]
    pub pool: Option<RecordCode>,
    /// What must be reached, of [`PartKind::Milestone`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub milestone: Option<RecordCode>,
    /// The least credits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_credits: Option<Credits>,
    /// The most credits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_credits: Option<Credits>,
    /// The fewest attempts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_courses: Option<u32>,
    /// The most attempts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_courses: Option<u32>,
    /// The fewest different areas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_areas: Option<u32>,
    /// The least average of the grades, weighted by credits; it holds where nothing has a grade.
    #[serde(default, with = "collegium_core::decimal::option", skip_serializing_if = "Option::is_none")]
    pub min_avg_grade: Option<Decimal>,
    /// Bounds on some of the attempts only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<Limit>,
}

/// A part of a requirement: a group of parts, or a leaf that takes courses or asks for something else.
///
/// Its bounds count the distinct attempts applied to it, or to the chosen leaves below it. A least is asked of whoever is to
/// satisfy it; a most holds always.
///
/// # Validity
///
/// `n` stands in `at_least` alone and is at most the number of children; `any_of` has a child; leaves have none;
/// `courses` has a filter; `milestone` has a milestone and no bounds. Parts stand at most 64 deep in each other. A least average is 0 to 1000 with at most four decimals.
///
/// # Wire form
///
/// An object of the fields; what is not there is left out.
///
/// # Example
///
/// ```
/// use collegium_pathways::audit::Part;
/// let part: Part = serde_json::from_str(
///     r#"{"id":"abroad","kind":"all_of","min_credits":"60","children":[
///         {"id":"core","kind":"courses","filter":{"tags_any":["core"]},"min_courses":4},
///         {"id":"thesis","kind":"milestone","milestone":"bachelor-thesis"}]}"#,
/// )
/// .unwrap();
/// assert_eq!(part.children[0].pool.as_ref().unwrap().as_str(), "main");
/// assert_eq!(part.walk().count(), 3);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "PartDraft", into = "PartDraft")]
pub struct Part(PartDraft);

collegium_core::record!(Part, PartDraft, PartError);

fn main() -> Option<RecordCode> {
    RecordCode::new("main").ok()
}

#[expect(clippy::ref_option, reason = "serde asks for this form")]
fn is_main(pool: &Option<RecordCode>) -> bool {
    pool.as_ref().is_some_and(|pool| pool.as_str() == "main")
}

impl Part {
    /// It and all parts below it, each before its own parts.
    pub fn walk(&self) -> impl Iterator<Item = &Self> {
        let mut waiting = vec![self];
        std::iter::from_fn(move || {
            let part = waiting.pop()?;
            waiting.extend(part.children.iter().rev());
            Some(part)
        })
    }

    /// Whether nothing can be applied to two of its leaves.
    pub(super) fn is_of_one_pool(&self) -> bool {
        let mut pools = self.walk().filter(|part| part.filter.is_some()).map(|part| &part.pool);
        let first = pools.next();
        pools.all(|pool| pool.is_some() && Some(pool) == first)
    }

    /// Its own bounds on credits and courses: a limit on every attempt below it.
    pub(super) fn own_limit(&self) -> Limit {
        Limit {
            filter: Filter::default(),
            min_credits: self.min_credits,
            max_credits: self.max_credits,
            min_courses: self.min_courses,
            max_courses: self.max_courses,
        }
    }

    fn depth(&self) -> u32 {
        1 + self.children.iter().map(Self::depth).max().unwrap_or(0)
    }
}

impl PartDraft {
    fn check(self) -> Result<Self, PartError> {
        self.check_fields()?;
        match (self.kind, self.n) {
            (PartKind::AtLeast, None) => return Err(PartError::Lacks { part: self.id, field: "n" }),
            (PartKind::AtLeast, Some(n)) if n as usize > self.children.len() => {
                return Err(PartError::TooMany { part: self.id, n, children: self.children.len() });
            }
            (PartKind::AnyOf, _) if self.children.is_empty() => {
                return Err(PartError::Lacks { part: self.id, field: "children" });
            }
            _ => {}
        }
        if self.children.iter().map(Part::depth).max() >= Some(DEPTH) {
            return Err(PartError::Deep { part: self.id });
        }
        let average = self.min_avg_grade.filter(|least| !super::attempt::is_grade(*least));
        match average {
            Some(value) => Err(PartError::Average { part: self.id, value }),
            None => Ok(self),
        }
    }

    /// That the fields of its kind are there, and no others.
    fn check_fields(&self) -> Result<(), PartError> {
        let (courses, milestone) = (self.kind == PartKind::Courses, self.kind == PartKind::Milestone);
        let needs =
            [("filter", courses, self.filter.is_some()), ("milestone", milestone, self.milestone.is_some())];
        if let Some((field, ..)) = needs.into_iter().find(|(_, needed, there)| *needed && !there) {
            return Err(PartError::Lacks { part: self.id.clone(), field });
        }
        let fields = [
            ("n", self.kind == PartKind::AtLeast, self.n.is_some()),
            ("children", !courses && !milestone, !self.children.is_empty()),
            ("filter", courses, self.filter.is_some()),
            ("pool", courses, !is_main(&self.pool)),
            ("milestone", milestone, self.milestone.is_some()),
            ("min_credits", !milestone, self.min_credits.is_some()),
            ("max_credits", !milestone, self.max_credits.is_some()),
            ("min_courses", !milestone, self.min_courses.is_some()),
            ("max_courses", !milestone, self.max_courses.is_some()),
            ("min_areas", !milestone, self.min_areas.is_some()),
            ("min_avg_grade", !milestone, self.min_avg_grade.is_some()),
            ("limits", !milestone, !self.limits.is_empty()),
        ];
        match fields.into_iter().find(|(_, allowed, there)| *there && !allowed) {
            Some((field, ..)) => Err(PartError::Foreign { part: self.id.clone(), kind: self.kind, field }),
            None => Ok(()),
        }
    }
}

/// Why there is no such part.
///
/// # Example
///
/// ```
/// use collegium_pathways::audit::{PartError, PartKind};
/// let error = PartError::Foreign { part: "core".parse().unwrap(), kind: PartKind::Courses, field: "n" };
/// assert_eq!(error.to_string(), "the part `core` is of kind `courses`, which has no `n`: leave it out, or correct the kind");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PartError {
    /// A field that its kind needs is not there.
    #[error("the part `{part}` has no `{field}`: its kind needs one")]
    Lacks {
        /// The part.
        part: RecordCode,
        /// The field.
        field: &'static str,
    },
    /// A field that its kind does not have.
    #[error(
        "the part `{part}` is of kind `{kind}`, which has no `{field}`: leave it out, or correct the kind"
    )]
    Foreign {
        /// The part.
        part: RecordCode,
        /// Its kind.
        kind: PartKind,
        /// The field.
        field: &'static str,
    },
    /// More parts are asked for than there are.
    #[error(
        "the part `{part}` asks for {n} of its {children} children: ask for at most as many as there are"
    )]
    TooMany {
        /// The part.
        part: RecordCode,
        /// What it asks for.
        n: u32,
        /// How many there are.
        children: usize,
    },
    /// The parts stand too deep in each other.
    #[error("the parts below `{part}` stand more than {} deep in each other", DEPTH - 1)]
    Deep {
        /// The part.
        part: RecordCode,
    },
    /// The least average is no grade.
    #[error("the part `{part}` asks for the average {value}: write 0 to 1000 with at most 4 decimals")]
    Average {
        /// The part.
        part: RecordCode,
        /// The average.
        value: Decimal,
    },
}

impl std::fmt::Display for PartKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::AllOf => "all_of",
            Self::AnyOf => "any_of",
            Self::AtLeast => "at_least",
            Self::Courses => "courses",
            Self::Milestone => "milestone",
        })
    }
}
