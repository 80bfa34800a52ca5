import { readFile } from 'node:fs/promises'

/** MiB that a process holds; null where the system does not tell (then the heap limit alone holds it). */
export async function residentMiB(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]
  return kibibytes === undefined ? null : Number(kibibytes) / 1024
}
