/** What one part of the code may import, besides itself, `base` and `errors`. */
export interface Rule {
  /** Our own parts. `*` is every part of src except what starts it. */
  ours?: readonly string[]
  /** Parts and packages of which only types may be imported, each with the values that are allowed as well. */
  types?: Readonly<Record<string, readonly string[]>>
  /** Packages and `node:` modules. `x/*` is everything below x. */
  others?: readonly string[]
}

/** Libraries without side effects. */
const pure = ['fastest-levenshtein', 'tr46', 'intl-messageformat', 'temporal-polyfill']
const adapter = (...sdk: string[]): Rule => ({ ours: ['bot', 'text'], others: ['node:*', 'zod', ...sdk] })

/**
 * Who may import whom. What is not named may not be imported. The table in src/README.md is made from this one
 * (`npm run docs`), so the two cannot differ.
 */
export const table: Readonly<Record<string, Rule>> = {
  base: {},
  trace: { others: ['node:async_hooks', 'node:crypto'] },
  errors: { types: { text: [] } },
  text: { others: pure },
  bot: { ours: ['text'], types: { 'node:http': [] }, others: pure },
  letters: { ours: ['text'], others: pure },
  config: { others: ['zod', 'node:*', 'fastest-levenshtein'] },
  db: {
    ours: ['trace'],
    others: ['drizzle-orm', 'drizzle-orm/*', 'postgres', '@electric-sql/pglite', 'nanotar', 'node:*'],
  },
  verification: {
    ours: ['db', 'trace'],
    others: ['drizzle-orm', 'drizzle-orm/*', 'zod', 'node:crypto', 'node:dns', 'node:dns/*', 'node:url', ...pure],
  },
  store: { ours: ['db'], others: ['drizzle-orm', 'drizzle-orm/*'] },
  directory: { ours: ['trace'], others: ['zod', 'node:*'] },
  files: { others: ['csv-parse', 'csv-parse/*', 'hucre/*', 'iconv-lite', 'yauzl', 'sharp', 'node:*'] },
  drawing: { ours: ['bot', 'text'], others: ['node:worker_threads', 'node:url', '@resvg/resvg-js'] },
  mail: { ours: ['letters', 'text'], others: ['node:*', 'nodemailer', 'nodemailer/*', 'imapflow', 'postal-mime'] },
  commands: { ours: ['bot', 'verification', 'files'], types: { text: ['hasKey', 'speaker'] } },
  conversation: {
    ours: ['bot', 'commands', 'verification', 'store', 'text', 'trace'],
    types: { db: ['codeOf', 'isLoss'] },
    others: ['zod'],
  },
  jobs: { ours: ['verification', 'mail', 'directory', 'trace'], others: ['node:*'] },
  web: {
    ours: ['verification', 'letters', 'text', 'trace'],
    types: { bot: [] },
    others: ['hono', 'hono/*', '@hono/node-server', '@hono/node-server/*', 'node:*', 'prom-client'],
  },
  runtime: {
    ours: ['*'],
    others: ['node:*', 'pino', 'pino-pretty', 'drizzle-orm', 'drizzle-orm/*', '@opentelemetry/*'],
  },
  app: { ours: ['*'], others: ['node:*'] },
  build: { others: ['node:*'] },
  bundle: { others: ['esbuild', 'node:*'] },
  start: { ours: ['build', 'main'], others: ['tsx/esm/api', 'node:*'] },
  'adapters/slack': adapter('@slack/*'),
  'adapters/teams': adapter(
    'botbuilder',
    'botframework-connector',
    '@microsoft/teams-ai',
    '@microsoft/teams.apps',
    'htmlparser2',
    'jose',
  ),
  'adapters/browser': adapter(
    'hono',
    'hono/*',
    '@hono/node-server',
    'esbuild',
    'adaptivecards',
    'slack-blocks-to-jsx',
    'react',
    'react-dom',
    'react-dom/client',
  ),
  'adapters/console': adapter(),
}

/** What starts the process; nothing else imports it. */
export const starters: readonly string[] = ['start', 'build', 'bundle', 'main']

/** The parts that every part may import. */
export const common: readonly string[] = ['base', 'errors']

