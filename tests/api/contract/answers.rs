//! Which fields of an answer are always there, and which may be null: the sources and the document
//! say the same.

use std::path::Path;

/// A field of a type that is answered, as its declaration reads.
struct Field {
    place: String,
    schema: String,
    name: String,
    kind: String,
    left_out: bool,
}

/// The optional fields of every type that is serialised and documented.
fn optional_fields() -> Vec<Field> {
    let mut fields = Vec::new();
    for file in super::document::rust_files(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))) {
        let source = std::fs::read_to_string(&file).unwrap();
        let (mut answered, mut schema, mut left_out) = (false, None, false);
        for (number, line) in source.lines().enumerate() {
            let text = line.trim();
            if line.starts_with("#[derive(") {
                answered = line.contains("Serialize") && line.contains("ToSchema");
            } else if let Some(name) = line.split("struct ").nth(1).filter(|_| answered && line.ends_with('{')) {
                schema = Some(name.trim_end_matches(" {").to_owned());
            } else if line.starts_with('}') {
                (answered, schema) = (false, None);
            } else if text.starts_with("#[serde(") {
                left_out |= text.contains("skip_serializing_if");
            } else if let (Some(schema), Some((name, kind))) = (&schema, text.split_once(": ")) {
                if text.starts_with("///") {
                    continue;
                }
                if text.starts_with("pub ") || text.split(':').next().is_some_and(|name| !name.contains(' ')) {
                    if kind.starts_with("Option<") {
                        fields.push(Field {
                            place: format!("{}:{}", file.display(), number + 1),
                            schema: schema.clone(),
                            name: name.trim_start_matches("pub ").trim_end_matches('_').to_owned(),
                            kind: kind.to_owned(),
                            left_out,
                        });
                    }
                    left_out = false;
                }
            }
        }
    }
    fields
}

/// `Option` that is always sent is required and nullable; that is left out when empty, optional and
/// never null; `Option<Option>` both.
#[test]
fn optional_fields_of_answers_are_required_or_never_null() {
    let document = super::document();
    let schemas = &document["components"]["schemas"];
    let mut wrong = Vec::new();
    let mut seen = 0;
    for field in optional_fields() {
        let schema = &schemas[&field.schema];
        let property = &schema["properties"][&field.name];
        if property.is_null() {
            continue;
        }
        seen += 1;
        let required = schema["required"]
            .as_array()
            .is_some_and(|required| required.iter().any(|name| *name == field.name.as_str()));
        let nullable = property.to_string().contains("\"null\"");
        let said = ["type", "$ref", "anyOf", "oneOf"];
        let any = said.iter().all(|keyword| property.get(keyword).is_none());
        if required == field.left_out {
            wrong.push(format!("{}: {} required: {required}", field.place, field.name));
        }
        if !any && nullable == (field.left_out && !field.kind.starts_with("Option<Option<")) {
            wrong.push(format!("{}: {} nullable: {nullable}", field.place, field.name));
        }
    }
    assert!(seen > 100, "{seen} fields");
    assert!(
        wrong.is_empty(),
        "say it with #[schema(required = true)] or (nullable = false):\n{}",
        wrong.join("\n")
    );
}
