//! How rustls is set up, and whom it trusts.

use std::sync::Arc;

use anyhow::{Context, ensure};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

use super::verifier::{Authorities, Check, Verifier};

/// The client's side of TLS 1.2 or 1.3. The protocol's name is told, as `sslnegotiation=direct` wants.
pub(super) fn client(check: Check) -> anyhow::Result<ClientConfig> {
    // Named, not looked up: that of the process need not be set.
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let verifier = Verifier::new(check, &provider);
    let mut client = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    client.alpn_protocols = vec![b"postgresql".to_vec()];
    Ok(client)
}

/// The authorities in a file (PEM).
pub(super) fn roots_of(file: &str) -> anyhow::Result<Arc<Authorities>> {
    let certificates = CertificateDer::pem_file_iter(file)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .with_context(|| format!("sslrootcert: {file} cannot be read"))?;
    ensure!(!certificates.is_empty(), "sslrootcert: {file} holds no certificate");
    let mut store = RootCertStore::empty();
    for certificate in &certificates {
        store
            .add(certificate.clone())
            .with_context(|| format!("sslrootcert: {file} holds what is no authority"))?;
    }
    Ok(Arc::new(Authorities {
        roots: store,
        named: certificates,
    }))
}

/// The authorities that this system trusts.
pub(super) fn system_roots() -> anyhow::Result<Arc<Authorities>> {
    let found = rustls_native_certs::load_native_certs();
    let mut store = RootCertStore::empty();
    store.add_parsable_certificates(found.certs);
    ensure!(!store.is_empty(), "sslrootcert: this system trusts no authority");
    Ok(Arc::new(Authorities {
        roots: store,
        named: Vec::new(),
    }))
}
