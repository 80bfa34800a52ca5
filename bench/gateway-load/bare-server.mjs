// The practical limit: one Node process that parses the same JSON, calls the same runtime and answers the same numbers. No routing, no
// capture, no checks. Arguments: model, port.
import { createServer } from 'node:http'
import { InferenceSession, Tensor } from 'onnxruntime-node'

const [model, port] = process.argv.slice(2)
const session = await InferenceSession.create(model, {
  executionProviders: ['cpu'],
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
})

createServer((request, response) => {
  if (request.method !== 'POST') return response.writeHead(405).end()
  const chunks = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', async () => {
    const [input] = JSON.parse(Buffer.concat(chunks)).inputs
    const answer = await session.run({
      [input.name]: new Tensor('float32', Float32Array.from(input.data), input.shape),
    })
    const outputs = Object.entries(answer).map(([name, tensor]) => ({
      name,
      shape: tensor.dims,
      datatype: tensor.type === 'int64' ? 'INT64' : 'FP32',
      data: Array.from(tensor.data, Number),
    }))
    const body = JSON.stringify({ model_name: 'm', model_version: '1', outputs })
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
    response.end(body)
  })
}).listen(Number(port), '127.0.0.1')
