import { prefixOf, storable } from '../base/storable.ts'

/** A line of what somebody writes to the mailbox, as far as it is judged. */
export const lineOf = (text: string): string => storable(prefixOf(text.trim(), 1000))

/**
 * The answer of a server as a report quotes it in its text: `550 5.1.1 …`, `550-5.1.1 …`, `#5.1.1`, or known words.
 * Empty if there is none, or if the letter is still tried.
 */
export function wordsIn(text: string): string {
  const lines = text.replace(/\r/g, '').split('\n').map(lineOf)
  const at = lines.findIndex((line) =>
    /(^|[^\d.])([45]\d\d):?[ -]{1,3}#?([45]\.\d{1,3}\.\d{1,3}|[A-Za-z<(])/.test(line),
  )
  if (at >= 0) {
    const [first = '', next = ''] = [lines[at], lines[at + 1]]
    const answer = first.slice(first.search(/[45]\d\d:?[ -]{1,3}#?([45]\.\d|[A-Za-z<(])/)).replace(/^(\d{3}):/, '$1')
    return next && !/^[-<>]|^$/.test(next) && answer.length < 100 ? `${answer} ${next}` : answer
  }
  const enhanced = /#?\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(text)?.[1]
  // A line may be broken in the middle of the words.
  const known = lines.map((line, n) => `${line} ${lines[n + 1] ?? ''}`).find((line) => knownWords.test(line))
  if (enhanced || known)
    return `${enhanced?.startsWith('4') ? 450 : 550} ${enhanced ?? ''} ${known ?? ''}`.replace(/ +/g, ' ').trim()
  const end = lines.find(isGivenUp)
  return end && !isWarning(text) ? `550 ${end}` : ''
}

/** A report without any answer of a server, such as that nobody answered for days; in its text or its subject. */
export const isGivenUp = (line: string): boolean => givenUp.test(line)

/** The letter is late, but still tried. */
export const isWarning = (text: string): boolean => stillTrying.test(text)

const givenUp =
  /(could|can|was|were)( ?not|n't) be (delivered|sent|reached)|not able to be delivered|delivery .{0,80}(fail|expired|aborted)|(failed|unable) to deliver|(was|is|were) not delivered|not delivered|not been delivered(?! yet)|giving up|(message|envelope|delivery time) (expired|timed out)|undeliver(able|ed)|did not reach|permanent(ly)? (failed|error|failure)|failed permanently|aborted after|were incorrectly constructed|was rejected by|returned (to sender|mail)|returning to sender|mail (system )?(error|failure)|failure notice|non-?delivery|kunde inte levereras|gick inte att leverera|obeställbar|olevererbar|unzustellbar|nicht zugestellt|ikke lever|ei voitu toimittaa|toimitus epäonnistui|non remis|non distribu|onbestelbaar|niedostarcz/i
const stillTrying =
  /warning only|^ *warning:|will (continue|keep)|still (trying|being tried|undelivered)|not yet been delivered|(has been|is) delayed|delayed \d+ hours|\(delay\)|do not need to re-?send|temporary failure report|retried/im

const knownWords =
  /user unknown|unknown (user|recipient|address|host)|no such (user|mailbox|recipient|address)|no mailbox here|does(n't| not) exist|couldn't be (found|delivered)|wasn't found|not found|could not find|unrouteable|mailbox (is )?full|mailbox exceed|exceeded the (local )?limit|account is disabled|over ?quota|quota exceeded|finns inte|hittades inte|address rejected|unknown to address|unknown or illegal|not listed in|is not recogni[sz]ed|final delivery userid/i
