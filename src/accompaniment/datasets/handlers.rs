//! The operations on datasets.

use actix_web::{delete, get, patch, post};

use super::dto::{AccessMove, DatasetFilter, DatasetPatch, DatasetView, NewDataset};
use super::model::Dataset;
use crate::projects::child::operations;

operations! { "datasets": Dataset as DatasetView by DatasetFilter
    /// Lists the datasets of a project.
    ///
    /// The newest first. Not for observers.
    list list_datasets "/v1/projects/{project}/datasets";
    /// Lists the datasets of a programme.
    ///
    /// Of the projects that the caller coordinates or works on; the newest first.
    across list_programme_datasets "/v1/programmes/{programme}/datasets";
    /// Adds a dataset.
    ///
    /// By whoever works on the project. Access to it is not asked for yet.
    create create_dataset "/v1/projects/{project}/datasets" (NewDataset);
    /// Shows a dataset.
    ///
    /// With whether it can be reached, and the day of each move of the access. Not for observers.
    get get_dataset "/v1/projects/{project}/datasets/{id}";
    /// Changes a dataset.
    ///
    /// Personal data keep an impact assessment, done or to do.
    update update_dataset "/v1/projects/{project}/datasets/{id}" (DatasetPatch);
    /// Deletes a dataset that was added by mistake.
    ///
    /// Only while nothing was done to it but edits.
    delete delete_dataset "/v1/projects/{project}/datasets/{id}";
    /// Says that access was asked for.
    ///
    /// For the first time, or anew where it is blocked.
    verb request_dataset "/v1/projects/{project}/datasets/{id}/request" Requested(AccessMove);
    /// Says that access was granted.
    ///
    /// Also where it was blocked, or never asked for.
    verb grant_dataset "/v1/projects/{project}/datasets/{id}/grant" Granted(AccessMove);
    /// Says that access is blocked.
    ///
    /// Refused, or withdrawn once it was granted: the motive says what stands in the way.
    verb block_dataset "/v1/projects/{project}/datasets/{id}/block" Blocked(AccessMove);
    /// Says that the data are open to everybody.
    ///
    /// As open data: nobody needs to be asked.
    verb open_dataset "/v1/projects/{project}/datasets/{id}/open" Opened(AccessMove);
}
