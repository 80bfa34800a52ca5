export type Verdict = 'HARM' | 'NON_INFERIOR' | 'SUPERIOR' | 'INCONCLUSIVE' | 'INVALID'

/** Whether a larger value of the metric is good for users. The only place where good and bad enter the statistics. */
export type Direction = 'increase-is-better' | 'decrease-is-better'
