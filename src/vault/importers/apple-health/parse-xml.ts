import { SaxesParser } from 'saxes'
import { importLimits } from '../limits.ts'
import { Refused } from '../refused.ts'
import type { Attributes } from './take-record.ts'

/** What a document's elements are handed to. `depth` is 1 for the root. */
export interface ElementHandler {
  open(name: string, attributes: Attributes, depth: number): void
  close(name: string, depth: number): void
  /** Text between two tags; without this, the parser keeps none. */
  readonly text?: (text: string) => void
}

/** How saxes says that a document ended too early. */
const endedEarly = /unclosed tag|unexpected end|must contain a root element/

function refusalFor(message: string): Refused {
  if (message.includes('undefined entity')) return new Refused('xml-doctype-forbidden')
  return new Refused(endedEarly.test(message) ? 'truncated' : 'damaged')
}

/** Apple writes ELEMENT and ATTLIST declarations. An entity, or a reference to another file, is an attack. */
function refuseUnsafeDoctype(doctype: string): void {
  const beforeSubset = doctype.split('[', 1)[0] ?? ''
  if (/<!ENTITY|%[\w.-]+;/i.test(doctype) || /\b(?:SYSTEM|PUBLIC)\b/.test(beforeSubset))
    throw new Refused('xml-doctype-forbidden')
}

/** Streams text into elements within limits. `write` text in pieces, then `end` once. */
export class XmlElements {
  readonly #parser = new SaxesParser({ position: false, xmlns: false })
  #depth = 0
  #silentCharacters = 0

  constructor(handler: ElementHandler) {
    const parser = this.#parser
    parser.on('error', (error) => {
      throw refusalFor(error.message)
    })
    parser.on('doctype', refuseUnsafeDoctype)
    parser.on('xmldecl', ({ encoding }) => {
      if (encoding !== undefined && !/^(?:utf-?8|us-ascii)$/i.test(encoding))
        throw new Refused('wrong-encoding')
    })
    parser.on('opentag', ({ name, attributes }) => {
      this.#silentCharacters = 0
      if (++this.#depth > importLimits.xmlDepth) throw new Refused('damaged')
      handler.open(name, attributes, this.#depth)
    })
    if (handler.text !== undefined) parser.on('text', handler.text)
    parser.on('closetag', ({ name }) => {
      this.#silentCharacters = 0
      handler.close(name, this.#depth--)
    })
  }

  write(text: string): void {
    // The parser keeps an unfinished tag, comment or doctype in memory: bound it.
    this.#silentCharacters += text.length
    this.#parser.write(text)
    if (this.#silentCharacters > importLimits.silentXmlCharacters) throw new Refused('damaged')
  }

  end(): void {
    this.#parser.close()
  }
}
