//! Examines a token for the person who wonders why it is refused: each check, which one failed, and
//! what to do. Neither the signature nor a secret is ever shown.

use std::fmt::Write;

use super::{Identity, Refusal, Verifier, claims::Claims, compact::Compact};

/// A token's examination.
#[derive(Debug)]
pub(super) struct Report {
    checks: Vec<(&'static str, Outcome)>,
    /// Who it speaks for, if all is well.
    identity: Option<Identity>,
}

#[derive(Debug)]
enum Outcome {
    Passed,
    Failed(Refusal),
    /// An earlier failure leaves nothing to check.
    NotReached,
}

/// The checks before the rules.
const BEFORE: [&str; 4] = [
    "form and header",
    "key and algorithm",
    "signature",
    "claims' types",
];

impl Report {
    /// Examines a token as [`Verifier::verify`] would, but goes on after a failure where it can.
    pub(super) async fn examine(
        verifier: &Verifier,
        token: &str,
        origin: Option<&str>,
        now: i64,
    ) -> Self {
        let inner = verifier.inner();
        let mut report = Self {
            checks: Vec::new(),
            identity: None,
        };
        let Some(token) = report.note(BEFORE[0], Compact::parse(token)) else {
            return report.without(&BEFORE[1..]);
        };
        let Some(key) = report.note(BEFORE[1], inner.key(&token).await) else {
            return report.without(&BEFORE[2..]);
        };
        report.note(BEFORE[2], inner.check_signature(&key, &token));
        let Some(claims) = report.note(BEFORE[3], Claims::parse(&token.payload)) else {
            return report;
        };
        for (name, result) in inner.check_rules(&key, &claims, origin, now) {
            report.note(name, result);
        }
        report.identity = claims.contact.map(|contact| Identity {
            contact,
            subject: claims.sub,
            contact_id: claims.requester_id,
            expires_at: claims.exp,
        });
        report
    }

    /// The first thing that is wrong: what a request with this token is told.
    pub(super) fn refusal(&self) -> Option<Refusal> {
        self.checks.iter().find_map(|(_, outcome)| match outcome {
            Outcome::Failed(refusal) => Some(*refusal),
            _ => None,
        })
    }

    /// The table.
    pub(super) fn table(&self) -> String {
        let mut table = String::new();
        for (name, outcome) in &self.checks {
            // Writing to a string cannot fail.
            let _ = match outcome {
                Outcome::Passed => writeln!(table, "{name:<26}  passed"),
                Outcome::NotReached => writeln!(table, "{name:<26}  not reached"),
                Outcome::Failed(refusal) => {
                    let (reason, advice) = (refusal.reason(), refusal.advice());
                    writeln!(
                        table,
                        "{name:<26}  FAILED  {reason}: {refusal}\n{:26}  -> {advice}",
                        ""
                    )
                }
            };
        }
        if let (None, Some(identity)) = (self.refusal(), &self.identity) {
            let (who, until) = (identity.contact.as_str(), identity.expires_at);
            let _ = writeln!(
                table,
                "\nThe token speaks for {who} until {until} (epoch seconds)."
            );
        }
        table
    }

    fn note<T>(&mut self, name: &'static str, result: Result<T, Refusal>) -> Option<T> {
        let (outcome, value) = match result {
            Ok(value) => (Outcome::Passed, Some(value)),
            Err(refusal) => (Outcome::Failed(refusal), None),
        };
        self.checks.push((name, outcome));
        value
    }

    fn without(mut self, names: &[&'static str]) -> Self {
        self.checks
            .extend(names.iter().map(|name| (*name, Outcome::NotReached)));
        self
    }
}
