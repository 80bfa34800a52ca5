/** Stems of the passwords that are common at 12 characters and more: a word or walk, repeated or with digits after it. */
const COMMON_STEMS = [
  'password',
  'passw0rd',
  'qwerty',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1q2w3e4r',
  '1qaz2wsx',
  'letmein',
  'welcome',
  'iloveyou',
  'administrator',
  'admin',
  'changeme',
  'trustno',
  'sunshine',
  'princess',
  'football',
  'slipway',
  'default',
  'secret',
  'abc',
  'abcdefghijkl',
]

function isRun(text: string): boolean {
  const codes = [...text].map((letter) => letter.codePointAt(0) ?? 0)
  const steps = new Set(codes.slice(1).map((code, i) => code - (codes[i] ?? 0)))
  return steps.size === 1 && [0, 1, -1].includes([...steps][0] ?? 9)
}

function isRepeated(text: string): boolean {
  return `${text}${text}`.indexOf(text, 1) < text.length
}

/** Why a password of allowed length is still refused, or null. No composition rules: only what guessers try first. */
export function passwordProblem(password: string, email: string): string | null {
  const lower = password.toLowerCase()
  const name = email.split('@')[0]?.toLowerCase() ?? ''
  if (lower.includes(email.toLowerCase()) || (name.length >= 4 && lower.includes(name)))
    return 'The password must not hold the user name. Choose another.'
  const rest = lower.replace(/[0-9!@#$%^&*._-]+$/, '')
  if (/^[0-9]+$/.test(lower) || isRun(lower) || isRepeated(lower) || COMMON_STEMS.includes(rest))
    return 'This password is among those that guessers try first. Choose another, for example four random words.'
  return null
}
