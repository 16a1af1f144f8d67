const reading = 'GET, HEAD, OPTIONS'

/** All paths, with the methods that they allow. */
const always: Record<string, string> = {
  '/': reading,
  '/privacy': reading,
  '/terms': reading,
  '/healthz': reading,
  '/readyz': reading,
  '/akta': 'GET, HEAD, POST, OPTIONS',
  '/hjalp': reading,
  '/help': reading,
  '/hjalp/hr': reading,
  '/hjalp/bilder/…': reading,
  '/tillganglighet': reading,
  '/fel': 'POST, OPTIONS',
  '/fel/…': reading,
  '/brev/…': reading,
  '/v': 'GET, HEAD, POST, OPTIONS',
  '/v/…': reading,
  '/v/resend': 'POST, OPTIONS',
}
const inLocalMode: Record<string, string> = {
  '/chat': 'POST, OPTIONS',
  '/chat/posts': reading,
  '/chat/complete': reading,
  '/chat/preview': 'POST, OPTIONS',
  '/chat/employees': reading,
  '/exempel.csv': reading,
  '/local/…': reading,
  '/outbox': reading,
  '/outbox.json': reading,
  '/outbox/count': reading,
  '/outbox/mail': reading,
}

const everywhere = { ...always, ...inLocalMode }

/** Routes that machines and open pages request all the time; they are logged only at the level `debug`. */
const frequent = new Set(['/healthz', '/readyz', '/chat/posts', '/chat/complete', '/outbox/count', '/local/…'])

/** The name of a path for logs and metrics. It never includes the token of a link, or a path that does not exist. */
export function nameRoute(path: string): string {
  if (Object.hasOwn(everywhere, path)) return path
  const folder = ['/v/', '/fel/', '/brev/', '/hjalp/bilder/', '/local/'].find((start) => path.startsWith(start))
  return folder ? `${folder}…` : 'other'
}

export const isFrequent = (route: string): boolean => frequent.has(route)

/** The header `Allow` for a path; null if the path does not exist. */
export function allowedMethods(path: string, local: boolean): string | null {
  return (local ? everywhere : always)[nameRoute(path)] ?? null
}
