import { expect, test } from 'vitest'
import { sendOneAtATime } from './one-at-a-time'

/** A client that notes what is under way together; each statement ends when it is told to. */
function fakeClient() {
  const ends = new Map<string, (error?: Error) => void>()
  const begun: string[] = []
  const query = (text: unknown) => {
    begun.push(String(text))
    return new Promise((resolve, reject) => {
      ends.set(String(text), (error) => (error ? reject(error) : resolve(`answer to ${text}`)))
    })
  }
  return { client: { query }, begun, end: (text: string, error?: Error) => ends.get(text)?.(error) }
}

test('a statement waits for the one before it, also when that one fails', async () => {
  const { client, begun, end } = fakeClient()
  sendOneAtATime(client)
  const [one, two, three] = [client.query('one'), client.query('two'), client.query('three')]
  await expect.poll(() => begun).toEqual(['one'])
  end('one', new Error('refused'))
  await expect(one).rejects.toThrow('refused')
  await expect.poll(() => begun).toEqual(['one', 'two'])
  end('two')
  expect(await two).toBe('answer to two')
  await expect.poll(() => begun).toEqual(['one', 'two', 'three'])
  end('three')
  expect(await three).toBe('answer to three')
})

test('who brings a callback or a stream is passed on at once', () => {
  const given: unknown[][] = []
  const client = { query: (...parts: unknown[]) => given.push(parts) }
  sendOneAtATime(client)
  const callback = () => undefined
  const stream = { submit: () => undefined }
  client.query('text', ['value'], callback)
  client.query(stream)
  expect(given).toEqual([['text', ['value'], callback], [stream]])
})
