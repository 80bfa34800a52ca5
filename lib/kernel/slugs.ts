/** Names people give to workspaces, environments, deployments and agents: url-safe, at most 63 characters. */
export const SLUG_PATTERN = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/
