//! The codes of this crate's findings.

collegium_core::codes! {
    /// A required indicator has no usable value for a unit in the period.
    /// Depending on the policy the unit is then judged without it or as if it were at its worst: either way the score
    /// no longer says what the system meant to measure.
    IN0101;
    /// The values of a unit cover less of the weight than the rules ask for.
    /// A score that rests on a part of the system must not be set beside one that rests on all of it.
    IN0102;
    /// An observation names an indicator that the system does not have.
    /// It counts for nothing here; a mistyped code would otherwise be a silent gap.
    IN0103;
    /// An observation's period overlaps the period judged and is not the same.
    /// A calendar year and an academic year do not measure the same thing; the observation is not used. Observations of
    /// other years are no finding.
    IN0104;
    /// An observation was made under another version of the indicator's definition.
    /// The wording of official tables changes from year to year; figures from before and after are not comparable, so the
    /// observation is not used.
    IN0105;
    /// Two observations of one indicator, unit and period say different figures.
    /// The one recorded last counts; of two recorded on the same day none does.
    IN0106;
    /// Two indicators with different definitions have exactly the same figure for one unit and period.
    /// That may be chance; more often one number was copied into two places.
    IN0107;
    /// A figure that the indicator cannot have: a negative count, half a person, a share above the whole.
    /// It is not used.
    IN0108;
    /// Indicators whose wording nobody has read in its source yet.
    /// Fires once for a system. The system's own weights, scales and bands are spoken for by `CO0001`.
    IN0109;
    /// A criterion with weight has the same value for every alternative.
    /// It parts nobody; what its weight does then depends on the method, and the scores lie closer together than the other
    /// criteria would have them.
    IN0201;
    /// A criterion in which alternatives differ has no weight.
    /// Weights from data give 0 to what is constant; given by hand, 0 may be meant or forgotten.
    IN0202;
    /// An alternative was scored with missing values, whose weight went to the values it has.
    /// Its score rests on fewer criteria than that of the others and may flatter it.
    IN0203;
}
