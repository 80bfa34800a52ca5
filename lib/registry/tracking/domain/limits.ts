export const MAX_POINTS_PER_RUN = 10_000_000
export const MAX_BATCH_METRICS = 1000
export const MAX_BATCH_PARAMS = 100
export const MAX_BATCH_TAGS = 100
export const MAX_BATCH_ITEMS = 1000
export const MAX_TREE_FILES = 10_000
export const MAX_ARTIFACT_BYTES = 50 * 1024 ** 3
export const MAX_PART_BYTES = 5 * 1024 ** 3
export const MAX_PARTS = 10_000
/** A file on its way in parts must be complete by then. */
export const UPLOAD_LIFETIME_MS = 24 * 3_600_000
