export type SigningVerdict = 'signed-trusted' | 'signed-untrusted' | 'invalid' | 'unsigned'

export interface JudgedSignature {
  verdict: Exclude<SigningVerdict, 'unsigned'>
  /** Who signed, as far as the signature itself tells: a key's fingerprint, or the certificate's identity. */
  identity: string | null
  issuer: string | null
  /** The workspace's name for a trusted signer. */
  signer: string | null
  /** Whether a transparency log that the trust root knows has recorded it. */
  logged: boolean
  detail: string
}

/** A trusted signature stands whatever lies beside it; without one, a broken signature outweighs one of a stranger. */
export function overallVerdict(signatures: readonly Pick<JudgedSignature, 'verdict'>[]): SigningVerdict {
  const has = (verdict: SigningVerdict) => signatures.some((one) => one.verdict === verdict)
  if (has('signed-trusted')) return 'signed-trusted'
  if (has('invalid')) return 'invalid'
  return signatures.length > 0 ? 'signed-untrusted' : 'unsigned'
}
