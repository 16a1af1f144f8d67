import type { Concept } from '#text'
import type { Intent } from './intents.ts'

/** Concepts that decide by themselves, whatever else is said. The first one that occurs wins. */
const decisive: [Concept, Intent][] = [
  ['genuine', 'genuine'],
  ['password', 'password'],
  ['apart', 'apart'],
  ['undo', 'undo'],
  ['remind', 'remind'],
  ['letter_look', 'test_letter'],
  ['import', 'import'],
  ['test', 'test_letter'],
  ['excel', 'report_file'],
  ['export', 'report_file'],
  ['english', 'english'],
  ['swedish', 'swedish'],
  ['link_me', 'link_me'],
  ['disconnect', 'disconnect'],
  ['extract', 'extract'],
  ['bounce', 'bounced'],
  ['domain', 'domains'],
  ['tampered', 'history_check'],
  ['protected', 'protected'],
  ['approve', 'approve'],
  ['role', 'roles'],
]

/** What else a rule may ask for: that somebody or something is named, or after *på*, *i* and the like; an address. */
export type Feature = Concept | 'name' | 'place' | 'email'

/** What says nothing of the matter that a line is about. */
export const general: ReadonlySet<Feature> = new Set(
  'me who all how many why when what where go far not you long know add change list thanks name place email today yesterday week month recent'.split(
    ' ',
  ) as Feature[],
)

/**
 * Combinations of concepts: all must occur, `a|b` is either, `!a` must not. `=` before them allows no other concept.
 * With `=` or `~` the combination is weak: one word that is neither known nor somebody's name makes it doubtful. The
 * combination with the most concepts wins; a number before it adds to its weight. Among equals the first wins.
 */
const combinations: [Intent, string][] = [
  ['no', '=not, =not thanks, 4 no, 3 cancel, order not !who !me !all, send not !who !me !come !all'],
  ['stop', '4 stop'],
  ['pause', '4 pause'],
  ['resume', '4 resume, 4 start again !link !all'],
  [
    'yes',
    'yes, yes order !name !all, yes thanks, yes send !name !all, yes sending !name !all, 1 plan, yes plan, list plan',
  ],

  [
    'genuine',
    'why me mail, why come mail, why me link, why me come, why me send, what visma mail !who, 3 you mail !order !all !who !not !wrong !change, 3 me you mail !order !not !wrong !change, 2 you send !order !all !who !not !wrong !change !again !me !link',
  ],
  ['genuine', '2 link click !not !who !many !all, me click link !not'],
  ['link_life', '2 link valid, valid long, 1 link long, 2 link when !not, valid'],
  [
    'link_broken',
    'link not work, link broken, link expired !who !many !links !again, link work, link not !come !send !who',
  ],
  ['link_broken', 'link wrong, 3 click broken, me click not, click not work, link click not !who !many !all'],
  [
    'cannot_login',
    '1 login not !who !many, login wrong, login fail, login broken, 1 locked, 1 login work, login, login me',
  ],
  ['cannot_login', 'account not work, visma not work, account locked, account broken, ~not work !who !link, ~broken'],
  [
    'no_mail',
    'not come mail !who, me not come !login, me not mail, ~not come !login, mail not !who, not come link !who, where mail',
  ],
  ['no_mail', 'me come mail !wrong !change !again !all'],
  [
    'no_mail',
    '6 junk, 6 junk mail, 6 junk come, me lack mail, me not send !who, mail broken, mail forgot, 3 erase mail',
  ],
  ['new_link', '1 link again, 1 link send, me link, link, 1 me send mail, 1 me mail again, 1 me send again, me send'],
  [
    'am_i',
    '3 me verify !order !who, me connect, me done, me status, 1 me go how, me click, me account, 2 me what|who address !change !add',
  ],
  ['am_i', '=work, me order verify, me know !not, =me, =me what'],
  [
    'address',
    '1 wrong address|mail, 1 change address|mail, add address|mail, me address again !send, address again !mail, me address, address',
  ],
  ['address', 'change wrong, 1 change email, 1 add email, ~name email, 5 me inactive mail|address'],

  [
    'remind',
    '9 again order|send|mail not verify|done|click|connect !me, 9 again not answer, 6 order|send links again !me, 9 order answer not, 9 send again answer not, 9 order expired, 9 send expired again',
  ],
  [
    'send',
    '5 order all|who, order mail, order account, order, 4 start sending|mail, 3 send all !not !come, mail all !come !not !lack !verify !same !fail',
  ],
  [
    'send',
    'verify all order, 4 yes sending name, 2 order sending, ~start name, 4 how order !many !left, 9 order all left, 4 order links !me !again, 4 start verify, 2 help sending|send|order',
  ],
  ['send_again', '1 send again, mail again, ~again !what'],
  [
    'who_mailed',
    'who send !not, who mail send !not, 2 when send, when mail, ~when come name, who send recent, 3 who send mail !order !not',
  ],
  ['mailed_today', '5 today mail|send|come|order !link, ~3 today who|what|many !go !verify !done !history !link'],
  [
    'mailed_yesterday',
    '5 yesterday mail|send|come|order !link, ~3 yesterday who|what|many !go !verify !done !history !link',
  ],
  ['mailed_this_week', '5 week mail|send|come|order, ~3 week who|what|many !go !verify !done !history'],
  ['test_letter', '2 what come who !not !mail, 3 list letter, 2 what letter, how letter'],
  [
    'elsewhere',
    '120 elsewhere !login !password !locked !genuine !link !links !mail !address !letter !verify !connect !unverified !click !bounce !remind !import !export !excel !file !role !domain !order !sending !account',
  ],
  ['no_mail', '2 me arrive not'],
  [
    'bounced',
    '1 arrive not !me, 4 arrive not who|many|list, 1 arrive fail, 2 arrive mail !me !not, 6 arrive come !me !not, 3 address broken !me, 4 who|many|list wrong address !me !change, 5 address not work, 5 mail not work who',
  ],
  ['extract', '4 who know you !me, 4 what know you !me'],
  ['expired', '6 who|many|all|list link not work !me'],
  ['expired', 'expired, who expired, 2 who link expired, links expired, many expired, list expired'],
  ['not_mailed', '1 who not come mail, 1 who|all|many|list not come, 1 who|all|many|list not send, who lack come'],
  [
    'missing_email',
    'lack !me, lack address|mail !me, 1 who|many|list|all lack, 1 who|many|list not address !come !send !verify !click !answer',
  ],
  ['missing_email', '120 lack address remind, 3 who|all|many|list not come address !mail !send'],
  ['missing_email', 'not address !me !come !verify !click !answer'],
  ['mailed', 'who|many|all|list come, who|many|all|list come mail, many send, 1 list send, list send mail'],
  ['queued', '1 queue'],
  ['connect_failed', '2 connect fail, connect not work'],
  ['failed', '3 fail, 2 doubt, 9 fail order !address, 9 fail send !address, 9 fail again !address'],
  ['not_answered', '5 come mail not verify|click|done|answer|connect !me, 4 answer not'],
  [
    'not_verified',
    '2 unverified, left, who left, list left, 2 many left, 2 left verify, 2 many left verify, not verify|connect|click|done|login !me',
  ],
  ['not_verified', '1 who|many|all|list not verify|connect|click|done|login, 6 who left verify'],
  ['verified', 'verify !order, connect, 1 who|list verify|connect|done|click|answer !order'],
  ['shared', '2 same'],
  ['apart', '6 not same !who !all !many !list !address !mail !lack'],
  ['disconnect', '4 erase connect'],
  ['erase', '2 erase'],
  [
    'sends',
    '3 who verify sending, 4 when sending, 6 gone all, 3 gone !who !many !today !yesterday !week, 1 sending, running, ~when done, ~2 how long !link, 3 sending go how',
  ],
  [
    'progress',
    'how go, 1 how far, status, 3 numbers, 3 many verify|connect|done|click|answer !not, all done, all verify|connect !order',
  ],
  ['progress', '~many !me, ~far, ~go, ~done, 3 all come mail !not !who !list !me, ~many who|all, what status'],
  [
    'history',
    '120 role history, 120 role what done|go !me, 1 history, 1 who|what|when history, who what !address !send, who change !address, 3 history today|yesterday|week',
  ],
  ['inactive', '1 inactive'],
  ['leaving', '120 inactive month !erase'],
  ['import', '120 excel where, 2 file where, 2 add file, 3 you send list|file, 3 add many address, file address, file'],
  ['report_file', '2 list|all|who file, 3 numbers file'],
  ['connections', '6 differ, 4 agree visma|connect'],
  [
    'setup',
    '1 setup, 3 setup mail|send|sending, setup work, 2 work all !link !me !not !place !who, 1 mail|send work !not !link !me !place',
  ],
  ['human', '1 human, 130 human genuine !mail !link'],
  ['about', '3 about !not !mail, 1 about !not, 2 what visma !login !not, 2 why visma !not, 2 why verify|order|click'],
  ['help', 'help, 2 me know not what|how, 1 what help, 1 how help, visma'],
  ['list', '~all, ~list, list all|who, who place, ~who name, account'],
  ['thanks', 'thanks, =thanks many, =thanks help, =thanks all !place'],
]

