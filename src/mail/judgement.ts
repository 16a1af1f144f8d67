import type { Outcome } from './mailer.ts'

/** Whose fault a refusal is. What follows from it is decided in jobs/sending/policy.ts. */
export type Fault =
  /** The address is wrong: there is no such mailbox or domain. */
  | 'recipient'
  /** This recipient is refused for good, in words that do not tell whether it is about the address or about us. */
  | 'unclear'
  /** The recipient cannot get mail for now: full, disabled, greylisted. */
  | 'recipient_later'
  /** This letter to this recipient: too large, or not wanted there. */
  | 'letter'
  /** We may not send: blocked, not allowed to relay, not this sender. */
  | 'policy'
  /** We have sent as much as we may for a while. */
  | 'quota'
  /** Our login. */
  | 'login'
  /** The server as a whole, for now: it is away, busy or full, or cannot be trusted. */
  | 'server'

export interface Judgement {
  fault: Fault
  /** The seconds that the server asked us to wait. */
  wait?: number
}

export type Refused = Extract<Outcome, { kind: 'refused' }>

interface Rule {
  fault: Fault
  stages?: Refused['stage'][]
  /** The first digit of the reply. */
  class?: 4 | 5
  code?: RegExp
  /** The enhanced code (RFC 3463, RFC 5248). A rule with both `enhanced` and `words` needs only one of them. */
  enhanced?: RegExp
  words?: RegExp
}

/**
 * The first rule that fits decides. Wordings come before numbers where servers are known to use the numbers loosely,
 * and what concerns one mailbox comes before what concerns us: `quota` means a full mailbox with 5.2.2 and our own with
 * 5.4.5. test/mail/answers/ holds real answers with their sources.
 */
