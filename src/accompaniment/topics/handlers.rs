//! The operations on topics.

use actix_web::{delete, get, patch, post};

use super::dto::{NewTopic, TopicFilter, TopicPatch, TopicView};
use super::model::Topic;
use crate::projects::Motive;
use crate::projects::child::operations;

operations! { "topics": Topic as TopicView by TopicFilter
    /// Lists the topics of a project.
    ///
    /// The newest first. To an observer, those that are retained.
    list list_topics "/v1/projects/{project}/topics";
    /// Lists the topics of a programme.
    ///
    /// Of the projects that the caller coordinates, works on or observes; the newest first.
    across list_programme_topics "/v1/programmes/{programme}/topics";
    /// Adds a topic.
    ///
    /// By whoever works on the project.
    create create_topic "/v1/projects/{project}/topics" (NewTopic);
    /// Shows a topic.
    ///
    /// To an observer, once it is retained, without accounts.
    get get_topic "/v1/projects/{project}/topics/{id}";
    /// Changes a topic.
    ///
    /// While it is open.
    update update_topic "/v1/projects/{project}/topics/{id}" (TopicPatch);
    /// Deletes a topic that was added by mistake.
    ///
    /// Only while nothing was done to it but edits; after that it is kept.
    delete delete_topic "/v1/projects/{project}/topics/{id}";
    /// Retains a topic.
    ///
    /// An open one. It is kept as it is from then on, and observers are shown it.
    verb retain_topic "/v1/projects/{project}/topics/{id}/retain" Retained(NoBody);
    /// Sets a topic aside.
    ///
    /// An open one; the motive says why. It is kept as it is from then on.
    verb set_aside_topic "/v1/projects/{project}/topics/{id}/set_aside" SetAside(Motive);
}
