//! What an application is handed in with: links and files, kept as the evidence of milestones is, of the type
//! `application_file`. Shown to whoever is shown the application.

mod context;
mod handlers;
mod model;

pub use handlers::register;
