//! Who is asking, and what that lets them see.
//!
//! [`Actor`] is pure: what a caller may see and do is decided in Rust from what
//! [`authenticate`] loaded. Lists are filtered in SQL by the actor's [`VisibleScope`].

mod actor;
mod authenticate;
mod decision;
mod grant;
pub mod guessing;
mod judging;
pub mod key_folder;
mod keys;
pub mod limiter;
pub mod password;
mod role;
mod scope;
pub mod secret;
mod token;

pub use actor::{Actor, Assignment, GRACE_DAYS, HeldGrant, OwnProject, Visibility, VisibleScope, WorkPeriod};
pub use authenticate::{Credential, PLATFORM_ZONE, authenticate, authenticate_reader, hash_key, is_open};
pub use decision::{Decision, Denied, allow_if};
pub use grant::Grant;
pub use guessing::Guessing;
pub use judging::{jurors, own_evaluations};
pub use keys::{Key, KeyState, SigningKeys};
pub use password::Passwords;
pub use role::{AccountKind, Role};
pub use scope::{GROUPS, Scope};
pub use token::TokenIssuer;

use uuid::Uuid;

/// The account of the service itself: it decides tacitly, and makes the first administrator.
pub const SYSTEM_ACCOUNT: Uuid = Uuid::from_u128(0x0000_0000_0000_7000_8000_0000_0000_0001);
