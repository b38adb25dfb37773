import { randomBytes } from 'node:crypto'
import type { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { doubtOwner } from '../../rules.ts'
import { appleXml, memoryFile, record, zipOf } from '../fixtures.ts'
import { readDeposit, type Owner } from '../index.ts'

const now = new Date('2026-11-01T00:00:00Z')
const mebi = 1024 * 1024

/** The exports of `appleXml` say this birth date, too. */
const hanako = { birthDate: '1990-02-02', name: '青葉 花子', kana: 'アオバ ハナコ' }
const hanakos = { birthDates: ['1990-02-02'], names: ['青葉 花子'] }
const nobody = { birthDates: ['1990-02-02'], names: [] }

const ecgFile = 'apple_health_export/electrocardiograms/ecg_2026-10-01.csv'
const cdaFile = 'apple_health_export/export_cda.xml'
const patientFile = 'apple_health_export/clinical-records/Patient-1.json'

async function ownerOf(file: string, content: string | Buffer): Promise<Owner> {
  const zip = await zipOf({ 'apple_health_export/export.xml': appleXml(record()), [file]: content })
  const result = await readDeposit(memoryFile(zip, 64 * 1024), { now })
  if (!result.ok) throw new Error(result.because)
  expect(result.reading.counts).toContainEqual(expect.objectContaining({ item: 'activity.steps', count: 1 }))
  return result.reading.owner
}

const ecg = (...head: string[]) =>
  [...head, '記録日,2026-10-01 08:00:00 +0900', '分類,洞調律', '症状,', '', '-48.673', '12.5', ''].join('\n')

const cda = (patient: string, doctype = '') => `<?xml version="1.0"?>
<?xml-stylesheet type="text/xsl" href="CDA.xsl"?>
${doctype}<ClinicalDocument xmlns="urn:hl7-org:v3">
 <title>Health Data Export</title>
 <recordTarget>
  <patientRole>
   <id root="2.16.840.1.113883.4.6" nullFlavor="NA"/>
   <patient>${patient}</patient>
  </patientRole>
 </recordTarget>
</ClinicalDocument>`

const fhir = (fields: object) => JSON.stringify({ resourceType: 'Patient', id: '1', ...fields })

describe('Whose an Apple export is', () => {
  const birth = (value: string) => `<birthTime value="${value}"/>`
  const table = [
    // where              what it says                          written                                      doubt
    [ecgFile, 'the same person', ecg('名前,青葉 花子', '生年月日,"1990/02/02"'), undefined],
    [ecgFile, 'in English', ecg('Name,アオバ ハナコ', 'Date of Birth,"Feb 2, 1990"'), undefined],
    [ecgFile, 'with line ends of Windows', ecg('名前,"青葉 花子"\r', '生年月日,1990-02-02\r'), undefined],
    [ecgFile, 'another name', ecg('名前,青葉 太郎', '生年月日,1990/02/02'), 'name-differs'],
    [ecgFile, 'the name in Roman letters', ecg('Name,Hanako Aoba'), 'name-differs'],
    [ecgFile, 'another birth date', ecg('名前,青葉 花子', '生年月日,1990/02/03'), 'birth-date-differs'],
    [ecgFile, 'another birth date alone', ecg('名前,', '生年月日,Feb 3, 1990'), 'birth-date-differs'],
    [ecgFile, 'another birth date first', ecg('生年月日,1990/02/03'), 'birth-date-differs'],
    [ecgFile, 'nothing', ecg('名前,', '生年月日,'), undefined],
    [ecgFile, 'nothing, in no line', ecg(), undefined],
    [ecgFile, 'a date that may be two', ecg('名前,', '生年月日,"02/03/1990"'), undefined],

    [cdaFile, 'the same person', cda(`<name>青葉 花子</name>${birth('19900202000000+0900')}`), undefined],
    [cdaFile, 'in parts', cda('<name><given>花子</given><family>青葉</family></name>'), undefined],
    [
      cdaFile,
      'in two ways',
      cda('<name use="ABC">Hanako Aoba</name><name use="IDE">青葉 花子</name>'),
      undefined,
    ],
    [cdaFile, 'another name', cda(`<name>青葉 太郎</name>${birth('19900202')}`), 'name-differs'],
    [
      cdaFile,
      'another name in parts',
      cda('<name><family>青葉</family><given>太郎</given></name>'),
      'name-differs',
    ],
    [cdaFile, 'another birth date', cda(`<name>青葉 花子</name>${birth('19900203')}`), 'birth-date-differs'],
    [cdaFile, 'nothing', cda(birth('')), undefined],
    [cdaFile, 'nothing, in an empty name', cda('<name>\n <given/>\n <family/>\n</name>'), undefined],
    [
      cdaFile,
      'nothing of the patient but a guardian',
      cda('<guardian><guardianPerson><name>青葉 太郎</name></guardianPerson></guardian>'),
      undefined,
    ],
    [cdaFile, 'nothing, being another document', cda('<name>x</name>').replaceAll('Clinical', ''), undefined],

    [
      patientFile,
      'the same person',
      fhir({ name: [{ text: '青葉 花子' }], birthDate: '1990-02-02' }),
      undefined,
    ],
    [patientFile, 'in parts (R4)', fhir({ name: [{ family: '青葉', given: ['花子'] }] }), undefined],
    [patientFile, 'in parts (DSTU2)', fhir({ name: [{ family: ['青葉'], given: ['花子'] }] }), undefined],
    [
      patientFile,
      'in two ways',
      fhir({ name: [{ text: 'Hanako Aoba' }, { text: 'アオバ ハナコ' }] }),
      undefined,
    ],
    [
      patientFile,
      'another name',
      fhir({ name: [{ text: '青葉 太郎' }], birthDate: '1990-02-02' }),
      'name-differs',
    ],
    [
      patientFile,
      'another name in parts',
      fhir({ name: [{ family: '青葉', given: ['太郎'] }] }),
      'name-differs',
    ],
    [
      patientFile,
      'another birth date',
      fhir({ name: [{ text: '青葉 花子' }], birthDate: '1990-02-03' }),
      'birth-date-differs',
    ],
    [patientFile, 'nothing', fhir({}), undefined],
    [
      patientFile,
      'another name beside a damaged birth date',
      fhir({ name: [{ text: '青葉 太郎' }], birthDate: 1 }),
      'name-differs',
    ],
    [
      patientFile,
      'another name in damaged parts',
      fhir({ name: [{ text: 5, family: '青葉', given: '太郎' }] }),
      'name-differs',
    ],
    [patientFile, 'the year of birth alone', fhir({ birthDate: '1991' }), undefined],
    [
      patientFile,
      'nothing, being of a relative',
      JSON.stringify({ resourceType: 'RelatedPerson', name: [{ text: '青葉 太郎' }] }),
      undefined,
    ],
  ] as const

  it.each(table)('%s says %s', async (file, _, content, doubt) => {
    expect(doubtOwner(await ownerOf(file, content), hanako)).toBe(doubt)
  })

  it('is asked when two of its files disagree, in whatever order', async () => {
    const mine = ecg('名前,青葉 花子', '生年月日,1990/02/02')
    const theirs = ecg('名前,青葉 花子', '生年月日,1980/01/01')
    for (const [first, second] of [
      [mine, theirs],
      [theirs, mine],
    ]) {
      const folder = 'apple_health_export/electrocardiograms'
      const zip = await zipOf({
        'export.xml': appleXml(),
        [`${folder}/1.csv`]: first!,
        [`${folder}/2.csv`]: second!,
      })
      const result = await readDeposit(memoryFile(zip), { now })
      expect(result.ok && doubtOwner(result.reading.owner, hanako)).toBe('birth-date-differs')
    }
  })
})

describe('A file meant to do harm says no more than it can, and holds nobody up', { timeout: 20_000 }, () => {
  const name = '<name>青葉 花子</name>'
  const laughs = '<!DOCTYPE x [<!ENTITY a "太"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>\n'
  const filling = `<!-- ${'x'.repeat(1000)} -->`
  const deep = '['.repeat(mebi / 2)
  const table: [string, string, string | Buffer, object][] = [
    [ecgFile, 'commas alone', ','.repeat(mebi), { ...nobody, names: [','.repeat(80)] }],
    [ecgFile, 'quotation marks alone', '"'.repeat(mebi), nobody],
    [ecgFile, 'line ends alone', '\n'.repeat(mebi), nobody],
    [ecgFile, 'spaces before a name', `名前,${' '.repeat(mebi / 2)}青葉 太郎`, nobody],
    [ecgFile, 'a name above the size of a document', `名前,${'x'.repeat(mebi)}`, nobody],
    [ecgFile, 'no UTF-8', Buffer.from('名前,青葉', 'utf16le'), nobody],

    [cdaFile, 'entities', cda('<name>&b;</name>', laughs), nobody],
    [
      cdaFile,
      'a file of the server',
      cda('<name>&x;</name>', '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
      nobody,
    ],
    [cdaFile, 'an end within the name', cda(name).split('花子')[0]!, nobody],
    [cdaFile, 'damage behind the name', `${cda(name).split('</patient>')[0]!}</x>`, hanakos],
    [cdaFile, 'tags without end', cda('<name>'.repeat(100_000)), nobody],
    [cdaFile, 'a tag without end', cda(`<name ${'x'.repeat(2 * mebi)}`), nobody],
    [cdaFile, 'UTF-16', Buffer.from(`\ufeff${cda(name)}`, 'utf16le'), nobody],
    [cdaFile, 'nothing in it', '', nobody],
    [cdaFile, 'a patient far behind', cda(filling.repeat(300) + name), nobody],
    [
      cdaFile,
      'a bomb behind the patient',
      Buffer.concat([Buffer.from(cda(name)), Buffer.alloc(24 * mebi, ' ')]),
      hanakos,
    ],
    [
      cdaFile,
      'a second patient',
      cda(`${name}</patient></patientRole><patientRole><patient><name>太郎</name>`),
      hanakos,
    ],

    [patientFile, 'lists without end', deep, nobody],
    [patientFile, 'lists within lists', `${deep}${']'.repeat(mebi / 2)}`, nobody],
    [
      patientFile,
      'other types',
      fhir({ name: [1, null, 'x', { text: 2, family: {}, given: [3] }], birthDate: 19900202 }),
      nobody,
    ],
    [patientFile, 'a name that is no list', fhir({ name: { text: '青葉 太郎' } }), nobody],
    [patientFile, 'no object', 'null', nobody],
    [
      patientFile,
      'a hundred thousand empty names',
      fhir({ name: Array.from({ length: 100_000 }, () => ({})) }),
      nobody,
    ],
  ]

  it.each(table)('%s with %s', async (file, _, content, owner) => {
    expect(await ownerOf(file, content)).toEqual(owner)
  })

  it('in which the packed bytes are damaged behind the patient, and leaves no stream open', async () => {
    const noise = Buffer.from(randomBytes(2 * mebi).toString('base64'))
    const zip = await zipOf({
      [cdaFile]: Buffer.concat([Buffer.from(cda(name)), noise]),
      'export.xml': appleXml(record()),
    })
    zip.fill(0xff, mebi, 2 * mebi)
    const file = memoryFile(zip, 64 * 1024)
    const streams: Readable[] = []
    const stream = (start?: number, end?: number) => {
      const opened = file.stream(start, end)
      streams.push(opened)
      return opened
    }
    const result = await readDeposit({ ...file, stream }, { now })
    expect(result.ok && result.reading.owner).toEqual(hanakos)
    expect(streams.filter(({ destroyed }) => !destroyed)).toEqual([])
  })

  it('remembers ten names, of at most 80 characters', async () => {
    const names = (length: number) =>
      cda(Array.from({ length }, (_, at) => `<name>${String(at)} ${'x'.repeat(200)}</name>`).join(''))
    const found = (await ownerOf(cdaFile, names(500))).names
    expect(found.map(({ length }) => length)).toEqual(Array.from({ length: 10 }, () => 80))
  })
})
