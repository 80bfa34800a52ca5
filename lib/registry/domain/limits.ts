export const MAX_FILE_BYTES = 512 * 1024 * 1024
export const MAX_VERSION_FILES = 1000
