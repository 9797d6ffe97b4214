// Whether the long runs are asked for: `cargo xtask soak` sets it.

/** More of everything, for as long as it takes. */
export const IS_SOAK = process.env.SUPPORT_SOAK !== undefined;
