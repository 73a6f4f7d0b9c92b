//! Typed identifiers.

use std::{cmp::Ordering, fmt, hash, marker::PhantomData, str::FromStr};

use sha1::{Digest, Sha1};
use thiserror::Error;
use uuid::Uuid;

use crate::{
    InstitutionCode, RecordCode,
    entity::Entity,
    text::{excerpt, with_article},
};

/// The root of every derived id: a random UUID drawn once for this project.
const ROOT: Uuid = Uuid::from_u128(0x9e3b_51f6_7c0d_4b6a_8f52_d1a4_36c7_e089);

/// The identifier of a record of one kind: a UUID that cannot be taken for the id of another kind.
///
/// # Wire form
///
/// A string: the UUID with hyphens in lower case. Other spellings are refused.
///
/// # Example
///
/// ```
/// use collegium_core::{Id, InstitutionCode, RecordCode, entity::{AgreementId, PartnerId}};
///
/// let college = InstitutionCode::new("college.example").unwrap();
/// let code = RecordCode::new("P-001").unwrap();
/// let partner: PartnerId = Id::derived(&college, &code);
///
/// // The same list imported twice gives the same ids; another kind or another college gives others.
/// assert_eq!(partner, PartnerId::derived(&college, &code));
/// assert_ne!(partner.uuid(), AgreementId::derived(&college, &code).uuid());
/// assert_eq!(partner.to_string().parse::<PartnerId>().unwrap(), partner);
/// ```
pub struct Id<T> {
    uuid: Uuid,
    kind: PhantomData<fn() -> T>,
}

impl<T: Entity> Id<T> {
    /// The id that belongs to a code in an institution's books: UUID version 5 (RFC 9562) of the code, in the name
    /// space that is itself version 5 of institution and kind.
    #[must_use]
    pub fn derived(institution: &InstitutionCode, code: &RecordCode) -> Self {
        IdSpace::new(institution).id(code)
    }

    /// The id with this UUID, for records that were given one elsewhere.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::entity::PartnerId;
    /// let partner: PartnerId = "67e55044-10b1-426f-9247-bb680e5fe0c8".parse().unwrap();
    /// assert_eq!(PartnerId::from_uuid(partner.uuid()), partner);
    /// ```
    #[must_use]
    pub const fn from_uuid(uuid: Uuid) -> Self {
        Self { uuid, kind: PhantomData }
    }

    /// The UUID without its kind.
    #[must_use]
    pub const fn uuid(self) -> Uuid {
        self.uuid
    }
}

/// The name space of the ids of one kind of record in an institution's books, for whoever derives many.
///
/// # Example
///
/// ```
/// use collegium_core::{Id, IdSpace, InstitutionCode, RecordCode, entity::Partner};
///
/// let college = InstitutionCode::new("college.example").unwrap();
/// let partners = IdSpace::<Partner>::new(&college);
/// let code = RecordCode::new("P-001").unwrap();
/// assert_eq!(partners.id(&code), Id::derived(&college, &code));
/// ```
pub struct IdSpace<T> {
    uuid: Uuid,
    kind: PhantomData<fn() -> T>,
}

impl<T: Entity> IdSpace<T> {
    /// The name space of this kind of record in the books of the institution.
    #[must_use]
    pub fn new(institution: &InstitutionCode) -> Self {
        // A NUL cannot occur in an institution code, so no two pairs run together.
        let uuid = version_5(ROOT, &[institution.as_str(), "\0", T::KIND]);
        Self { uuid, kind: PhantomData }
    }

    /// The id that belongs to a code; see [`Id::derived`].
    #[must_use]
    pub fn id(&self, code: &RecordCode) -> Id<T> {
        Id::from_uuid(version_5(self.uuid, &[code.as_str()]))
    }
}

impl<T: Entity> fmt::Debug for IdSpace<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", T::KIND, self.uuid)
    }
}

/// The UUID version 5 (RFC 9562) of a name, given in parts: the beginning of its SHA-1 after that of the name space.
fn version_5(space: Uuid, name: &[&str]) -> Uuid {
    let hash = name.iter().fold(Sha1::new_with_prefix(space), Sha1::chain_update).finalize();
    let start = hash.first_chunk().copied().unwrap_or_default();
    uuid::Builder::from_sha1_bytes(start).into_uuid()
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Id<T> {}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.uuid == other.uuid
    }
}

impl<T> Eq for Id<T> {}

impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.uuid.cmp(&other.uuid)
    }
}

impl<T> hash::Hash for Id<T> {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.uuid.hash(state);
    }
}

impl<T: Entity> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", T::KIND, self.uuid)
    }
}

impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.uuid, f)
    }
}

impl<T: Entity> FromStr for Id<T> {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let refused = || IdError { kind: T::KIND, value: excerpt(text) };
        let uuid = Uuid::try_parse(text).map_err(|_| refused())?;
        if uuid.to_string() == text { Ok(Self::from_uuid(uuid)) } else { Err(refused()) }
    }
}

impl<T: Entity> serde::Serialize for Id<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, T: Entity> serde::Deserialize<'de> for Id<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::word::deserialize_text(deserializer, "an id")
    }
}

/// A text that is not an id.
///
/// # Example
///
/// ```
/// use collegium_core::entity::PartnerId;
/// assert_eq!(
///     "P-001".parse::<PartnerId>().unwrap_err().to_string(),
///     "`P-001` is not the id of a partner: write a UUID with hyphens in lower case"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{value}` is not the id of {}: write a UUID with hyphens in lower case", with_article(kind))]
#[non_exhaustive]
pub struct IdError {
    /// The kind of record that was asked for.
    pub kind: &'static str,
    /// What was given, shortened if long.
    pub value: String,
}
