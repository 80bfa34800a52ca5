import { parseDocument } from 'yaml'

const MAX_BYTES = 1_048_576

export type YamlReading =
  | { ok: true; value: unknown; tags: string[] }
  | { ok: false; problem: string; dangerous: boolean }

/** Tags are addresses: any letter in them may be written as `%xx`. */
function unescaped(tag: string | undefined): string[] {
  try {
    return tag === undefined ? [] : [decodeURIComponent(tag)]
  } catch {
    return ['python, or something that cannot be told']
  }
}

/** YAML as plain data: no aliases (which multiply), no key twice, no tag of any program. */
export function parseYaml(bytes: Uint8Array, { uniqueKeys = true } = {}): YamlReading {
  const fail = (problem: string, dangerous = false): YamlReading => ({ ok: false, problem, dangerous })
  if (bytes.length > MAX_BYTES) return fail('it is larger than 1 MiB')
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const document = parseDocument(text, { schema: 'core', uniqueKeys, logLevel: 'silent' })
    const [error] = document.errors
    if (error) return fail(error.code === 'DUPLICATE_KEY' ? 'a key appears twice' : 'it is not valid YAML')
    // A tag can be spelled with a prefix of one's own; what the reader could not resolve names it in full.
    const unresolved = document.warnings.flatMap(({ message }) => unescaped(/Unresolved tag: (\S+)/.exec(message)?.[1]))
    const tags = [
      ...[...text.matchAll(/!!?python\/[\w/.:]+/g)].map(([tag]) => tag),
      ...unresolved.filter((tag) => tag.includes('python')),
    ]
    return { ok: true, value: document.toJS({ maxAliasCount: 0 }), tags: [...new Set(tags)] }
  } catch (error) {
    if (error instanceof ReferenceError) return fail('it uses aliases', true)
    return fail('it is not valid YAML')
  }
}
