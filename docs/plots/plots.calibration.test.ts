import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { PLOTS } from './plots'

it.each(Object.entries(PLOTS))('%s is what lib/stats draws today', (file, render) => {
  expect(readFileSync(new URL(file, import.meta.url), 'utf8')).toBe(render())
})
