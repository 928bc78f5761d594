//! French texts, as the database compares them (docs/adr/0015-french-order.md).

use diesel::sql_types::{Nullable, Text};

#[diesel::declare_sql_function]
extern "SQL" {
    /// A text without what searches do not mind: case, accents, ligatures, kinds of apostrophes and dashes, normal form.
    /// A text that is asked for is folded once, `diesel::select(fold(asked)).single_value()`, not for each row.
    #[sql_name = "hist.fold"]
    fn fold(text: Nullable<Text>) -> Nullable<Text>;

    /// Where a text holds another, from 1; else 0.
    fn strpos(text: Nullable<Text>, part: Nullable<Text>) -> Nullable<diesel::sql_types::Integer>;
}
