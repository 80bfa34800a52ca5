import { expect, test } from 'vitest'
import { findArtifactPlace } from './artifact-root'
import { listDirectory, subtree } from './list-directory'

const HEX = '0123456789abcdef0123456789abcdef'
const UUID = '01234567-89ab-cdef-0123-456789abcdef'
const file = (path: string) => ({ path, sha256: 'a'.repeat(64), sizeBytes: 3 })

test('a path leads to a run, a logged model or a version, or nowhere', () => {
  expect(findArtifactPlace(`0/${HEX}/artifacts/model/MLmodel`)).toEqual({
    kind: 'run',
    experiment: 0,
    ownerId: UUID,
    rest: 'model/MLmodel',
  })
  expect(findArtifactPlace(`12/${HEX}/artifacts`)).toEqual({ kind: 'run', experiment: 12, ownerId: UUID, rest: '' })
  expect(findArtifactPlace(`3/models/m-${HEX}/artifacts/a`)).toEqual({
    kind: 'logged-model',
    experiment: 3,
    ownerId: UUID,
    rest: 'a',
  })
  expect(findArtifactPlace(`model-versions/${UUID}/a/b`)).toEqual({ kind: 'version', versionId: UUID, rest: 'a/b' })
  for (const path of [
    '',
    '0',
    `0/${HEX}`,
    `0/${HEX}/other/x`,
    `00/${HEX}/artifacts/x`,
    `0/models/${HEX}/artifacts/x`,
    'model-versions/x/y',
    `-1/${HEX}/artifacts/x`,
  ])
    expect(findArtifactPlace(path)).toBeNull()
})

test('a directory shows base names, folders once, in order; a file or an absent path shows nothing', () => {
  const files = [file('b.txt'), file('t/y.txt'), file('t/x/z.txt'), file('ta.txt')]
  expect(listDirectory(files, '').map((entry) => [entry.name, entry.isDirectory])).toEqual([
    ['b.txt', false],
    ['t', true],
    ['ta.txt', false],
  ])
  expect(listDirectory(files, 't')).toEqual([
    { name: 'x', isDirectory: true, sizeBytes: null },
    { name: 'y.txt', isDirectory: false, sizeBytes: 3 },
  ])
  expect(listDirectory(files, 'b.txt')).toEqual([])
  expect(listDirectory(files, 'none')).toEqual([])
})

test('a subtree is seen from its own root', () => {
  const files = [file('b.txt'), file('t/y.txt'), file('t/x/z.txt')]
  expect(subtree(files, 't').map(({ path }) => path)).toEqual(['y.txt', 'x/z.txt'])
  expect(subtree(files, 't/y.txt').map(({ path }) => path)).toEqual(['y.txt'])
  expect(subtree(files, 'no')).toEqual([])
})
