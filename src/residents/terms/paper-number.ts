import { refuse, type Refusal } from '../../kernel/index.ts'

/** The number a signed paper is filed under, as a city's files number it: letters, figures and hyphens. */
export function readPaperNumber(
  typed: string,
): { ok: true; paperNumber: string } | Refusal<'bad-paper-number'> {
  const paperNumber = typed
    .normalize('NFKC')
    .replace(/[‐‑‒–—―−ー]/gu, '-')
    .replace(/\s+/gu, '')
    .toUpperCase()
  return /^[A-Z0-9][A-Z0-9-]{0,39}$/u.test(paperNumber)
    ? { ok: true, paperNumber }
    : refuse('bad-paper-number')
}
