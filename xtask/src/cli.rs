//! What can be typed after `cargo xtask`. The doc comments are the help texts.

use std::path::PathBuf;

use crate::soak::Part;
use crate::test::{Engines, Level};

xflags::xflags! {
    /// Builds, tests, checks and packs support-widget. Missing tools are installed on the way.
    cmd xtask {
        /// Build everything and serve a sample portal with the widget in it.
        cmd demo {
            /// Port on 127.0.0.1 to serve on; 8080 if not given.
            optional --port port: u16
            /// Database of the demo's desk, like sqlite://PATH; in memory if not given.
            optional --database url: String
        }

        /// Rebuild and reload the page on every change, beside a running demo: `trunk serve`.
        cmd serve {}

        /// Run the tests of all levels.
        cmd test {
            /// Only this level: native, browser or e2e. May be repeated.
            repeated --level level: Level
            /// Browsers to test in: chromium (if not given) or all.
            optional --engines engines: Engines
        }

        /// Run everything that CI runs: format, spelling, lints, docs, size budget, tests.
        cmd ci {}

        /// Write the bundle to ship to dist/embed/.
        cmd dist {}

        /// Bring up to date what repeats the element's contract: types, tables, lists.
        cmd contract {}

        /// Build the examples on the bundle.
        cmd examples {
            /// Only this one, by its folder. May be repeated.
            repeated name: String
        }

        /// Compare the bundle's sizes with budget.toml.
        cmd size {
            /// Write the sizes to budget.toml instead.
            optional --record
        }

        /// Build the bundle twice, in two folders and each from nothing, and compare every file.
        cmd reproduce {}

        /// Measure the widget beside its twins, and write docs/benchmarks.md.
        cmd bench {
            /// A few rounds only, to see that it works; writes no document.
            optional --quick
            /// A folder with a built bundle, in place of a fresh one.
            optional --site folder: PathBuf
            /// Load the servers instead, beside what one would take in their place.
            optional --servers
        }

        /// Try the OpenAPI documents on the servers they are of.
        cmd api {
            /// 500 requests made up for each operation instead of 25, and such as follow from answers.
            optional --full
        }

        /// Throw bytes at what reads somebody else's, by a nightly compiler.
        cmd fuzz {
            /// For how many seconds at each place; 60 if not given.
            optional --seconds seconds: u32
        }

        /// Run the checks that are too long for CI.
        cmd soak {
            /// Only this part: servers, bundle, browsers or rounds. May be repeated.
            repeated --part part: Part
        }

        /// What Trunk calls after each build: make the bindings a function that starts an instance.
        cmd bindings {}
    }
}
