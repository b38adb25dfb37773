import { z } from 'zod'
import { localDaySchema } from '../../../kernel/index.ts'
import { importLimits } from '../limits.ts'
import type { OwnerInFile } from '../owner-in-file.ts'
import { birthDateIn } from './birth-dates.ts'
import { appleDate } from './dates.ts'

/** A name is compared as the city writes it: the family's name first. */
export function takeNameInParts(
  owner: OwnerInFile,
  family: readonly string[],
  given: readonly string[],
): void {
  owner.addName([...family, ...given].join(' '))
}

/** A line of the head: a label, a comma, and a value that may stand in quotation marks. */
function valueOf(line: string): string {
  const comma = line.indexOf(',')
  const value = comma < 0 ? '' : line.slice(comma + 1).trim()
  return /^".*"$/.test(value) ? value.slice(1, -1).replaceAll('""', '"') : value
}

/**
 * The head of an electrocardiogram: the name, then the birth date, under labels in the phone's language. What the
 * phone does not know may be missing with its line, so a date in the first line is no name.
 */
export function takeOwnerOfElectrocardiogram(text: string, owner: OwnerInFile): void {
  const [first = '', second = ''] = text.slice(0, 4_000).split('\n', 2).map(valueOf)
  const inFirst = birthDateIn(first)
  if (inFirst === undefined && Number.isNaN(appleDate(first))) owner.addName(first)
  owner.addBirthDate(inFirst ?? birthDateIn(second))
}

/** A field of another type says nothing. */
const text = z.string().optional().catch(undefined)
const texts = z.union([z.array(z.string()), z.string().transform((one) => [one])]).catch([])

/** FHIR DSTU2 has a list of family names, R4 one. */
const nameSchema = z.object({ text, family: texts, given: texts })
const patientSchema = z.object({
  resourceType: z.literal('Patient'),
  birthDate: text,
  name: z.array(z.unknown()).catch([]),
})

/** Takes whose a clinical record is from a FHIR Patient; any other resource says nothing. */
export function takeOwnerOfPatient(resource: unknown, owner: OwnerInFile): void {
  const patient = patientSchema.safeParse(resource).data
  if (patient === undefined) return
  owner.addBirthDate(localDaySchema.safeParse(patient.birthDate).data)
  for (const written of patient.name.slice(0, importLimits.owners)) {
    const name = nameSchema.safeParse(written).data
    if (name === undefined) continue
    owner.addName(name.text ?? '')
    takeNameInParts(owner, name.family, name.given)
  }
}
