/**
 * What a person or a company wrote never becomes markup and never gets a reading, whatever it contains: on its way
 * through our sentences it carries stand-ins for our signs, and a seal around it. The stand-ins are Unicode's
 * noncharacters, kept for use inside a program; private-use characters would be letters of somebody's name (外字).
 */
const signs = ['{', '|', '}', '*'] as const
const firstStandIn = 0xfdd0
const [opened, closed] = ['\ufdd4', '\ufdd5']

/** A stretch of somebody's own words, for a regular expression. */
export const sealedStretch = `${opened}[^${closed}]*${closed}`

/** A sentence of ours that takes no markup: names of the catalogue, purposes, refusals, reviewed terms. */
export function guarded(text: string): string {
  return text
    .replace(/[\ufdd0-\ufdd5]/gu, '')
    .replace(/[{|}*]/gu, (sign) =>
      String.fromCharCode(firstStandIn + signs.findIndex((known) => known === sign)),
    )
}

/** Somebody's own words. Days and figures hold nothing to be read, and stay as they are. */
export function sealed(text: string): string {
  return /\p{Script=Han}/u.test(text) ? `${opened}${guarded(text)}${closed}` : guarded(text)
}

/** As it was written. */
export function released(text: string): string {
  return text
    .replace(/[\ufdd4\ufdd5]/gu, '')
    .replace(/[\ufdd0-\ufdd3]/gu, (sign) => signs[sign.charCodeAt(0) - firstStandIn] ?? '')
}
