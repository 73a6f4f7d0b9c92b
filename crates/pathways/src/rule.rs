//! The codes of this crate's findings.

collegium_core::codes! {
    /// A programme takes students in on the day, but the agreement it rests on is not in force.
    /// Students would begin a route whose later stages nobody is bound to offer.
    PW0101;
    /// A stage taught jointly at home needs an approval or a filing that the programme does not have.
    /// Nothing may be advertised or recruited before it, and the foreign award will not be recognised.
    PW0102;
    /// A programme takes students in on the day, but its approval or filing is not valid then.
    /// Who is taken in outside its validity is not covered by it.
    PW0103;
    /// The number of an approval has not the form of its authority's numbers.
    /// It is probably a slip, and the programme will not be found under it.
    PW0104;
    /// The college's own award is granted after fewer or more months than its level allows.
    /// The law says how long its education takes, wherever parts of it are spent.
    PW0105;
    /// A programme takes students in by a channel that is not on the list.
    /// Its students would be in no count by channel.
    PW0106;
    /// A partner hosts a stage, but is no party of the agreement that covers the stage.
    /// Nobody has promised that the stage will be there when the students come to it.
    PW0107;
    /// An enrolment is on a programme that is not among those given.
    /// It is in no count, so every count is short by it.
    PW0201;
    /// The overseas rate is not final: some of those who took the diploma still have time to leave, or the period runs on.
    /// A rate told now must not be compared with one told after their twelve months.
    PW0202;
    /// A student is past the normal end of a stage abroad, without its award and without having withdrawn.
    /// It lowers the graduation rate, and somebody should ask why.
    PW0203;
    /// A student entered a stage that the route of the programme does not have.
    /// The enrolment is on the wrong programme, or the stage is a slip; the counts of stages hold it all the same.
    PW0204;
    /// A programme or an enrolment is given more than once.
    /// An enrolment given twice is in every count twice, and two programmes of one id cannot both be meant.
    PW0205;
    /// A student is in a stage of two enrolments of one kind on the day: two routes, two stays or two studies at the college.
    /// The counts of the day hold the student twice; one of the enrolments was probably left and nobody wrote it down.
    PW0206;
    /// More students entered a programme in the period than its quota, or its approval, allows in a year.
    /// Who is over the quota is not in the enrolment plan.
    PW0207;
    /// A student entered a programme on a day on which it takes nobody in.
    /// The day, the programme or its intake is wrong.
    PW0208;
    /// An enrolment is with another college than the programme.
    /// The student is counted for one college and the programme for another.
    PW0209;
    /// A course of a curriculum is in a stage that the route does not have.
    /// Nobody will take it, and what it counts for is missing.
    PW0401;
    /// A stage of the route has no course in the curriculum.
    /// What is taught there, and what it counts for, cannot be said.
    PW0402;
    /// A course names an outcome of learning that its standard does not have.
    /// It counts for nothing in the alignment.
    PW0403;
    /// No course serves an outcome of learning of the standard.
    /// Graduates cannot be said to meet the standard.
    PW0404;
    /// Too small a share of the curriculum is introduced, or taught by the partner's staff.
    /// The approval of a cooperative programme rests on these shares.
    PW0405;
    /// A course counts its credits in a system that is not known, or more finely than its system gives them.
    /// They cannot be converted, and a sum of credits would mean nothing.
    PW0406;
    /// A part of the requirements for an award asks for something, but no course fits it.
    /// Nobody can meet it.
    PW0501;
    /// A part of the requirements for an award asks for more than it allows, or its parts do.
    /// Nobody can meet it, whatever they take.
    PW0502;
    /// A part of the requirements for an award asks for more credits, courses or areas than its parts and the catalogue can give.
    /// Nobody can meet it with courses of the catalogue.
    PW0503;
    /// Parts of one pool ask for more together than the courses they take can give, though each alone may find enough.
    /// Nobody can meet all of them with courses of the catalogue.
    PW0504;
    /// Two parts of one pool take the same courses, or one takes only courses that the other takes too.
    /// A course counts in one of them; that may be meant, or a requirement is written twice.
    PW0505;
    /// An option of a choice can never be met, or fewer options than the choice asks for.
    /// Students may be told of a way that is none.
    PW0506;
    /// An option of a choice is never needed: who meets it meets another.
    /// One of the two probably asks for something else than was meant.
    PW0507;
    /// A filter means no course, where nothing is asked for.
    /// The part or limit has no effect.
    PW0508;
    /// A filter names a code, tag, area, origin or institution that no course of the catalogue has.
    /// It is probably a slip, and courses are missed.
    PW0509;
    /// Nobody can meet the requirements as a whole.
    /// Every audit would say no.
    PW0510;
}
