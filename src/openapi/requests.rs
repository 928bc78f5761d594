//! What holds of every request body: no unknown field, no list without a bound.

use std::collections::BTreeSet;

use utoipa::openapi::schema::{AdditionalProperties, ArrayItems, Type};
use utoipa::openapi::{OpenApi, RefOr, Schema};

use crate::shape::MOST_ELEMENTS;

/// Says in the schemas that requests are made of what reading them refuses.
pub fn bound(document: &mut OpenApi) {
    let bodies = document.paths.paths.values().flat_map(|item| {
        let methods = [&item.post, &item.patch, &item.put, &item.delete];
        methods
            .into_iter()
            .flatten()
            .filter_map(|operation| operation.request_body.as_ref())
    });
    let mut waiting = Vec::new();
    for body in bodies {
        let RefOr::T(body) = body else { continue };
        for content in body.content.values() {
            if let RefOr::T(content) = content {
                waiting.extend(content.schema.iter().flat_map(names));
            }
        }
    }
    let Some(components) = document.components.as_mut() else {
        return;
    };
    let mut seen = BTreeSet::new();
    while let Some(name) = waiting.pop() {
        if let (true, Some(RefOr::T(schema))) = (seen.insert(name.clone()), components.schemas.get_mut(&name)) {
            waiting.extend(names_in(schema));
            close(schema);
        }
    }
}

/// The components that a schema points to.
fn names(schema: &RefOr<Schema>) -> Vec<String> {
    match schema {
        RefOr::Ref(reference) => {
            let name = reference.ref_location.rsplit('/').next().unwrap_or_default();
            vec![name.to_owned()]
        }
        RefOr::T(schema) => names_in(schema),
    }
}

fn names_in(schema: &Schema) -> Vec<String> {
    match schema {
        Schema::Object(object) => object.properties.values().flat_map(names).collect(),
        Schema::Array(array) => match &array.items {
            ArrayItems::RefOrSchema(items) => names(items),
            _ => Vec::new(),
        },
        Schema::OneOf(any) => any.items.iter().flat_map(names).collect(),
        Schema::AllOf(all) => all.items.iter().flat_map(names).collect(),
        _ => Vec::new(),
    }
}

/// Closes objects and bounds lists, wherever they stand in the schema.
fn close(schema: &mut Schema) {
    match schema {
        Schema::Object(object) => {
            if object.schema_type == Type::Object.into() && object.additional_properties.is_none() {
                object.additional_properties = Some(Box::new(AdditionalProperties::FreeForm(false)));
            }
            for property in object.properties.values_mut() {
                if let RefOr::T(property) = property {
                    close(property);
                }
            }
        }
        Schema::Array(array) => {
            array.max_items.get_or_insert(MOST_ELEMENTS);
            if let ArrayItems::RefOrSchema(items) = &mut array.items
                && let RefOr::T(items) = items.as_mut()
            {
                close(items);
            }
        }
        Schema::OneOf(any) => any.items.iter_mut().for_each(close_inline),
        _ => {}
    }
}

fn close_inline(schema: &mut RefOr<Schema>) {
    if let RefOr::T(schema) = schema {
        close(schema);
    }
}
