import type { ChildProcess } from 'node:child_process'
import { type FileHandle, open } from 'node:fs/promises'
import { cleanJson } from '../domain/intake/clean-json'
import { residentMiB } from './resident-memory'
import type { ScanLimits } from './scan-limits'
import { type ScanReport, type ScanRequest, scanAnswer } from './scan-report'
import { spawnScanner } from './spawn-scanner'

const WATCH_MS = 100
const MAX_LINE_CHARACTERS = 16_777_216

export type ScanOutcome = ScanReport | { failed: string }
export interface LocalFile {
  path: string
  sha256: string
  sizeBytes: number
  /** Where its bytes are on this machine. */
  localPath: string
}

interface Run {
  program: string
  files: readonly LocalFile[]
  siblings: readonly [string, number][]
  limits: ScanLimits
}

function parseLine(line: string): ScanOutcome {
  try {
    return scanAnswer.parse(cleanJson(JSON.parse(line)))
  } catch {
    return { failed: 'the scanner gave no readable answer' }
  }
}

const exitReason = (code: number | null, signal: NodeJS.Signals | null) =>
  signal === 'SIGABRT' || code === 134
    ? 'reading it takes more memory than is allowed'
    : `the scanner ended before its answer (${signal ?? `code ${code}`})`

/** Reads answers line by line and ends the process when a file costs too much. Answers what was said, and why it stopped short. */
function collect(child: ChildProcess, { files, limits }: Run): Promise<{ outcomes: ScanOutcome[]; ended: string }> {
  return new Promise((resolve) => {
    const outcomes: ScanOutcome[] = []
    let pending = ''
    let ended: string | null = null
    let timer: NodeJS.Timeout | undefined
    const end = (reason: string) => {
      ended ??= reason
      child.kill('SIGKILL')
    }
    const startClock = () => {
      clearTimeout(timer)
      const file = files[outcomes.length]
      if (file === undefined) {
        // Everything is answered; whatever it still wants to do, it need not.
        child.kill('SIGKILL')
        return
      }
      const allowedMs = limits.fileMs + file.sizeBytes / limits.bytesPerMs
      timer = setTimeout(() => end(`reading it takes longer than ${Math.ceil(allowedMs / 1000)} s`), allowedMs)
    }
    const watch = setInterval(async () => {
      const held = child.pid === undefined ? null : await residentMiB(child.pid)
      if (held !== null && held > limits.residentMiB) end('reading it takes more memory than is allowed')
    }, WATCH_MS)
    startClock()
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (pending + text).split('\n')
      pending = lines.pop() ?? ''
      if (pending.length > MAX_LINE_CHARACTERS) end('its header is too large')
      for (const line of lines) outcomes.push(parseLine(line))
      if (lines.length > 0) startClock()
    })
    const finish = (reason: string) => {
      clearTimeout(timer)
      clearInterval(watch)
      resolve({ outcomes: outcomes.slice(0, files.length), ended: ended ?? reason })
    }
    child.on('error', (error) => finish(`the scanner could not be started (${error.message})`))
    child.on('close', (code, signal) => finish(exitReason(code, signal)))
  })
}

/** One scanner process over some files of a version. The outcomes may be fewer than the files: then `ended` says what befell the next. */
export async function runScanner(run: Run): Promise<{ outcomes: ScanOutcome[]; ended: string }> {
  const handles: FileHandle[] = []
  try {
    for (const file of run.files) handles.push(await open(file.localPath, 'r'))
    const request: ScanRequest = {
      files: run.files.map(({ path, sha256, sizeBytes }) => ({ path, sha256, sizeBytes })),
      siblings: [...run.siblings],
    }
    const descriptors = handles.map((handle) => handle.fd)
    return await collect(spawnScanner(run.program, JSON.stringify(request), descriptors, run.limits), run)
  } finally {
    await Promise.all(handles.map((handle) => handle.close()))
  }
}
