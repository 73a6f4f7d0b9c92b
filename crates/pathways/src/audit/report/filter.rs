//! A filter in words.

use std::fmt;

use super::super::Filter;

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lists = [
            ("code", self.codes.as_ref()),
            ("not code", Some(&self.not_codes).filter(|list| !list.is_empty())),
            ("tag", self.tags_any.as_ref()),
            ("all tags", Some(&self.tags_all).filter(|list| !list.is_empty())),
            ("not tag", Some(&self.tags_none).filter(|list| !list.is_empty())),
            ("area", self.areas.as_ref()),
            ("origin", self.origins.as_ref()),
            ("institution", self.institutions.as_ref()),
        ];
        let lists = lists.into_iter().filter_map(|(key, list)| {
            let words: Vec<_> = list?.iter().map(ToString::to_string).collect();
            Some(format!("{key} {}", if words.is_empty() { "none".to_owned() } else { words.join(" or ") }))
        });
        let bounds = [
            self.level_min.map(|least| format!("level from {least}")),
            self.level_max.map(|most| format!("level to {most}")),
            self.grade_min.map(|least| format!("grade from {least}")),
            self.taken_from.map(|first| format!("taken from {first}")),
            self.taken_to.map(|last| format!("taken to {last}")),
        ];
        let all: Vec<_> = lists.chain(bounds.into_iter().flatten()).collect();
        f.write_str(&if all.is_empty() { "every course".to_owned() } else { all.join(", ") })
    }
}
