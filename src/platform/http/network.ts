import { isIPv6 } from 'node:net'

/** Groups before which an IPv6 address stands for one of IPv4: of a socket for both (::ffff:0:0/96), and of RFC 6052. */
const carriesIpv4 = [
  ['0', '0', '0', '0', '0', 'ffff'],
  ['64', 'ff9b', '0', '0', '0', '0'],
]

/**
 * Who asks, as far as an address can tell it: with IPv6 a household has not one address but the 2^64 of one prefix, and would
 * have as many tries as it has addresses. However it is written.
 */
export function networkOf(ip: string): string {
  const groups = isIPv6(ip) ? groupsOf(ip) : undefined
  if (groups === undefined) return ip
  if (carriesIpv4.some((prefix) => prefix.every((group, at) => groups[at] === group)))
    return groups.slice(6).flatMap(bytesOf).join('.')
  return `${groups.slice(0, 4).join(':')}::/64`
}

/** All eight, in lower case and without leading zeros, as the URL standard writes them; without the zone of a link. */
function groupsOf(address: string): string[] | undefined {
  const [bare = ''] = address.split('%')
  const url = URL.parse(`http://[${bare}]/`)
  if (!url) return undefined
  const [left = [], right] = url.hostname
    .slice(1, -1)
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''))
  const zeros = right === undefined ? 0 : 8 - left.length - right.length
  return [...left, ...Array<string>(zeros).fill('0'), ...(right ?? [])]
}

function bytesOf(group: string): number[] {
  const value = parseInt(group, 16)
  return [value >> 8, value & 0xff]
}
