import { rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { log } from '@/agent/log'
import { ApplyError, type Router } from '../routing/router'
import { applyBodySchema, captureBodySchema, type GatewayStatus } from './control-messages'
import { describeLive } from './describe-live'

export interface ControlOptions {
  router: Router
  bootId: string
  port: number
  bufferedRows(): number
  failed(): GatewayStatus['failed']
  shutDown(): void
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks).toString('utf8'))
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

async function handle(request: IncomingMessage, response: ServerResponse, options: ControlOptions): Promise<void> {
  const { router, bootId, port } = options
  switch (`${request.method ?? ''} ${request.url ?? ''}`) {
    case 'GET /status': {
      const deployments = router.tables().map((table) => describeLive(router, table, bootId))
      return send(response, 200, {
        pid: process.pid,
        port,
        bootId,
        bufferedRows: options.bufferedRows(),
        failed: options.failed(),
        deployments,
      })
    }
    case 'POST /apply': {
      const { spec, fromDigests } = applyBodySchema.parse(await bodyOf(request))
      return send(response, 200, describeLive(router, await router.apply(spec, fromDigests), bootId))
    }
    case 'POST /capture': {
      const { policies } = captureBodySchema.parse(await bodyOf(request))
      for (const policy of policies) await router.setCapture(policy.deploymentId, policy)
      return send(response, 200, {})
    }
    // Held open for as long as this process lives: its end is how the supervisor learns, at once, that the gateway died.
    case 'GET /attach':
      response.writeHead(200)
      response.write('\n')
      return
    case 'POST /shutdown':
      send(response, 202, {})
      return options.shutDown()
    default:
      return send(response, 404, { code: 'not_found', message: 'no such control call' })
  }
}

function answersOn(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.on('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}

/** Listens on a Unix socket; one that a killed process left behind is removed, one that answers is respected. */
export async function listenOnSocket(server: Server, path: string): Promise<boolean> {
  if (await answersOn(path)) return false
  await rm(path, { force: true })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    // Only the agent's own user may connect.
    const before = process.umask(0o177)
    server.listen(path, () => resolve())
    process.umask(before)
  })
  return true
}

export function createControlServer(options: ControlOptions): Server {
  return createServer({ requestTimeout: 0 }, (request, response) => {
    handle(request, response, options).catch((error: unknown) => {
      if (error instanceof ApplyError) return send(response, 409, { code: error.code, message: error.message })
      log.error({ err: error }, 'control call failed')
      send(response, 500, { code: 'internal', message: 'The gateway could not do this.' })
    })
  })
}
