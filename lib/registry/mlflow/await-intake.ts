import { setTimeout as delay } from 'node:timers/promises'
import type { VersionFacts } from './facts'
import type { MlflowScope } from './mlflow-row'
import { readVersionById } from './read-facts'

const PATIENCE_MS = 2000

/**
 * Most versions are checked within moments: waiting for that spares clients their own waiting of several seconds. The version is
 * registered already, so that whatever goes wrong here changes nothing about the answer.
 */
export async function awaitIntake(version: VersionFacts, scope: MlflowScope): Promise<VersionFacts> {
  let current = version
  for (
    let waited = 0, pause = 15;
    current.state === 'SCANNING' && waited < PATIENCE_MS;
    waited += pause, pause *= 1.5
  ) {
    await delay(pause)
    current = await readVersionById(scope, version.id).catch(() => current)
  }
  return current
}
