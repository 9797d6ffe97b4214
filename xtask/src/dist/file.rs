//! One file of the bundle: written, compressed, digested.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha384};

/// A file to ship.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct File {
    /// Its name in the bundle.
    pub(super) name: String,
    /// Whether the name carries the content, so that the file never changes under it.
    pub(super) is_immutable: bool,
    /// What it holds.
    pub(super) content: Vec<u8>,
}

/// What the manifest and the size budget say about a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Packed {
    /// Its name in the bundle.
    pub(crate) name: String,
    /// Whether it may be cached for ever.
    pub(crate) is_immutable: bool,
    /// Bytes as they are.
    pub(crate) raw: u64,
    /// Bytes of the `.gz` sibling.
    pub(crate) gzip: u64,
    /// Bytes of the `.br` sibling.
    pub(crate) brotli: u64,
    /// The digest for an `integrity` attribute.
    pub(crate) integrity: String,
}

impl File {
    /// Writes the file and its compressed siblings.
    pub(super) fn pack(&self, folder: &Path) -> Result<Packed> {
        let write = |ending: &str, bytes: &[u8]| -> Result<u64> {
            let name = format!("{}{ending}", self.name);
            fs::write(folder.join(&name), bytes).with_context(|| format!("writing {name}"))?;
            Ok(bytes.len() as u64)
        };
        Ok(Packed {
            name: self.name.clone(),
            is_immutable: self.is_immutable,
            raw: write("", &self.content)?,
            gzip: write(".gz", &gzip(&self.content)?)?,
            brotli: write(".br", &brotli(&self.content)?)?,
            integrity: integrity(&self.content),
        })
    }
}

/// Subresource Integrity: <https://www.w3.org/TR/SRI/>.
fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
}

/// Carries no time and no name, so that the same content gives the same bytes.
fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

/// At the quality and window that web servers' static compression uses at its best.
fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let params = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: content.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut compressed, &params)?;
    Ok(compressed)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use xshell::Shell;

    use super::*;

    #[test]
    fn integrity_is_the_digest_that_a_browser_computes() {
        // The example of the specification, section 3.1: openssl dgst -sha384 of `alert('Hello,
        // world.');`
        assert_eq!(
            integrity(b"alert('Hello, world.');"),
            "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO"
        );
    }

    #[test]
    fn siblings_hold_the_same_content() {
        let sh = Shell::new().unwrap();
        let dir = sh.create_temp_dir().unwrap();
        let content = b"support ".repeat(500);
        let file = File {
            name: "embed.js".to_owned(),
            is_immutable: false,
            content: content.clone(),
        };
        let packed = file.pack(dir.path()).unwrap();
        let read = |name: &str| fs::read(dir.path().join(name)).unwrap();

        assert_eq!(read("embed.js"), content);
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(&read("embed.js.gz")[..])
            .read_to_end(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked, content);
        unpacked.clear();
        brotli::BrotliDecompress(&mut &read("embed.js.br")[..], &mut unpacked).unwrap();
        assert_eq!(unpacked, content);

        assert_eq!(packed.raw, 4000);
        assert_eq!(packed.gzip, read("embed.js.gz").len() as u64);
        assert_eq!(packed.brotli, read("embed.js.br").len() as u64);
        assert!(
            packed.brotli < packed.gzip && packed.gzip < 100,
            "{packed:?}"
        );
    }
}
