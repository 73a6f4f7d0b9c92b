//! The years of a route.

use std::{fmt, str::FromStr};

use thiserror::Error;

use collegium_core::text::excerpt;

/// The length of a stage: a positive number of half-years, at most ten years.
///
/// # Wire form
///
/// A string: `"3"`, `"2.5"`.
///
/// # Example
///
/// ```
/// use collegium_pathways::Years;
/// let years: Years = "2.5".parse().unwrap();
/// assert_eq!((years.half_years(), years.months()), (5, 30));
/// assert_eq!(Years::new(5).unwrap(), years);
/// assert!("0".parse::<Years>().is_err() && "2.25".parse::<Years>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Years(u8);

impl Years {
    /// So many half-years.
    ///
    /// # Errors
    ///
    /// [`RouteShapeError::Years`] for none, or more than 20.
    pub fn new(half_years: u8) -> Result<Self, RouteShapeError> {
        match half_years {
            1..=20 => Ok(Self(half_years)),
            _ => Err(RouteShapeError::Years { value: format!("{}", Self(half_years)) }),
        }
    }

    /// The length in half-years.
    #[must_use]
    pub const fn half_years(self) -> u8 {
        self.0
    }

    /// The length in months.
    #[must_use]
    pub const fn months(self) -> u32 {
        self.0 as u32 * 6
    }
}

impl fmt::Display for Years {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let half = if self.0.is_multiple_of(2) { "" } else { ".5" };
        write!(f, "{}{half}", self.0 / 2)
    }
}

impl FromStr for Years {
    type Err = RouteShapeError;

    fn from_str(text: &str) -> Result<Self, RouteShapeError> {
        let (whole, half) = text.strip_suffix(".5").map_or((text, 0), |whole| (whole, 1));
        let digits = !whole.is_empty() && whole.len() <= 2 && whole.bytes().all(|byte| byte.is_ascii_digit());
        let plain = digits && (whole == "0" || !whole.starts_with('0'));
        let years = if plain { whole.parse::<u8>().ok() } else { None };
        let half_years = years.map(|years| years * 2 + half);
        half_years
            .and_then(|half_years| Self::new(half_years).ok())
            .ok_or_else(|| RouteShapeError::Years { value: excerpt(text) })
    }
}

collegium_core::text_form!(Years, "a length in years");

/// The years a route spends in its stages, in order: `3+1+1`, `2+2`, `2.5+1.5`.
///
/// The plus sign says nothing about where a stage is or who awards what: that is the route's to say.
///
/// # Validity
///
/// One to six stages of half a year to ten years each. A last stage of `0` is read, as in `4+0`, and means that nothing
/// follows abroad; it is kept, because it is how such programmes are called.
///
/// # Wire form
///
/// A string, as people write it.
///
/// # Example
///
/// ```
/// use collegium_pathways::RouteShape;
///
/// let shape: RouteShape = "3+1+1".parse().unwrap();
/// assert_eq!((shape.stages().len(), shape.months()), (3, 60));
/// assert_eq!(shape.to_string(), "3+1+1");
/// assert_eq!("4+0".parse::<RouteShape>().unwrap().stages().len(), 1);
/// assert_eq!(
///     "3+1+".parse::<RouteShape>().unwrap_err().to_string(),
///     "`` is not the length of a stage: write years from 0.5 to 10 in steps of a half"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RouteShape {
    stages: Vec<Years>,
    /// Whether it is written with a last `+0`.
    closed: bool,
}

impl RouteShape {
    /// The shape with these stages.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::{RouteShape, Years};
    /// let shape = RouteShape::new(vec![Years::new(5).unwrap(), Years::new(3).unwrap()]).unwrap();
    /// assert_eq!(shape.to_string(), "2.5+1.5");
    /// assert!(RouteShape::new(vec![]).is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// [`RouteShapeError::Stages`] without a stage, or with more than six.
    pub fn new(stages: Vec<Years>) -> Result<Self, RouteShapeError> {
        Self::checked(stages, false)
    }

    /// The lengths of the stages, in order.
    #[must_use]
    pub fn stages(&self) -> &[Years] {
        &self.stages
    }

    /// The length of the whole route in months.
    #[must_use]
    pub fn months(&self) -> u32 {
        self.stages.iter().map(|years| years.months()).sum()
    }

    /// Whether it is written with a last `+0`: all of it at home.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::RouteShape;
    /// assert!("4+0".parse::<RouteShape>().unwrap().is_closed());
    /// ```
    #[must_use]
    pub const fn is_closed(&self) -> bool {
        self.closed
    }

    pub(crate) fn checked(stages: Vec<Years>, closed: bool) -> Result<Self, RouteShapeError> {
        if (1..=6).contains(&stages.len()) {
            Ok(Self { stages, closed })
        } else {
            Err(RouteShapeError::Stages { number: stages.len() })
        }
    }
}

impl fmt::Display for RouteShape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, years) in self.stages.iter().enumerate() {
            if position > 0 {
                f.write_str("+")?;
            }
            years.fmt(f)?;
        }
        if self.closed { f.write_str("+0") } else { Ok(()) }
    }
}

impl FromStr for RouteShape {
    type Err = RouteShapeError;

    fn from_str(text: &str) -> Result<Self, RouteShapeError> {
        let number = text.split('+').count();
        if number > 7 {
            return Err(RouteShapeError::Stages { number });
        }
        let (stages, closed) = text.strip_suffix("+0").map_or((text, false), |stages| (stages, true));
        let stages = stages.split('+').map(str::parse).collect::<Result<_, _>>()?;
        Self::checked(stages, closed)
    }
}

collegium_core::text_form!(RouteShape, "the shape of a route");

/// Why there is no such shape.
///
/// # Example
///
/// ```
/// use collegium_pathways::RouteShapeError;
/// assert_eq!(
///     RouteShapeError::Stages { number: 9 }.to_string(),
///     "a route has one to six stages, not 9: write them such as `3+1+1`"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RouteShapeError {
    /// A length is not one.
    #[error("`{value}` is not the length of a stage: write years from 0.5 to 10 in steps of a half")]
    Years {
        /// What was given, shortened if long.
        value: String,
    },
    /// There are no stages, or too many.
    #[error("a route has one to six stages, not {number}: write them such as `3+1+1`")]
    Stages {
        /// How many there are.
        number: usize,
    },
}
