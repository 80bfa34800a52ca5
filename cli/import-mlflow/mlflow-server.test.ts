import { createServer, type RequestListener } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { CliError } from '../cli-error'
import { fits } from './glob'
import { proxiedPath } from './import-logged-model'
import { MlflowServer, WireRefusal } from './mlflow-server'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

async function served(answer: RequestListener): Promise<MlflowServer> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  closing.push(() => server.close())
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return new MlflowServer(`http://127.0.0.1:${port}`, { authorization: 'Bearer x' })
}

test('what fails for the moment is asked for again, with its body', async () => {
  const bodies: string[] = []
  const server = await served((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      bodies.push(body)
      response.statusCode = bodies.length < 2 ? 503 : 200
      response.end('{"ok":true}')
    })
  })
  expect(await server.post('runs/create', { a: 1 })).toEqual({ ok: true })
  expect(bodies).toEqual(['{"a":1}', '{"a":1}'])
})

test('a refusal is final and keeps its code; wrong credentials end the import', async () => {
  const server = await served((request, response) => {
    const isDenied = request.url?.includes('denied')
    response.writeHead(isDenied ? 401 : 400).end('{"error_code":"INVALID_PARAMETER_VALUE","message":"no"}')
  })
  const refused = await server.get('runs/get').catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(WireRefusal)
  expect(refused).toMatchObject({ code: 'INVALID_PARAMETER_VALUE', message: 'no' })
  expect(await server.get('denied').catch((error: unknown) => error)).toBeInstanceOf(CliError)
})

test('pages follow their tokens, an empty one is the last', async () => {
  const server = await served((request, response) => {
    const token = new URL(request.url ?? '', 'http://x').searchParams.get('page_token')
    response.end(
      JSON.stringify(token === null ? { runs: [1, 2], next_page_token: 'n' } : { runs: [3], next_page_token: '' }),
    )
  })
  const seen: number[] = []
  for await (const one of server.pages<number>('runs/search', 'runs', {}, 'GET')) seen.push(one)
  expect(seen).toEqual([1, 2, 3])
})

test.each([
  ['churn', [], true],
  ['churn', ['ch*'], true],
  ['churn', ['x', 'c?urn'], true],
  ['churn', ['hur'], false],
  ['a.b', ['a?b'], true],
  ['axb', ['a.b'], false],
])('%s under %j: %s', (name, patterns, expected) => {
  expect(fits(name, patterns)).toBe(expected)
})

test.each([
  ['mlflow-artifacts:/0/abc/artifacts', '0/abc/artifacts'],
  ['mlflow-artifacts://host:5000/0/abc/artifacts/', '0/abc/artifacts'],
  ['mlflow-artifacts://host/api/2.0/mlflow-artifacts/artifacts/x/y', 'x/y'],
  ['s3://bucket/x', null],
  ['/srv/mlruns/0', null],
])('%s is behind the proxy as %s', (uri, path) => {
  expect(proxiedPath(uri)).toBe(path)
})
