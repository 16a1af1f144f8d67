import { benchSlack } from './slack.ts'
for (const l of await benchSlack()) console.log(JSON.stringify(l))
process.exit(0)
