//! What clients send and are shown.

mod accounts;
mod edited;
mod grants;
mod me;
mod personal;
mod signing_in;

pub use accounts::{
    AccountFilter, AccountPatch, AccountSort, AccountView, InvitedAccount, KeyedAccount, NewAccount, NewServiceAccount,
};
pub use edited::EditedFilter;
pub use grants::{GrantPatch, GrantSort, GrantView, NewGrant};
pub use me::{Me, OwnOrganisation};
pub use personal::{
    ErasedAccount, ExportFilter, HeldFunction, InvitationRecord, LoggedTime, NamingMission, PersonalData, SignIn,
};
pub use signing_in::{Acceptance, Credentials, Invitation, PasswordChange, Refreshing, Tokens};
