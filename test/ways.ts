import { spawnSync } from 'node:child_process'
import { ways } from './support/ways/way.ts'

/**
 * `npm run ways`: all dialogs once for each chat, through its adapter: `npm run ways -- teams.apps slack` for some of
 * them. `npm test` holds the main job in each (`dialogs/platforms/ways.test.ts`). The tests of Teams itself run on the
 * transport that the way names.
 */
const wanted = process.argv.slice(2)
const chosen = wanted.length > 0 ? ways.filter((way) => wanted.includes(way)) : ways
if (chosen.length < wanted.length) throw new Error(`A way is one of ${ways.join(', ')}`)
const failed = chosen.filter((way) => {
  console.log(`\n${way}`)
  const more = way === 'teams.apps' ? ['test/adapters/teams'] : []
  const run = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'test/run.ts', '--project', 'server', 'test/dialogs', ...more],
    {
      stdio: 'inherit',
      env: { ...process.env, TEST_WAY: way },
    },
  )
  return run.status !== 0
})
console.log(failed.length > 0 ? `failed: ${failed.join(', ')}` : `all dialogs passed in ${chosen.join(', ')}`)
process.exitCode = failed.length > 0 ? 1 : 0
