//! The order of lists that have but one, by when their rows were made.

crate::vocabulary::code_list! {
    /// By creation.
    pub enum CreationOrder {
        Newest "-created_at" "Du plus récent au plus ancien" "Newest first";
    }
}
