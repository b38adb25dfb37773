import { localDaySchema } from '../../../kernel/index.ts'
import type { OwnerInFile } from '../owner-in-file.ts'
import { Refused } from '../refused.ts'
import { XmlElements, type ElementHandler } from './parse-xml.ts'
import { takeNameInParts } from './take-owner.ts'
import type { Attributes } from './take-record.ts'

/** Characters given to the parser at a time; once the patient is read, it gets no more. */
const pieceCharacters = 16 * 1024

const patient = 'ClinicalDocument/recordTarget/patientRole/patient'

/** HL7 CDA R2, 4.2.2.11: who the document is about stands in its head. */
class PatientHandler implements ElementHandler {
  /** The patient has been read, and nothing more counts. */
  isDone = false
  readonly #owner: OwnerInFile
  readonly #path: string[] = []
  #name = { text: '', family: '', given: '' }

  constructor(owner: OwnerInFile) {
    this.#owner = owner
  }

  open(name: string, attributes: Attributes): void {
    this.#path.push(name)
    const place = this.#path.join('/')
    if (place === `${patient}/name`) this.#name = { text: '', family: '', given: '' }
    if (place === `${patient}/birthTime`) this.#takeBirthTime(attributes['value'] ?? '')
  }

  readonly text = (text: string): void => {
    switch (this.#path.join('/')) {
      case `${patient}/name`:
        this.#name.text += text
        break
      case `${patient}/name/family`:
        this.#name.family += text
        break
      case `${patient}/name/given`:
        this.#name.given += `${text} `
    }
  }

  close(): void {
    const place = this.#path.join('/')
    this.#path.pop()
    if (place === patient) this.isDone = true
    if (place !== `${patient}/name` || this.isDone) return
    const { text, family, given } = this.#name
    this.#owner.addName(text)
    takeNameInParts(this.#owner, [family], [given])
  }

  /** `19800101`, with a time of day and an offset behind it or without. */
  #takeBirthTime(value: string): void {
    const [, year = '', month = '', day = ''] = /^(\d{4})(\d\d)(\d\d)/.exec(value) ?? []
    if (!this.isDone) this.#owner.addBirthDate(localDaySchema.safeParse(`${year}-${month}-${day}`).data)
  }
}

/**
 * Takes whose an export is from the first bytes of its `export_cda.xml`, which may be hundreds of megabytes. Nothing
 * else of it is taken, so a document that is damaged or dangerous says no more from there on, and refuses no export.
 */
export function takeOwnerOfClinicalDocument(head: Buffer, owner: OwnerInFile): void {
  const handler = new PatientHandler(owner)
  const elements = new XmlElements(handler)
  const text = new TextDecoder('utf-8').decode(head, { stream: true })
  try {
    for (let at = 0; at < text.length && !handler.isDone; at += pieceCharacters)
      elements.write(text.slice(at, at + pieceCharacters))
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault
  }
}
