//! `Path`: what stands in the places of a request's path.

use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpRequest, dev, web};
use serde::de::DeserializeOwned;

use super::error::{ApiError, ApiResult};

/// The places of the path, in their order: `Path(project): Path<Key>`,
/// `Path((project, Id(id))): Path<(Key, Id)>`. What is no id where one belongs is nothing that exists (404).
#[derive(Debug)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Path<T> {
    type Error = ApiError;
    type Future = Ready<ApiResult<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut dev::Payload) -> Self::Future {
        let read = web::Path::<T>::from_request(request, payload).into_inner();
        ready(
            read.map(|path| Self(path.into_inner()))
                .map_err(|_| ApiError::not_found()),
        )
    }
}
