import type { PageService } from './service.ts'

/** What a link can do, as soon as the application has started: the pages are served before. */
export function pagesLater(started: Promise<{ page: PageService }>): PageService {
  return {
    open: async (token, from) => (await started).page.open(token, from),
    verify: async (token, from) => (await started).page.verify(token, from),
    resend: async (token) => (await started).page.resend(token),
    reportWrong: async (token, from) => (await started).page.reportWrong(token, from),
    genuine: async (asked) => (await started).page.genuine(asked),
    preview: async (token) => (await started).page.preview(token),
  }
}
