const reading = 'GET, HEAD, OPTIONS'

/** Every path there is, with what it allows. */
const always: Record<string, string> = {
  '/': reading,
  '/healthz': reading,
  '/readyz': reading,
  '/v': 'GET, HEAD, POST, OPTIONS',
  '/v/…': reading,
  '/v/resend': 'POST, OPTIONS',
}
const inLocalMode: Record<string, string> = {
  '/chat': 'POST, OPTIONS',
  '/chat/posts': reading,
  '/chat/employees': reading,
  '/exempel.csv': reading,
  '/local/…': reading,
  '/outbox': reading,
  '/outbox.json': reading,
  '/outbox/count': reading,
  '/outbox/mail': reading,
}

const everywhere = { ...always, ...inLocalMode }

/** What machines and open pages ask all the time: in the log only when somebody looks closely. */
const frequent = new Set(['/healthz', '/readyz', '/chat/posts', '/outbox/count', '/local/…'])

/** The name of a path for logs and metrics. A link's token is never part of it, nor is anything a stranger made up. */
export function nameRoute(path: string): string {
  if (Object.hasOwn(everywhere, path)) return path
  const folder = ['/v/', '/local/'].find((start) => path.startsWith(start))
  return folder ? `${folder}…` : 'other'
}

export const isFrequent = (route: string): boolean => frequent.has(route)

/** What `Allow` says of a path; null for one that does not exist. */
export function allowedMethods(path: string, local: boolean): string | null {
  return (local ? everywhere : always)[nameRoute(path)] ?? null
}
