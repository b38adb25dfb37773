import { z } from 'zod'
import { refuse, type Refusal } from '../kernel/index.ts'
import { isTextNumber } from '../platform/sms/index.ts'
import { figuresOf } from './typed-text.ts'

/** A number of Japan as it is dialled there, ten or eleven figures; of elsewhere with its country (E.164). */
export const phoneSchema = z.string().regex(/^(0[1-9]\d{8,9}|\+[1-9]\d{7,14})$/)

/**
 * As browsers check it (HTML, 4.10.5.1.5), not by the whole RFC 5322 and not stricter: addresses with two dots in a row
 * were handed out by Japanese mobile carriers and are still in use. At most what SMTP can carry (RFC 5321, 4.5.3.1.3).
 */
export const emailSchema = z.email({ pattern: z.regexes.html5Email }).max(254)

export function readPhone(typed: string): { ok: true; phone: string } | Refusal<'bad-phone'> {
  const phone = phoneSchema.safeParse(
    figuresOf(typed)
      .replace(/[().]/gu, '')
      .replace(/^\+810?/u, '0'),
  )
  return phone.success ? { ok: true, phone: phone.data } : refuse('bad-phone')
}

/** A mobile number of Japan (E.164): what text messages are sent to. */
export const textNumberSchema = z.string().refine(isTextNumber)

/** As it is dialled here, or with the country. */
export function readTextNumber(typed: string): { ok: true; number: string } | Refusal<'bad-text-number'> {
  const read = readPhone(typed)
  const number = textNumberSchema.safeParse(read.ok ? read.phone.replace(/^0/u, '+81') : '')
  return number.success ? { ok: true, number: number.data } : refuse('bad-text-number')
}

export function readEmail(typed: string): { ok: true; email: string } | Refusal<'no-email' | 'bad-email'> {
  const text = typed.normalize('NFKC').trim()
  if (text === '') return refuse('no-email')
  const email = emailSchema.safeParse(text)
  return email.success ? { ok: true, email: email.data } : refuse('bad-email')
}
