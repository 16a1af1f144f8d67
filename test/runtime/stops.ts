// A program that signals.test.ts starts: takes a while to stop, and says what it did.
import { stopOnSignal } from '../../src/runtime/signals.ts'

const silent = { debug() {}, info() {}, warn() {}, error() {} }
const takes = Number(JSON.parse(process.argv[2]!).takes)
stopOnSignal(silent, () => new Promise((done) => setTimeout(done, takes)), false)
setInterval(() => {}, 1000)
process.send!({ ready: true })
