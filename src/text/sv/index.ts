import { access } from './access.ts'
import { cells } from './cells.ts'
import { chats } from './chats.ts'
import { connections } from './connections.ts'
import { corrections } from './corrections.ts'
import { domains } from './domains.ts'
import { employerLetters } from './employer-letters.ts'
import { general } from './general.ts'
import { guide } from './guide.ts'
import { help } from './help.ts'
import { history } from './history.ts'
import { imports } from './imports.ts'
import { intents } from './intents.ts'
import { letters } from './letters.ts'
import { links } from './links.ts'
import { local } from './local.ts'
import { page } from './page.ts'
import { people } from './people.ts'
import { plans } from './plans.ts'
import { presses } from './presses.ts'
import { problems } from './problems.ts'
import { reasons } from './reasons.ts'
import { records } from './records.ts'
import { sends } from './sends.ts'
import { setup } from './setup.ts'
import { shownLetters } from './shown-letters.ts'

/** All Swedish texts, in ICU message format, one file for each noun. Their keys are those of every language. */
export const sv = {
  ...access,
  ...cells,
  ...chats,
  ...connections,
  ...corrections,
  ...domains,
  ...general,
  ...guide,
  ...help,
  ...history,
  ...imports,
  ...employerLetters,
  ...intents,
  ...letters,
  ...links,
  ...local,
  ...page,
  ...people,
  ...plans,
  ...presses,
  ...problems,
  ...reasons,
  ...records,
  ...sends,
  ...setup,
  ...shownLetters,
}
