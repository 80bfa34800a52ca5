/** Records of a database, each read when it is asked for: a whole database unpacked would not fit beside a web server. */
export interface RecordSource {
  count: number
  /** JSON text of one record. */
  read(index: number): Promise<string>
}
