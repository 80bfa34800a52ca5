import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { byGravity, worstAnswer, worstVerdict } from './finding'
import { inspectFile } from './inspect-file'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const folder = join(resolve(root, process.env['SLIPWAY_DATA_DIR'] ?? '../shared/data'), 'hostile')

interface Case {
  file: string
  wrong: string
  answer: string
  verdict: string
  reason: string | null
}

/** Only a run can tell these: the agent's preflight and warm-up decide them. What intake says is listed instead. */
const NEEDS_A_RUN: Record<string, { verdict: string; code: string | null }> = {
  'loop-long.onnx': { verdict: 'suspicious', code: 'onnx_long_loop' },
  'nan.onnx': { verdict: 'clean', code: null },
}

const cases = existsSync(folder)
  ? (JSON.parse(readFileSync(join(folder, 'hostile.json'), 'utf8')) as { cases: Case[] }).cases
  : []

describe.runIf(cases.length > 0)('the collection of hostile files', () => {
  test.each(cases)('$file ($wrong) is answered with $answer, $verdict', ({ file, answer, verdict, reason }) => {
    const { findings } = inspectFile(file, readFileSync(join(folder, file)), new Map())
    const run = NEEDS_A_RUN[file]
    expect({ answer: worstAnswer(findings), verdict: worstVerdict(findings) }).toEqual({
      answer,
      verdict: run?.verdict ?? verdict,
    })
    const code = run === undefined ? reason : run.code
    if (code === null) expect(findings.filter((finding) => finding.verdict !== 'clean')).toEqual([])
    else expect([...findings].sort(byGravity).map((finding) => finding.code)).toContain(code)
  })
})
