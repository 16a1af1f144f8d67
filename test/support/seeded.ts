import fc from 'fast-check'

/** The same cases each time, so that a change is judged by itself; `SEED=7 npx vitest run …` tries others. */
fc.configureGlobal({ seed: Number(process.env.SEED ?? 20_261_122) })

export default fc
