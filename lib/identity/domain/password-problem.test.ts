import { expect, test } from 'vitest'
import { passwordProblem } from './password-problem'

test('what guessers try first is refused', () => {
  for (const password of [
    'password1234',
    'Password!2024',
    '123456789012',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'qwertyuiop12',
    'mara.lind-rocks',
  ])
    expect(passwordProblem(password, 'mara.lind@example.test'), password).not.toBeNull()
})

test('random words and random characters are fine', () => {
  for (const password of ['correct horse battery staple', 'pâtisserie-1234', 'x7Kq0_zPv3LmWc9tBf1e'])
    expect(passwordProblem(password, 'mara.lind@example.test'), password).toBeNull()
})
