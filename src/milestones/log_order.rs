//! What is recorded about a milestone, one row after the other, and listed newest first, then by id.

crate::vocabulary::code_list! {
    /// The one order of a log.
    pub enum LogOrder {
        NewestFirst "-at" "Du plus récent au plus ancien" "Newest first";
    }
}
