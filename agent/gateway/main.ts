import { log } from '../log'
import { startGateway } from './start-gateway'

const stateDir = process.argv[2]
if (stateDir === undefined) throw new Error('usage: gateway/main.ts STATE_DIR')

process.on('uncaughtException', (error) => {
  // Serving goes on: one bad request must not take the port down with it.
  log.error({ err: error }, 'unexpected error in the gateway')
})

try {
  const gateway = await startGateway(stateDir)
  if (gateway === null) {
    log.info('another gateway serves this state directory')
    process.exit(0)
  }
  const stop = () => void gateway.stop().then(() => process.exit(0))
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
} catch (error) {
  log.fatal({ err: error }, 'the gateway could not start')
  process.exit(1)
}
