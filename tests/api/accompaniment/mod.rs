//! What a project lives through while it is accompanied, besides its milestones.

mod risks;
