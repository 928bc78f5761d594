//! The operations on trials.

use actix_web::{delete, get, patch, post};

use super::dto::{NewTrial, TrialCompletion, TrialFilter, TrialPatch, TrialView};
use super::model::Trial;
use crate::projects::child::operations;

operations! { "trials": Trial as TrialView by TrialFilter
    /// Lists the trials of a project.
    ///
    /// The latest start first. Not for observers.
    list list_trials "/v1/projects/{project}/trials";
    /// Lists the trials of a programme.
    ///
    /// Of the projects that the caller coordinates or works on; the latest start first.
    across list_programme_trials "/v1/programmes/{programme}/trials";
    /// Plans a trial.
    ///
    /// By the laureate or a provider, of a prototype of the project.
    create create_trial "/v1/projects/{project}/trials" (NewTrial);
    /// Shows a trial.
    ///
    /// With its measures, and its verdict once it is complete. Not for observers.
    get get_trial "/v1/projects/{project}/trials/{id}";
    /// Changes a trial.
    ///
    /// While it is planned or running; its measures are sent whole.
    update update_trial "/v1/projects/{project}/trials/{id}" (TrialPatch);
    /// Deletes a trial that was planned by mistake.
    ///
    /// Only while nothing was done to it but edits; after that, cancel it.
    delete delete_trial "/v1/projects/{project}/trials/{id}";
    /// Begins a trial.
    ///
    /// The prototype is in the hands of those who try it.
    verb begin_trial "/v1/projects/{project}/trials/{id}/begin" Started(NoBody);
    /// Completes a trial.
    ///
    /// With how many took part, the verdict, and of each measure what was observed or why it was not. It is kept as it is
    /// from then on. A trial without an end, or with one that lies ahead, ends today.
    verb complete_trial "/v1/projects/{project}/trials/{id}/complete" Completed(TrialCompletion);
    /// Cancels a trial.
    ///
    /// One that is planned or running.
    verb cancel_trial "/v1/projects/{project}/trials/{id}/cancel" Cancelled(NoBody);
}
