//! Words and junk.

use std::{fmt, str::FromStr};

use collegium_partnerships::{
    ActivityKind, AgreementKind, MembershipRole, PartnerKind, ResourceKind, Scheme, SiteKind, Tier,
};
use proptest::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

/// What is read from any text is printed as that very text, and what is not read says so with the text.
fn comes_back_or_is_refused<T>(text: &str) -> Result<bool, TestCaseError>
where
    T: fmt::Debug + fmt::Display + PartialEq + FromStr<Err: fmt::Display> + Serialize + DeserializeOwned,
{
    match text.parse::<T>() {
        Ok(word) => {
            prop_assert_eq!(word.to_string(), text);
            let json = serde_json::to_string(&word).unwrap();
            prop_assert_eq!(&serde_json::from_str::<T>(&json).unwrap(), &word);
            Ok(true)
        }
        Err(error) => {
            let message = error.to_string();
            prop_assert!(!message.contains('\n') && message.len() < 600, "{}", message);
            let json = serde_json::to_string(text).unwrap();
            prop_assert!(serde_json::from_str::<T>(&json).is_err());
            Ok(false)
        }
    }
}

fn all(text: &str) -> Result<bool, TestCaseError> {
    let read = comes_back_or_is_refused::<ActivityKind>(text)?;
    prop_assert_eq!(comes_back_or_is_refused::<AgreementKind>(text)?, read);
    prop_assert_eq!(comes_back_or_is_refused::<MembershipRole>(text)?, read);
    prop_assert_eq!(comes_back_or_is_refused::<PartnerKind>(text)?, read);
    prop_assert_eq!(comes_back_or_is_refused::<ResourceKind>(text)?, read);
    prop_assert_eq!(comes_back_or_is_refused::<Scheme>(text)?, read);
    prop_assert_eq!(comes_back_or_is_refused::<SiteKind>(text)?, read);
    prop_assert_eq!(comes_back_or_is_refused::<Tier>(text)?, read);
    Ok(read)
}

proptest! {
    #[test]
    fn words_come_back(text in "[a-z0-9]{1,8}([-.][a-z0-9]{1,8}){0,4}") {
        prop_assert!(all(&text)?);
    }

    #[test]
    fn junk_is_refused_in_peace(text in prop_oneof![".*", "\\PC{0,400}", "[a-z.-]{0,80}"]) {
        all(&text)?;
    }
}
