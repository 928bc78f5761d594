//! What goes wrong in the bare handler: always a fault of the benchmark, never measured.

use std::fmt;

use actix_web::ResponseError;

#[derive(Debug)]
pub struct Failure(anyhow::Error);

impl Failure {
    pub fn missing() -> Self {
        Self(anyhow::anyhow!("there is no such row, or no right to it"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#}", self.0)
    }
}

impl ResponseError for Failure {}

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}
