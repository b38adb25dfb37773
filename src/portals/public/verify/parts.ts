/** What the page and its script call the parts they share. No word of any language. */
import type { verdictWords } from './words.ts'

export type Said = keyof (typeof verdictWords)['tables']['ja'] & string

/** Where the script puts something into a sentence. */
export const slot = (name: string): string => `[${name}]`

/** Under what the name of an item stands. */
export const itemNameOf = (code: string): string => `item:${code}`

export const noticeKinds = ['done', 'error', 'warning'] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** In this order beneath the title: what it is of, what does not hold, what does, and by which key. */
export const lists = ['about', 'wrong', 'right', 'notes'] as const
