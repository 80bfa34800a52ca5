/** Method name of the golden vectors -> the function it calls. One mapping module per golden file, same base name. */
export type GoldenMapping = Readonly<Record<string, (input: never) => unknown>>
