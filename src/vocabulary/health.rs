//! How a project fares.

use super::code_list;

code_list! {
    /// How a project or one of its tracks fares, in PILOTE's order of severity: secured,
    /// reachable, support needed, compromised.
    pub enum Health {
        Sunny "sunny" "Soleil" "Sunny";
        Overcast "overcast" "Couvert" "Overcast";
        Cloudy "cloudy" "Nuage" "Cloudy";
        Stormy "stormy" "Orage" "Stormy";
    }
}
