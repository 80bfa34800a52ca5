// Asks one server over keep-alive connections and prints how often it answered. A process of its own, so that neither server pays for it.
import { Agent, request } from 'node:http'
import { createInterface } from 'node:readline'

/** One call; its body is read to the end. */
function ask(agent, { url, token }, { method, path, body }) {
  return new Promise((resolve, reject) => {
    const headers = { 'user-agent': 'mlflow-python-client/3.6.0' }
    if (token !== null) headers.authorization = `Bearer ${token}`
    if (body !== undefined) headers['content-type'] = 'application/json'
    const sent = request(`${url}${path}`, { method, agent, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk) => {
        if (text.length < 300) text += chunk
      })
      response.on('end', () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`${path}: ${response.statusCode} ${text}`)),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** `{{i}}` in a path or body is the number of the call, `{{pick}}` one of the models, `{{run}}` the run of its connection. */
function numbered({ method, path, body, models, runs }, i, connection) {
  const values = { i: String(i), pick: String((i * 7919) % models), run: runs[connection % runs.length] }
  const fill = (text) => text.replaceAll(/\{\{(\w+)\}\}/g, (_, name) => values[name])
  return { method, path: fill(path), body: body === undefined ? undefined : fill(body) }
}

async function measure({ server, call, seconds, connections, from }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  let next = from
  let calls = 0
  const times = []
  const begun = performance.now()
  const end = begun + seconds * 1000
  async function connection(_, number) {
    while (performance.now() < end) {
      const start = performance.now()
      await ask(agent, server, numbered(call, next++, number))
      times.push(performance.now() - start)
      calls += 1
    }
  }
  await Promise.all(Array.from({ length: connections }, connection))
  agent.destroy()
  times.sort((a, b) => a - b)
  return {
    perSecond: (calls * 1000) / (performance.now() - begun),
    medianMs: times[Math.floor(times.length / 2)],
    next,
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const answer = await measure(JSON.parse(line)).catch((error) => ({ error: error.message }))
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}
