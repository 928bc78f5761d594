//! The operations on sign-ups.

use actix_web::{get, post};

use super::dto::{NewSignUp, SignUpFilter, SignUpView};
use super::model::SignUp;
use crate::projects::child::operations;

operations! { "exchanges": SignUp as SignUpView by SignUpFilter
    /// Lists the sign-ups for an exchange.
    ///
    /// In the order in which they signed up; to others than coordinators their own organisation's.
    list list_sign_ups "/v1/programmes/{programme}/exchanges/{exchange}/sign-ups";
    /// Signs up for an exchange.
    ///
    /// By whoever sees it, for its organisation; by a coordinator for any. Confirmed while places last, else waiting, in order.
    create create_sign_up "/v1/programmes/{programme}/exchanges/{exchange}/sign-ups" (NewSignUp);
    /// Shows a sign-up.
    ///
    /// To its organisation and coordinators.
    get get_sign_up "/v1/programmes/{programme}/exchanges/{exchange}/sign-ups/{id}";
    /// Cancels a sign-up.
    ///
    /// By its organisation or a coordinator. Where places come free, those who wait move up in their order.
    verb cancel_sign_up "/v1/programmes/{programme}/exchanges/{exchange}/sign-ups/{id}/cancel" Cancelled(NoBody);
}
