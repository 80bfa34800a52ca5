import { expect, test } from 'vitest'
import type { Finding } from './finding'
import { judgeByRules } from './judge-by-rules'
import { notAllowed } from './not-allowed'

const format: Finding = {
  code: 'format_not_allowed',
  answer: 'quarantine',
  verdict: 'clean',
  path: 'm.pkl',
  message: 'A pickle.',
}
const forest = notAllowed('m.pkl', ['sklearn.ensemble._forest.RandomForestClassifier', 'sklearn.tree._tree.Tree'])

test('imports that are all allowed leave a clean verdict, and a pickle stays in quarantine', () => {
  const judged = judgeByRules([forest, format], ['sklearn.ensemble._forest.*', 'sklearn.tree._tree.Tree'])
  expect(judged.verdict).toBe('clean')
  expect(judged.findings.every(({ answer }) => answer === 'quarantine')).toBe(true)
  expect(judged.reason).toContain('which this workspace allows')
})

test('what is left over is named, and judging again under other rules forgets nothing', () => {
  const once = judgeByRules([forest, format], ['sklearn.ensemble._forest.*'])
  expect(once.verdict).toBe('suspicious')
  expect(once.reason).toBe('m.pkl: It imports sklearn.tree._tree.Tree, which is not on the allow-list.')
  expect(judgeByRules(once.findings, [])).toEqual(judgeByRules([forest, format], []))
})

test.each([
  ['sklearn.ensemble.*', 'sklearn.ensemble._forest.X'],
  ['sklearn.*', 'sklearn.ensemble.X'],
  ['a.b', 'a.bc'],
  ['a.*', 'a.'],
  ['a.b.*', 'a.b.c\u2026'],
])('%s does not allow %s', (allowed, name) => {
  expect(judgeByRules([notAllowed('p', [name])], [allowed]).verdict).toBe('suspicious')
})

test('what runs programs is dangerous whatever a workspace allows', () => {
  const critical: Finding = {
    code: 'pickle_critical_import',
    answer: 'quarantine',
    verdict: 'dangerous',
    path: 'p',
    message: 'os.system',
  }
  expect(judgeByRules([critical, notAllowed('p', ['a.b'])], ['os.system', 'os.*', 'a.b']).verdict).toBe('dangerous')
})

test('a finding that could not list its imports is not judged anew', () => {
  const many = notAllowed(
    'p',
    Array.from({ length: 101 }, (_, n) => `m.n${n}`),
  )
  expect(judgeByRules([many], ['m.*']).verdict).toBe('suspicious')
})
