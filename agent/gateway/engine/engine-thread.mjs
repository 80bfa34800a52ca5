// Node does not hand its TypeScript loader down to threads: this one registers it before it loads the engine.
import { register } from 'tsx/esm/api'

register()
await import('./engine-main.ts')
