const methods: Record<string, string> = {
  '/': 'GET, HEAD, OPTIONS',
  '/healthz': 'GET, HEAD, OPTIONS',
  '/readyz': 'GET, HEAD, OPTIONS',
  '/v': 'GET, HEAD, POST, OPTIONS',
  '/v/…': 'GET, HEAD, OPTIONS',
  '/v/resend': 'POST, OPTIONS',
  '/chat': 'POST, OPTIONS',
  '/chat/posts': 'GET, HEAD, OPTIONS',
  '/outbox': 'GET, HEAD, OPTIONS',
  '/outbox.json': 'GET, HEAD, OPTIONS',
}

/** The name of a path for logs and metrics. A link's token is never part of it, nor is anything a stranger made up. */
export function nameRoute(path: string): string {
  if (path in methods) return path
  return path.startsWith('/v/') ? '/v/…' : 'other'
}

/** What `Allow` says of a path; null for one that does not exist. */
export function allowedMethods(path: string): string | null {
  return methods[nameRoute(path)] ?? null
}
