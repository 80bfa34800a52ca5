/** What reading one file may cost before its process is ended. */
export interface ScanLimits {
  /** Time for a small file; large ones get more, in proportion to their size. */
  fileMs: number
  bytesPerMs: number
  heapMiB: number
  /** Everything the process holds, heap and file contents together. */
  residentMiB: number
}

export const SCAN_LIMITS: ScanLimits = { fileMs: 60_000, bytesPerMs: 20_000, heapMiB: 512, residentMiB: 1024 }
