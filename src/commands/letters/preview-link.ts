import { previewToken, type Shown } from '../../verification/letters/previews.ts'
import type { Turn } from '../context.ts'

/** The address of the page that shows a letter as it will look, in the language of whoever asks. */
export const previewLink = ({ ctx, letters, language }: Turn, shown: Shown): string =>
  `${letters.publicUrl}/brev/${previewToken(ctx, shown)}?lang=${language}`
