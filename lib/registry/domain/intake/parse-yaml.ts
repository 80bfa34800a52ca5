import { parseDocument } from 'yaml'

const MAX_BYTES = 1_048_576

export type YamlReading =
  | { ok: true; value: unknown; tags: string[] }
  | { ok: false; problem: string; dangerous: boolean }

/** YAML as plain data: no aliases (which multiply), no key twice, no tag of any program. */
export function parseYaml(bytes: Uint8Array): YamlReading {
  const fail = (problem: string, dangerous = false): YamlReading => ({ ok: false, problem, dangerous })
  if (bytes.length > MAX_BYTES) return fail('it is larger than 1 MiB')
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const document = parseDocument(text, { schema: 'core', uniqueKeys: true, logLevel: 'silent' })
    const [error] = document.errors
    if (error) return fail(error.code === 'DUPLICATE_KEY' ? 'a key appears twice' : 'it is not valid YAML')
    // A tag can be spelled with a prefix of one's own; what the reader could not resolve names it in full.
    const unresolved = document.warnings.flatMap(
      ({ message }) => /Unresolved tag: (\S*python\S*)/.exec(message)?.[1] ?? [],
    )
    const tags = [...[...text.matchAll(/!!?python\/[\w/.:]+/g)].map(([tag]) => tag), ...unresolved]
    return { ok: true, value: document.toJS({ maxAliasCount: 0 }), tags: [...new Set(tags)] }
  } catch (error) {
    if (error instanceof ReferenceError) return fail('it uses aliases', true)
    return fail('it is not valid YAML')
  }
}
