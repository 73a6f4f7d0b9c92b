//! Credits: how many, of which system, and what they come to in another.

mod amount;
mod conversion;
mod converted;
mod presets;
mod system;
mod table;

pub use amount::{Credits, CreditsError};
pub use conversion::{
    CreditBasis, CreditConversion, CreditConversionCode, CreditConversionDraft, CreditConversionError,
    CreditConverter, CreditLeg,
};
pub use converted::{ConvertedCredits, CreditFactor};
pub use system::{
    CountedHours, CreditHours, CreditSystem, CreditSystemCode, CreditSystemDraft, CreditSystemError,
    CreditSystems,
};
pub use table::CreditTable;
