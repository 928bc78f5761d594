//! What a database's server must prove before it is spoken to.

use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{verify_server_cert_signed_by_trust_anchor, verify_server_name};
use rustls::crypto::{CryptoProvider, WebPkiSupportedAlgorithms, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};

/// What a server must prove.
#[derive(Clone, Debug)]
pub(super) enum Check {
    /// Nothing but that it holds the key of its certificate.
    Nothing,
    /// That one of these authorities vouches for it.
    Authority(Arc<Authorities>),
    /// The same, as the host that was asked for.
    Host(Arc<Authorities>),
}

/// Who vouches for servers.
#[derive(Debug)]
pub(super) struct Authorities {
    pub(super) roots: RootCertStore,
    /// The same as they were named: a server that signed its own certificate, and is named itself,
    /// is known by it.
    pub(super) named: Vec<CertificateDer<'static>>,
}

/// Holds a server to a [`Check`].
#[derive(Debug)]
pub(super) struct Verifier {
    check: Check,
    algorithms: WebPkiSupportedAlgorithms,
}

impl Verifier {
    pub(super) fn new(check: Check, provider: &CryptoProvider) -> Self {
        Self {
            check,
            algorithms: provider.signature_verification_algorithms,
        }
    }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if let Check::Authority(authorities) | Check::Host(authorities) = &self.check {
            let certificate = ParsedCertificate::try_from(end_entity)?;
            let vouched = verify_server_cert_signed_by_trust_anchor(
                &certificate,
                &authorities.roots,
                intermediates,
                now,
                self.algorithms.all,
            );
            match vouched {
                // What `openssl req -x509` makes calls itself an authority, which a server may not
                // be; its dates were looked at before.
                Err(Error::InvalidCertificate(CertificateError::Other(_)))
                    if authorities.named.contains(end_entity) => {}
                vouched => vouched?,
            }
            if matches!(self.check, Check::Host(_)) {
                verify_server_name(&certificate, server_name)?;
            }
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, certificate, signature, &self.algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signature, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.supported_schemes()
    }
}
