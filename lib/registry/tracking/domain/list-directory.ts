interface File {
  path: string
  sizeBytes: number | bigint
}

export interface DirectoryEntry {
  /** Base name within the asked directory. */
  name: string
  isDirectory: boolean
  sizeBytes: number | null
}

/** What lies directly in a directory of a tree ('' = its root), sorted by name; a path that is a file or absent holds nothing. */
export function listDirectory(files: readonly File[], directory: string): DirectoryEntry[] {
  const prefix = directory === '' ? '' : `${directory}/`
  const found = new Map<string, DirectoryEntry>()
  for (const { path, sizeBytes } of files) {
    if (!path.startsWith(prefix) || path.length === prefix.length) continue
    const below = path.slice(prefix.length)
    const slash = below.indexOf('/')
    const name = slash === -1 ? below : below.slice(0, slash)
    found.set(name, { name, isDirectory: slash !== -1, sizeBytes: slash === -1 ? Number(sizeBytes) : null })
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** The files below a directory, with paths as seen from it; a single file's own path gives that file. */
export function subtree<T extends File>(files: readonly T[], directory: string): T[] {
  if (directory === '') return [...files]
  const single = files.find((file) => file.path === directory)
  if (single) return [{ ...single, path: directory.split('/').at(-1) ?? directory }]
  const prefix = `${directory}/`
  return files
    .filter(({ path }) => path.startsWith(prefix))
    .map((file) => ({ ...file, path: file.path.slice(prefix.length) }))
}
