//! A network without other hosts, for browsers under test: an outside request is impossible, not
//! only unwanted.

use xshell::{Shell, cmd};

use crate::run::say;

/// Sets up a network of this machine's own: its loopback, and a cable to nowhere, since browsers
/// that see nothing but a loopback say that they are offline.
const SET_UP: &str = "ip link set lo up && ip link add test0 type veth peer name test1 \
    && ip address add 192.0.2.1/24 dev test0 && ip link set test0 up && ip link set test1 up \
    && ip route add default via 192.0.2.2";

/// The words that go before a command to run it there. None, and a line that says so, where this
/// machine does not let us: that takes Linux, iproute2, and root or user namespaces.
pub(crate) fn alone(sh: &Shell) -> Vec<String> {
    let ways: [&[&str]; 2] = [&["--net"], &["--map-root-user", "--net"]];
    for flags in ways {
        let probe = cmd!(sh, "unshare {flags...} -- sh -c {SET_UP}");
        let probe = probe.quiet().ignore_stdout().ignore_stderr();
        if probe.run().is_ok() {
            let script = format!("{SET_UP} && exec \"$@\"");
            let words = ["--", "sh", "-c", &script, "sh"];
            return ["unshare"]
                .iter()
                .chain(flags)
                .chain(&words)
                .map(|&word| word.to_owned())
                .collect();
        }
    }
    say("no network namespace to be had: the browsers could reach other hosts");
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alone_there_is_this_machine_and_nobody_else() {
        let sh = Shell::new().unwrap();
        let words = alone(&sh);
        let Some((program, flags)) = words.split_first() else {
            return; // Said by `alone`: this machine has no namespaces for us.
        };
        let interfaces = "cat /proc/net/dev | grep -c :";
        let output = cmd!(sh, "{program} {flags...} sh -c {interfaces}")
            .read()
            .unwrap();
        assert_eq!(output, "3", "the loopback and both ends of the cable");
    }
}
