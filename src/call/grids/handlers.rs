//! The operations on grids.

use actix_web::{delete, get, patch, post};

use super::dto::{GridFilter, GridPatch, GridView, NewGrid};
use super::model::Grid;
use crate::projects::child::operations;

operations! { "call": Grid as GridView by GridFilter
    /// Lists the grids of a programme.
    ///
    /// To whoever sees the programme; the newest first.
    list list_grids "/v1/programmes/{programme}/grids";
    /// Adds a grid.
    ///
    /// By a coordinator. It is given the next number of its stage, and is in force from then on.
    create create_grid "/v1/programmes/{programme}/grids" (NewGrid);
    /// Shows a grid.
    ///
    /// To whoever sees the programme.
    get get_grid "/v1/programmes/{programme}/grids/{id}";
    /// Changes a grid.
    ///
    /// By a coordinator, while no evaluation uses it.
    update update_grid "/v1/programmes/{programme}/grids/{id}" (GridPatch);
    /// Deletes a grid.
    ///
    /// By a coordinator, while no evaluation uses it.
    delete delete_grid "/v1/programmes/{programme}/grids/{id}";
}
