import { about } from './about.ts'
import { chats } from './chats.ts'
import { domains } from './domains.ts'
import { help } from './help.ts'
import { history } from './history.ts'
import { imports } from './imports.ts'
import { letters } from './letters.ts'
import { links } from './links.ts'
import { local } from './local.ts'
import { page } from './page.ts'
import { people } from './people.ts'
import { problems } from './problems.ts'
import { reasons } from './reasons.ts'
import { resend } from './resend.ts'
import { roles } from './roles.ts'
import { sends } from './sends.ts'
import { verify } from './verify.ts'

/** Every text, Swedish: the source of the keys. One file per noun; ICU message format. */
export const sv = {
  ...about,
  ...chats,
  ...domains,
  ...help,
  ...history,
  ...imports,
  ...letters,
  ...links,
  ...local,
  ...page,
  ...people,
  ...problems,
  ...reasons,
  ...resend,
  ...roles,
  ...sends,
  ...verify,
}