export interface Rule {
  intent: Intent
  needed: Feature[][]
  without: Feature[]
  /** If it needs a *not*: what that must be about, one of these. */
  denies: Feature[]
  /** Whether no other concept may occur. */
  only: boolean
  /** Whether a word that means nothing here is enough to doubt it. */
  weak: boolean
  weight: number
  /** Among rules of equal weight the first wins. */
  order: number
}

/** More than any combination weighs. */
const decides = 100

function readRule(intent: Intent, text: string): Omit<Rule, 'order'> {
  const [, sign, bonus = '0', rest = ''] = /^([=~]?)(\d*) ?(.*)$/.exec(text.trim())!
  const parts = rest.split(' ')
  const needed = parts.filter((p) => !p.startsWith('!')).map((p) => p.split('|') as Feature[])
  const without = parts.filter((p) => p.startsWith('!')).map((p) => p.slice(1) as Feature)
  const weight = needed.length * 2 + Number(bonus)
  const denies = needed.some((part) => part.includes('not')) ? needed.flat().filter((part) => !general.has(part)) : []
  return { intent, needed, without, denies, only: sign === '=', weak: sign !== '', weight }
}

export const rules: readonly Rule[] = [
  ...decisive.map(([concept, intent], i) => {
    return { intent, needed: [[concept]], without: [], denies: [], only: false, weak: false, weight: decides - i }
  }),
  ...combinations.flatMap(([intent, texts]) => texts.split(',').map((text) => readRule(intent, text))),
].map((rule, order) => ({ ...rule, order }))

/** The rules by the concepts of their first part: only these can fit a line with the concept. */
export const rulesFor: ReadonlyMap<Feature, readonly Rule[]> = (() => {
  const byConcept = new Map<Feature, Rule[]>()
  for (const rule of rules) for (const c of rule.needed[0]!) byConcept.set(c, [...(byConcept.get(c) ?? []), rule])
  return byConcept
})()
