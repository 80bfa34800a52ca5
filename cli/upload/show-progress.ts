import type { UploadProgress } from '@/lib/registry/upload-in-parts'

const gib = (bytes: number) => (bytes >= 1e9 ? `${(bytes / 1e9).toFixed(2)} GB` : `${(bytes / 1e6).toFixed(1)} MB`)

/** One line that is written over, on a terminal; elsewhere a line per ten percent, so that logs stay readable. */
export function showProgress(name: string): (progress: UploadProgress) => void {
  let shown = -1
  return ({ sentBytes, keptBytes, totalBytes }) => {
    const percent = totalBytes === 0 ? 100 : Math.floor((100 * sentBytes) / totalBytes)
    const step = process.stderr.isTTY ? percent : Math.floor(percent / 10) * 10
    if (step === shown) return
    shown = step
    const kept = keptBytes > 0 ? `, ${gib(keptBytes)} were there already` : ''
    const line = `${name}: ${step} % of ${gib(totalBytes)}${kept}`
    process.stderr.write(process.stderr.isTTY ? `\r${line}${percent === 100 ? '\n' : ''}` : `${line}\n`)
  }
}
