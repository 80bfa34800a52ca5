import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { runsForAnyone } from './runs-for-anyone'
import type { ScanLimits } from './scan-limits'

const NOBODY = 65_534
const MAX_FILES_AT_LIMIT = 10
const PERMISSION_FLAG = ['--permission', '--experimental-permission'].find((flag) =>
  process.allowedNodeEnvironmentFlags.has(flag),
)

/** A node that is installed in root's own folder can be started by root only; then the scanner keeps the user. */
const NODE_FOR_ANYONE = runsForAnyone(process.execPath)

/** Most processor time that one process may take, whoever is left to watch it; no file is written, not even after a crash. */
function bounded(limits: ScanLimits): string {
  const seconds = Math.ceil((limits.fileMs / 1000) * MAX_FILES_AT_LIMIT)
  return `ulimit -t ${seconds}; ulimit -c 0; ulimit -f 0; exec /usr/bin/env -i "$0" "$@"`
}

/**
 * A process that can do next to nothing: no environment, no file but the descriptors it inherits, no child, no thread, no native
 * code (node's permission model), no user where this one runs as root. Its program comes in on standard input.
 */
export function spawnScanner(program: string, request: string, files: readonly number[], limits: ScanLimits) {
  const flags = [`--max-old-space-size=${limits.heapMiB}`, '--no-warnings', '--input-type=module']
  if (PERMISSION_FLAG !== undefined) flags.unshift(PERMISSION_FLAG)
  const user = process.getuid?.() === 0 && NODE_FOR_ANYONE ? { uid: NOBODY, gid: NOBODY } : {}
  // NODE_ENV is part of the type of an environment here, not of what the child gets.
  const env = {} as NodeJS.ProcessEnv
  const stdio: SpawnOptions['stdio'] = ['pipe', 'pipe', 'ignore', 'pipe', ...files]
  const command = [process.execPath, ...flags, '-']
  const [file = '', ...args] = process.platform === 'win32' ? command : ['/bin/sh', '-c', bounded(limits), ...command]
  const child: ChildProcess = spawn(file, args, { cwd: '/', env, stdio, ...user })
  for (const [at, text] of [
    [0, program],
    [3, request],
  ] as const) {
    const pipe = child.stdio[at]
    if (pipe === null || pipe === undefined || !('end' in pipe)) continue
    // A process that died before it read everything is noticed by its end, not here.
    pipe.on('error', () => undefined)
    pipe.end(text)
  }
  return child
}
