import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { createSecretBox, secretFingerprint } from './secret-box'

const [first, second] = [randomBytes(32), randomBytes(32)]
const box = createSecretBox(new Map([[1, () => first]]))
const place = { table: 'ImportSource', column: 'secret', rowId: 'row', workspaceId: 'workspace' }
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY é'

test('what was sealed opens at its place, and is not to be read in the box', () => {
  const sealed = box.seal(place, SECRET)
  expect(box.open(place, sealed)).toBe(SECRET)
  for (const form of ['utf8', 'base64', 'base64url', 'hex'] as const)
    expect(sealed).not.toContain(Buffer.from(SECRET).toString(form))
  expect(box.open(place, box.seal(place, ''))).toBe('')
})

test('equal secrets make different boxes and different fingerprints', () => {
  const [a, b] = [box.seal(place, SECRET), box.seal(place, SECRET)]
  expect(a).not.toBe(b)
  expect(secretFingerprint(a)).toMatch(/^[0-9a-f]{8}$/)
  expect(secretFingerprint(a)).toBe(secretFingerprint(a))
  expect(secretFingerprint(a)).not.toBe(secretFingerprint(b))
})

test.each(['table', 'column', 'rowId', 'workspaceId'] as const)('a box does not open at another %s', (part) => {
  expect(() => box.open({ ...place, [part]: 'other' }, box.seal(place, SECRET))).toThrow('does not open')
})

test('a box names its key: another version, another key or an unknown one does not open it', () => {
  const sealed = box.seal(place, SECRET)
  const both = createSecretBox(new Map([1, 2].map((version) => [version, () => (version === 1 ? first : second)])))
  expect(both.open(place, sealed)).toBe(SECRET)
  const newest = both.seal(place, SECRET)
  expect(newest.startsWith('v1.2.')).toBe(true)
  expect(both.open(place, newest)).toBe(SECRET)
  expect(() => box.open(place, newest)).toThrow('does not have')
  expect(() => both.open(place, sealed.replace('v1.1.', 'v1.2.'))).toThrow('does not open')
  const stranger = createSecretBox(new Map([[1, () => second]]))
  expect(() => stranger.open(place, sealed)).toThrow('does not open')
  // The same key under another number: the number itself is authenticated.
  const same = createSecretBox(new Map([[2, () => first]]))
  expect(() => same.open(place, sealed.replace('v1.1.', 'v1.2.'))).toThrow('does not open')
})

test('every changed character is noticed, and nothing of the secret is said', () => {
  const sealed = box.seal(place, SECRET)
  const [, , wrapped = '', text = ''] = sealed.split('.')
  const flip = (part: string) => (part.startsWith('A') ? `B${part.slice(1)}` : `A${part.slice(1)}`)
  const broken = [
    `v1.1.${flip(wrapped)}.${text}`,
    `v1.1.${wrapped}.${flip(text)}`,
    `v1.1.${wrapped}.AAAA`,
    'v1.1..',
    '',
  ]
  for (const changed of broken) expect(() => box.open(place, changed)).toThrow(/does not open|no sealed secret/)
})
