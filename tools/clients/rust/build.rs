//! Generates the client from the 3.0 document named by `JALON_DOCUMENT`.

use std::{env, error::Error, fs, path::Path};

use progenitor::{GenerationSettings, Generator, InterfaceStyle};
use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-env-changed=JALON_DOCUMENT");
    let document = env::var("JALON_DOCUMENT")?;
    println!("cargo::rerun-if-changed={document}");
    let mut document: Value = serde_json::from_str(&fs::read_to_string(document)?)?;
    let paths = document["paths"].as_object_mut().ok_or("a document without paths")?;
    for path in paths.values_mut().filter_map(Value::as_object_mut) {
        path.retain(|_, operation| readable(operation));
    }
    let document = serde_json::from_value(document)?;
    let mut settings = GenerationSettings::default();
    settings.with_interface(InterfaceStyle::Builder);
    let client = Generator::new(&settings).generate_tokens(&document)?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("client.rs"), client.to_string())?;
    Ok(())
}

/// Progenitor stops at a body that is a form, and at a success of two types.
fn readable(operation: &Value) -> bool {
    let form = operation.pointer("/requestBody/content/multipart~1form-data");
    let answer = |status| operation["responses"].get(status);
    form.is_none() && (answer("200").is_none() || answer("201").is_none())
}
