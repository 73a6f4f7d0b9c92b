//! What is shipped: grade scales and conversions as JSON files, to use or to copy and edit.

use collegium_core::Preset;

use super::{GradeConversion, GradeScale};

/// The preset of a file in the folder `presets`.
macro_rules! preset {
    ($name:literal) => {
        Preset::new($name, include_str!(concat!("../../presets/", $name, ".json")))
    };
}

static SCALES: [Preset<GradeScale>; 20] = [
    preset!("grade-scale-cn-percent"),
    preset!("grade-scale-cn-five-level"),
    preset!("grade-scale-gpa-4.0"),
    preset!("grade-scale-us-letter"),
    preset!("grade-scale-kr-letter-4.3"),
    preset!("grade-scale-kr-letter-4.5"),
    preset!("grade-scale-kr-gpa-4.3"),
    preset!("grade-scale-kr-gpa-4.5"),
    preset!("grade-scale-kr-percent"),
    preset!("grade-scale-kr-percent-graduate"),
    preset!("grade-scale-de"),
    preset!("grade-scale-de-steps"),
    preset!("grade-scale-de-words"),
    preset!("grade-scale-uk-percent"),
    preset!("grade-scale-uk-class"),
    preset!("grade-scale-sg-nus"),
    preset!("grade-scale-au-percent"),
    preset!("grade-scale-au-grade"),
    preset!("grade-scale-ects"),
    preset!("grade-scale-pass-fail"),
];

static CONVERSIONS: [Preset<GradeConversion>; 16] = [
    preset!("grade-conversion-cn-percent-de-kmk"),
    preset!("grade-conversion-cn-percent-de-cologne"),
    preset!("grade-conversion-kr-gpa-4.3-de-kmk"),
    preset!("grade-conversion-kr-gpa-4.5-de-kmk"),
    preset!("grade-conversion-uk-percent-de-kmk"),
    preset!("grade-conversion-cn-gpa-wes"),
    preset!("grade-conversion-cn-gpa-common"),
    preset!("grade-conversion-cn-gpa-peking"),
    preset!("grade-conversion-cn-gpa-zhejiang"),
    preset!("grade-conversion-cn-percent-five-level"),
    preset!("grade-conversion-uk-percent-class"),
    preset!("grade-conversion-uk-percent-class-open-university"),
    preset!("grade-conversion-kr-percent-letter-4.5"),
    preset!("grade-conversion-au-percent-grade"),
    preset!("grade-conversion-au-percent-grade-80"),
    preset!("grade-conversion-de-words"),
];

impl GradeScale {
    /// The grade scales that are shipped.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::grade::GradeScale;
    /// assert!(GradeScale::presets().iter().any(|preset| preset.name() == "grade-scale-uk-class"));
    /// ```
    #[must_use]
    pub fn presets() -> &'static [Preset<Self>] {
        &SCALES
    }

    /// The shipped scale of this name: `grade-scale-` and its code.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::grade::GradeScale;
    /// assert_eq!(GradeScale::preset("grade-scale-au-grade").unwrap().load().unwrap().size(), 5);
    /// assert!(GradeScale::preset("grade-scale-cn").is_none(), "China has several");
    /// ```
    #[must_use]
    pub fn preset(name: &str) -> Option<&'static Preset<Self>> {
        SCALES.iter().find(|preset| preset.name() == name)
    }
}

impl GradeConversion {
    /// The grade conversions that are shipped.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::grade::GradeConversion;
    /// // Four conventions turn Chinese marks into grade points. They disagree, and none is preferred.
    /// let points = GradeConversion::presets().iter().filter(|preset| preset.name().contains("-cn-gpa-"));
    /// assert_eq!(points.count(), 4);
    /// ```
    #[must_use]
    pub fn presets() -> &'static [Preset<Self>] {
        &CONVERSIONS
    }

    /// The shipped conversion of this name: `grade-conversion-` and its code.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::grade::GradeConversion;
    /// assert!(GradeConversion::preset("grade-conversion-cn-gpa-wes").is_some());
    /// assert!(GradeConversion::preset("grade-conversion-cn-gpa").is_none());
    /// ```
    #[must_use]
    pub fn preset(name: &str) -> Option<&'static Preset<Self>> {
        CONVERSIONS.iter().find(|preset| preset.name() == name)
    }
}
