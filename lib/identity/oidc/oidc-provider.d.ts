/** The part of the test provider's surface that our tests use; the package brings no types. */
declare module 'oidc-provider' {
  export class Provider {
    constructor(issuer: string, configuration: object)
    callback(): (request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => void
  }
}
