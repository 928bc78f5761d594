//! The portfolio, against numbers computed by hand.

mod accompaniment;
mod comparison;
mod figures;
mod readiness;
mod summaries;

const PORTFOLIO: &str = "/v1/programmes/AMI-T/portfolio";
