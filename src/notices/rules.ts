/** What a resident can be told. A new kind is a line here, its words in texts.ts, and a migration. */
export const noticeKinds = [
  'card-issued',
  'card-ended',
  'sessions-ended',
  'outside-linked',
  'consent-given',
  'consent-withdrawn',
  'looked-up',
  'data-deposited',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** Of one kind, for one resident: who is told more reads none of it. */
export const mostADay = 20

export const dayMs = 24 * 60 * 60_000

/** Does this one stand by itself, or is it counted on the last of its kind? */
export function standsByItself(toldInTheLastDay: number): boolean {
  return toldInTheLastDay < mostADay
}

/** May this name of a company be said? Not one that could look like something else: what cannot be seen is no name. */
export function sayable(name: string | undefined): string | undefined {
  return name !== undefined && /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]{1,80}$/u.test(name) ? name : undefined
}
