import { expect, test } from 'vitest'
import type { DependencyReportView, DependencyView } from '@/lib/registry/dependency-contract'
import { describeDependencies } from './describe-dependencies'

const entry = (change: Partial<DependencyView>): DependencyView => ({
  key: 'a',
  name: 'a',
  specifier: '==1',
  pinned: '1',
  extras: [],
  marker: null,
  applies: true,
  url: null,
  role: 'run',
  from: [],
  ...change,
})
const report = (change: Partial<DependencyReportView>): DependencyReportView => ({
  files: ['requirements.txt'],
  python: null,
  dependencies: [],
  problems: [],
  ...change,
})

test('no file at all is not the same as nothing needed', () => {
  expect(describeDependencies(report({ files: [] }))).toBe('No file of this version says what it needs.')
  expect(describeDependencies(report({}))).toBe('No package is asked for.')
})

test('conflicts come first; what does not apply is not counted', () => {
  const dependencies = [entry({}), entry({ pinned: null }), entry({ applies: false, pinned: null })]
  const problems = [{ kind: 'conflict' as const, package: 'a', message: '', at: [] }]
  expect(describeDependencies(report({ dependencies, problems }))).toBe(
    '1 conflict: this cannot be installed as stated. 2 packages, 1 of them unpinned: what is installed may differ from day to day.',
  )
  expect(describeDependencies(report({ dependencies: [entry({})] }))).toBe('1 package, all pinned to one version.')
})
