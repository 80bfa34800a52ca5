import { type LocalFile, runScanner, type ScanOutcome } from './run-scanner'
import { SCAN_LIMITS, type ScanLimits } from './scan-limits'
import { scannerProgram } from './scanner-program'

const FILES_PER_PROCESS = 64
const MAX_FAILURES = 8

interface Options {
  siblings: readonly [string, number][]
  limits?: ScanLimits
  /** Another program than the scanner, to see what becomes of one that misbehaves. */
  program?: string
}

/** An outcome for every file, in order. A file that ends the process costs its own verdict only: the next process goes on behind it. */
export async function scanFiles(files: readonly LocalFile[], options: Options): Promise<ScanOutcome[]> {
  const program = options.program ?? (await scannerProgram())
  const limits = options.limits ?? SCAN_LIMITS
  const outcomes: ScanOutcome[] = []
  let failures = 0
  while (outcomes.length < files.length) {
    if (failures >= MAX_FAILURES) {
      outcomes.push({ failed: 'too many files of this version could not be read; the rest was not looked at' })
      continue
    }
    const batch = files.slice(outcomes.length, outcomes.length + FILES_PER_PROCESS)
    const result = await runScanner({ program, files: batch, siblings: options.siblings, limits })
    outcomes.push(...result.outcomes)
    if (result.outcomes.length === batch.length) continue
    failures += 1
    outcomes.push({ failed: result.ended })
  }
  return outcomes
}
