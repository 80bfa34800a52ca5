import { expect, test } from 'vitest'
import golden from './golden/sigstore.json' with { type: 'json' }
import { readTrustRoot } from './trust-root'
import { verifySigstore } from './verify-sigstore'

const subject = { manifest: golden.manifest, manifestDigest: golden.manifestDigest }
const trust = readTrustRoot(JSON.stringify(golden.trustRoot))
const check = (bundle: unknown, root: Parameters<typeof verifySigstore>[2] = trust, of = subject) =>
  verifySigstore(JSON.stringify(bundle), of, root)
type Shape = typeof golden.overManifest
const changed = (change: (bundle: Shape) => void) => {
  const bundle = structuredClone(golden.overManifest)
  change(bundle)
  return check(bundle)
}
const entryOf = (bundle: Shape) => {
  const [entry] = bundle.verificationMaterial.tlogEntries
  if (!entry) throw new Error('no entry')
  return entry
}

test('a bundle over the manifest, over its digest as text, or a statement about it or its files is verified offline', () => {
  for (const bundle of [golden.overManifest, golden.overDigestText, golden.statement, golden.modelSigning])
    expect(check(bundle)).toEqual({
      outcome: 'verified',
      identity: golden.identity,
      issuer: golden.issuer,
      logged: true,
      detail: 'Signature, certificate chain and log entry are verified.',
    })
})

test('a signature of something else, or a statement about another version, is invalid', () => {
  expect(check(golden.overSomethingElse)).toMatchObject({ outcome: 'invalid', identity: null })
  expect(check(golden.statementOfAnother)).toMatchObject({
    outcome: 'invalid',
    detail: 'Its statement is not about this version.',
  })
  expect(check(golden.modelSigningRenamed).outcome).toBe('invalid')
  const another = { manifest: '[]', manifestDigest: `sha256:${'1'.repeat(64)}` }
  expect(check(golden.overManifest, trust, another).outcome).toBe('invalid')
})

test('the authority of somebody else, or none configured, leaves a signature of a stranger', () => {
  const other = readTrustRoot(JSON.stringify(golden.otherTrustRoot))
  expect(check(golden.overManifest, other)).toMatchObject({ outcome: 'unverified', issuer: null, logged: false })
  expect(check(golden.overManifest, { state: 'not-configured' })).toMatchObject({
    outcome: 'unverified',
    identity: golden.identity,
  })
})

test('a changed signature, log entry, log time or checkpoint is invalid, whatever else verifies', () => {
  const broken = [
    changed((bundle) => {
      bundle.messageSignature.signature = golden.overDigestText.messageSignature.signature
    }),
    changed((bundle) => {
      entryOf(bundle).inclusionPromise.signedEntryTimestamp = entryOf(
        golden.overDigestText,
      ).inclusionPromise.signedEntryTimestamp
    }),
    changed((bundle) => {
      entryOf(bundle).integratedTime = String(Number(entryOf(bundle).integratedTime) + 1)
    }),
    changed((bundle) => {
      entryOf(bundle).inclusionProof.checkpoint = entryOf(golden.overDigestText).inclusionProof.checkpoint
    }),
    changed((bundle) => {
      bundle.verificationMaterial.tlogEntries = structuredClone(golden.overDigestText.verificationMaterial.tlogEntries)
    }),
    changed((bundle) => {
      bundle.verificationMaterial.tlogEntries = []
    }),
  ]
  expect(broken.map((one) => one.outcome)).toEqual(broken.map(() => 'invalid'))
})

test('what is no bundle of version 0.3 is refused with a reason, never an error', () => {
  const old = changed((bundle) => {
    bundle.mediaType = 'application/vnd.dev.sigstore.bundle+json;version=0.1'
  })
  expect(old.outcome).toBe('invalid')
  for (const text of [
    '',
    '{}',
    'null',
    '[]',
    '{"mediaType":1}',
    JSON.stringify({ ...golden.overManifest, verificationMaterial: {} }),
  ])
    expect(verifySigstore(text, subject, trust)).toMatchObject({ outcome: 'invalid' })
})
