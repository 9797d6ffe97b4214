//! Cursors as the browser sees them: the upstream's own, sealed. Nobody can read one (they embed ids),
//! make one, or use one of another requester or another list.

use aws_lc_rs::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use support_wire::QueryProblem;

/// The longest cursor that is read.
const LENGTH_MAX: usize = 2048;

/// Seals and opens cursors.
pub(super) struct Seal(Option<LessSafeKey>);

/// What a cursor is good for: a list, said in parts that together leave no doubt.
#[derive(Debug)]
pub(super) struct Bound(Vec<u8>);

impl Bound {
    /// The list that all of these say.
    pub(super) fn to(parts: &[&str]) -> Self {
        let mut bytes = Vec::new();
        for part in parts {
            bytes.extend((part.len() as u64).to_le_bytes());
            bytes.extend(part.as_bytes());
        }
        Self(bytes)
    }
}

impl Seal {
    pub(super) fn new(key: [u8; 32]) -> Self {
        // The key has the cipher's length, so there always is one; without, no cursor would open.
        let key = UnboundKey::new(&CHACHA20_POLY1305, &key).ok();
        Self(key.map(LessSafeKey::new))
    }

    /// A cursor for the browser; `None` where there is no further page.
    pub(super) fn seal(&self, cursor: Option<&str>, bound: &Bound) -> Option<String> {
        let nonce: [u8; NONCE_LEN] = rand::random();
        let mut sealed = cursor?.as_bytes().to_vec();
        self.0
            .as_ref()?
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(bound.0.as_slice()),
                &mut sealed,
            )
            .ok()?;
        let mut bytes = nonce.to_vec();
        bytes.append(&mut sealed);
        Some(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// The upstream's cursor.
    ///
    /// # Errors
    /// Whatever was not sealed here for this list.
    pub(super) fn open(&self, sealed: &str, bound: &Bound) -> Result<String, QueryProblem> {
        self.try_open(sealed, bound).ok_or_else(|| QueryProblem {
            name: "starting_after".to_owned(),
            expected: "the next_cursor of a page of this list".to_owned(),
            found: "another text".to_owned(),
        })
    }

    fn try_open(&self, sealed: &str, bound: &Bound) -> Option<String> {
        if sealed.len() > LENGTH_MAX {
            return None;
        }
        let mut bytes = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let (nonce, inside) = bytes.split_at_mut_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let aad = Aad::from(bound.0.as_slice());
        let plain = self.0.as_ref()?.open_in_place(nonce, aad, inside).ok()?;
        String::from_utf8(plain.to_vec()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::{Bound, Seal};

    #[test]
    fn a_cursor_opens_for_its_own_list_only() {
        let seal = Seal::new([7; 32]);
        let bound = Bound::to(&["ann@example.com", "status=Open"]);
        let sealed = seal.seal(Some("eyJpZCI6MX0="), &bound).unwrap();
        assert_eq!(seal.open(&sealed, &bound).unwrap(), "eyJpZCI6MX0=");
        assert!(!sealed.contains("eyJ"));
        for other in [
            Bound::to(&["bob@example.com", "status=Open"]),
            Bound::to(&["ann@example.com", "status=Closed"]),
            Bound::to(&["ann@example.comstatus=Open"]),
            Bound::to(&["ann@example.co", "mstatus=Open"]),
        ] {
            assert!(seal.open(&sealed, &other).is_err());
        }
        assert!(Seal::new([8; 32]).open(&sealed, &bound).is_err());
        assert_eq!(seal.seal(None, &bound), None);
    }

    #[test]
    fn one_changed_character_is_another_text() {
        let seal = Seal::new([7; 32]);
        let bound = Bound::to(&["x"]);
        let sealed = seal.seal(Some("cursor"), &bound).unwrap();
        for at in 0..sealed.len() {
            let mut forged = sealed.clone().into_bytes();
            forged[at] = if forged[at] == b'A' { b'B' } else { b'A' };
            assert!(
                seal.open(std::str::from_utf8(&forged).unwrap(), &bound)
                    .is_err()
            );
        }
        for junk in ["", "A", "eyJpZCI6MX0=", "\u{e9}", &"A".repeat(4000)] {
            assert!(seal.open(junk, &bound).is_err());
        }
    }
}
