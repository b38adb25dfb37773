/** The script of the page, the only one that may be large: checking.ts says what holds, here it is told. */
import * as z from 'zod'
import { parseKeys } from '../../../proof/index.ts'
import { askLog } from './asking.ts'
import {
  unread,
  verdictOnGrowth,
  verdictOnPaper,
  verdictOnReceipt,
  type Trusted,
  type Verdict,
} from './checking.ts'
import { addToPage, showVerdict } from './showing.ts'

// The pages' CSP forbids making code from text, which zod would otherwise try.
z.config({ jitless: true })

/** Larger than any receipt: 1,000 leaves are 3 MB. */
const largestBytes = 8 * 1024 * 1024

const { fields, keys: cityKeys } = addToPage()
for (const field of fields.values()) field.addEventListener('change', () => void check(field.name))
window.addEventListener('hashchange', () => void checkPaper())
void checkPaper()

/** After a file was chosen: of the receipt, unless it is one of the two checkpoints that changed. */
async function check(changed: string): Promise<void> {
  const texts = await textsOf(['receipt', 'older', 'newer', 'proof'])
  const trusted = await trustedKeys()
  if (texts === null || trusted === null) return tell(unread(texts === null ? 'not-readable' : 'no-keys'))
  const { receipt, older, newer, proof } = texts
  const ofGrowth = ['older', 'newer', 'proof'].includes(changed)
  if (older !== undefined && newer !== undefined && (ofGrowth || receipt === undefined))
    return tell(await verdictOnGrowth([older, newer], proof ?? null, trusted, askLog))
  if (receipt !== undefined && !ofGrowth) tell(verdictOnReceipt(receipt, trusted, new Date()))
}

async function checkPaper(): Promise<void> {
  if (location.hash.length < 2) return
  const trusted = await trustedKeys()
  if (trusted) showVerdict(await verdictOnPaper(location.hash, trusted, askLog))
}

function tell(verdict: Verdict): void {
  showVerdict(verdict).focus()
}

/** By name, of those that were chosen; null when one cannot be read. */
async function textsOf<Name extends string>(
  names: readonly Name[],
): Promise<Partial<Record<Name, string>> | null> {
  const texts: Partial<Record<Name, string>> = {}
  for (const name of names) {
    const file = fields.get(name)?.files?.[0]
    if (!file) continue
    if (file.size > largestBytes) return null
    const text = await file.text().catch(() => null)
    if (text === null) return null
    texts[name] = text
  }
  return texts
}

/** Those of the file that was chosen, or else the city's own; null for a file that is none. */
async function trustedKeys(): Promise<Trusted | null> {
  const own = (await textsOf(['keys']))?.keys
  const keys = parseKeys(own ?? cityKeys)
  if (!keys) return own === undefined ? { from: 'byCity', keys: [] } : null
  return { from: own === undefined ? 'byCity' : 'byOwn', keys: keys.map(({ key }) => key) }
}
