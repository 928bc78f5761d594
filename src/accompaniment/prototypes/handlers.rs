//! The operations on prototypes.

use actix_web::{delete, get, patch, post};

use super::dto::{NewPrototype, PrototypeFilter, PrototypePatch, PrototypeView};
use super::model::Prototype;
use crate::projects::child::operations;

operations! { "prototypes": Prototype as PrototypeView by PrototypeFilter
    /// Lists the prototypes of a project.
    ///
    /// The newest version first. Not for observers.
    list list_prototypes "/v1/projects/{project}/prototypes";
    /// Lists the prototypes of a programme.
    ///
    /// Of the projects that the caller coordinates or works on; the newest first.
    across list_programme_prototypes "/v1/programmes/{programme}/prototypes";
    /// Adds a version of the prototype.
    ///
    /// By the laureate or a provider. One that is less mature than the version before it says why.
    create create_prototype "/v1/projects/{project}/prototypes" (NewPrototype);
    /// Shows a version of the prototype.
    ///
    /// Not for observers.
    get get_prototype "/v1/projects/{project}/prototypes/{id}";
    /// Changes a version of the prototype.
    ///
    /// One that becomes less mature, than it was or than the version before it, says why.
    update update_prototype "/v1/projects/{project}/prototypes/{id}" (PrototypePatch);
    /// Deletes a version that was added by mistake.
    ///
    /// Only while no trial names it.
    delete delete_prototype "/v1/projects/{project}/prototypes/{id}";
}
