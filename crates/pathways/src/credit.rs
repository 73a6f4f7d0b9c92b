//! Credits: how many, of which system, and what they come to in another.

mod amount;
mod conversion;
mod converted;
mod converter;
mod hours;
mod presets;
mod refusal;
mod system;
mod systems;
mod table;

pub use amount::{Credits, CreditsError};
pub use conversion::{CreditBasis, CreditConversion, CreditConversionCode, CreditConversionDraft, CreditLeg};
pub use converted::{ConvertedCredits, CreditFactor};
pub use converter::CreditConverter;
pub use hours::{CountedHours, CreditHours};
pub use refusal::CreditConversionError;
pub use system::{CreditSystem, CreditSystemCode, CreditSystemDraft, CreditSystemError};
pub use systems::CreditSystems;
pub use table::CreditTable;
