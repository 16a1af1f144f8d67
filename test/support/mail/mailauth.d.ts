/** The part of mailauth that the tests use; the package has no types of its own. */
declare module 'mailauth' {
  export interface Authenticated {
    spf: { status: { result: string } } | false
    dkim: { results: { signingDomain: string; status: { result: string; aligned: string | false } }[] }
    dmarc: { status: { result: string }; alignment: { dkim: { result: string | false } } } | false
  }
  export function authenticate(
    message: Buffer,
    options: {
      ip: string
      helo: string
      sender: string
      resolver(name: string, kind: string): Promise<string[][]>
      disableArc?: boolean
      disableBimi?: boolean
    },
  ): Promise<Authenticated>
}
