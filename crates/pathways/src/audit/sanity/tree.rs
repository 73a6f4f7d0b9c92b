//! The parts of requirements by numbers, each with its path and the courses it can have.

#![expect(clippy::indexing_slicing, reason = "parts are numbered here")]

use std::{collections::BTreeSet, ops::Range};

use collegium_core::{
    Finding, RecordCode, Rules, Severity, Subject,
    finding::{Code, Fact},
};

use super::{
    super::{CatalogueCourse, Limit, Part, PartKind, Requirements},
    offer::Offer,
};

/// Some courses, by their place in the catalogue.
pub(super) type Courses = BTreeSet<usize>;

/// A part in its place.
#[derive(Debug)]
pub(super) struct Place<'a> {
    pub(super) part: &'a Part,
    /// As in the file: `root.children[1]`.
    pub(super) path: String,
    pub(super) parent: Option<usize>,
    pub(super) children: Vec<usize>,
    /// How many children are chosen with it.
    pub(super) chosen: usize,
    /// It and the parts below it.
    pub(super) below: Range<usize>,
    /// The courses that fit it, or a leaf below it.
    pub(super) courses: Courses,
}

/// A bound of a part: its own, or that of one of its limits.
#[derive(Debug)]
pub(super) struct Bound {
    pub(super) limit: Limit,
    /// Where it stands in the part: empty for its own.
    pub(super) path: String,
}

/// Requirements beside a catalogue.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    pub(super) rules: &'a Requirements,
    pub(super) offer: Offer<'a>,
    /// Each part before its own parts.
    pub(super) places: Vec<Place<'a>>,
}

impl<'a> Tree<'a> {
    pub(super) fn new(rules: &'a Requirements, catalogue: &'a [CatalogueCourse]) -> Self {
        let mut tree = Self { rules, offer: Offer::new(catalogue), places: Vec::new() };
        tree.add(&rules.root, None, "root".to_owned());
        tree
    }

    fn add(&mut self, part: &'a Part, parent: Option<usize>, path: String) -> usize {
        let at = self.places.len();
        let courses = part.filter.as_ref().map(|filter| self.offer.meant(filter)).unwrap_or_default();
        let chosen = match part.kind {
            PartKind::AnyOf => 1,
            PartKind::AtLeast => part.n.map_or(0, |n| n as usize),
            _ => part.children.len(),
        };
        self.places.push(Place {
            part,
            path,
            parent,
            children: Vec::new(),
            chosen,
            below: at..at + 1,
            courses,
        });
        for (number, child) in part.children.iter().enumerate() {
            let path = format!("{}.children[{number}]", self.places[at].path);
            let child = self.add(child, Some(at), path);
            let courses = self.places[child].courses.clone();
            self.places[at].children.push(child);
            self.places[at].courses.extend(courses);
        }
        self.places[at].below.end = self.places.len();
        at
    }

    /// The leaves that take courses, of a part.
    pub(super) fn leaves(&self, at: usize) -> impl Iterator<Item = &Place<'a>> {
        self.places[self.places[at].below.clone()].iter().filter(|place| place.part.filter.is_some())
    }

    /// The pool of all leaves of a part, if it is one.
    pub(super) fn pool(&self, at: usize) -> Option<&'a RecordCode> {
        let mut pools = self.leaves(at).map(|leaf| leaf.part.pool.as_ref());
        let first = pools.next()??;
        pools.all(|pool| pool == Some(first)).then_some(first)
    }

    /// Whether its parts are all chosen with it.
    pub(super) fn takes_all(&self, at: usize) -> bool {
        self.places[at].chosen == self.places[at].children.len()
    }

    /// Something found at a part; `path` leads on from it.
    pub(super) fn finding(
        &self,
        (code, severity): (Code, Severity),
        at: usize,
        path: &str,
        message: String,
        facts: Vec<Fact>,
        remedy: &str,
    ) -> Finding {
        let subject = Subject::named("requirements", &self.rules.code);
        Finding {
            code,
            severity,
            subject: subject.at(format!("{}{path}", self.places[at].path)),
            message,
            facts,
            basis: Some(self.rules.basis()),
            remedy: Some(remedy.to_owned()),
        }
    }
}

impl Place<'_> {
    /// Its own bounds, then its limits.
    pub(super) fn bounds(&self) -> impl Iterator<Item = Bound> {
        let part = self.part;
        let own = part.own_limit();
        let limits = part.limits.iter().enumerate();
        let limits = limits.map(|(at, limit)| Bound { limit: limit.clone(), path: format!(".limits[{at}]") });
        std::iter::once(Bound { limit: own, path: String::new() }).chain(limits)
    }
}
