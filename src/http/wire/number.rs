//! Numbers, each within its bounds.

use std::ops::RangeInclusive;

use deserr::{Deserr, IntoValue, Value, ValuePointerRef};

use diesel::deserialize::FromSql;
use diesel::pg::{Pg, PgValue};
use diesel::serialize::{Output, ToSql};

use super::wire_type;
use crate::fault::{Fault, FaultCode};
use crate::shape::ShapeFaults;

macro_rules! number {
    ($(#[$doc:meta])* $name:ident, $min:tt ..= $max:tt) => {
        number! { $(#[$doc])* $name: i32 as Integer, $min ..= $max }
    };
    ($(#[$doc:meta])* $name:ident: $kept:ident as $sql:ident, $min:tt ..= $max:tt) => {
        wire_type! { $(#[$doc])* #[derive(Copy, Eq)] $name($kept) as $sql, value_type = $kept, minimum = $min, maximum = $max }

        impl Deserr<ShapeFaults> for $name {
            fn deserialize_from_value<V: IntoValue>(value: Value<V>, location: ValuePointerRef<'_>) -> Result<Self, ShapeFaults> {
                const BOUNDS: RangeInclusive<$kept> = $min..=$max;
                let fault = || Fault::new(FaultCode::OutOfRange).with("min", BOUNDS.start()).with("max", BOUNDS.end());
                let out_of_range = || ShapeFaults::one(fault(), location);
                let number = match value {
                    Value::Integer(number) => i64::try_from(number).map_err(|_| out_of_range())?,
                    Value::NegativeInteger(number) => number,
                    // JSON has one kind of number: 10.0 is the integer 10 (JSON Schema, 6.1.1).
                    #[allow(clippy::cast_possible_truncation)]
                    Value::Float(number) if number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_991.0 => number as i64,
                    _ => return Err(ShapeFaults::wrong_type("integer", location)),
                };
                match $kept::try_from(number) {
                    Ok(number) if BOUNDS.contains(&number) => Ok(Self(number)),
                    _ => Err(out_of_range()),
                }
            }
        }
    };
}

number! { /// A number of useful months.
Months, 1..=120 }
number! { /// A number of days.
Days, 1..=365 }
number! { /// A number of useful days after the start.
UsefulDays, 0..=3650 }
number! { /// A place in an order.
Rank, 1..=1_000_000 }
number! { /// A step of a scale from 1 to 4.
Grade, 1..=4 }
number! { /// The lowest or the highest score of a scale.
ScaleBound, 0..=1_000 }
number! { /// A number of things; no more than every program can tell exactly (RFC 8259, 6).
Count: i64 as BigInt, 0..=9_007_199_254_740_991_i64 }
number! { /// A number of things, at least one.
Positive: i64 as BigInt, 1..=9_007_199_254_740_991_i64 }
number! { /// A number of people.
Headcount, 0..=100_000_000 }
number! { /// A number of places in a room.
Places, 1..=100_000 }
number! { /// How many people came.
Attendees, 0..=100_000 }
number! { /// How many people come together.
PartySize, 1..=1_000 }
number! { /// A percentage.
Percent, 0..=100 }
number! { /// The share by which an accepted delivery is reduced (réfaction), in percent.
ReductionPercent, 1..=100 }

fn decimal<V: IntoValue>(
    value: Value<V>,
    location: ValuePointerRef<'_>,
    bounds: RangeInclusive<f64>,
) -> Result<f64, ShapeFaults> {
    #[allow(clippy::cast_precision_loss)]
    let number = match value {
        Value::Integer(number) => number as f64,
        Value::NegativeInteger(number) => number as f64,
        Value::Float(number) => number,
        _ => return Err(ShapeFaults::wrong_type("number", location)),
    };
    if bounds.contains(&number) {
        return Ok(number);
    }
    let fault = Fault::new(FaultCode::OutOfRange)
        .with("min", bounds.start())
        .with("max", bounds.end());
    Err(ShapeFaults::one(fault, location))
}

macro_rules! decimal {
    ($(#[$doc:meta])* $name:ident, $min:tt ..= $max:tt) => {
        wire_type! { $(#[$doc])* $name(f64), value_type = f64, minimum = $min, maximum = $max }

        impl Deserr<ShapeFaults> for $name {
            fn deserialize_from_value<V: IntoValue>(value: Value<V>, location: ValuePointerRef<'_>) -> Result<Self, ShapeFaults> {
                decimal(value, location, $min..=$max).map(Self)
            }
        }
    };
}

decimal! { /// The weight of a milestone in its project's progress.
Weight, 0.001..=1000.0 }
decimal! { /// Person-days of a purchase order.
OrderedDays, 0.0..=100_000.0 }

wire_type! { /// A value that is measured.
#[derive(Copy, serde::Serialize, serde::Deserialize)]
Quantity(f64), value_type = f64 }

impl Deserr<ShapeFaults> for Quantity {
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> Result<Self, ShapeFaults> {
        decimal(value, location, f64::MIN..=f64::MAX).map(Self)
    }
}

wire_type! { /// A part of one person's day, in quarters.
PersonDays(f64), value_type = f64, minimum = 0.0, maximum = 1.0, multiple_of = 0.25 }

impl Deserr<ShapeFaults> for PersonDays {
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> Result<Self, ShapeFaults> {
        let days = decimal(value, location, 0.0..=1.0)?;
        match (days * 4.0).fract() == 0.0 {
            true => Ok(Self(days)),
            false => Err(ShapeFaults::one(Fault::new(FaultCode::NotQuarter), location)),
        }
    }
}