const rules: Rule[] = [
  { fault: 'server', stages: ['connect', 'tls'] },
  {
    fault: 'server',
    class: 5,
    words: /must issue a? ?starttls|starttls (command )?first|starttls is required|encryption required/,
  },

  // So many a minute, or at once, is a pace and not a quota: it is over by the next try.
  {
    fault: 'server',
    words:
      /\bper[- ](second|minute)\b.{0,40}(exceed|reached)|exceed.{0,40}\bper[- ](second|minute)\b|too many (\w+ ){0,2}(connections|sessions|errors from your)|connection limit|maximum sending rate|try again slower/,
  },

  // Our quota, in the words of those who sell it. The same codes also mean a full mailbox or a wrong login.
  {
    fault: 'quota',
    words:
      /credits? exceeded|(out of|not enough|no more|insufficient) (\w+ ){0,2}credits|sender throttled|sending too many (messages|e?-?mails)|rate overlimit|för många (meddelanden|mejl|brev|utskick|e-post\w*)|(utskick|utgående|skick|sänd).{0,40}(gräns|kvot)|(gräns|kvot).{0,40}(utskick|utgående|skick|sänd)|versandlimit|send(ing)? rate exceeded|(limit of|allows?( only)?|at most) \d+ e?-?mails|messaging limits|unusual sending activity|too many recipients received|policy rejection.{0,3} quota|^5\d\d[ -]5\.7\.\d .{0,80}quota (is )?exceeded(?!.*mailbox)/,
  },
  { fault: 'quota', class: 5, words: /rate[- ]?(limit|control)|(?<!null )sender rate/ },
  { fault: 'quota', class: 5, words: /^\d{3}[ -]([\d.]+ )?too many (messages|e?-?mails)\b(?! on)/ },
  {
    fault: 'quota',
    enhanced: /^5\.4\.5$|^5\.1\.90$|^5\.7\.(705|23[23])$/,
    words:
      /submission ?quota|relay quota|max defers|per (hour|day) (is |was )?exceeded|sender frequency limited|you('ve| have) (exceeded|reached) your\b|max(imum)? (e?mails|messages) per|relay limit|\byou\b.{0,40}(exceed|reached).{0,20}(message|e?-?mail) limit|(daily|hourly|monthly|sending|outgoing|outbound|request|per[- ](day|hour)|messages?) (\w+ ){0,3}(quota|limit)s?\b.{0,40}(exceed|reached)|(exceed|reached).{0,40}\b(daily|hourly|monthly|sending|outgoing|outbound)\b.{0,30}(quota|limit|allowance|messages)|recipient limit exceeded|^5\d\d.{0,12} too many recipients|too many (messages|mails|emails|recipients) (per|this|in the last|today|sent)|limit on the number of (allowed )?outgoing messages/,
  },

  {
    fault: 'recipient',
    class: 5,
    words:
      /\b(user|addressee|recipient) unknown|no such (user|recipient|mailbox)|unknown (user|recipient)|marked as (inactive|invalid)|(mottagar|användar|brevlåd|adress|konto)\S{0,9} .{0,40}(finns (inte|ej)|hittades (inte|ej)|okänd)|okänd (mottagare|användare)|benutzer unbekannt|utilisateur inconnu|(empf(ä|ae)nger|modtager|mottaker|bruker|vastaanottaj)\S* .{0,30}(unbekannt|existiert nicht|nicht gefunden|findes ikke|finnes ikke|ukendt|ukjent|ei löydy)/,
  },

  // A group or a mailbox that not everybody may write to.
  {
    fault: 'letter',
    words:
      /resolver\.rst\.|(recipient|user)s? (\S+ ){0,4}(list of senders|preferences|refus(es|ed) to)|(accepting|accept) mail (only )?(from|with)|restricted e-?mail|mailing list|members-only|to send (e?-?mails? |messages? )?to (this|the|that) (recipient|group|mailbox|address|user)|rejected by destination domain|blocked - user entry/,
  },

  // Those who submit mail are told of their own account in the words in which others are told of a mailbox.
  { fault: 'policy', code: /^403$/ },
  { fault: 'policy', stages: ['mail', 'rcpt', 'data', 'message'], words: /domain \S+ is not allowed to send:/ },
  {
    fault: 'policy',
    stages: ['mail', 'rcpt', 'data', 'message'],
    class: 5,
    words:
      /\b(your|senders?('s)?|smtp|sending) (account|domain|ip( address)?|server|host|tenant|organi[sz]ation|subscription|access)s? (to [\w -]{1,60} )?(has|have|is|was|are|does|must|can(no|')t|isn't|hasn't)\b|account outbounds? disabled|outgoing (e?-?mails? )?((is|has been|was) )?(blocked|disabled|suspended)|not (allowed|authori[sz]ed|permitted) to (send|perform)\b|configuration set|unconfigured sending domain|from address\b.{0,60}(not .{0,20})?authori[sz]ed|ditt konto\b|avsändar\S* .{0,30}(tillåt|spärr|block|avvis|nek|okänd|ogiltig)|absender\S* .{0,40}(erlaubt|gesperrt|blockiert|abgelehnt|unbekannt|ungültig)|not one of your addresses|(host network|delivery is) not allowed|cannot deliver mail for/,
  },

  // What a mailbox may refuse for now, whatever the code.
  {
    fault: 'recipient_later',
    stages: ['rcpt', 'data', 'message'],
    enhanced: /^[45]\.2\.([12]|12[12])$|^4\.2\.\d+$/,
    words:
      /(mailbox|account|user|recipient|inbox).{0,40}(is |has |been |temporarily )*\b(full|over ?-?quota|disabled|suspended|inactive|locked|busy)\b|mailbox (size )?exceed(s|ed)|quota violation|over(drawn)? (its |his |the )?(disk |storage )?quota|quota (is )?exceeded|mailbox quota|exceeded (its |his |their |the )?(storage|mailbox|disk) (allocation|quota|space|limit)|receiving (mail|email|messages) (at a rate|too quickly)|gr[ea]y[- ]?list|postgrey/,
  },
  {
    fault: 'recipient_later',
    stages: ['rcpt', 'data', 'message'],
    class: 5,
    words:
      /\bquotas?\b|(disk|storage|enough|mailbox|inbox).{0,20}\bspace\b|no space left|space .{0,20}used up|exceed.{0,20}(storage|mailbox)|(full|frozen|deactivated) (mailbox|inbox|account)|(mailbox|folder|inbox|account|user|recipient|service) .{0,20}(full|frozen|deactivated|locked|suspended|pleine|archiv\w+)|temporar(y|ily) locked|(currently|been) suspended|archived recipient|inactive (user|account|mailbox|recipient)|too many messages on|brevlåd\S{0,9} .{0,20}full/,
  },

  // We may not relay, which some servers say as if it could change.
  {
    fault: 'policy',
    words:
      /\bno relaying|as a relay|relay through|configured to relay|allowed rcpthost|(don't|not) handle mail for|relay(ing)?( access| mail| is| to)*( \S+)? (denied|not permitted|prohibited|not allowed|disallowed|forbidden|rejected)|unable to relay|credentials for relay|(do|does|will|may|can) ?not (permitted to )?relay|not permitted to relay|open relay|relay access|rcpthosts|tenant\w*attribution/,
  },

  // Our login.
  { fault: 'server', stages: ['auth'], class: 4 },
  { fault: 'login', stages: ['auth'] },
  { fault: 'letter', enhanced: /^5\.7\.(12[0-9]|13[0-68]|703)$/ },
  { fault: 'login', code: /^(530|535|538)$/ },
  {
    fault: 'login',
    class: 5,
    enhanced: /^5\.7\.(8|14|57|139)$/,
    words:
      /^(?!.*(dmarc|spf|dkim)).*authenti(fi)?cation( credentials)? (fail|invalid|required|requise|turned on)|unauthenticated mail not allowed|(client|user) (was |is )?not authenticated|auth(entication)? (is )?required|must (be )?(authenticate|log ?in)|requires? (smtp )?auth|turn on smtp auth|not logged in|(log ?in|authenticate) first/,
  },

  // For now.
  { fault: 'server', code: /^421$/ },
  { fault: 'server', class: 4, enhanced: /^4\.(3\.\d+|1\.[78]|7\.(5|6)\d\d|7\.28|4\.[25])$/ },
  {
    fault: 'server',
    class: 4,
    words:
      /insufficient (system )?(storage|resources|disk)|disk|rate ?limit|throttl|too many (concurrent |simultaneous )?(connections?|sessions|errors|requests)|client host rejected|sender address rejected|helo command rejected|reverse (dns|hostname)|block(ed|list)|black ?list|reputation|busy|overload|too much mail from|too many (messages|recipients) from|sender rate|rate control|space shortage|service (is )?(temporarily |currently )?(not |un)available|server (error|configuration)|local (error|problem)|\bip\b|\bptr\b|internal error|lookup failure|sender (verify|thread)/,
  },
  { fault: 'recipient_later', class: 4, stages: ['rcpt'] },
  { fault: 'server', class: 4 },

  // For good, but not the address: nobody may be marked for these.
  { fault: 'policy', stages: ['greeting'] },
  // Our sender needs SMTPUTF8, which the server does not offer.
  { fault: 'policy', stages: ['mail'], enhanced: /^5\.6\.7$/ },
  { fault: 'letter', stages: ['mail', 'data', 'message'], code: /^552$/ },
  {
    fault: 'letter',
    enhanced: /^5\.(3\.4|2\.3|6\.\d+)$/,
    words: /(message|mail|e-?mail|size).{0,30}(too (large|big)|exceeds?|larger than)|size limit/,
  },
  {
    fault: 'policy',
    enhanced: /^5\.1\.(7|8)$|^5\.3\.[25]$|^5\.7\.(2[0-9]|3|54|6[048]|50\d|51\d|6[0-4]\d|7\d\d|23[67])$/,
    words:
      /spamhaus|block(ed)? for spam|\bspam (url|sender)|suspicion of spam|spoof|\bptr\b|reverse dns|\(?(ip|domain|header) based\b|policy (reasons|restrictions)|(local|security) polic(y|ies)|blocked using|\brbl\b|dnsbl|block ?list|black ?list|reputation|client host.{0,80}(rejected|blocked)|(sender|from|mail from|envelope(?! recipient)).{0,60}(rejected|denied|blocked|not allowed|not permitted|not (been )?verified|not valid|verify failed|not confirmed|not owned)|verify sender|not (authori[sz]ed|allowed|permitted) to send|permissions? to send|send ?as ?denied|sender signature|not (been )?verified|not (match )?a verified|is not a sender|dmarc|\bspf\b|dkim|invalid sender|helo (command )?rejected|(sending|account|domain).{0,40}(paused|suspended|under review|pending approval|not allowed to send|has been blocked)|banned|sandbox|too many (invalid|unknown)|unsolicited|\bips?\b|user complaints|bogus mail from|invalid mail from|activate your|(domain of|unrout\w+|valid) sender|sender not|sender domain|not allowed to connect|rejected as spam|(considered|classified|detected|identified|looks like|contains|likely) (as |to be )?spam|spam (message|content|detected|score)|bulk mail/,
  },

  // It is the recipient's name server that answers wrongly.
  { fault: 'letter', class: 5, words: /malformed or unexpected name server reply/ },

  // The address.
  {
    fault: 'recipient',
    enhanced: /^5\.1\.(1|2|3|4|6|10|20|351)$|^5\.4\.(1|4|310)$/,
    words:
      /mailbox unavailable \(s?-?\d|(user|recipient|mailbox|address|account|person|alias)( \S+){0,6} (is |was |are )?(unknown|not found|does ?n[o']t exist|not exist|not known|invalid|undeliverable)|userunknown|unknown (user|recipient|local|address|mailbox)|no such (user|recipient|mailbox|address|person|account|domain)|no mailbox|invalid[ -](recipient|mailbox|(e-?mail )?address|user)|not in (the )?recipient list|not a valid (user|recipient|mailbox|address)|does(n't| not) (exist|have an? .{0,30}account)|unrouteable address|no valid recipient|recipnotfound|marked as inactive|domain (name )?not found|host or domain name not found|user doesn't|no longer (valid|available|with|works|here)|suppress(ed|ion list)|not listed in|name is not recogni[sz]ed|unknown or illegal|final delivery userid/,
  },
  { fault: 'policy', stages: ['mail'] },
  { fault: 'letter', stages: ['rcpt'], words: /recipient address rejected/ },
  { fault: 'policy', code: /^554$/, enhanced: /^5\.7\.\d+$/ },
  { fault: 'policy', stages: ['data', 'message'], enhanced: /^5\.7\.\d+$/ },
  { fault: 'letter', enhanced: /^5\.[2-7]\.\d+$/ },
  { fault: 'policy', stages: ['rcpt'], class: 5, words: /relay|\b(sender|mail from|smtp server of)\b/ },
  // Cisco's words for an unknown recipient; the code alone says nothing.
  { fault: 'recipient', stages: ['rcpt'], words: /5\.1\.0\)? address rejected/ },
  {
    fault: 'letter',
    words:
      /polic|spam|virus|content|block|den(y|ied)|prohibit|reject|syntax|\bdns\b|filtered|header|mime|attachment|loop/,
  },
  { fault: 'recipient_later', stages: ['rcpt'], code: /^552$/ },
  { fault: 'unclear', stages: ['rcpt'], class: 5 },
]

/** Judges a refusal. */
export function judge(refused: Refused): Judgement {
  const words = refused.text
    .toLowerCase()
    .replace(/https?:\S{0,40}\b(spamhaus|spamcop|barracudacentral|sorbs|uceprotect|abuseat)\b\S*/g, 'blocklist')
    .replace(/https?:\S+/g, '')
    .replace(/\s+/g, ' ')
  const fault = rules.find((rule) => fits(rule, refused, words))?.fault ?? 'letter'
  return fault === 'recipient_later' ? { fault, wait: askedWait(words) } : { fault }
}

function fits({ stages, class: first, code, enhanced, words }: Rule, refused: Refused, text: string): boolean {
  if (stages && !stages.includes(refused.stage)) return false
  if (first && Math.floor(refused.code / 100) !== first) return false
  if (code && !code.test(String(refused.code))) return false
  if (!enhanced && !words) return true
  return Boolean(enhanced?.test(refused.enhanced ?? '') || words?.test(text))
}

const inSeconds: Record<string, number> = { s: 1, m: 60, h: 3600 }

/** The wait that a greylisting server names, such as `try again in 300 seconds` or `for 00:04:59`; at most an hour. */
function askedWait(words: string): number | undefined {
  const [, hours, minutes, seconds] = /\b(\d{1,2}):(\d{2}):(\d{2})\b/.exec(words) ?? []
  const [, count, unit = ''] =
    /\b(\d{1,5}) ?(s|secs?|seconds?|m|mins?|minutes?|h|hours?)\b/.exec(words) ?? ([] as string[])
  const wait = hours
    ? Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
    : count
      ? Number(count) * (inSeconds[unit[0] as string] as number)
      : 0
  return wait > 0 ? Math.min(wait, 3600) : undefined
}
