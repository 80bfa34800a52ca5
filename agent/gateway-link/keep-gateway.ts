import { type ChildProcess, spawn } from 'node:child_process'
import { openSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { log } from '../log'
import { gatewayArguments, programRoot } from '../processes/typescript-arguments'
import { childEnvironment } from '../settings'
import type { StatePaths } from '../state/state-paths'
import type { GatewayClient } from './gateway-client'

const RETRY_MS = 20
const START_TIMEOUT_MS = 20_000
const MAX_PAUSE_MS = 5000

/** Its own process group: what ends the supervisor does not end serving. */
function spawnGateway(stateDir: string, paths: StatePaths): ChildProcess {
  const output = openSync(paths.gatewayLog, 'a', 0o600)
  const child = spawn(process.execPath, [...gatewayArguments, stateDir], {
    cwd: programRoot,
    env: childEnvironment(),
    detached: true,
    stdio: ['ignore', output, output],
  })
  child.unref()
  return child
}

export interface GatewayKeeper {
  /** Resolves once a gateway is attached. */
  ready: Promise<void>
  stop(): void
}

/** Attaches to the gateway that runs, or starts one; starts another at once whenever it dies. */
export function keepGateway(stateDir: string, paths: StatePaths, client: GatewayClient): GatewayKeeper {
  const ending = new AbortController()
  const { signal } = ending
  let markReady: () => void = () => undefined
  let markFailed: (error: Error) => void = () => undefined
  const ready = new Promise<void>((resolve, reject) => {
    markReady = resolve
    markFailed = reject
  })

  const waitForStart = async (child: ChildProcess): Promise<boolean> => {
    const until = performance.now() + START_TIMEOUT_MS
    while (!signal.aborted && performance.now() < until) {
      let attached = false
      await client
        .attach(() => {
          attached = true
          markReady()
        }, signal)
        .catch(() => undefined)
      if (attached) return true
      if (child.exitCode !== null) return false
      await sleep(RETRY_MS)
    }
    return false
  }

  const run = async () => {
    await client.attach(markReady, signal).catch(() => undefined)
    let failures = 0
    while (!signal.aborted) {
      const ran = await waitForStart(spawnGateway(stateDir, paths))
      if (signal.aborted) return
      failures = ran ? 0 : failures + 1
      if (failures === 3)
        markFailed(new Error(`The gateway does not start; see ${paths.gatewayLog}. Is its port taken?`))
      log.warn({ failures }, ran ? 'the gateway ended; starting it again' : 'the gateway did not start')
      if (!ran) await sleep(Math.min(MAX_PAUSE_MS, 100 * 2 ** failures))
    }
  }
  void run()
  return { ready, stop: () => ending.abort() }
}
