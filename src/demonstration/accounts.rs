//! The cast: one account for each role that the story needs.

use std::collections::BTreeMap;

use uuid::Uuid;

/// The password of every account of the demonstration.
pub const PASSWORD: &str = "jalon-demonstration-2018";

/// An account of the demonstration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Player {
    /// Its address.
    pub email: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// Its role on the programme.
    pub role: &'static str,
    /// The short name of its organisation.
    pub organisation: &'static str,
}

macro_rules! players {
    ($($constant:ident $email:literal $name:literal $role:literal $organisation:literal;)*) => {
        $( pub const $constant: Player = Player { email: $email, name: $name, role: $role, organisation: $organisation }; )*
        /// Everybody, in the order in which `demo.json` lists them: the first of each role is the
        /// one that scripts take.
        pub const ALL: &[Player] = &[$($constant),*];
    };
}

players! {
    DITP "coordination@ditp.example" "Coordination DITP" "coordinator" "DITP";
    DINSIC "coordination@dinsic.example" "Coordination DINSIC" "coordinator" "DINSIC";
    ATELIER "expert@atelier-donnees.example" "Expert technique, Atelier Données" "provider" "Atelier Données";
    QUANTMETRY "expert@quantmetry.example" "Expert technique, Quantmetry" "provider" "Quantmetry";
    METIERS "expert@conseil-metiers.example" "Experte stratégique, Conseil Métiers" "provider" "Conseil Métiers";
    ACOSS "projet@acoss.example" "Équipe projet ACOSS" "laureate" "ACOSS";
    OFB "projet@ofb.example" "Équipe projet OFB" "laureate" "AFB";
    ASN "projet@asn.example" "Équipe projet ASN" "laureate" "ASN";
    CHU "projet@chu-toulouse.example" "Équipe projet CHU de Toulouse" "laureate" "CHU de Toulouse";
    DDTM "projet@ddtm34.example" "Équipe projet DDTM 34" "laureate" "DDTM 34";
    DGAL "projet@dgal.example" "Équipe projet DGAL" "laureate" "DGAL";
    OBSERVER "observation@sgpi.example" "Observation SGPI" "observer" "SGPI";
    JURY_1 "jure1@institut-apprentissage.example" "Jury 1, Institut d'apprentissage" "juror" "Institut d'apprentissage";
    JURY_2 "jure2@institut-apprentissage.example" "Jury 2, Institut d'apprentissage" "juror" "Institut d'apprentissage";
    JURY_3 "jure3@laboratoire-usages.example" "Jury 3, Laboratoire des usages" "juror" "Laboratoire des usages";
    JURY_4 "jure4@laboratoire-usages.example" "Jury 4, Laboratoire des usages" "juror" "Laboratoire des usages";
    ADMINISTRATOR "administration@jalon.example" "Administration de la plateforme" "administrator" "DINSIC";
}

/// Who is who, once the accounts are made.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    accounts: BTreeMap<&'static str, Uuid>,
    organisations: BTreeMap<String, Uuid>,
}

impl Cast {
    /// Gives a player its account.
    pub fn engage(&mut self, player: Player, account: Uuid) {
        self.accounts.insert(player.email, account);
    }

    /// Remembers an organisation by its short name.
    pub fn know(&mut self, short_name: &str, organisation: Uuid) {
        self.organisations.insert(short_name.to_owned(), organisation);
    }

    /// The account of a player.
    pub fn account(&self, player: Player) -> anyhow::Result<Uuid> {
        self.accounts
            .get(player.email)
            .copied()
            .ok_or_else(|| anyhow::anyhow!("{} has no account yet", player.email))
    }

    /// An organisation by its short name.
    pub fn organisation(&self, short_name: &str) -> anyhow::Result<Uuid> {
        self.organisations
            .get(short_name)
            .copied()
            .ok_or_else(|| anyhow::anyhow!("{short_name} is not known yet"))
    }
}

impl Player {
    /// Everybody.
    pub fn all() -> &'static [Self] {
        ALL
    }
}
