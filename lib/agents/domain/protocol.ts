/** Major version of the agent protocol; the server also serves the one before. */
export const PROTOCOL_VERSION = 1

export const AGENT_API = '/api/agent/v1'

export const agentPaths = {
  enrollChallenge: `${AGENT_API}/enroll/challenge`,
  enroll: `${AGENT_API}/enroll`,
  sessionChallenge: `${AGENT_API}/session/challenge`,
  session: `${AGENT_API}/session`,
  poll: `${AGENT_API}/poll`,
  observed: `${AGENT_API}/observed`,
  commandEvents: (commandId: string) => `${AGENT_API}/commands/${encodeURIComponent(commandId)}/events`,
  artifact: (manifestDigest: string) => `${AGENT_API}/artifacts/${encodeURIComponent(manifestDigest)}`,
  /** Bare hex, without the `sha256:` prefix. */
  file: (sha256Hex: string) => `${AGENT_API}/files/${sha256Hex}`,
  predictions: `${AGENT_API}/predictions`,
} as const

/** Body and answer of control calls. */
export const CONTROL_BODY_LIMIT = 1_048_576

export const CLOCK_SKEW_LIMIT_SEC = 120

/** What the proof of possession signs at enrolment. */
export function enrollmentProofText(challenge: string, tokenSha256Hex: string): string {
  return `slipway-enroll-v1\n${challenge}\n${tokenSha256Hex}`
}
