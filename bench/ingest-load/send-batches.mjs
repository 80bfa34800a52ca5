// Sends every batch of a file once. Arguments: URLs divided by commas (the connections take turns), token, connections, file of NDJSON bodies divided by empty lines. Prints { perSecond } in records.
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'

const [urls, token, connections, file] = process.argv.slice(2)
const texts = readFileSync(file, 'utf8').split('\n\n')
const records = texts.reduce((sum, text) => sum + text.split('\n').length - 1, 0)
const queue = texts.map((text) => Buffer.from(text))
const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) })

const targets = urls.split(',')

function send(url, body) {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/x-ndjson',
    'content-length': body.byteLength,
  }
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', agent, headers }, (response) => {
      const chunks = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('end', () => {
        const answer = Buffer.concat(chunks).toString()
        if (response.statusCode === 200 && JSON.parse(answer).rejected === 0) resolve()
        else reject(new Error(`${response.statusCode}: ${answer}`))
      })
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

async function connection(_, index) {
  const url = targets[index % targets.length]
  for (let body = queue.pop(); body !== undefined; body = queue.pop()) await send(url, body)
}

const started = performance.now()
await Promise.all(Array.from({ length: Number(connections) }, connection))
process.stdout.write(JSON.stringify({ perSecond: (records * 1000) / (performance.now() - started) }))
