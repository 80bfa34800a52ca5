import { describe, expect, test } from 'vitest'
import { readDependencies } from './read-dependencies'

const REQUIREMENTS = `# what MLflow writes
mlflow==2.9.2
scikit-learn==1.3.2 \\
    --hash=sha256:abc
numpy>=1.20,<2   # not pinned
torch==2.1.0+cu118 ; sys_platform == 'linux'
pywin32==306; sys_platform == "win32"
tomli==2.0.1 ; python_version < '3.11'
--index-url https://index.example.org/simple
git+https://git.example.org/x.git@main#egg=my_pkg
`
const CONDA = `channels:
- conda-forge
dependencies:
- python=3.10.12
- pip<=23.2
- pip:
  - mlflow==2.9.2
  - numpy==1.26.4
name: mlflow-env
`

test('a requirements file is read as pip reads it, a pin by its normal spelling', () => {
  const { dependencies, problems, python } = readDependencies([{ path: 'requirements.txt', text: REQUIREMENTS }])
  const shown = dependencies.map((one) => [one.key, one.pinned, one.applies])
  expect(shown).toEqual([
    ['mlflow', '2.9.2', true],
    ['my-pkg', null, true],
    ['numpy', null, true],
    ['pywin32', '306', false],
    ['scikit-learn', '1.3.2', true],
    ['tomli', '2.0.1', null],
    ['torch', '2.1.0+cu118', true],
  ])
  expect(problems).toEqual([])
  expect(python).toBeNull()
})

test('the same statement in several files is one entry; the Python that one file names decides markers', () => {
  const report = readDependencies([
    { path: 'conda.yaml', text: CONDA },
    {
      path: 'python_env.yaml',
      text: 'python: 3.10.12\nbuild_dependencies:\n- pip==23.2\ndependencies:\n- -r requirements.txt\n',
    },
    { path: 'requirements.txt', text: REQUIREMENTS },
  ])
  expect(report.python).toBe('3.10.12')
  expect(report.dependencies.find((one) => one.key === 'mlflow')?.from).toEqual([
    { path: 'conda.yaml', line: null },
    { path: 'requirements.txt', line: 2 },
  ])
  expect(report.dependencies.find((one) => one.key === 'tomli')?.applies).toBe(true)
  expect(report.dependencies.find((one) => one.key === 'pip')).toMatchObject({ role: 'build', pinned: '23.2' })
  expect(report.problems).toEqual([])
})

test('a Python of two numbers stays text', () => {
  const text = 'python: 3.10\ndependencies: []\n'
  expect(readDependencies([{ path: 'python_env.yaml', text }]).python).toBe('3.10')
})

describe('conflicts', () => {
  const problemsOf = (text: string, more: { path: string; text: string }[] = []) =>
    readDependencies([{ path: 'requirements.txt', text }, ...more]).problems.map((one) => [one.kind, one.message])

  test('clauses that no version satisfies are named with their places', () => {
    expect(problemsOf('numpy<1.20\n', [{ path: 'conda.yaml', text: CONDA }])).toEqual([
      ['conflict', '==1.26.4 (conda.yaml) and <1.20 (requirements.txt:1) have no version of numpy in common.'],
    ])
    expect(problemsOf('pandas>2,<1\n')).toEqual([
      ['conflict', '>2, <1 (requirements.txt:1) lets no version of pandas in.'],
    ])
  })
  test('three that only together leave nothing are reported together', () => {
    const problems = problemsOf('a>=1,!=1.5\n', [
      { path: 'conda.yaml', text: 'dependencies:\n- pip:\n  - a<=1.5\n  - a>=1.5\n' },
    ])
    expect(problems[0]?.[1]).toMatch(/have no version of a in common/)
  })
  test('exclusive conditions do not conflict, whether or not the Python is known', () => {
    const text = "numpy==1.19 ; python_version < '3.9'\nnumpy==1.26 ; python_version >= '3.9'\n"
    expect(problemsOf(text)).toEqual([])
    expect(problemsOf(text, [{ path: 'python_env.yaml', text: 'python: 3.10.1\n' }])).toEqual([])
  })
  test('the same package twice in one file is a duplicate even where it agrees', () => {
    expect(problemsOf('a==1\nA==1\n').map(([kind]) => kind)).toEqual(['duplicate'])
  })
  test('folders are environments of their own', () => {
    expect(problemsOf('a==1\n', [{ path: 'other/requirements.txt', text: 'a==2\n' }])).toEqual([])
  })
})

test('what cannot be read is said, never skipped in silence', () => {
  const text = 'not a requirement\n-r missing.txt\n./local.whl\nhttps://x.example.org/y.zip\n'
  const kinds = readDependencies([
    { path: 'requirements.txt', text },
    { path: 'conda.yaml', text: '{[' },
    { path: 'requirements-dev.txt', text: null },
  ]).problems.map((one) => one.kind)
  expect(kinds).toEqual(['unreadable', 'unreadable', 'missing-file', 'unnamed', 'unnamed', 'unreadable'])
})

test('files that include each other end', () => {
  const report = readDependencies([
    { path: 'requirements.txt', text: '-r requirements-a.txt\n' },
    { path: 'requirements-a.txt', text: '-r requirements.txt\nx==1\n' },
  ])
  expect(report.dependencies.map((one) => one.key)).toEqual(['x'])
})

test('constraints narrow what is asked for and ask for nothing themselves', () => {
  const report = readDependencies([
    { path: 'requirements.txt', text: '-c limits.txt\na>=2\n' },
    { path: 'limits.txt', text: 'a<2\nb==1\n' },
  ])
  expect(report.dependencies.map((one) => one.key)).toEqual(['a'])
  expect(report.problems.map((one) => one.kind)).toEqual(['conflict'])
})
