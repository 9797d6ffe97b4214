// Whether the long runs are asked for: `cargo xtask soak` sets it.

/** More of everything, for as long as it takes. */
export const IS_SOAK = process.env.SUPPORT_SOAK !== undefined;

/** Whether a journey that failed may be tried once more. Not in the soak, where being right most of the time is not enough. */
export const MAY_TRY_AGAIN = !IS_SOAK && process.env.SUPPORT_ATTEMPTS !== "1";
