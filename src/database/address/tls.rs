//! How rustls is set up, and whom it trusts.

use std::sync::Arc;

use anyhow::{Context, ensure};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{WebPkiSupportedAlgorithms, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};

/// The client's side of TLS 1.2 or 1.3: the server is who it says it is for one of these roots, or, without
/// them, whoever. The protocol's name is told, as `sslnegotiation=direct` wants.
pub(super) fn client(roots: Option<RootCertStore>) -> anyhow::Result<ClientConfig> {
    // Named, not looked up: that of the process need not be set.
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let anyone = Anyone(provider.signature_verification_algorithms);
    let client = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    let client = match roots {
        Some(roots) => client.with_root_certificates(roots),
        None => client.dangerous().with_custom_certificate_verifier(Arc::new(anyone)),
    };
    let mut client = client.with_no_client_auth();
    client.alpn_protocols = vec![b"postgresql".to_vec()];
    Ok(client)
}

/// The authorities in a file (PEM).
pub(super) fn roots_of(file: &str) -> anyhow::Result<RootCertStore> {
    let certificates = CertificateDer::pem_file_iter(file)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .with_context(|| format!("sslrootcert: {file} cannot be read"))?;
    ensure!(!certificates.is_empty(), "sslrootcert: {file} holds no certificate");
    let mut store = RootCertStore::empty();
    for certificate in certificates {
        store
            .add(certificate)
            .with_context(|| format!("sslrootcert: {file} holds what is no authority"))?;
    }
    Ok(store)
}

/// The authorities that this system trusts.
pub(super) fn system_roots() -> anyhow::Result<RootCertStore> {
    let found = rustls_native_certs::load_native_certs();
    let mut store = RootCertStore::empty();
    store.add_parsable_certificates(found.certs);
    ensure!(!store.is_empty(), "sslrootcert: this system trusts no authority");
    Ok(store)
}

/// Asks of a server nothing but that it holds the key of its certificate, as libpq does unless it is told to verify.
#[derive(Debug)]
struct Anyone(WebPkiSupportedAlgorithms);

impl ServerCertVerifier for Anyone {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, certificate, signature, &self.0)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signature, &self.0)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.supported_schemes()
    }
}
