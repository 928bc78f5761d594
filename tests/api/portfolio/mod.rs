//! The portfolio, against numbers computed by hand.

mod figures;

const PORTFOLIO: &str = "/v1/programmes/AMI-T/portfolio";
