// Load from its own process. Arguments: URL, connections, seconds, file with the body. Prints one JSON object.
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'

const [url, connections, seconds, bodyFile] = process.argv.slice(2)
const body = readFileSync(bodyFile)
const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) })
const headers = { 'content-type': 'application/json', 'content-length': body.byteLength }
const latencies = []
let failed = 0
const end = performance.now() + Number(seconds) * 1000

function once() {
  return new Promise((resolve) => {
    const started = performance.now()
    const outgoing = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume()
      response.on('end', () => {
        if (response.statusCode === 200) latencies.push(performance.now() - started)
        else failed += 1
        resolve()
      })
    })
    outgoing.on('error', () => {
      failed += 1
      resolve()
    })
    outgoing.end(body)
  })
}

async function connection() {
  while (performance.now() < end) await once()
}

const started = performance.now()
await Promise.all(Array.from({ length: Number(connections) }, connection))
const elapsed = (performance.now() - started) / 1000
latencies.sort((a, b) => a - b)
const quantile = (q) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * q))] ?? 0
process.stdout.write(
  JSON.stringify({ perSecond: latencies.length / elapsed, p50: quantile(0.5), p99: quantile(0.99), failed }),
)
