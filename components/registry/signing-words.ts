import type { SigningView } from '@/lib/registry/provenance-contract'

type Verdict = SigningView['verdict']

/** Icon state and words of a verdict. */
export const SIGNING: Record<Verdict, { state: string; word: string; sentence: string }> = {
  'signed-trusted': {
    state: 'PASS',
    word: 'Signed, trusted',
    sentence: 'Signed by somebody whom this workspace trusts.',
  },
  'signed-untrusted': {
    state: 'suspicious',
    word: 'Signed by a stranger',
    sentence: 'Signed, but by nobody whom this workspace trusts.',
  },
  invalid: { state: 'HARM', word: 'Signature invalid', sentence: 'A signature does not verify. Do not rely on it.' },
  unsigned: { state: 'UNKNOWN', word: 'Unsigned', sentence: 'Nobody has signed this version.' },
}
