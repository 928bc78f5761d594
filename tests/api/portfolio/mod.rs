//! The portfolio, against numbers computed by hand.

mod accompaniment;
mod figures;

const PORTFOLIO: &str = "/v1/programmes/AMI-T/portfolio";
