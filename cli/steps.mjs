import { run } from './bootstrap.mjs'

/** Runs named steps in order, says how long each took, and stops at the first failure. */
export async function runSteps(steps) {
  let failed = 0
  let passed = 0
  for (const [name, command, args, env] of steps) {
    const started = process.hrtime.bigint()
    process.stderr.write(`\n== ${name}\n`)
    const code = await run(command, args, { env: { ...process.env, ...env } })
    const seconds = Number((process.hrtime.bigint() - started) / 1_000_000n) / 1000
    process.stderr.write(`== ${name}: ${code === 0 ? 'passed' : `failed (exit ${code})`} in ${seconds.toFixed(1)} s\n`)
    if (code === 0) passed += 1
    else {
      failed += 1
      break
    }
  }
  process.stdout.write(`${passed} passed, ${failed} failed\n`)
  return failed === 0
}

export const NODE = process.execPath
export const bin = (name) => `node_modules/${name}`
