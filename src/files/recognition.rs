//! What a file is, by its content; and whether its name and what was declared agree with that.

use std::fs::File;
use std::io::{BufReader, Seek};

use serde_json::Value;

use super::text::{self, Textual};
use super::{FileName, Spooled};
use crate::fault::{Fault, FaultCode, Unit};
use crate::vocabulary::{CodeList, FileFormat, Name, Subject};

/// What the content is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Found {
    /// A format that says so itself.
    Known(FileFormat),
    /// Text; the name says which.
    Text {
        /// Whether it is one JSON value.
        json: bool,
    },
    /// Something else: its media type.
    Other(String),
}

/// A format of which programs read the media type.
struct MediaType(FileFormat);

impl Subject for MediaType {
    fn value(&self) -> Value {
        self.0.media_type().into()
    }
    fn name(&self) -> Option<Name> {
        self.0.name()
    }
}

impl Found {
    /// What it is told as: an accepted format, or the media type of another.
    fn told(&self) -> Result<MediaType, &str> {
        match self {
            Self::Known(known) => Ok(MediaType(*known)),
            Self::Text { .. } => Ok(MediaType(FileFormat::Text)),
            Self::Other(media_type) => Err(media_type),
        }
    }
}

impl Subject for Found {
    fn value(&self) -> Value {
        self.told()
            .map_or_else(|media_type| media_type.into(), |told| told.value())
    }
    fn name(&self) -> Option<Name> {
        self.told().ok()?.name()
    }
}

/// The format of a file, or every reason to refuse it. `declared` is the media type that came with
/// it; without a name that could be read, the name is not judged.
pub async fn recognise(
    spooled: &Spooled,
    name: Option<&FileName>,
    declared: Option<&str>,
) -> anyhow::Result<Result<FileFormat, Vec<Fault>>> {
    if spooled.size == 0 {
        return Ok(Err(vec![Fault::too_short(1, Unit::Bytes)]));
    }
    let extension = name.map(|name| name.extension().unwrap_or_default());
    let named_json = extension.as_deref() == Some("json");
    let found = spooled.with(move |file| Ok(look(file, named_json)?)).await?;
    Ok(settle(found, extension.as_deref(), declared))
}

/// Looks at the content. Whether it is JSON is looked at where the name says so.
fn look(file: &mut File, named_json: bool) -> std::io::Result<Found> {
    use file_format::FileFormat as Seen;
    let seen = Seen::from_reader(&mut *file)?;
    let known = match seen {
        Seen::PortableDocumentFormat => FileFormat::Pdf,
        Seen::OfficeOpenXmlDocument => FileFormat::Docx,
        Seen::OfficeOpenXmlSpreadsheet => FileFormat::Xlsx,
        Seen::OfficeOpenXmlPresentation => FileFormat::Pptx,
        Seen::OpendocumentText => FileFormat::Odt,
        Seen::OpendocumentSpreadsheet => FileFormat::Ods,
        Seen::OpendocumentPresentation => FileFormat::Odp,
        Seen::Zip => FileFormat::Zip,
        Seen::Gzip => FileFormat::Gzip,
        Seen::PortableNetworkGraphics => FileFormat::Png,
        Seen::JointPhotographicExpertsGroup => FileFormat::Jpeg,
        // It looks at the beginning alone: all of the file is to be text.
        Seen::PlainText | Seen::ArbitraryBinaryData => return look_at_text(file, named_json),
        other => return Ok(Found::Other(other.media_type().to_owned())),
    };
    Ok(Found::Known(known))
}

fn look_at_text(file: &mut File, named_json: bool) -> std::io::Result<Found> {
    file.rewind()?;
    Ok(match text::read(file)? {
        Textual::Binary => Found::Other("application/octet-stream".to_owned()),
        Textual::Page(media_type) => Found::Other(media_type.to_owned()),
        Textual::Plain => {
            file.rewind()?;
            let json =
                named_json && serde_json::from_reader::<_, serde::de::IgnoredAny>(BufReader::new(&*file)).is_ok();
            Found::Text { json }
        }
    })
}

/// The format, if the name's extension and the declared type agree with what was found.
fn settle(found: Found, extension: Option<&str>, declared: Option<&str>) -> Result<FileFormat, Vec<Fault>> {
    let fits = |format: &FileFormat| match &found {
        Found::Known(known) => format == known,
        Found::Text { json } => format.is_text() && (*json || *format != FileFormat::Json),
        Found::Other(_) => false,
    };
    let possible: Vec<FileFormat> = FileFormat::ALL.iter().copied().filter(fits).collect();
    let Some(first) = possible.first().copied() else {
        let accepted: Vec<_> = FileFormat::ALL.iter().copied().map(MediaType).collect();
        let refused = Fault::new(FaultCode::FileTypeRefused);
        return Err(vec![refused.with("found", &found).with("accepted", accepted)]);
    };
    let named = extension.map(|extension| {
        let named = possible.iter().find(|format| format.extensions().contains(&extension));
        named.copied().ok_or_else(|| {
            let accepted: Vec<_> = possible.iter().flat_map(|format| format.extensions()).collect();
            let fault = Fault::new(FaultCode::FileExtensionMismatch);
            fault.with("found", &found).with("accepted", accepted)
        })
    });
    let mut faults = Vec::new();
    let format = match named {
        Some(Ok(format)) => format,
        Some(Err(fault)) => {
            faults.push(fault);
            first
        }
        None => first,
    };
    let agrees = |declared: &str| match (&faults[..], extension) {
        ([], Some(_)) => format.can_be_declared(declared),
        // The name does not say which of them it is.
        _ => possible.iter().any(|format| format.can_be_declared(declared)),
    };
    if let Some(declared) = declared.filter(|declared| !agrees(declared)) {
        let known = FileFormat::ALL.iter().find(|format| format.media_type() == declared);
        let fault = Fault::new(FaultCode::FileTypeMismatch);
        let fault = match known {
            Some(format) => fault.with("declared", MediaType(*format)),
            None => fault.with("declared", declared),
        };
        faults.push(if faults.is_empty() && extension.is_some() {
            fault.with("found", MediaType(format))
        } else {
            fault.with("found", &found)
        });
    }
    if faults.is_empty() { Ok(format) } else { Err(faults) }
}
