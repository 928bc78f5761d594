//! What kind of file a piece of evidence may be.
//!
//! The table is closed: what is not in it is refused. Nothing in it is run by a browser or, by
//! itself, by an operating system. Any type of evidence may come in any format: a report may be
//! an archive with its annexes.

use super::code_list;

code_list! {
    /// What kind of file a piece of evidence may be, as its content tells.
    pub enum FileFormat {
        Pdf "pdf" "Document PDF" "PDF document";
        Docx "docx" "Document Word" "Word document";
        Xlsx "xlsx" "Classeur Excel" "Excel workbook";
        Pptx "pptx" "Présentation PowerPoint" "PowerPoint presentation";
        Odt "odt" "Texte OpenDocument" "OpenDocument text";
        Ods "ods" "Classeur OpenDocument" "OpenDocument spreadsheet";
        Odp "odp" "Présentation OpenDocument" "OpenDocument presentation";
        Zip "zip" "Archive ZIP" "ZIP archive";
        Gzip "gzip" "Archive gzip (tar.gz)" "Gzip archive (tar.gz)";
        Png "png" "Image PNG" "PNG image";
        Jpeg "jpeg" "Image JPEG" "JPEG image";
        Text "text" "Texte brut (UTF-8)" "Plain text (UTF-8)";
        Csv "csv" "Données CSV (UTF-8)" "CSV data (UTF-8)";
        Markdown "markdown" "Texte Markdown (UTF-8)" "Markdown text (UTF-8)";
        Json "json" "Données JSON" "JSON data";
    }
}

impl FileFormat {
    /// Its media type, as it is answered.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Odp => "application/vnd.oasis.opendocument.presentation",
            Self::Zip => "application/zip",
            Self::Gzip => "application/gzip",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Text => "text/plain",
            Self::Csv => "text/csv",
            Self::Markdown => "text/markdown",
            Self::Json => "application/json",
        }
    }

    /// How the name of such a file may end.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Docx => &["docx"],
            Self::Xlsx => &["xlsx"],
            Self::Pptx => &["pptx"],
            Self::Odt => &["odt"],
            Self::Ods => &["ods"],
            Self::Odp => &["odp"],
            Self::Zip => &["zip"],
            Self::Gzip => &["gz", "tgz"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Text => &["txt"],
            Self::Csv => &["csv"],
            Self::Markdown => &["md", "markdown"],
            Self::Json => &["json"],
        }
    }

    /// Whether a client that declares this media type can mean such a file. What clients are known
    /// to say of these formats is taken besides their own type; whoever says
    /// `application/octet-stream` says nothing.
    pub fn can_be_declared(self, media_type: &str) -> bool {
        let known: &[&str] = match self {
            Self::Zip => &["application/x-zip-compressed", "application/x-zip"],
            Self::Gzip => &[
                "application/x-gzip",
                "application/x-compressed-tar",
                "application/x-tgz",
            ],
            Self::Csv => &[
                "text/plain",
                "application/csv",
                "text/x-csv",
                "application/vnd.ms-excel",
            ],
            Self::Markdown => &["text/plain", "text/x-markdown"],
            Self::Json => &["text/plain", "text/json"],
            _ => &[],
        };
        media_type == "application/octet-stream" || media_type == self.media_type() || known.contains(&media_type)
    }

    /// Whether it is text, which nothing but the name tells apart.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::Csv | Self::Markdown | Self::Json)
    }
}
