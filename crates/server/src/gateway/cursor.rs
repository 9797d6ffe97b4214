//! Cursors as the browser sees them: the upstream's own, sealed. Nobody can read one (they embed ids),
//! make one, or use one of another requester or another list.

use aws_lc_rs::{
    aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    hmac,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use support_wire::QueryProblem;

/// The longest cursor that is read.
const LENGTH_MAX: usize = 2048;

/// Seals and opens cursors. The same cursor of the same list is sealed in the same way each time, so
/// that a page which has not changed is the same answer, byte for byte: its nonce is a keyed digest
/// of both (as in SIV modes, RFC 5297), and nothing else is ever sealed under that nonce.
pub(super) struct Seal {
    cipher: Option<LessSafeKey>,
    nonces: hmac::Key,
}

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
        let cipher = UnboundKey::new(&CHACHA20_POLY1305, &key).ok();
        let key = hmac::Key::new(hmac::HMAC_SHA256, &key);
        let nonces = hmac::sign(&key, b"nonces of cursors");
        Self {
            cipher: cipher.map(LessSafeKey::new),
            nonces: hmac::Key::new(hmac::HMAC_SHA256, nonces.as_ref()),
        }
    }

    fn nonce(&self, cursor: &[u8], bound: &Bound) -> [u8; NONCE_LEN] {
        let mut context = hmac::Context::with_key(&self.nonces);
        context.update(&(bound.0.len() as u64).to_le_bytes());
        context.update(&bound.0);
        context.update(cursor);
        let mut nonce = [0; NONCE_LEN];
        for (to, from) in nonce.iter_mut().zip(context.sign().as_ref()) {
            *to = *from;
        }
        nonce
    }

    /// A cursor for the browser; `None` where there is no further page.
    pub(super) fn seal(&self, cursor: Option<&str>, bound: &Bound) -> Option<String> {
        let mut sealed = cursor?.as_bytes().to_vec();
        let nonce = self.nonce(&sealed, bound);
        self.cipher
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
        let plain = self
            .cipher
            .as_ref()?
            .open_in_place(nonce, aad, inside)
            .ok()?;
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
    fn the_same_cursor_is_the_same_text_and_another_has_another_nonce() {
        let seal = Seal::new([7; 32]);
        let bound = Bound::to(&["ann@example.com"]);
        let other = Bound::to(&["bob@example.com"]);
        let sealed = |cursor, bound| seal.seal(Some(cursor), bound).unwrap();
        assert_eq!(sealed("a", &bound), sealed("a", &bound));
        let starts: Vec<_> = [
            sealed("a", &bound),
            sealed("b", &bound),
            sealed("a", &other),
        ]
        .map(|sealed| sealed[..16].to_owned())
        .into();
        assert!(starts[0] != starts[1] && starts[0] != starts[2] && starts[1] != starts[2]);
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
