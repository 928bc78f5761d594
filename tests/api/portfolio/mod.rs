//! The portfolio, against numbers computed by hand.

mod figures;
mod turns;

const PORTFOLIO: &str = "/v1/programmes/AMI-T/portfolio";
