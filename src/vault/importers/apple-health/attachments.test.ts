import { describe, expect, it } from 'vitest'
import { appleXml, memoryFile, record, zipOf } from '../fixtures.ts'
import { readDeposit, type Reading } from '../index.ts'

const now = new Date('2026-11-01T00:00:00Z')

async function readingOf(content: Buffer): Promise<Reading> {
  const result = await readDeposit(memoryFile(content), { now })
  if (!result.ok) throw new Error(result.because)
  return result.reading
}

const gpx = (time: string) =>
  `<?xml version="1.0"?><gpx><metadata><time>2019-01-01T00:00:00Z</time></metadata><trk><trkseg><trkpt lon="139.7" lat="35.8"><ele>4</ele><time>${time}</time></trkpt></trkseg></trk></gpx>`

describe('A zip of Apple Health', () => {
  it.each(['apple_health_export/export.xml', 'apple_health_export/書き出したデータ.xml', 'x.XML'])(
    'is found by its content: %s',
    async (name) => {
      const { counts } = await readingOf(await zipOf({ [name]: appleXml(record()) }))
      expect(counts).toMatchObject([{ item: 'activity.steps', count: 1 }])
    },
  )

  const attachments = [
    ['workout-routes/route_1.gpx', gpx('2026-10-01T15:00:00Z'), 'location.route', '2026-10-02'],
    [
      'electrocardiograms/ecg_1.csv',
      '名前,\n記録日,2026-10-01 08:00:00 +0900\n分類,洞調律\n\n12.5\n13\n',
      'heart.electrocardiogram',
      '2026-10-01',
    ],
    [
      'clinical-records/Condition-1.json',
      JSON.stringify({ resourceType: 'Condition', recordedDate: '2026-10-01' }),
      'medical.clinical-record',
      '2026-10-01',
    ],
    [
      'clinical-records/MedicationOrder-1.json',
      JSON.stringify({ resourceType: 'MedicationOrder', dateWritten: '2026-10-01T08:00:00+09:00' }),
      'medical.medication',
      '2026-10-01',
    ],
  ] as const

  it.each(attachments)('brings %s, kept whole', async (name, text, item, day) => {
    const zip = await zipOf({
      'apple_health_export/export.xml': appleXml(record()),
      [`apple_health_export/${name}`]: text,
    })
    const found = [...(await readingOf(zip)).days].find((candidate) => candidate.item === item)
    expect(found).toMatchObject({ day, samples: [], documents: [{ name: name.split('/')[1], text }] })
  })

  it.each(['<trkpt', '<trkpt>', '<time>', '<'])(
    'is not held up, until the time of this test is over, by a route of nothing but %s',
    async (piece) => {
      const text = piece.repeat((1024 * 1024) / piece.length)
      const zip = await zipOf({ 'export.xml': appleXml(record()), 'workout-routes/r.gpx': text })
      const { leftOut } = await readingOf(zip)
      expect(leftOut).toMatchObject([{ what: 'workout-routes', because: 'date-missing' }])
    },
  )

  const left = [
    ['apple_health_export/export_cda.xml', '<ClinicalDocument/>', 'export_cda.xml', 'other-file'],
    ['apple_health_export/workout-routes/r.gpx', '<gpx></gpx>', 'workout-routes', 'date-missing'],
    [
      'apple_health_export/workout-routes/r.gpx',
      gpx('1900-01-01T00:00:00Z'),
      'workout-routes',
      'impossible-date',
    ],
    [
      'apple_health_export/workout-routes/r.gpx',
      `<!DOCTYPE x>${gpx('2026-10-01T15:00:00Z')}`,
      'workout-routes',
      'damaged-record',
    ],
    ['apple_health_export/workout-routes/r.gpx', 'x'.repeat(1024 * 1024 + 1), 'workout-routes', 'too-large'],
    [
      'apple_health_export/electrocardiograms/e.csv',
      Buffer.from([0x8b, 0x4c]),
      'electrocardiograms',
      'damaged-record',
    ],
    ['apple_health_export/clinical-records/c.json', '{"resourceType":', 'clinical-records', 'damaged-record'],
    [
      'apple_health_export/clinical-records/c.json',
      '{"resourceType":"Patient"}',
      'clinical-records',
      'date-missing',
    ],
    ['../../../etc/passwd', 'root', 'passwd', 'other-file'],
  ] as const

  it.each(left)('leaves out %s', async (name, content, what, because) => {
    // yazl refuses to write hostile names, so the name is put in afterwards.
    const placeholder = 'x'.repeat(name.length)
    const zip = await zipOf({
      'export.xml': appleXml(record()),
      [placeholder]: Buffer.from(content as string),
    })
    for (let at = zip.indexOf(placeholder); at !== -1; at = zip.indexOf(placeholder, at)) zip.write(name, at)
    expect((await readingOf(zip)).leftOut).toEqual([{ what, because, count: 1 }])
  })
})
