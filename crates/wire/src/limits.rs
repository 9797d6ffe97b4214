//! Limits that both sides of the wire keep to.

/// The smallest page.
pub const PER_PAGE_MIN: u32 = 1;
/// The largest page.
pub const PER_PAGE_MAX: u32 = 100;
/// The page when none is asked for.
pub const PER_PAGE_DEFAULT: u32 = 25;
/// Most characters in a subject. The vendor documents no limit; ours is a generous line.
pub const SUBJECT_MAX_CHARS: usize = 255;
/// Most bytes in an opening text: what fits the gateway's body with room for the other fields and for
/// the escapes that JSON adds.
pub const DESCRIPTION_MAX_BYTES: usize = 200 * 1024;
/// Most characters in a person's name.
pub const NAME_MAX_CHARS: usize = 100;
/// Most characters in a custom field of one line.
pub const FIELD_LINE_MAX_CHARS: usize = 1000;
/// Most characters in a custom field of several lines.
pub const FIELD_TEXT_MAX_CHARS: usize = 20_000;
/// The largest body that the desk reads, in bytes.
pub const DESK_BODY_MAX_BYTES: usize = 1024 * 1024;
/// The largest body that the gateway reads and the widget sends, in bytes.
pub const GATEWAY_BODY_MAX_BYTES: usize = 256 * 1024;
/// Most characters in a search.
pub const SEARCH_MAX_CHARS: usize = 250;
/// Most query parameters that are read.
pub const QUERY_PAIRS_MAX: usize = 100;
