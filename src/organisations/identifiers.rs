//! SIREN and SIRET: the numbers of the French register of organisations.
//!
//! A SIREN has nine digits, a SIRET fourteen: its organisation's SIREN and five for the
//! establishment. Both carry Luhn's check digit (ISO/IEC 7812-1). La Poste's establishments
//! outgrew it: for SIREN 356000000 the digits of a SIRET add up to a multiple of 5, the head
//! office's aside, which follows Luhn (INSEE).

use std::fmt;

use crate::fault::{Fault, FaultCode};

const LA_POSTE: &str = "356000000";
const LA_POSTE_HEAD_OFFICE: &str = "35600000000048";

/// The number of a legal unit: nine digits with a right check digit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Siren(String);

/// The number of an establishment: fourteen digits, the first nine of them a right SIREN.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Siret(String);

impl Siren {
    /// Reads nine digits without spaces. Refuses with [`FaultCode::InvalidSiren`], at no pointer.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        if are_digits(text, 9) && passes_luhn(text) {
            Ok(Self(text.to_owned()))
        } else {
            Err(Fault::new(FaultCode::InvalidSiren))
        }
    }

    /// The nine digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Siret {
    /// Reads fourteen digits without spaces. Refuses with [`FaultCode::InvalidSiret`], at no
    /// pointer.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let refused = || Fault::new(FaultCode::InvalidSiret);
        if !are_digits(text, 14) {
            return Err(refused());
        }
        let siren = Siren::parse(&text[..9]).map_err(|_| refused())?;
        let checked = if siren.0 == LA_POSTE && text != LA_POSTE_HEAD_OFFICE {
            digits(text).sum::<u32>().is_multiple_of(5)
        } else {
            passes_luhn(text)
        };
        if checked {
            Ok(Self(text.to_owned()))
        } else {
            Err(refused())
        }
    }

    /// The legal unit of the establishment.
    pub fn siren(&self) -> Siren {
        Siren(self.0[..9].to_owned())
    }

    /// The fourteen digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Reads an organisation's numbers as its body gives them: each right by itself, and the SIRET
/// one of the SIREN's establishments. Every fault, at `/siren` and `/siret`.
pub fn parse_identifiers(
    siren: Option<&str>,
    siret: Option<&str>,
) -> Result<(Option<Siren>, Option<Siret>), Vec<Fault>> {
    let siren = siren
        .map(|text| Siren::parse(text).map_err(|fault| fault.at("/siren")))
        .transpose();
    let siret = siret
        .map(|text| Siret::parse(text).map_err(|fault| fault.at("/siret")))
        .transpose();
    match (siren, siret) {
        (Ok(Some(siren)), Ok(Some(siret))) if siret.siren() != siren => Err(vec![
            Fault::new(FaultCode::InvalidSiret)
                .at("/siret")
                .with("siren", siren.as_str()),
        ]),
        (Ok(siren), Ok(siret)) => Ok((siren, siret)),
        (siren, siret) => Err(siren.err().into_iter().chain(siret.err()).collect()),
    }
}

/// Whether `text` is exactly `count` ASCII digits; other scripts' digits are not accepted.
fn are_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn digits(text: &str) -> impl DoubleEndedIterator<Item = u32> {
    text.bytes().map(|byte| u32::from(byte - b'0'))
}

/// Every second digit from the right doubled, the digits of the products added: a multiple of 10.
fn passes_luhn(text: &str) -> bool {
    let sum: u32 = digits(text)
        .rev()
        .enumerate()
        .map(|(place, digit)| match place % 2 {
            0 => digit,
            _ if digit > 4 => 2 * digit - 9,
            _ => 2 * digit,
        })
        .sum();
    sum.is_multiple_of(10)
}

impl fmt::Display for Siren {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Siret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