/** Files that must not read the clock or random numbers themselves. They are passed in, so that tests can set them. */
export const withoutClock: readonly RegExp[] = [
  /^src\/(bot|text|letters|commands|verification|store|directory|files|drawing)\//,
  /^src\/conversation\/(answer|failure|follow|redact)\.ts$/,
  /^src\/web\/page\.ts$/,
]

/** A package that only one file may import. */
export const onlyIn: Readonly<Record<string, (path: string) => boolean>> = {
  nodemailer: (path) => /^src\/mail\/(smtp|mime|compose)/.test(path),
  postgres: (path) => path === 'src/db/pool/client.ts',
  hucre: (path) => /^src\/files\/workbook\/(write\.ts|(ods|xlsx)\.mjs)$/.test(path),
  '@resvg/resvg-js': (path) => path === 'src/drawing/thread.mjs',
  sharp: (path) => path === 'src/files/picture/picture.ts',
  yauzl: (path) => path === 'src/files/workbook/zip.ts',
  '@electric-sql/pglite': (path) => /^src\/db\/embedded\//.test(path),
}

/** Calls and properties whose texts are for operators and developers, or are typed by people. */
export const notSaid =
  /(^|\.)(\w*Error|super|for|reject|warn|log\.\w+|sql|Symbol|(reason|help|say|name|also|usage|examples):)$/

/** Texts that look like sentences for people but are not, with the reason. */
export const exceptions: readonly { path: RegExp; text?: RegExp; why: string }[] = [
  { path: /^src\/bot\//, why: 'the words that people type: names of keys, values and greetings' },
  { path: /^src\/files\/table\/names\.ts$/, why: 'the headers of files' },
  {
    path: /^src\/files\/letters\/(likelihood|misread)\.ts$/,
    text: /^\p{L}+$/u,
    why: 'letters by which encodings are told apart',
  },
  { path: /^src\/runtime\/failures\.ts$/, why: 'lines for the operator who starts the program' },
  { path: /retained\.ts$/, why: 'for README, which npm run docs makes of it' },
  { path: /^src\/config\//, why: 'lines for the operator who starts the program' },
  { path: /^src\/db\/(check|readiness)\.ts$/, why: 'what operators read at the start and in /readyz' },
  {
    path: /^src\/runtime\/(anchors|packages|tracing|installation)\.ts$/,
    why: 'lines for the operator who starts the program',
  },
  { path: /^src\/main\.ts$/, why: 'lines for the operator who starts the program' },
  { path: /^src\/web\/style\.ts$/, why: 'a style sheet' },
  {
    path: /^src\/app\.ts$/,
    text: /^The mail(box of| server refuses)/,
    why: 'for the log and /readyz, which operators read',
  },
  { path: /^src\/jobs\/sending\/slots\.ts$/, text: /mail server|SMTP_URL/, why: 'for the log and /readyz' },
  { path: /^adapters\/slack\/api\.ts$/, text: /^Slack answers /, why: 'for the log and /readyz' },
  { path: /^src\/letters\/layout\.ts$/, text: /color-scheme/, why: 'a style sheet' },
  { path: /^src\/web\/server\.ts$/, text: /^431 /, why: 'the status line of HTTP' },
  { path: /^src\/web\/metrics\/catalog\.ts$/, why: 'the help lines of Prometheus, and README' },
  { path: /^src\/mail\/smtp/, why: 'written as a mail server answers, for the log and the pause' },
  { path: /^adapters\/slack\/(check|outgoing\/errors)\.ts$/, why: 'what the operator should do, for the log' },
  { path: /^adapters\/teams\/gate\//, why: 'what was wrong with a refused call, for the log' },
]

/** The files with the words of command lines. A text that consists only of such words is a line, not a sentence. */
export const vocabulary: readonly { path: RegExp; within?: RegExp }[] = [
  { path: /^src\/bot\/(vocabulary\/(keys|choices|values)|language\/canonical)\.ts$/ },
  { path: /^src\/commands\//, within: /^(name|also|usage|examples):$/ },
  { path: /^src\/commands\/(access\/roles|sends\/sends|imports\/column-words)\.ts$/ },
]
