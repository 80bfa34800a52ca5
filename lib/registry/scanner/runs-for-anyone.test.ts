import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runsForAnyone } from './runs-for-anyone'

const folder = mkdtempSync(join(tmpdir(), 'slipway-run-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.runIf(process.platform !== 'win32')('a program below a folder of its owner alone runs for no one else', () => {
  const home = join(folder, 'home')
  mkdirSync(home)
  const program = join(home, 'node')
  writeFileSync(program, '', { mode: 0o755 })
  chmodSync(program, 0o755)
  chmodSync(folder, 0o755)
  chmodSync(home, 0o755)
  expect(runsForAnyone(program)).toBe(true)
  chmodSync(home, 0o700)
  expect(runsForAnyone(program)).toBe(false)
  chmodSync(home, 0o755)
  chmodSync(program, 0o700)
  expect(runsForAnyone(program)).toBe(false)
  expect(runsForAnyone(join(folder, 'gone'))).toBe(false)
})
