import * as z from 'zod'

/**
 * One line of what can be seen, as somebody types it: nothing in it that breaks it, hides, or turns round how it and what
 * follows is read. Characters of a font of one's own (外字) stay.
 */
export function lineSchema(longest: number): z.ZodString {
  return z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+$/u)
}
