//! What a sentence speaks of: a value for programs and, where that is a code, a name for people.

use std::marker::PhantomData;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{CodeList, Language};

/// A name in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// In French.
    pub fr: String,
    /// In English.
    pub en: String,
}

impl Name {
    /// The name in one language.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::French => &self.fr,
            Language::English => &self.en,
        }
    }
}

/// The subject of a sentence. A member of a code list goes by its label: `code_list!` sees to it.
pub trait Subject {
    /// What programs read.
    fn value(&self) -> Value;

    /// What people read; none where they read the value.
    fn name(&self) -> Option<Name> {
        None
    }
}

impl<S: Subject + ?Sized> Subject for &S {
    fn value(&self) -> Value {
        (**self).value()
    }
    fn name(&self) -> Option<Name> {
        (**self).name()
    }
}

impl<S: Subject> Subject for [S] {
    fn value(&self) -> Value {
        self.iter().map(Subject::value).collect()
    }
    fn name(&self) -> Option<Name> {
        let names: Vec<Name> = self.iter().map(Subject::name).collect::<Option<_>>()?;
        if names.is_empty() {
            return None;
        }
        let list = |of: fn(&Name) -> &str| names.iter().map(of).collect::<Vec<_>>().join(", ");
        Some(Name {
            fr: list(|name| &name.fr),
            en: list(|name| &name.en),
        })
    }
}

impl<S: Subject> Subject for Vec<S> {
    fn value(&self) -> Value {
        self.as_slice().value()
    }
    fn name(&self) -> Option<Name> {
        self.as_slice().name()
    }
}

impl<S: Subject, const N: usize> Subject for [S; N] {
    fn value(&self) -> Value {
        self.as_slice().value()
    }
    fn name(&self) -> Option<Name> {
        self.as_slice().name()
    }
}

impl<S: Subject> Subject for Option<S> {
    fn value(&self) -> Value {
        self.as_ref().map_or(Value::Null, Subject::value)
    }
    fn name(&self) -> Option<Name> {
        self.as_ref().and_then(Subject::name)
    }
}

/// A code of the list `L`, as a row keeps it.
#[derive(Clone, Copy, Debug)]
pub struct CodeOf<'a, L>(&'a str, PhantomData<L>);

impl<'a, L> CodeOf<'a, L> {
    /// The code.
    pub fn new(code: &'a str) -> Self {
        Self(code, PhantomData)
    }
}

impl<L: CodeList> Subject for CodeOf<'_, L> {
    fn value(&self) -> Value {
        self.0.into()
    }
    fn name(&self) -> Option<Name> {
        L::from_code(self.0).map(|member| member.label().into())
    }
}

/// What is read as it is.
macro_rules! plain {
    ($($plain:ty),+) => {
        $(impl Subject for $plain {
            fn value(&self) -> Value {
                json!(self)
            }
        })+
    };
}
plain!(
    str,
    String,
    u8,
    i32,
    i64,
    u32,
    usize,
    f64,
    NaiveDate,
    DateTime<Utc>,
    Uuid
);
