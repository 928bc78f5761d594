//! Numbers as the tables tell them.

use crate::results::Sample;

/// The median over samples of something they tell.
pub fn median(samples: &[Sample], of: impl Fn(&Sample) -> f64) -> f64 {
    let mut values: Vec<f64> = samples.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    middle(&values)
}

/// The middle of ascending numbers.
pub fn middle(values: &[f64]) -> f64 {
    match values.len() {
        0 => f64::NAN,
        n if n % 2 == 1 => values[n / 2],
        n => (values[n / 2 - 1] + values[n / 2]) / 2.0,
    }
}

pub fn milliseconds(samples: &[Sample], of: fn(&Sample) -> Option<f64>) -> String {
    if samples.iter().any(|sample| of(sample).is_none()) {
        "-".to_owned()
    } else {
        format!("{:.1}", median(samples, |sample| of(sample).unwrap_or(f64::NAN)))
    }
}

/// A number with its thousands apart.
pub fn number(value: f64) -> String {
    if value < 100.0 {
        return format!("{value:.1}");
    }
    let digits = format!("{value:.0}");
    let first = digits.len() % 3;
    let groups = digits.as_bytes().chunks(3).count();
    let mut told = digits[..first].to_owned();
    for at in (first..digits.len()).step_by(3) {
        if !told.is_empty() && groups > 1 {
            told.push(',');
        }
        told.push_str(&digits[at..at + 3]);
    }
    told
}
