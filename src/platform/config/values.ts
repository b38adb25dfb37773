import { z } from 'zod'
import { isOrigin } from './forms.ts'
import type { Words } from './variable.ts'

/** Of variables that have none. */
export const noUnit: Words = { ja: '—', en: '—' }

export const path = z.string().max(4096)

export const origin = z
  .string()
  .refine(isOrigin)
  .transform((text) => new URL(text).origin)

export const token = z.string().regex(/^[\w.~+/-]{32,200}={0,2}$/)
export const aToken: Words = {
  ja: '32～200 字の英数字と - . _ ~ + /（例 openssl rand -hex 32 の出力）',
  en: '32 to 200 of letters, digits and - . _ ~ + / (such as openssl rand -hex 32 prints)',
}
