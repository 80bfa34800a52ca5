import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { addressBlocker } from './blocked-address'
import { createEgress, type EgressNetwork } from './egress'
import { readOpened, readTarget } from './egress-target'

const isBlocked = addressBlocker(['10.96.0.0/12', '2600:1f00::/24'])
const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections()
})

function listen(server: Server): Promise<number> {
  servers.push(server)
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done((server.address() as AddressInfo).port)))
}
const serve = (answer: RequestListener) => listen(createServer(answer))

/** A network whose names answer one list of addresses after the other; the last one stays. */
function network(opened: string, ...answers: string[][]) {
  const asked: string[] = []
  const wired: EgressNetwork = {
    opened: readOpened(opened),
    isBlocked,
    async resolve(host) {
      asked.push(host)
      const found = answers[Math.min(asked.length, answers.length) - 1] ?? []
      return found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    },
  }
  return { asked, get: createEgress(wired), wired }
}

describe('S35: spellings that never connect', () => {
  test.each([
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://0x7f000001/',
    'https://2130706433/',
    'https://017700000001/',
    'https://127.1/',
    'https://[64:ff9b::7f00:1]/',
    'https://[64:ff9b:1::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://[::127.0.0.1]/',
    'https://①②⑦.0.0.1/',
    'https://127。0.0.1/',
    'https://localhost/',
    'https://localhost./',
    'https://a.localhost/',
    'https://metadata/',
    'https://metadata.google.internal/computeMetadata/v1/',
    'https://store.internal/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[fd00:ec2::254]/',
    'https://[fe80::1]/',
    'https://0.0.0.0/',
    'https://10.1.2.3/',
    'https://100.64.0.1/',
    'https://172.31.255.255/',
    'https://192.168.1.1/',
    'https://[fc00::1]/',
    'https://10.96.0.1/',
    'https://[2600:1f00::1]/',
    'https://255.255.255.255/',
    'https://user@example.com/',
    'https://user:secret@example.com/',
    'http://example.com/',
    'http://user@example.com/',
    'https://example.com:22/',
    'https://example.com:8443/',
    'gopher://example.com/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'unix:/var/run/docker.sock',
    'http://unix:/var/run/docker.sock:/info',
    'https:\\\\127.0.0.1\\',
    ' https://example.com/',
    'https://exa\tmple.com/',
    '//example.com/',
    'example.com',
    '',
  ])('%s', async (address) => {
    const { get, asked } = network('', ['192.168.0.1'])
    await expect(get(address)).rejects.toMatchObject({ code: 'blocked' })
    expect(asked).toEqual([])
  })

  test.each([
    [['127.0.0.1']],
    [['::1']],
    [['::ffff:10.0.0.1']],
    [['fe80::1%eth0']],
    [['93.184.215.14', '192.168.0.1']],
    [['2606:2800:21f:cb07::1', '64:ff9b::a00:1']],
    [['not an address']],
  ])('a name that resolves to %s', async (addresses) => {
    const { get, asked } = network('', addresses)
    await expect(get('https://example.com/')).rejects.toMatchObject({ code: 'blocked' })
    expect(asked).toEqual(['example.com'])
  })

  test('public addresses of both families are none of those', () => {
    for (const address of ['1.1.1.1', '93.184.215.14', '2606:4700::1111', '172.32.0.1', '100.128.0.1'])
      expect([address, isBlocked(address, false)]).toEqual([address, false])
  })
})

describe('destinations that the installation opened', () => {
  test('host and port together, nothing beside them', () => {
    const opened = readOpened('Store.internal:9000, 10.0.0.5:80,[fd00::1]:9000')
    expect([...opened]).toEqual(['store.internal:9000', '10.0.0.5:80', 'fd00::1:9000'])
    for (const address of ['http://store.internal:9000/x', 'http://10.0.0.5/', 'https://[fd00:0::1]:9000/'])
      expect(readTarget(address, opened).isOpened).toBe(true)
    for (const address of ['http://store.internal:9001/', 'https://store.internal/', 'http://10.0.0.6/'])
      expect(() => readTarget(address, opened)).toThrow('SLIPWAY_EGRESS_ALLOW')
  })

  test.each(['store', 'store:99999', 'http://store:9000', 'user@store:9000', '10.0.0.0/8:1', 'fd00::1:9000'])(
    '%s is no destination',
    (entry) => expect(() => readOpened(entry)).toThrow('is not host:port'),
  )

  test('what is never reached stays closed to an opened name as well', async () => {
    const { get } = network('store.internal:443', ['169.254.169.254'])
    await expect(get('https://store.internal/')).rejects.toMatchObject({ code: 'blocked' })
  })

  test('a name is asked once for a request, and an answer that turned bad in between is refused', async () => {
    const port = await serve((_request, response) => response.end('here'))
    const { get, asked } = network(`rebind.test:${port}`, ['127.0.0.1'], ['169.254.169.254'])
    const address = `http://rebind.test:${port}/`
    expect(await (await get(address)).text()).toBe('here')
    expect(asked).toHaveLength(1)
    await expect(get(address)).rejects.toMatchObject({ code: 'blocked' })
    expect(asked).toHaveLength(2)
  })
})

