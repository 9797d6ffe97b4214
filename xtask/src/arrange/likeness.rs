//! Which functions are alike, and an order in which each stands beside one that is like it.
//!
//! How much two have in common is estimated by MinHash (A. Broder, On the resemblance and containment of
//! documents, 1997): of all runs of a few bytes in a function, the smallest by each of many hashes. The
//! share of hashes by which two functions have the same smallest run is about the share of runs that they have in common.

use std::array;
use std::collections::BTreeSet;

/// How many bytes a run has. Of 3 to 8, tried with the module itself, this gave the smallest one.
const RUN: usize = 5;
/// How many hashes there are: more take longer and tell little more.
const HASHES: usize = 256;

type Signature = [u32; HASHES];

/// An order for functions with these bodies: the first comes first, and each is followed by what is most like it of those
/// that are left, by its length where that is a tie.
pub(super) fn order(bodies: &[&[u8]]) -> Vec<usize> {
    let signatures: Vec<Signature> = bodies.iter().map(|body| signature(body)).collect();
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    let mut order = Vec::with_capacity(bodies.len());
    let mut next = 0;
    while !left.is_empty() {
        let current = left.remove(next);
        order.push(current);
        let likeness = |&other: &usize| {
            let common = common(&signatures[current], &signatures[other]);
            let apart = bodies[current].len().abs_diff(bodies[other].len());
            (common, std::cmp::Reverse(apart), std::cmp::Reverse(other))
        };
        let most = left
            .iter()
            .enumerate()
            .max_by_key(|(_, other)| likeness(other));
        next = most.map_or(0, |(at, _)| at);
    }
    order
}

/// By how many hashes two functions have the same smallest run.
fn common(one: &Signature, other: &Signature) -> u32 {
    one.iter().zip(other).map(|(a, b)| u32::from(a == b)).sum()
}

fn signature(body: &[u8]) -> Signature {
    let padded = [body, &[0; RUN]].concat();
    let runs: BTreeSet<u64> = padded
        .windows(RUN)
        .map(|run| {
            run.iter()
                .fold(0, |number, &byte| number << 8 | u64::from(byte))
        })
        .collect();
    array::from_fn(|hash| {
        let seed = mixed(hash as u64 + 1);
        runs.iter()
            .map(|&run| upper_half(mixed(run ^ seed)))
            .min()
            .unwrap_or_default()
    })
}

/// A number that looks like any other: the finaliser of SplitMix64.
fn mixed(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

fn upper_half(number: u64) -> u32 {
    (number >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_stands_side_by_side() {
        let [a, b] = [
            b"0123456789abcdefghijklmnopqrstuvwxyz",
            b"zyxwvutsrqponmlkjihgfedcba9876543210",
        ]
        .map(|bytes| bytes.repeat(3));
        let like = |bytes: &[u8]| [bytes, b"!"].concat();
        let bodies: [&[u8]; 4] = [&a, &b, &like(&a), &like(&b)];
        assert_eq!(order(&bodies), [0, 2, 3, 1]);
    }

    #[test]
    fn each_has_its_place_once_however_short() {
        let bodies: [&[u8]; 5] = [b"", b"\x0b", b"", b"\x00\x0b", b"\x01"];
        let mut order = order(&bodies);
        order.sort_unstable();
        assert_eq!(order, [0, 1, 2, 3, 4]);
    }

    #[test]
    fn the_estimate_is_near_the_truth() {
        let bytes = |range: std::ops::Range<u32>| -> Vec<u8> {
            range
                .flat_map(|number| upper_half(mixed(number.into())).to_le_bytes())
                .collect()
        };
        // Half of what either has is the other's too: a third of all that there is.
        let [one, other] = [bytes(0..2_000), bytes(1_000..3_000)].map(|body| signature(&body));
        let third = HASHES as u32 / 3;
        assert!((third / 2..third * 2).contains(&common(&one, &other)));
        assert_eq!(common(&one, &one), HASHES as u32);
    }
}
