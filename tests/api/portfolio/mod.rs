//! The portfolio, against numbers computed by hand.

mod accompaniment;
mod figures;
mod readiness;

const PORTFOLIO: &str = "/v1/programmes/AMI-T/portfolio";
