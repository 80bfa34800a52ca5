export interface SourceObject {
  /** The store's name of it. */
  key: string
  /** Null: the store did not say. */
  sizeBytes: number | null
  /** Reading asks for exactly this state, so that one version never mixes two. */
  etag: string | null
}

export interface ReadLimits {
  /** No more than so many objects are of interest. */
  maxObjects: number
  maxBytes: number
  /** Until everything has to be here. */
  deadline: () => number
}

/** A place outside of Slipway that is only read: what lies at or below a path, and its bytes. */
export interface SourceReader {
  /** Objects below the path as a folder, or the one object that has this very name. */
  list(path: string): Promise<SourceObject[]>
  read(object: SourceObject): Promise<AsyncIterable<Uint8Array>>
}
