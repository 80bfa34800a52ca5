import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cardLicence } from './card-licence'
import { splitFrontMatter } from './front-matter'
import { readLicence } from './licence-expression'

describe('SPDX expressions', () => {
  test('are spelled as the list spells them', () => {
    const spelled = (text: string) => {
      const reading = readLicence(text)
      return reading.ok ? reading.expression : null
    }
    expect(spelled('apache-2.0')).toBe('Apache-2.0')
    expect(spelled('mit or (Apache-2.0 and bsd-3-clause)')).toBe('MIT OR (Apache-2.0 AND BSD-3-Clause)')
    expect(spelled('gpl-2.0-only with classpath-exception-2.0')).toBe('GPL-2.0-only WITH Classpath-exception-2.0')
    expect(spelled('LicenseRef-Internal.1')).toBe('LicenseRef-Internal.1')
    expect(spelled('EPL-2.0+')).toBe('EPL-2.0+')
    expect(spelled('DocumentRef-a:LicenseRef-b')).toBe('DocumentRef-a:LicenseRef-b')
  })
  test('what is none is told apart, with what to do', () => {
    for (const text of [
      '',
      'other',
      'MIT Apache-2.0',
      'MIT OR',
      '(MIT',
      'MIT)',
      'MIT WITH nothing',
      'AND',
      'proprietary',
      '('.repeat(400),
    ])
      expect(readLicence(text), text).toMatchObject({ ok: false })
    expect(readLicence('my-licence')).toEqual({
      ok: false,
      problem: 'my-licence is not in the SPDX list. Use its id, or LicenseRef-NAME for a text of your own.',
    })
  })
  test('an id that SPDX has retired is still read, and named as such', () => {
    expect(readLicence('GPL-3.0')).toEqual({ ok: true, expression: 'GPL-3.0', deprecated: ['GPL-3.0'] })
    expect(readLicence('GPL-2.0+')).toMatchObject({ ok: true, expression: 'GPL-2.0+' })
  })
  test('a normal spelling is read as itself, and nothing makes the reader throw', () => {
    const pieces = fc.array(
      fc.constantFrom('MIT', 'apache-2.0', 'AND', 'or', 'WITH', '(', ')', '+', ' ', 'LicenseRef-x'),
      { maxLength: 20 },
    )
    fc.assert(
      fc.property(pieces, (parts) => {
        const reading = readLicence(parts.join(' '))
        if (reading.ok) expect(readLicence(reading.expression)).toEqual(reading)
      }),
    )
  })
})

test('a card states its licence in its front matter; several are all to be kept', () => {
  expect(cardLicence('---\nlicense: apache-2.0\ntags: [a]\n---\n# Card')).toBe('apache-2.0')
  expect(cardLicence('---\r\nlicense:\r\n- mit\r\n- cc-by-4.0\r\n---\r\ntext')).toBe('mit AND cc-by-4.0')
  expect(cardLicence('# license: mit')).toBeNull()
  expect(cardLicence('---\nlicense: {a: 1}\n---\n')).toBeNull()
  expect(cardLicence('---\n{[\n---\n')).toBeNull()
})

test('the head of a card is not part of its text', () => {
  expect(splitFrontMatter('---\nlicense: mit\n---\n# Card\n')).toEqual({ head: 'license: mit', body: '# Card\n' })
  expect(splitFrontMatter('# Card\n---\nnot a head\n---\n')).toEqual({
    head: null,
    body: '# Card\n---\nnot a head\n---\n',
  })
  expect(splitFrontMatter('---\n---\nx')).toEqual({ head: '', body: 'x' })
})
