import { realpathSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

const OTHERS_EXECUTE = 0o001

/** Whether a user without any rights could start this program: it, and every folder above it, must let others through. */
export function runsForAnyone(program: string): boolean {
  try {
    for (let path = realpathSync(program); ; path = dirname(path)) {
      if ((statSync(path).mode & OTHERS_EXECUTE) === 0) return false
      if (path === dirname(path)) return true
    }
  } catch {
    return false
  }
}
