export const MAX_FILE_BYTES = 50 * 1024 ** 3
export const MAX_VERSION_BYTES = 200 * 1024 ** 3
export const MAX_VERSION_FILES = 10_000
/** Uploads in parts that one principal may have open at a time. */
export const MAX_OPEN_UPLOADS = 100
/** What is not complete a day after it began is collected. */
export const UPLOAD_LIFE_MS = 24 * 3_600_000
