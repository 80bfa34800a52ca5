/** Progress on stderr: one line per step, with the time it took. */
export async function step<T>(label: string, run: () => Promise<T>): Promise<T> {
  const started = performance.now()
  process.stderr.write(`  ${label} ...\n`)
  const value = await run()
  process.stderr.write(`  ${label}: done in ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
  return value
}
