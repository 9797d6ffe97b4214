//! What the process takes of the machine, under the names that every Prometheus client uses. Where the
//! system has no `/proc`, only the start is known.

use std::{
    fmt, fs,
    time::{SystemTime, UNIX_EPOCH},
};

use prometheus_client::{
    collector::Collector,
    encoding::{DescriptorEncoder, EncodeMetric},
    metrics::{gauge::ConstGauge, info::Info},
};

/// The process, read when it is asked for.
#[derive(Debug)]
pub(super) struct Process {
    started: f64,
}

impl Process {
    pub(super) fn started_now() -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        Self {
            started: since.unwrap_or_default().as_secs_f64(),
        }
    }
}

impl Collector for Process {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), fmt::Error> {
        let version = Info::new([("version", env!("CARGO_PKG_VERSION"))]);
        let kind = prometheus_client::metrics::MetricType::Info;
        let told =
            encoder.encode_descriptor("support_build", "The version that runs", None, kind)?;
        version.encode(told)?;
        gauge(
            &mut encoder,
            "process_start_time_seconds",
            "When the process began, in epoch seconds",
            Some(self.started),
        )?;
        gauge(
            &mut encoder,
            "process_resident_memory_bytes",
            "Memory that the process occupies",
            resident_bytes(),
        )?;
        gauge(
            &mut encoder,
            "process_open_fds",
            "Files and sockets that the process has open",
            open_files(),
        )
    }
}

fn gauge(
    encoder: &mut DescriptorEncoder<'_>,
    name: &str,
    help: &str,
    value: Option<f64>,
) -> Result<(), fmt::Error> {
    let Some(value) = value else {
        return Ok(());
    };
    let kind = prometheus_client::metrics::MetricType::Gauge;
    ConstGauge::new(value).encode(encoder.encode_descriptor(name, help, None, kind)?)
}

fn resident_bytes() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024.0)
}

#[expect(clippy::cast_precision_loss, reason = "no process has 2^52 files open")]
fn open_files() -> Option<f64> {
    // The folder that is being read is one of them.
    let count = fs::read_dir("/proc/self/fd").ok()?.count();
    Some(count.saturating_sub(1) as f64)
}
