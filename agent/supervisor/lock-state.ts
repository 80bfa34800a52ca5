import { createServer, type Server } from 'node:http'
import { listenOnSocket } from '../gateway/control/control-server'

/** Two supervisors on one state directory would fork its history: the second does not start. */
export async function lockState(socketPath: string): Promise<Server | null> {
  const server = createServer((_request, response) => response.end())
  return (await listenOnSocket(server, socketPath)) ? server : null
}
