//! `jalon openapi`: prints the document, for `openapi/openapi.json`.

/// Prints it.
pub fn run() -> anyhow::Result<()> {
    print!("{}", crate::openapi::serialised());
    Ok(())
}
