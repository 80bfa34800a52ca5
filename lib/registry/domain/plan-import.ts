import { foldPath, parseFilePath } from './file-path'
import { MAX_FILE_BYTES, MAX_VERSION_BYTES, MAX_VERSION_FILES } from './limits'

interface Listed {
  key: string
  sizeBytes: number | null
}

export interface PlannedFile<T extends Listed> {
  /** Its name in the manifest. */
  path: string
  object: T
}

type Plan<T extends Listed> = { ok: true; files: PlannedFile<T>[] } | { ok: false; problem: string }

/** The file's name below the folder that was named; a file that was named itself keeps its last segment. */
function nameBelow(key: string, path: string): string {
  if (key === path) return key.split('/').at(-1) ?? key
  return path === '' ? key : key.slice(path.length + 1)
}

/** What of a listing becomes which file, or why the listing makes no version; decided before a byte is copied. */
export function planImport<T extends Listed>(objects: readonly T[], path: string): Plan<T> {
  const no = (problem: string) => ({ ok: false, problem }) as const
  if (objects.length === 0) return no('there are no files under it. Check the address, then register again.')
  if (objects.length > MAX_VERSION_FILES)
    return no(`there are more than ${MAX_VERSION_FILES} files under it. Name the folder of one model.`)
  const files: PlannedFile<T>[] = []
  const names = new Set<string>()
  let sizeBytes = 0
  for (const object of objects) {
    const parsed = parseFilePath(nameBelow(object.key, path))
    if (!parsed.ok)
      return no(`the name ${JSON.stringify(object.key)} ${parsed.problem}. Rename the file at its source.`)
    if (names.has(foldPath(parsed.path)))
      return no(`${JSON.stringify(object.key)} and another file have one name on some systems. Rename one of them.`)
    names.add(foldPath(parsed.path))
    sizeBytes += object.sizeBytes ?? 0
    if ((object.sizeBytes ?? 0) > MAX_FILE_BYTES) return no(`${parsed.path} is larger than ${MAX_FILE_BYTES} bytes.`)
    files.push({ path: parsed.path, object })
  }
  if (sizeBytes > MAX_VERSION_BYTES) return no(`its files are larger than ${MAX_VERSION_BYTES} bytes together.`)
  return { ok: true, files }
}
