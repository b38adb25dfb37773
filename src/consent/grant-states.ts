/** `frozen`: the city could not know any more whether it still held. `unknown`: a word in the database that this version does not know. */
export const grantStates = ['granted', 'paused', 'refused', 'withdrawn', 'frozen', 'unknown'] as const
export type GrantState = (typeof grantStates)[number]