describe('answers', () => {
  const opened = (port: number) => network(`store.test:${port}`, ['127.0.0.1'])

  test('redirects are refused before their target is looked at', async () => {
    const port = await serve((_request, response) =>
      response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
    )
    const { get, asked } = opened(port)
    await expect(get(`http://store.test:${port}/`)).rejects.toMatchObject({ code: 'redirected' })
    expect(asked).toEqual(['store.test'])
  })

  test('no more than the limit is read, whatever the length says', async () => {
    const port = await serve((request, response) => {
      if (request.url === '/long') response.writeHead(200, { 'transfer-encoding': 'chunked' })
      response.end(Buffer.alloc(4096))
    })
    const { get } = opened(port)
    const address = `http://store.test:${port}`
    expect(await (await get(`${address}/`, { maxBytes: 4096 })).text()).toHaveLength(4096)
    await expect((await get(`${address}/long`, { maxBytes: 4095 })).text()).rejects.toMatchObject({ code: 'too_large' })
  })

  test('a server that says nothing, stops in the middle or trickles for ever is left', async () => {
    const port = await serve((request, response) => {
      if (request.url === '/mute') return
      response.writeHead(200, { 'content-length': '1000000' }).write('a')
      if (request.url !== '/trickle') return
      const drip = setInterval(() => response.write('a'), 10)
      response.once('close', () => clearInterval(drip))
    })
    const { get } = opened(port)
    const address = `http://store.test:${port}`
    const timedOut = { code: 'timed_out' }
    await expect(get(`${address}/mute`, { silenceMs: 50 })).rejects.toMatchObject(timedOut)
    await expect((await get(`${address}/stop`, { silenceMs: 50 })).text()).rejects.toMatchObject(timedOut)
    const slow = await get(`${address}/trickle`, { silenceMs: 5000, totalMs: 200 })
    await expect(slow.text()).rejects.toMatchObject(timedOut)
  })

  test('a connection that breaks off is not the end of the file', async () => {
    const port = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '10' }).write('half!')
      setImmediate(() => response.destroy())
    })
    const answer = await opened(port).get(`http://store.test:${port}/`)
    await expect(answer.text()).rejects.toMatchObject({ code: 'broken' })
  })

  test('nobody there, no such name', async () => {
    const port = await serve(() => undefined)
    for (const server of servers.splice(0)) server.close()
    await expect(opened(port).get(`http://store.test:${port}/`)).rejects.toMatchObject({ code: 'broken' })
    const unknown = network('', [])
    await expect(unknown.get('https://example.com/')).rejects.toMatchObject({ code: 'unresolved' })
  })

  test('no cookie is kept, and no proxy of the environment is asked', async () => {
    const seen: unknown[] = []
    const port = await serve((request, response) => {
      seen.push(request.headers.cookie, request.url)
      response.writeHead(200, { 'set-cookie': 'a=b' }).end()
    })
    process.env['http_proxy'] = process.env['HTTP_PROXY'] = 'http://127.0.0.1:9'
    const { get } = opened(port)
    for (let round = 0; round < 2; round += 1) await (await get(`http://store.test:${port}/x`)).text()
    delete process.env['http_proxy']
    delete process.env['HTTP_PROXY']
    expect(seen).toEqual([undefined, '/x', undefined, '/x'])
  })
})

const OPENSSL = spawnSync('openssl', ['version']).status === 0
if (!OPENSSL)
  process.stderr.write('openssl is not installed here: the test of https with a certificate does not run.\n')

test.skipIf(!OPENSSL)('https: the certificate must name the host and come from somebody trusted', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-tls-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const subject = ['-subj', '/CN=store.test', '-addext', 'subjectAltName=DNS:store.test']
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-keyout', key, '-out', cert, ...subject]
  spawnSync('openssl', made)
  const ca = readFileSync(cert, 'utf8')
  const port = await listen(
    createSecureServer({ key: readFileSync(key), cert: ca }, (_request, response) => response.end('sealed')),
  )
  rmSync(folder, { recursive: true })
  const { wired, get } = network(`store.test:${port},other.test:${port}`, ['127.0.0.1'])
  const trusting = createEgress({ ...wired, ca })
  expect(await (await trusting(`https://store.test:${port}/`)).text()).toBe('sealed')
  await expect(trusting(`https://other.test:${port}/`)).rejects.toThrow('ERR_TLS_CERT_ALTNAME_INVALID')
  await expect(get(`https://store.test:${port}/`)).rejects.toThrow('DEPTH_ZERO_SELF_SIGNED_CERT')
})
