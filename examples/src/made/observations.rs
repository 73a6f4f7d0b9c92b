//! What was observed beside what can be counted from the other lists.

use super::{dice::Dice, organisation::UNITS, sheet::Sheet};

/// `observations.csv`: teaching at the sites abroad, and standards adopted abroad, of which one college has no figure.
pub(super) fn sheet(dice: &mut Dice) -> Sheet {
    let columns = "indicator,unit,period,number,part,whole,of,missing,version,document,date,recorded";
    let mut sheet = Sheet::new("observations.csv", columns);
    let year = "2025-01-01/2025-12-31";
    let mut add = |indicator, unit, number: &str, missing, document| {
        let (date, recorded) = ("2025-12-22", "2025-12-24");
        sheet.row(&[indicator, unit, year, number, "", "", "", missing, "1", document, date, recorded]);
    };
    for unit in &UNITS {
        let days = dice.between(380, 760).to_string();
        add("OE02", unit.code, &days, "", "Registers of the sites abroad (made)");
        let (number, missing) = if unit.code.ends_with("ART") {
            (String::new(), "the site has not answered yet")
        } else {
            (dice.between(1, 3).to_string(), "")
        };
        add("OE03", unit.code, &number, missing, "List of standards (made)");
    }
    sheet
}
