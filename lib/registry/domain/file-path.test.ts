import { expect, test } from 'vitest'
import { parseFilePath } from './file-path'

test.each(['model.onnx', 'weights/part-0001.bin', 'Größe.txt', 'a/b/c d.json', '.hidden'])('%j is a name', (path) => {
  expect(parseFilePath(path)).toEqual({ ok: true, path })
})

test.each([
  '',
  '.',
  '..',
  '../x',
  'a/../b',
  'a//b',
  '/etc/passwd',
  '%2e%2e/x',
  '..%2fx',
  '%252e%252e%252fx',
  'a\\b',
  '\\..\\x',
  'C:\\x',
  'C:x',
  'file:///etc/passwd',
  'http://x/y',
  'a#b',
  'a?b',
  'a\u0000b',
  'a%00b',
  'a\nb',
  'trailing ',
  'dot.',
  'a/dot./b',
  'CON',
  'nul.txt',
  'x/COM1.bin',
  'e\u0301.txt',
  '%',
  '%zz',
  '#/../../x',
  'x'.repeat(256),
  `${'abcdefgh/'.repeat(120)}x`,
  '\ud800',
])('%j is refused', (path) => {
  expect(parseFilePath(path).ok).toBe(false)
})
