//! SIREN and SIRET, La Poste's exception included.

use jalon::organisations::{Siren, Siret, parse_identifiers};
use proptest::prelude::*;

use super::told;

#[test]
fn numbers_of_the_register_are_read() {
    for siren in ["130025919", "263100125", "180020026", "356000000"] {
        assert_eq!(Siren::parse(siren).expect("a SIREN").as_str(), siren);
    }
    for siret in ["13002591900015", "18002002600019"] {
        let read = Siret::parse(siret).expect("a SIRET");
        assert_eq!((read.as_str(), read.siren().as_str()), (siret, &siret[..9]));
        assert_eq!(read.to_string(), siret);
    }
}

#[test]
fn what_is_not_such_a_number_is_refused() {
    for text in [
        "",
        "13002591",
        "1300259190",
        "130025918",
        "130 025 919",
        "13002591a",
        "١٣٠٠٢٥٩١٩",
        "-30025919",
    ] {
        let fault = Siren::parse(text).expect_err(text);
        assert_eq!(told(&[fault]), ["invalid_siren  {}"], "{text}");
    }
    // The last: a right check digit over the fourteen, a wrong one over the first nine.
    for text in [
        "",
        "130025919",
        "13002591900016",
        "1300259190001",
        "130025919000150",
        "13002591800017",
    ] {
        let fault = Siret::parse(text).expect_err(text);
        assert_eq!(told(&[fault]), ["invalid_siret  {}"], "{text}");
    }
    // Nine and fourteen bytes that are no digits, cut inside a character.
    assert!(Siren::parse("1234567é").is_err());
    assert!(Siret::parse("12345678é1234").is_err());
}

#[test]
fn la_poste_counts_in_fives() {
    // The head office follows Luhn: its digits add up to 26.
    assert!(Siret::parse("35600000000048").is_ok());
    // 3 + 5 + 6 and 0 + 0 + 0 + 0 + 1: a multiple of 5, and not Luhn's.
    assert!(Siret::parse("35600000000001").is_ok());
    assert!(Siret::parse("35600000000010").is_ok());
    assert!(Siret::parse("35600000000002").is_err());
    // Luhn's, like the head office, and no multiple of 5.
    assert!(Siret::parse("35600000000030").is_err());
    // Nobody else counts so.
    assert!(Siret::parse("13002591900006").is_err());
}

#[test]
fn the_siret_belongs_to_the_siren() {
    let (siren, siret) = parse_identifiers(Some("130025919"), Some("13002591900015")).expect("they agree");
    assert_eq!(siren.expect("given").to_string(), "130025919");
    assert_eq!(siret.expect("given").to_string(), "13002591900015");
    assert_eq!(parse_identifiers(None, None), Ok((None, None)));
    assert!(parse_identifiers(None, Some("18002002600019")).is_ok());

    let faults = parse_identifiers(Some("130025919"), Some("18002002600019")).expect_err("differ");
    assert_eq!(told(&faults), [r#"invalid_siret /siret {"siren":"130025919"}"#]);
    let faults = parse_identifiers(Some("1"), Some("2")).expect_err("both are wrong");
    assert_eq!(told(&faults), ["invalid_siren /siren {}", "invalid_siret /siret {}"]);
    let faults = parse_identifiers(Some("1"), Some("18002002600019")).expect_err("one is wrong");
    assert_eq!(told(&faults), ["invalid_siren /siren {}"]);
}

/// `digits` and the one digit that makes their weighted sum a multiple of 10.
fn with_check_digit(digits: &[u8]) -> Vec<u8> {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let digit = u32::from(*digit);
            if place % 2 == 0 {
                [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][digit as usize]
            } else {
                digit
            }
        })
        .sum();
    let check = u8::try_from((10 - sum % 10) % 10).expect("a digit");
    [digits, &[check]].concat()
}

fn text(digits: &[u8]) -> String {
    digits.iter().map(|digit| char::from(b'0' + digit)).collect()
}

proptest! {
    #[test]
    fn one_wrong_digit_is_always_found(
        eight in prop::collection::vec(0..10u8, 8),
        four in prop::collection::vec(0..10u8, 4),
        place in 0..14usize,
        off_by in 1..10u8,
    ) {
        let siren = with_check_digit(&eight);
        prop_assume!(text(&siren) != "356000000");
        let siret = with_check_digit(&[&siren[..], &four[..]].concat());
        prop_assert!(Siren::parse(&text(&siren)).is_ok());
        prop_assert!(Siret::parse(&text(&siret)).is_ok());

        let wrong = |digits: &[u8], place: usize| {
            let mut digits = digits.to_vec();
            digits[place] = (digits[place] + off_by) % 10;
            text(&digits)
        };
        prop_assert!(Siren::parse(&wrong(&siren, place % 9)).is_err());
        prop_assert!(Siret::parse(&wrong(&siret, place)).is_err());
    }

    #[test]
    fn la_poste_is_read_by_the_sum_alone(establishment in 0..100_000u32) {
        prop_assume!(establishment != 48);
        let number = format!("356000000{establishment:05}");
        let sum: u32 = number.bytes().map(|byte| u32::from(byte - b'0')).sum();
        prop_assert_eq!(Siret::parse(&number).is_ok(), sum.is_multiple_of(5));
    }

    #[test]
    fn no_text_makes_it_panic(any in "\\PC{0,20}") {
        if let Ok(siret) = Siret::parse(&any) {
            prop_assert_eq!(siret.as_str(), any);
        }
    }
}
