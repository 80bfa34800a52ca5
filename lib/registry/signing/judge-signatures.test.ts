import { generateKeyPairSync, sign } from 'node:crypto'
import { expect, test } from 'vitest'
import { readEd25519Key } from '../domain/signing/ed25519'
import { overallVerdict } from '../domain/signing/signing-verdict'
import golden from './golden/sigstore.json' with { type: 'json' }
import { judgeSignature, plainContent } from './judge-signatures'
import { readTrustRoot } from './trust-root'

const subject = { manifest: golden.manifest, manifestDigest: golden.manifestDigest }
const root = readTrustRoot(JSON.stringify(golden.trustRoot))
const identity = (issuer: string, name = golden.identity) => ({
  kind: 'sigstore',
  name: 'Release robot',
  fingerprint: '',
  identity: name,
  issuer,
})
const sigstore = { kind: 'sigstore', content: JSON.stringify(golden.overManifest) }

test('a Sigstore identity is trusted only together with its issuer, and only where the chain was verified', () => {
  const judge = (trusted: ReturnType<typeof identity>[], trust: Parameters<typeof judgeSignature>[3] = root) =>
    judgeSignature(sigstore, subject, trusted, trust)
  expect(judge([identity(golden.issuer)])).toMatchObject({ verdict: 'signed-trusted', signer: 'Release robot' })
  expect(judge([identity('https://other.example.org')])).toMatchObject({ verdict: 'signed-untrusted', signer: null })
  expect(judge([identity(golden.issuer, 'elease@example.org')]).verdict).toBe('signed-untrusted')
  expect(judge([identity(golden.issuer)], { state: 'not-configured' }).verdict).toBe('signed-untrusted')
  expect(judge([identity(golden.issuer)], { state: 'not-readable' }).verdict).toBe('signed-untrusted')
})

test('the key that comes with a plain signature never decides trust, and another digest makes it invalid', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const signature = sign(null, Buffer.from(golden.manifestDigest), privateKey).toString('base64')
  const plain = { kind: 'ed25519', content: plainContent({ signature, publicKey: pem }) }
  const fingerprint = readEd25519Key(pem)?.fingerprint ?? ''
  const trusted = [{ kind: 'ed25519', name: 'Ours', fingerprint, identity: null, issuer: null }]
  expect(judgeSignature(plain, subject, [], root)).toMatchObject({ verdict: 'signed-untrusted', identity: fingerprint })
  expect(judgeSignature(plain, subject, trusted, root)).toMatchObject({ verdict: 'signed-trusted', signer: 'Ours' })
  const other = { ...subject, manifestDigest: `sha256:${'0'.repeat(64)}` }
  expect(judgeSignature(plain, other, trusted, root).verdict).toBe('invalid')
})

test('keys of other kinds, private keys and other text are no Ed25519 public keys', () => {
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'pem' })
  const secret = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })
  for (const text of [ec, secret, '', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----'])
    expect(readEd25519Key(text.toString())).toBeNull()
})

test("a trusted signature stands beside a broken one; a broken one outweighs a stranger's", () => {
  const of = (...verdicts: ('signed-trusted' | 'signed-untrusted' | 'invalid')[]) =>
    overallVerdict(verdicts.map((verdict) => ({ verdict })))
  expect(of('invalid', 'signed-trusted')).toBe('signed-trusted')
  expect(of('signed-untrusted', 'invalid')).toBe('invalid')
  expect(of('signed-untrusted')).toBe('signed-untrusted')
  expect(of()).toBe('unsigned')
})
