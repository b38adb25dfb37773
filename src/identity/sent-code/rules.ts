/** What a code is good for. One of one purpose opens nothing of another. */
export const codePurposes = ['sign-in', 'prove-again', 'join', 'change-address', 'text-number'] as const
export type CodePurpose = (typeof codePurposes)[number]

/** Where a code for this goes: to a mailbox, or as a text message. */
export function goesBySms(purpose: CodePurpose): boolean {
  return purpose === 'text-number'
}

/** NIST SP 800-63B-4 §3.1.3.3: at most ten minutes. */
export const codeGoodMs = 10 * 60_000
/** How many codes may be tried against one that was sent; the sixth is not looked at. */
export const mostTries = 5
/**
 * How many codes are sent to one address of which nobody knows who asks, and for one resident who is signed in: nobody's mailbox
 * is filled, and of 100,000,000 codes whoever knows an address guesses 50 a day. Each is counted for itself, so that no stranger
 * keeps a resident from showing who they are. For the whole city within a minute: what its mail server is asked for at most.
 */
export const mostAsked = { anHour: 3, aDay: 10, ofCityAMinute: 600 } as const

export interface Asked {
  inHour: number
  inDay: number
  ofCityInMinute: number
}

/** Why no code is sent now, if none is. It is the same whether anybody has the address. */
export function whyNoCode(asked: Asked): 'code-too-often' | 'code-busy' | undefined {
  if (asked.inHour >= mostAsked.anHour) return 'code-too-often'
  if (asked.inDay >= mostAsked.aDay) return 'code-too-often'
  return asked.ofCityInMinute >= mostAsked.ofCityAMinute ? 'code-busy' : undefined
}
