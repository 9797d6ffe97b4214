//! What puts servers under load, and what they are compared with.

use anyhow::Result;

use super::{apt, path};
use crate::project::Project;

/// The programs, and nginx's own JavaScript, by the packages that have them.
const PACKAGES: [&str; 3] = ["wrk", "nginx-light", "libnginx-mod-http-js"];
const PROGRAMS: [&str; 2] = ["wrk", "nginx"];
/// Where Debian puts the module.
const MODULE: &str = "/usr/lib/nginx/modules/ngx_http_js_module.so";

/// Finds or installs wrk, and nginx with its JavaScript.
pub(crate) fn load(project: &Project) -> Result<()> {
    let on_path = PROGRAMS
        .iter()
        .all(|program| path::find(&project.sh, program).is_some());
    if on_path && project.sh.path_exists(MODULE) {
        return Ok(());
    }
    let otherwise = "on Debian or Ubuntu, install wrk, nginx-light and libnginx-mod-http-js";
    apt::install(&project.sh, "wrk and nginx", &PACKAGES, otherwise)
}
