import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const { file, from, to } = JSON.parse(process.env.SLIPWAY_MUTANT)

// Runs the tests against lib/stats with one line changed: the change is made while the file is loaded, never on disk.
export default defineConfig({
  root,
  resolve: { alias: { '@/': root } },
  plugins: [
    {
      name: 'mutant',
      enforce: 'pre',
      transform(code, id) {
        if (!id.endsWith(`/lib/stats/${file}`)) return
        if (!code.includes(from)) throw new Error(`${file} no longer contains ${from}`)
        return code.replace(from, to)
      },
    },
  ],
})
