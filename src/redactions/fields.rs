//! How a resource holds a free text: its fields, by kind.

/// How a field holds its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// One text.
    Text,
    /// A list of texts: each goes.
    Texts,
    /// An object or a list of them: the texts in members of these names go.
    Members(&'static [&'static str]),
    /// An address: what stands in its place is one too.
    Link,
    /// A file: its bytes go, and its name, which is a text of its own.
    File,
}

/// A free text or a file of a resource: its name in answers, in the database and in the journal.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// How it holds its text.
    pub kind: FieldKind,
}

pub(super) const fn text(name: &'static str) -> Field {
    Field {
        name,
        kind: FieldKind::Text,
    }
}

pub(super) const MOTIVE: &[Field] = &[text("motive")];
pub(super) const MOTIVES: &[Field] = &[text("motive"), text("cancel_motive")];
pub(super) const CRITERIA: Field = Field {
    name: "acceptance_criteria",
    kind: FieldKind::Texts,
};
pub(super) const VOLUME: Field = Field {
    name: "volume",
    kind: FieldKind::Members(&["unit"]),
};
pub(super) const ANNOTATION: Field = Field {
    name: "annotation",
    kind: FieldKind::Members(&["unit"]),
};
pub(super) const MEASURES: Field = Field {
    name: "measures",
    kind: FieldKind::Members(&["name", "unit", "not_observed"]),
};
pub(super) const LEVELS: Field = Field {
    name: "levels",
    kind: FieldKind::Members(&["domain"]),
};

pub(super) const PROVIDED: Field = Field {
    name: "evidence",
    kind: FieldKind::Members(&["title", "url"]),
};

pub(super) const SOURCE: Field = Field {
    name: "source",
    kind: FieldKind::Members(&["system", "number"]),
};
pub(super) const SCORES: Field = Field {
    name: "scores",
    kind: FieldKind::Members(&["reason"]),
};

pub(super) const fn link(name: &'static str) -> Field {
    Field {
        name,
        kind: FieldKind::Link,
    }
}

pub(super) const FILE_NAME: Field = text("file_name");
pub(super) const FILE: Field = Field {
    name: "file",
    kind: FieldKind::File,
};

impl Field {
    /// The column of its text; a file's is its name.
    pub fn column(self) -> &'static str {
        match self.kind {
            FieldKind::File => FILE_NAME.name,
            _ => self.name,
        }
    }

    /// The members under which its texts stand in the journal and in answers.
    pub fn shown_as(self) -> Vec<&'static str> {
        match self.kind {
            FieldKind::Members(members) => members.to_vec(),
            FieldKind::Text | FieldKind::Texts | FieldKind::Link | FieldKind::File => vec![self.column()],
        }
    }
}

impl FieldKind {
    /// The members of an object that are texts.
    pub fn members(self) -> &'static [&'static str] {
        match self {
            Self::Members(members) => members,
            Self::Text | Self::Texts | Self::Link | Self::File => &[],
        }
    }
}
