import fc from 'fast-check'

/** A fixed seed gives the same cases in every run. `SEED=7 npx vitest run …` tries others. */
fc.configureGlobal({ seed: Number(process.env.SEED ?? 20_261_122) })

export default fc
